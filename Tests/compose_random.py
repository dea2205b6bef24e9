"""Random compose projects for compose-agreement.py: every form beside every other, the same for a seed."""

import json
import random

VALUES = [
    "$A", "${A}", "${U:-d}", "${E:-e}", "${E-e}", "${A:+r}", "$$A", "x", "${U:-${A}}", "a b", "1",
    "true", "1.50", "'q'", "null", "~", "yes", "0x1F", "010", "-1", "",
]
PORTS = [
    "80", "81:81", "8000-8002:80-82", "127.0.0.1:90:90", "9000-9005:90", "53:53/udp", "${P}:80",
    "${P:-70}:70", "[::1]:5:5", "0.0.0.0:6:6", "7000-7002", "8080:80/tcp", 3000, "127.0.0.1::33",
    {"target": 80, "published": "8080"}, {"target": 80, "published": 8081, "protocol": "udp"},
    {"target": 1, "host_ip": "127.0.0.1"},
]
MOUNTS = [
    "vol:/v", "./a:/a", "../b:/b/", "~/c:/c", "/d", "vol:/v:ro", "./a:/v:ro,z", "${D}/x:/x",
    "${D:-./y}:/y", ".:/app", "other:/a", "${U:-vol}:/u", "/abs:/abs:rw", "./a/../b:/ab", "/anon/",
    {"type": "bind", "source": "./z", "target": "/z"}, {"type": "tmpfs", "target": "/tm"},
    {"type": "volume", "source": "vol", "target": "/zz", "read_only": True}, "./q:/a:nocopy",
]
COMMANDS = [
    "echo hi", 'a "b c" d', "sh -c 'x y; z'", ["a", "b c"], "", [], None, 'a\\ b "c\\"d"',
    "x $$HOME ${A}", "a  b\t c", 'e ""', "m\nn", ["${A}", ""], "it''s", '"a\'b"', "a#b c # d",
    "a && b | c > d", "x;y", "a\\nb", "'a\\nb'", '"a\\nb"', "$$(date)", "`x`", "a=$$(b c)",
]
HEALTH = [
    {"test": "curl x"}, {"test": ["CMD", "a"]}, {"test": ["NONE"]}, {"disable": True},
    {"test": ["CMD-SHELL", "x ${A}"], "interval": "1m", "timeout": "10s", "retries": 3,
     "start_period": "1h5m10s"},
    {"interval": "90s"}, {"test": "x", "retries": "5"}, {"disable": False, "test": "y"},
]
CHOICES = {
    "labels": (0.4, [["a=b", "c"], {"a": 1, "b": "${A}"}, ["x.y=${B}"], {"t": True, "n": None}]),
    "env_file": (0.3, ["e1.env", ["e1.env", "e2.env"], [{"path": "e2.env"}],
                       [{"path": "no.env", "required": False}]]),
    "tmpfs": (0.2, ["/t1", ["/t1", "/t2:size=1m"]]),
    "extra_hosts": (0.2, [["h:192.0.2.1"], {"h": "192.0.2.2", "i": "::1"}, ["j=::2"]]),
    "restart": (0.3, ["no", "always", "on-failure:3", "${U:-unless-stopped}"]),
    "build": (0.2, [".", "./b", {"context": "./c", "args": ["X=1"]}, {"dockerfile": "D"}]),
    "secrets": (0.2, [["s1"], [{"source": "s1", "target": "t"}]]),
    "configs": (0.2, [["c1"], [{"source": "c1", "target": "/t"}]]),
    "profiles": (0.1, [["p"], ["q", "p"]]),
    "user": (0.2, ["1000", "1000:1000", "${U:-me}"]),
    "working_dir": (0.1, ["/w", "/w/${A}"]),
    "hostname": (0.1, ["hh", "${A}"]),
    "command": (0.4, COMMANDS),
    "entrypoint": (0.3, COMMANDS),
    "healthcheck": (0.4, HEALTH),
}
NETWORKS = [["n1"], {"n1": None, "n2": {"aliases": ["q"]}}, ["n2", "default"], {"n2": {}}]
CONDITIONS = ["service_started", "service_healthy", "service_completed_successfully"]
FILES = {
    ".env": "A=aye\nB='b b'\nE=\nP=7070\nD=./data\n",
    "e1.env": 'A=fromfile\nZ="z $B"\nC=1\nF\n',
    "e2.env": "C=2\nG=${U:-g}\n",
}


