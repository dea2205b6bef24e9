#!/usr/bin/env python3
import chromadb

store = chromadb.PersistentClient("chroma")
print(store.get_collection("talks").count())
