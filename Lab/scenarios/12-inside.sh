#!/usr/bin/env bash
# The probe within a container says which of its paths are the host's and by what name, and what of
# the host cannot be seen from there.
source "$(dirname "$0")/../lib.sh"
here=$(lab_scratch)
probe=${BEDPLATE_PROBE:-$LAB/../.build/static/release/bedplate-probe}
[ -x "$probe" ] || lab_fail "no static probe at $probe: make probe"

inside() { # CONTAINER: what the probe tells there
    tar -C "$(dirname "$probe")" -c "$(basename "$probe")" |
        lab_ssh_with_input source "docker cp - $1:/tmp"
    lab_ssh source "docker exec $1 /tmp/bedplate-probe inside; docker exec -u root $1 rm /tmp/bedplate-probe"
}

for container in moto_gateway_1 moto_postgres_1 pinboard; do
    inside "$container" > "$here/$container"
    lab_ssh source "docker inspect -f '{{json .Mounts}}' $container" > "$here/$container.mounts"
done
lab_ssh source 'hostname' > "$here/hostname"

python3 - "$here" << 'PYTHON'
import json, sys
from pathlib import Path

here = Path(sys.argv[1])


def told(container):
    lines = [json.loads(line) for line in (here / container).read_text().splitlines()]
    kinds = {k: [l for l in lines if l["kind"] == k] for k in ("inside", "mount", "unseen", "end")}
    assert kinds["inside"][0]["container"], lines
    assert kinds["end"] == [
        {"kind": "end", "mounts": len(kinds["mount"]), "unseen": len(kinds["unseen"])}
    ], lines
    return kinds["mount"], {l["what"] for l in kinds["unseen"]}


for container in ("moto_gateway_1", "moto_postgres_1", "pinboard"):
    mounts, unseen = told(container)
    known = json.loads((here / f"{container}.mounts").read_text())
    by_path = {m["path"]: m for m in mounts}
    assert set(by_path) == {m["Destination"] for m in known}, (container, mounts)
    for mount in known:
        seen = by_path[mount["Destination"]]
        # The engine's folder is a mount of its own on this host: its name there ends alike.
        tail = mount["Source"].removeprefix("/var/lib")
        assert seen["source"].endswith(tail), (seen, mount)
        assert seen.get("volume") == (mount.get("Name") or None), (seen, mount)
        assert seen.get("read_only", False) == (not mount["RW"]), (seen, mount)
    assert "crontabs of the host" in unseen, unseen
    assert any("other containers" in what for what in unseen), unseen
    has_file = container == "moto_gateway_1"
    assert ("the file this container was made from" in unseen) != has_file, (container, unseen)
PYTHON
