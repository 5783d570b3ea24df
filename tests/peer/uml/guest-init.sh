#!/bin/bash
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
#
# PID 1 of the guest. The root is the host's own / by hostfs, mounted read-only; the guest works in
# an overlay of it with its upper layer in memory, so that nothing on the host changes. Only the
# exchange folder is writable, by a hostfs mount of its own.
#
# From the kernel's command line, as environment: exchange, ttl, scenario, scenario_argument,
# tools, pppd.

# A user namespace shows the host's root as nobody, and a set-user-ID program of the host would run
# here as nobody: hence `tools`, with copies without that bit, and nosuid on what follows.
export PATH=$tools:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root
export PYTHONDONTWRITEBYTECODE=1

# poweroff(8) belongs to the host's init system, and a container has none.
power_off() { python3 -c 'import ctypes; ctypes.CDLL(None).reboot(0x4321FEDC)'; }

# A test that died must not leave its guest behind.
( sleep "${ttl:-120}"; echo "guest: time is over"; power_off ) &

fail() { echo "guest: failed: $*"; power_off; }

mount -t proc proc /proc || fail "no /proc"
modules="/usr/lib/uml/modules/$(uname -r)"
insmod "$modules/kernel/fs/overlayfs/overlay.ko" || fail "no overlay"

mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
mount -t overlay -o nosuid,lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work overlay /mnt/root ||
    fail "overlay not mounted"
root=/mnt/root

mount -t proc proc $root/proc
mount -t sysfs sysfs $root/sys
mount -t devtmpfs devtmpfs $root/dev
mkdir -p $root/dev/pts $root/dev/shm
mount -t devpts devpts $root/dev/pts
for folder in /run /tmp /var/tmp /etc/ppp; do
    # /etc/ppp too: an ordinary user cannot read the host's, and its scripts are not for us.
    mount -t tmpfs tmpfs $root$folder || fail "no tmpfs on $folder"
done
mkdir -p $root/run/exchange $root/run/lock
# Linux 6.1 takes the options for the folder, 6.12 wants to have it named.
mount -t hostfs -o "hostfs=$exchange" none $root/run/exchange 2>/dev/null ||
    mount -t hostfs -o "$exchange" none $root/run/exchange || fail "no exchange folder"

mkdir -p $root/usr/lib/modules
mount -t tmpfs tmpfs $root/usr/lib/modules
mkdir "$root/usr/lib/modules/$(uname -r)"
mount --bind "$modules" "$root/usr/lib/modules/$(uname -r)"

: > $root/etc/ppp/options
: > $root/etc/ppp/pap-secrets
: > $root/etc/ppp/chap-secrets
chmod 600 $root/etc/ppp/*-secrets
cp "${pppd:-/usr/sbin/pppd}" $root/run/pppd && chmod 755 $root/run/pppd || fail "pppd not readable"

# All by name: the kernel's own requests for modules would look outside of this root.
chroot $root modprobe -a ipv6 ppp_generic ppp_async ppp_deflate bsd_comp ppp_mppe ||
    fail "modules not loaded"
ip link set lo up
[ "${serial:-}" = none ] || stty -F $root/dev/ttyS0 raw -echo
stty -F $root/dev/ttyS1 raw -echo

# shellcheck disable=SC2086
chroot $root /run/exchange/"${scenario:-scenario}" ${scenario_argument:-}
echo "guest: scenario ended with status $?"
power_off
