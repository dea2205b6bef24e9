#!/bin/sh
huggingface-cli download Qwen/Qwen2.5-7B-Instruct-GGUF qwen2.5-7b-instruct-q4_k_m.gguf --revision 641bf05bcbfd4df4209b26ba07ecc5e771031187 --local-dir /opt/llama/models
