import os


class Office:
    """Answers letters; the book is an append-only ledger in book/."""

    def __init__(self, charter, people):
        self.system = charter + "\n\n" + people
        self.nats = os.environ["NATS_URL"]

    def open(self):
        ...
