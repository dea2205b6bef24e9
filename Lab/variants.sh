# shellcheck shell=bash
# What makes each plain host different, written into its tree before it starts. dress_NAME TREE.

# Every host: keys only, no PAM delays, room for many sessions.
dress_sshd() {
    cat > "$1/etc/ssh/sshd_config.d/lab.conf" <<'CONF'
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UseDNS no
MaxStartups 100
MaxSessions 50
CONF
}

dress_modern() {
    cat >> "$1/etc/ssh/sshd_config.d/lab.conf" <<'CONF'
HostKey /etc/ssh/ssh_host_ed25519_key
HostKeyAlgorithms ssh-ed25519
KexAlgorithms curve25519-sha256,sntrup761x25519-sha512@openssh.com
Ciphers chacha20-poly1305@openssh.com,aes256-gcm@openssh.com
MACs hmac-sha2-512-etm@openssh.com,hmac-sha2-256-etm@openssh.com
CONF
    dress_garden "$1/srv/garden"
}

dress_rsa() {
    cat >> "$1/etc/ssh/sshd_config.d/lab.conf" <<'CONF'
HostKey /etc/ssh/ssh_host_rsa_key
HostKeyAlgorithms rsa-sha2-512,rsa-sha2-256
CONF
    dress_garden "$1/srv/garden"
}

dress_sftp() {
    cat >> "$1/etc/ssh/sshd_config.d/lab.conf" <<'CONF'
Match all
    ForceCommand internal-sftp
    AllowTcpForwarding no
    PermitTTY no
CONF
    dress_garden "$1/srv/garden"
}

# A login whose root holds BusyBox, its names, and a few files: no find, no bash, no stat but its.
dress_busybox() {
    local small=$1/srv/small name
    mkdir -p "$small"/{bin,dev,etc,root,srv,tmp,proc}
    cp "$1/bin/busybox" "$small/bin/busybox"
    for name in $("$1/bin/busybox" --list | grep -vx busybox); do
        ln -sf busybox "$small/bin/$name"
    done
    echo 'root:x:0:0:root:/root:/bin/sh' > "$small/etc/passwd"
    mknod -m 0666 "$small/dev/null" c 1 3
    mknod -m 0444 "$small/dev/urandom" c 1 9
    sed -i 's|^\(root:.*\):/bin/bash$|\1:/bin/sh|' "$1/etc/passwd"
    cat >> "$1/etc/ssh/sshd_config.d/lab.conf" <<'CONF'
SetEnv PATH=/bin
Match all
    ChrootDirectory /srv/small
CONF
    dress_garden "$small/srv/garden"
}

dress_jump() { :; }
dress_inner() { dress_garden "$1/srv/garden"; }

# Enough files that a round trip for each would be noticed, and a login that only answers open.
dress_far() {
    dress_garden "$1/srv/garden"
    dress_keeper "$1"
    local bed
    for bed in $(seq 1 50); do
        mkdir -p "$1/srv/garden/beds/$bed"
        (cd "$1/srv/garden/beds/$bed" && seq -f 'plant %g' 1 40 | split -l 1 - plant-)
    done
}

# A login with a password that PAM asks for, and no key: keyboard-interactive alone.
dress_keeper() {
    chroot "$1" useradd --create-home --shell /bin/bash keeper
    echo 'keeper:quiet garden 7' | chroot "$1" chpasswd
    echo '# who I am' > "$1/home/keeper/SOUL.md"
    cat >> "$1/etc/ssh/sshd_config.d/lab.conf" <<'CONF'
Match User keeper
    KbdInteractiveAuthentication yes
    AuthenticationMethods keyboard-interactive
CONF
}

# A small tree with what a walker must carry over: a link, an odd name, an empty file, a mode.
dress_garden() {
    mkdir -p "$1/notes"
    echo 'beans on the south wall' > "$1/notes/beans.md"
    : > "$1/notes/empty"
    printf 'two lines\n' > "$1/notes/"$'new\nline.txt'
    ln -s notes/beans.md "$1/latest"
    echo 'PIN=0000' > "$1/gate.env"
    chmod 0600 "$1/gate.env"
    find "$1" -exec touch -h -d '2026-10-01T08:00:00Z' {} +
}
