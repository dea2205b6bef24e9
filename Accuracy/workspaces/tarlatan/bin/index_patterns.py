#!/usr/bin/env python3
"""Rebuild var/patterns.npy from patterns/*.txt (model pinned; same input, same bytes). Takes a minute."""
import json, pathlib
import numpy as np
from sentence_transformers import SentenceTransformer

m = SentenceTransformer("sentence-transformers/all-MiniLM-L6-v2", revision="c9745ed1d9f207416be6d2e6f8de32d1f16199bf")
files = sorted(pathlib.Path("patterns").glob("*.txt"))
np.save("var/patterns.npy", m.encode([f.read_text() for f in files]))
pathlib.Path("var/patterns.ids.json").write_text(json.dumps([f.stem for f in files]))
