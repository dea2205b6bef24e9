#!/bin/bash
exec ./koboldcpp --config finn.kcpps --port 5001
