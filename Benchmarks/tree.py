#!/usr/bin/env python3
"""Makes a workspace-like tree for benchmarks: same arguments, same names, sizes and bytes.

usage: tree.py FOLDER [FILES] [LARGE_MEGABYTES]

Projects of sources, logs, dependency folders, git objects and databases, about six files per
folder, most of them small, and three large model files.
"""
import hashlib
import os
import random
import sys

EPOCH = 1_720_000_000


class Maker:
    def __init__(self, root, files):
        self.root, self.left = root, files
        self.random = random.Random(20_261_121)
        words = [hashlib.md5(b"%d" % n).hexdigest()[: 3 + n % 8].encode() for n in range(2000)]
        text = bytearray()
        while len(text) < 2 << 20:
            text += b" ".join(self.random.choices(words, k=10)) + b"\n"
        self.text = bytes(text)
        self.noise = self.random.randbytes(2 << 20)

    def size(self, middle, spread, most):
        return min(most, max(24, int(self.random.lognormvariate(0, spread) * middle)))

    def file(self, path, size, head=b"", noise=False):
        pool = self.noise if noise else self.text
        body = head + b"%d\n" % self.left
        while len(body) < size:
            start = self.random.randrange(len(pool) // 2)
            body += pool[start : start + size - len(body)]
        path = os.path.join(self.root, path)
        try:
            handle = open(path, "wb")
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path))
            handle = open(path, "wb")
        with handle:
            handle.write(body)
        moment = EPOCH + self.random.randrange(40_000_000)
        os.utime(path, (moment, moment))
        self.left -= 1

    def project(self, number):
        base, draw = f"team-{number // 40:03}/project-{number:05}", self.random
        self.file(f"{base}/README.md", self.size(6000, 0.8, 60_000), b"# project\n")
        self.file(f"{base}/.env", 90, b"TOKEN=not-a-real-one-\n")
        self.file(f"{base}/package.json", self.size(1800, 0.5, 9000), b'{"name": "p"}\n')
        for module in range(draw.randint(2, 6)):
            for name in range(draw.randint(3, 12)):
                self.file(f"{base}/src/m{module}/f{name}.py", self.size(6000, 1.1, 200_000))
        for day in range(draw.randint(5, 15)):
            self.file(f"{base}/logs/day-{day:02}.md", self.size(14_000, 1.1, 900_000), b"# day\n")
        for name in range(draw.randint(0, 2)):
            pages = self.size(160_000, 0.8, 3_000_000) // 4096 * 4096
            self.file(f"{base}/data/s{name}.sqlite", pages, b"SQLite format 3\0", noise=True)
        for _ in range(draw.randint(6, 20)):
            folder = f"{base}/.git/objects/{draw.randrange(256):02x}"
            for _ in range(draw.randint(2, 8)):
                name = f"{draw.getrandbits(152):038x}"
                self.file(f"{folder}/{name}", self.size(1600, 1.2, 200_000), b"x\x01", noise=True)
        for package in range(draw.randint(5, 22)):
            folder = f"{base}/node_modules/package-{package:02}-{draw.randrange(900)}"
            for name in ("package.json", "index.js", "index.d.ts", "LICENSE"):
                self.file(f"{folder}/{name}", self.size(2700, 0.9, 300_000))
            for name in range(draw.choice((0, 0, 4, 9))):
                self.file(f"{folder}/lib/u{name}.js", self.size(2900, 1.0, 200_000))

    def large(self, megabytes):
        os.makedirs(os.path.join(self.root, "models"), exist_ok=True)
        for number in range(3):
            with open(os.path.join(self.root, f"models/weights-{number}.safetensors"), "wb") as out:
                for _ in range(megabytes // 2):
                    out.write(self.noise)


def main():
    root = sys.argv[1]
    files = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    megabytes = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    maker = Maker(root, files)
    number = 0
    while maker.left > 0:
        maker.project(number)
        number += 1
    maker.large(megabytes)
    print(f"{files - maker.left + 3} files, {number} projects in {root}")


main()
