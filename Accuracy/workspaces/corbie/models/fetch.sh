#!/bin/sh
set -e
hf download turboderp/Mistral-Small-3.2-24B-exl3 --revision 9bb37ac5beda081c64ac81e1934c4c208041a9d2 --local-dir Mistral-Small-3.2-24B-exl3-4.0bpw
hf download nomic-ai/nomic-embed-text-v1.5-GGUF nomic-embed-text-v1.5.Q8_0.gguf --local-dir .
