import json
import os
import time

import pymysql
import requests

CURSOR = "/state/cursor.json"
while True:
    last = json.load(open(CURSOR))["last_order"]
    db = pymysql.connect(host=os.environ["SHOP_DB_HOST"], user="erp", password=open("/state/.pw").read().strip(), db="eshop")
    with db.cursor() as c:
        c.execute("select id, total from orders where id > %s order by id limit 50", (last,))
        for oid, total in c.fetchall():
            requests.post(os.environ["ERP_URL"] + "/orders", json={"id": oid, "total": float(total)}, timeout=30).raise_for_status()
            json.dump({"last_order": oid}, open(CURSOR, "w"))
    db.close()
    time.sleep(60)
