import os
from imapclient import IMAPClient


def fetch(since):
    with IMAPClient("imap.wetherbourne.example", ssl=True) as box:
        box.login("osgar", os.environ["IMAP_PASSWORD"])
        box.select_folder("INBOX")
        yield from box.fetch(box.search(["UID", f"{since + 1}:*"]), ["RFC822"]).values()
