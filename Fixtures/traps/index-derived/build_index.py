#!/usr/bin/env python3
"""Builds index/letters.faiss from letters/*.txt."""
import glob

MODEL = "reading-lab/small-embed"
REVISION = "4b1c0f2e9a7d4e5f8c3b2a190d8e7f6a5b4c3d2e"
CHUNK = 400
OUTPUT = "index/letters.faiss"

texts = [open(name).read() for name in sorted(glob.glob("letters/*.txt"))]
