#!/bin/bash
cd /opt/remit/agent
python3 -m obi --charter charter.yaml --notebook notebook.md --ledger night-ledger.jsonl
