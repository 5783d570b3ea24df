#!/bin/bash
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
#
# First process of the guest: makes an overlay of the host's root in memory, installs the packages there, and becomes
# systemd. Nothing on the host changes: its root is mounted read-only, and only the exchange folder can be written.
#
# From the kernel's command line, as environment: exchange, ttl.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive

# A test that died must not leave its guest behind.
( sleep "${ttl:-120}"; echo "guest: time is over"; poweroff -f ) &

fail() { echo "guest: failed: $*"; poweroff -f; }

mount -t proc proc /proc || fail "no /proc"
modules="/usr/lib/uml/modules/$(uname -r)"
insmod "$modules/kernel/fs/overlayfs/overlay.ko" || fail "no overlay"
mount -t tmpfs tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/root
root=/mnt/root
mount -t overlay -o lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/work overlay $root || fail "overlay not mounted"
mkdir $root/exchange
# Linux 6.1 takes the options for the folder, 6.12 wants to have it named.
mount -t hostfs -o "hostfs=$exchange" none $root/exchange 2>/dev/null ||
    mount -t hostfs -o "$exchange" none $root/exchange || fail "no exchange folder"
mount -t devtmpfs devtmpfs $root/dev
mount -t proc proc $root/proc
mkdir -p $root/usr/lib/modules
mount -t tmpfs tmpfs $root/usr/lib/modules
mkdir "$root/usr/lib/modules/$(uname -r)"
mount --bind "$modules" "$root/usr/lib/modules/$(uname -r)"

# Of the host's system: no services, no file systems, and none of the start-up work that a router does not need.
units=$root/etc/systemd/system
rm -rf $root/etc/fstab $units/*.wants
mkdir -p $units
for unit in systemd-sysusers systemd-tmpfiles-setup systemd-tmpfiles-setup-dev systemd-tmpfiles-setup-dev-early systemd-update-utmp systemd-udevd \
    systemd-udev-trigger systemd-journal-flush systemd-binfmt systemd-random-seed; do
    ln -sf /dev/null $units/$unit.service
done
mkdir $units/mprd.service.d
# 30 seconds would be long for a test.
printf '[Service]\nWatchdogSec=4\n' > $units/mprd.service.d/quick-watchdog.conf
cp /"$exchange"/check.service /"$exchange"/check.target $units/ || fail "no units"

chroot $root sh -c 'dpkg -i --no-triggers /exchange/*.deb' || fail "packages not installed"
chroot $root modprobe -a ipv6 tun || fail "modules not loaded"
chmod 666 $root/dev/net/tun  # as udev does, which does not run here
ip link set lo up

umount /proc
cd $root || fail "no root"
mount --make-rprivate / 2> /dev/null
pivot_root . mnt || fail "no other root"
exec chroot . /lib/systemd/systemd --log-target=console --show-status=0 --unit=check.target
