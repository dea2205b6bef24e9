#!/bin/sh
curl -fsS -d "new: ${DOCUMENT_FILE_NAME}" https://ntfy.sh/undercroft-paper >/dev/null
