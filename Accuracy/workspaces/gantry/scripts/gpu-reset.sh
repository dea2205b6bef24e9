#!/bin/sh
systemctl stop llama-small
nvidia-smi --gpu-reset -i 2
systemctl start llama-small
