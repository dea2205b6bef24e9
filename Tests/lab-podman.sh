#!/usr/bin/env bash
# Runs Debian's Podman with two containers of a compose file, a pod, one started by hand and one never
# started; scans what runs through its command line and through its socket, and holds both against
# the truth in lab_podman.py. Nothing of it is seen outside: mounts, network and processes are its own.
# usage: lab-podman.sh BEDPLATE     needs root, podman, catatonit, busybox, curl
set -euo pipefail
[ "$(id -u)" = 0 ] || { echo "lab-podman: must be root" >&2; exit 1; }
if [ -z "${LAB_PODMAN:-}" ]; then
    for part in podman catatonit busybox curl unshare python3; do
        command -v "$part" >/dev/null || { echo "lab-podman: $part is missing" >&2; exit 1; }
    done
    LAB_PODMAN=$(mktemp -d /tmp/bedplate-podman-XXXXXX)
    trap 'rm -rf "$LAB_PODMAN"' EXIT
    export LAB_PODMAN
    unshare --mount --net --pid --fork --mount-proc --kill-child "$0" "$(realpath "$1")"
    exit
fi

bedplate=$1
here=$(cd "$(dirname "$0")" && pwd)
lab=$LAB_PODMAN
mkdir -p /run/containers /run/libpod /run/podman /run/netns /var/lib/containers /etc/containers
for folder in /run/containers /run/libpod /run/podman /run/netns /var/lib/containers /etc/containers; do
    mount -t tmpfs none "$folder"
done
ip link set lo up
echo '{"default": [{"type": "insecureAcceptAnything"}]}' >/etc/containers/policy.json
printf '[storage]\ndriver = "vfs"\ngraphroot = "%s"\nrunroot = "%s"\n' \
    /var/lib/containers/storage /run/containers/storage >/etc/containers/storage.conf
cat >/etc/containers/containers.conf <<'CONF'
[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
[network]
network_backend = "netavark"
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
CONF

mkdir -p "$lab/image/bin" "$lab/image/etc" "$lab/duo" "$lab/out"
cp "$(command -v busybox)" "$lab/image/bin/"
for part in $(ldd "$lab/image/bin/busybox" 2>/dev/null | grep -o '/[^ ]*'); do
    install -D "$part" "$lab/image$part"
done
for name in sh sleep mkdir touch; do ln -s busybox "$lab/image/bin/$name"; done
echo 'root:x:0:0::/:/bin/sh' >"$lab/image/etc/passwd"
tar -C "$lab/image" -c . |
    podman import --quiet --change 'VOLUME /scratch' --change 'CMD ["/bin/sleep", "1000"]' - box:1 >/dev/null
cat >"$lab/duo/compose.yaml" <<'YAML'
services:
  store:
    image: localhost/box:1
    restart: always
    environment: {STORE_PASSWORD: lab-value-one}
    volumes: ["kept:/data"]
  app:
    image: localhost/box:1
    environment: {STORE_URL: "redis://store:7000"}
    ports: ["127.0.0.1:18080:8080"]
volumes: {kept: {}}
YAML

# As podman-compose marks what it makes.
made() { # SERVICE OPTION…
    local service=$1
    shift
    podman run --detach --quiet --name "duo_${service}_1" --network duo_default \
        --network-alias "$service" --label io.podman.compose.project=duo \
        --label com.docker.compose.project=duo --label "com.docker.compose.service=$service" \
        --label "com.docker.compose.project.working_dir=$lab/duo" \
        --label com.docker.compose.project.config_files=compose.yaml "$@" >/dev/null
}
podman network create duo_default >/dev/null
made store --restart always --env STORE_PASSWORD=lab-value-one --volume duo_kept:/data box:1 \
    busybox nc -ll -p 7000 -e /bin/sleep 1000
address=$(podman inspect --format '{{(index .NetworkSettings.Networks "duo_default").IPAddress}}' duo_store_1)
made app --publish 127.0.0.1:18080:8080 --env STORE_URL=redis://store:7000 box:1 /bin/sh -c \
    "mkdir -p /var/outbox && echo letter > /var/outbox/a.txt && echo x >> /etc/passwd
    busybox nc -ll -p 8080 -e /bin/sleep 1 & busybox nc $address 7000 -e /bin/sleep 1000"
podman run --detach --quiet --name stray --network none --env API_TOKEN=lab-value-two box:1 >/dev/null
podman create --quiet --name never box:1 >/dev/null
podman pod create --name pair --publish 127.0.0.1:18090:9000 >/dev/null
podman run --detach --quiet --pod pair --name paired box:1 busybox nc -ll -p 9000 -e /bin/sleep 1 >/dev/null
podman volume create empty >/dev/null
podman volume create old_notes >/dev/null
echo kept >/var/lib/containers/storage/volumes/old_notes/_data/note
for _ in $(seq 100); do
    app=$(podman inspect --format '{{.State.Pid}}' duo_app_1)
    grep -q ':1B58 01 ' "/proc/$app/net/tcp" 2>/dev/null && break
    sleep 0.1
done

traces() {
    podman ps --all --quiet | xargs podman inspect --format '{{.Id}} {{.Name}} {{.State.Status}}' | sort
    find /var/lib/containers/storage/{vfs,volumes} "$lab/duo" \
        -printf '%p %y %m %U %G %s %T@ %C@\n' | sort
}
scan() { "$bedplate" scan --running --no-history --json "$lab/duo"; }
traces >"$lab/out/before"
sleep 1.1
since=$(date +%s)
for run in one two; do scan >"$lab/out/$run.json"; done
podman events --since "$since" --stream=false --format '{{.Type}} {{.Status}}' >"$lab/out/events"
# Where the command line is not installed, the socket tells the same.
podman system service --time 0 unix:///run/podman/podman.sock 2>/dev/null &
mkdir "$lab/path"
for part in /usr/bin/* /bin/* /usr/sbin/* /sbin/*; do ln -sf "$part" "$lab/path/"; done
rm -f "$lab"/path/podman "$lab"/path/docker
for _ in $(seq 100); do [ -S /run/podman/podman.sock ] && break; sleep 0.1; done
PATH=$lab/path scan >"$lab/out/socket.json"
traces >"$lab/out/after"
python3 "$here/lab_podman.py" "$lab/out"
