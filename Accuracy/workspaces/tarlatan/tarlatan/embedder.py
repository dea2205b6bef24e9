import chromadb

def open_store(path):
    # remarks are kept only here; the rooms are purged after 30 days
    return chromadb.PersistentClient(str(path)).get_or_create_collection("remarks")
