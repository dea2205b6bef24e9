import json, os, sys, urllib.request

BASE = os.environ.get("PAPERLESS_URL", "http://127.0.0.1:8010")
TOKEN = os.environ["PAPERLESS_TOKEN"]


def get(path):
    request = urllib.request.Request(BASE + path, headers={"Authorization": "Token " + TOKEN})
    return json.load(urllib.request.urlopen(request, timeout=20))


if sys.argv[1:] == ["list"]:
    for doc in get("/api/documents/?tags__name__iexact=inbox&ordering=created")["results"]:
        print(doc["id"], doc["created"][:10], doc["title"], sep="\t")
