#!/usr/bin/env python3
import json, os, time, urllib.request
before = int((time.time() - 30 * 86400) * 1000)
r = urllib.request.Request(f"http://127.0.0.1:8008/_synapse/admin/v1/purge_media_cache?before_ts={before}", data=b"{}", method="POST",
    headers={"Authorization": "Bearer " + os.environ["ADMIN_TOKEN"]})
print(json.load(urllib.request.urlopen(r, timeout=600)))
