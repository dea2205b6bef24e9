#!/usr/bin/env bash
# Builds a package with Debian's rpm, installs it where rpm is the only package manager, changes what
# it brought, and holds a scan of the whole host against that. Nothing of it is seen outside: the
# mounts are its own, and no root is needed.
# usage: packages.sh BEDPLATE     needs rpm, rpmbuild, unshare
set -euo pipefail
if [ -z "${PACKAGES_SCRATCH:-}" ]; then
    for part in rpm rpmbuild unshare python3; do
        command -v "$part" >/dev/null || { echo "packages: $part is missing" >&2; exit 1; }
    done
    PACKAGES_SCRATCH=$(mktemp -d /tmp/bedplate-packages-XXXXXX)
    trap 'rm -rf "$PACKAGES_SCRATCH"' EXIT
    export PACKAGES_SCRATCH
    unshare --map-root-user --mount "$0" "$(realpath "$1")"
    exit
fi

bedplate=$1
scratch=$PACKAGES_SCRATCH
mkdir -p "$scratch"/{build,home,dpkg,rpm,opt,local,srv,cron,etc/alternatives,out}
# The program's libraries may lie below a folder that is hidden next.
mkdir "$scratch/lib"
ldd "$bedplate" | grep -o '=> /[^ ]*' | cut -c4- | xargs -I {} cp -L {} "$scratch/lib/"
cp -L /etc/passwd /etc/group /etc/ld.so.cache /etc/os-release "$scratch/etc/"
cp -RP /etc/alternatives "$scratch/etc/"
for pair in etc:/etc opt:/opt srv:/srv local:/usr/local cron:/var/spool/cron dpkg:/var/lib/dpkg; do
    [ ! -d "${pair#*:}" ] || mount --bind "$scratch/${pair%%:*}" "${pair#*:}"
done
export HOME=$scratch/home
printf '%%_dbpath %s\n%%_topdir %s\n' "$scratch/rpm" "$scratch/build" >"$HOME/.rpmmacros"

cat >"$scratch/tide.spec" <<'SPEC'
Name: tide
Version: 1
Release: 1
Summary: A tide table
License: none
BuildArch: noarch
%description
A tide table.
%install
mkdir -p %{buildroot}/etc/tide %{buildroot}/opt/tide
for name in changed gone kept; do echo "$name" >%{buildroot}/etc/tide/$name.conf; done
echo table >%{buildroot}/opt/tide/table
echo program >%{buildroot}/opt/tide/program
%files
%config(noreplace) /etc/tide/changed.conf
%config(noreplace) /etc/tide/gone.conf
%config /etc/tide/kept.conf
/opt/tide/table
/opt/tide/program
SPEC
rpmbuild -bb --quiet "$scratch/tide.spec" 2>"$scratch/out/build" || { cat "$scratch/out/build" >&2; exit 1; }
rpm --initdb
rpm --install --nodeps --force-debian "$scratch"/build/RPMS/noarch/tide-1-1.noarch.rpm
echo more >>/etc/tide/changed.conf
rm /etc/tide/gone.conf
echo own >/etc/tide/own.conf
echo patched >>/opt/tide/program
echo harbour >/opt/tide/harbour.txt

LD_LIBRARY_PATH=$scratch/lib "$bedplate" scan local: --no-history --json >"$scratch/out/found.json" 2>"$scratch/out/err" || [ $? -eq 3 ]
python3 - "$scratch/out/found.json" <<'PYTHON'
import json
import sys

found = json.load(open(sys.argv[1]))
items = {
    i["root"].rstrip("/") + "/" + i["path"]: i
    for i in found["items"]
    if i["place"] == "local" and i["type"] == "file"
}
wrong = []


def says(path, rule, text=""):
    told = [e for e in items.get(path, {}).get("evidence", []) if e["rule"] == rule]
    return any(text in e["says"] for e in told)


for path, rule, holds in [
    ("/etc/tide/changed.conf", "package.changed", True),
    ("/etc/tide/kept.conf", "package.changed", False),
    ("/etc/tide/own.conf", "package.none", True),
    ("/opt/tide/harbour.txt", "package.none", True),
    ("/opt/tide/program", "package.none", False),
    ("/opt/tide/table", "package.none", False),
]:
    if path not in items or says(path, rule) != holds:
        wrong.append(f"{path}: {rule} {'missing' if holds else 'told'}: {items.get(path)}")
for path, kept in [("/etc/tide/kept.conf", True), ("/opt/tide/table", True), ("/opt/tide/program", False)]:
    recipe = items.get(path, {}).get("regenerable", {}).get("recipe", "")
    if ("tide" in recipe) != kept:
        wrong.append(f"{path}: from {recipe!r}")
place = next(p for p in found["places"] if p["id"] == "local")
packages = next(c for c in place["coverage"] if c["scope"] == "packages")
if not packages["looked"] or packages.get("missing"):
    wrong.append(f"coverage: {packages}")
if "/etc/tide/gone.conf" in items:
    wrong.append("what is gone is listed")
for line in wrong:
    print(f"packages: {line}", file=sys.stderr)
sys.exit(1 if wrong else 0)
PYTHON