class Projects:
    """Writes one project after another into a folder."""

    def __init__(self, folder, seed):
        self.folder, self.random = folder, random.Random(seed)
        for name, text in FILES.items():
            (folder / name).write_text(text)

    def write(self):
        """The files of the next project, in order."""
        names = ["a", "b", "c"][: self.random.randint(1, 3)]
        base = {
            "services": {n: self.service(names[:i], True) for i, n in enumerate(names)},
            "volumes": {"vol": None, "other": {"name": "real"}},
            "networks": {"n1": None, "n2": None},
            "secrets": {"s1": {"file": "./s"}}, "configs": {"c1": {"file": "./c"}},
        }
        paths = [self.folder / "compose.yaml"]
        paths[0].write_text(json.dumps(base, indent=1))
        if self.chance(0.6):
            chosen = self.random.sample(names, self.random.randint(1, len(names)))
            over = {n: self.service([o for o in names if o < n], False) for n in chosen}
            paths.append(self.folder / "over.yaml")
            paths[1].write_text(self.tagged(json.dumps({"services": over}, indent=1)))
        return paths

    def chance(self, probability):
        return self.random.random() < probability

    def tagged(self, text):
        for old, new, probability in [
            ('"ports": [', '"ports": !override [', 0.2),
            ('"environment": {', '"environment": !override {', 0.2),
            ('"volumes": [', '"volumes": !reset [', 0.1),
        ]:
            if self.chance(probability):
                text = text.replace(old, new, 1)
        return text

    def value(self):
        return self.random.choice(VALUES) + self.random.choice(["", "", "", "/y", "-${B}"])

    def environment(self):
        names = self.random.sample(["A", "B", "C", "D2", "E", "U", "Z"], self.random.randint(0, 5))
        if self.chance(0.5):
            plain = [1, 1.5, True, None, "", 0, -3, 10000000, 1.0]
            return {name: self.random.choice([self.value(), *plain]) for name in names}
        return [name if self.chance(0.3) else f"{name}={self.value()}" for name in names]

    def service(self, others, is_whole):
        service = {}
        if is_whole or self.chance(0.3):
            service["image"] = self.random.choice(["x", "x:${A}", "${U:-img}:1", "r.io:5000/x"])
        if self.chance(0.6):
            service["environment"] = self.environment()
        if self.chance(0.5):
            service["ports"] = self.random.sample(PORTS, self.random.randint(0, 4))
        if self.chance(0.5):
            service["volumes"] = self.random.sample(MOUNTS, self.random.randint(0, 5))
        for key, (probability, choices) in CHOICES.items():
            if self.chance(probability):
                service[key] = self.random.choice(choices)
        if others:
            self.connect(service, others)
        if "network_mode" not in service:
            if self.chance(0.3):
                service["networks"] = self.random.choice(NETWORKS)
            elif self.chance(0.1):
                service["network_mode"] = self.random.choice(["host", "none", "bridge"])
        return service

    def connect(self, service, others):
        first, pick = others[0], self.random.choice
        if self.chance(0.4):
            order = {"condition": pick(CONDITIONS)}
            if self.chance(0.3):
                order["required"] = False
            if self.chance(0.3):
                order["restart"] = True
            service["depends_on"] = pick([list(others), {pick(others): order}])
        if self.chance(0.15):
            service["links"] = pick([[first], [first + ":alias"]])
        if self.chance(0.15):
            service["network_mode"] = "service:" + first
        if self.chance(0.1):
            service["volumes_from"] = pick([[first], [first + ":ro"]])
        if self.chance(0.2):
            service["extends"] = pick([first, {"service": first}])
