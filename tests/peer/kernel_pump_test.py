#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The kernel's data path: mprd in a User Mode Linux guest, whose kernel has PPP, against rp-pppoe's access concentrator
and against pppd on a null modem, in another network namespace of the same guest.

    kernel_pump_test.py --mprd FILE --mprctl FILE --relay FILE [--keep FOLDER]

Status 0 all well, 1 faults, 77 `skipped: because ...`.
"""

import argparse
import json
import os
import sys
import tempfile
import time

from guest import LabError, UmlGuest, missing
from pppoe_lab import OPTIONS_FILE, SERVER

FOLDER = "/run/mprd"
SOCKET = FOLDER + "/s"
FAR_LOG = "/run/far.log"  # of the far end's pppd
INTERFACE = "branch"
BEHIND = "10.99.0.1"  # a host of the far end, in another network than the link
TCP_PORT = "5001"
TRANSFER = 4 << 20
IDLE_SECONDS = 4
PATIENCE = 20.0


class Failed(Exception):
    """mprd did what it should not, or did not what it should."""


class KernelRouter:
    """mprd and its neighbour in one guest."""

    def __init__(self, guest, mprd, mprctl, relay):
        self._guest = guest
        self._mprd = os.path.abspath(mprd)
        self._mprctl = os.path.abspath(mprctl)
        self._relay = os.path.abspath(relay)
        self._device = {"kind": "pppoe", "type": "PPPoE", "options": {"interface": "near0"}}

    def sh(self, text, patience=30.0):
        status, output = self._guest.run(["sh", "-c", text], patience)
        if status:
            raise Failed(f"in the guest: {text}: status {status}: {output.strip()}")
        return output

    def build_network(self):
        self.sh("modprobe -a pppox pppoe veth tun")
        self.sh("ip netns add far; ip link add near0 type veth peer name far0 netns far; ip link set near0 up; "
                "ip -n far link set far0 up; ip -n far link set lo up; "
                f"ip -n far address add {BEHIND}/32 dev lo; mkdir -p {FOLDER}/interfaces.d; chmod 700 {FOLDER}")

    def start_far(self):
        self._guest.write_file(OPTIONS_FILE, f"debug\nnoauth\nlogfile {FAR_LOG}\nlcp-echo-interval 0\nipv6 ::1,::2\n")
        self._guest.start("server", ["ip", "netns", "exec", "far", SERVER, "-F", "-I", "far0", "-C", "lab", "-L", "10.78.0.1",
                                     "-R", "10.78.0.2", "-N", "8", "-q", "/run/pppd", "-O", OPTIONS_FILE])
        self._guest.start("tcp", ["ip", "netns", "exec", "far", "python3", "/run/exchange/tcp_peer.py", "serve", TCP_PORT])

    def use_null_modem(self):
        """A line of two ptys, and pppd at its far end, in place of the Ethernet."""
        since = self._guest.mark()
        # Its standard input stays open: a pipe from a program that lives as long as the guest.
        self._guest.start("relay", ["sh", "-c", f"sleep 1000 | {self._relay}"])
        if not self._guest.wait_log(r"relay: /dev/pts/\d+", since):
            raise Failed("the null modem does not start")
        self.wait(lambda: len(self.ptys(since)) == 2, "the null modem has two ends")
        near, far = self.ptys(since)
        self._device = {"kind": "serial", "type": "SERIAL", "options": {"path": near, "speed": 115200}}
        self._guest.start("pppd", ["ip", "netns", "exec", "far", "/run/pppd", far, "115200", "10.78.0.1:10.78.0.9", "local",
                                   "nodetach", "noauth", "passive", "ipv6", "::1,::2", "debug", "logfile", FAR_LOG], respawn=True)

    def line(self):
        """The near end of the null modem."""
        return self._device["options"]["path"]

    def ptys(self, since):
        return [line.split()[-1] for line in self._guest.log(since) if line.startswith("relay: /dev/pts/")]

    def start_mprd(self, data_path):
        device = self._device
        router = {"devices": [{**device, "name": "wan", "role": "out",
                               "options": {**device["options"], "dataPath": data_path}}]}
        interface = {"name": INTERFACE, "devices": [{"type": device["type"], "name": "wan"}],
                     "routes": [{"destination": "10.99.0.0/16"}], "idleDisconnectSeconds": IDLE_SECONDS,
                     "phonebook": {"netProtocols": 12}}
        self._guest.write_file(f"{FOLDER}/mprd.json", json.dumps(router))
        self._guest.write_file(f"{FOLDER}/interfaces.d/{INTERFACE}.json", json.dumps(interface))
        self._guest.start("mprd", [self._mprd, "--config", f"{FOLDER}/mprd.json", "--state-dir", FOLDER,
                                   "--socket", SOCKET, "--foreground", "--log-level", "debug"])
        self.wait(lambda: self._guest.run(["test", "-S", SOCKET])[0] == 0, "mprd opens its socket")

    def says(self, pattern):
        """Whether mprd's log has it."""
        return self._guest.wait_log("mprd: .*" + pattern) is not None

    def stop_mprd(self):
        status = self._guest.stop("mprd")
        self.sh(f"rm -f {SOCKET}")
        return status

    def control(self, *arguments):
        status, output = self._guest.run([self._mprctl, "--socket", SOCKET, "--json", *arguments])
        if status:
            raise Failed(f"mprctl {' '.join(arguments)}: {output.strip()}")
        return json.loads(output)

    def state(self):
        return self.control("interface", "show", INTERFACE)["state"].lower()

    def link(self):
        """The kernel's view of the network interface."""
        return json.loads(self.sh(f"ip -d -j link show dev {INTERFACE}"))[0]

    def wait(self, condition, what, patience=PATIENCE):
        deadline = time.monotonic() + patience
        while not condition():
            if time.monotonic() > deadline:
                raise Failed(f"not within {patience:.0f} s: {what}")
            time.sleep(0.1)

    def ping(self, count):
        """How many of them were answered."""
        _, output = self._guest.run(["ping", "-n", "-c", str(count), "-i", "0.2", "-W", "5", BEHIND], 60)
        received = [part for part in output.split(", ") if "received" in part]
        if not received:
            raise Failed(f"ping: {output.strip()}")
        return int(received[0].split()[0])


def check(condition, what):
    if not condition:
        raise Failed(what)


def a_packet_dials(router):
    before = router.link()
    check(before["linkinfo"]["info_kind"] == "ppp", f"the network interface is no PPP unit: {before}")
    check("10.99.0.0/16" in router.sh(f"ip route show dev {INTERFACE}"), "the route is missing while the line is down")
    check(router.ping(1) == 1, "the packet that started the call was lost")
    check(router.state() == "connected", "the interface is not connected")
    after = router.link()
    check(after["ifindex"] == before["ifindex"], "the network interface was replaced")
    check("inet 10.78.0." in router.sh(f"ip address show dev {INTERFACE}"), "the address is missing")
    check("fe80" in router.sh(f"ip -6 address show dev {INTERFACE}"), "the IPv6 address is missing")


def the_kernel_carries(router):
    """Packets pass while mprd stands still."""
    router.sh("killall -STOP mprd")
    try:
        check(router.ping(5) == 5, "pings are not answered while mprd is stopped")
    finally:
        router.sh("killall -CONT mprd")


def tcp_passes(router):
    for action in ("download", "upload"):
        answer = json.loads(router.sh(f"python3 /run/exchange/tcp_peer.py {action} {BEHIND} {TCP_PORT} {TRANSFER}", 120))
        check(answer["ours"] == answer["theirs"], f"{action} was damaged: {answer}")
        print(f"  {action} of {TRANSFER >> 20} MiB in {answer['seconds']} s")


def counters_tell(router):
    counters = router.control("port", "show", "wan")
    sent, received = find(counters, "bytesTransmitted", "bytesSent"), find(counters, "bytesReceived")
    check(sent is not None and sent > TRANSFER, f"too few octets sent: {counters}")
    check(received is not None and received > TRANSFER, f"too few octets received: {counters}")


def it_hangs_up_when_idle(router):
    index = router.link()["ifindex"]
    router.ping(1)
    began = time.monotonic()
    router.wait(lambda: router.state() != "connected", "the idle line is hung up", IDLE_SECONDS + PATIENCE)
    idle = time.monotonic() - began
    check(idle > IDLE_SECONDS - 1.5, f"hung up after {idle:.1f} s")
    check(router.link()["ifindex"] == index, "the network interface was replaced")
    check("10.99.0.0/16" in router.sh(f"ip route show dev {INTERFACE}"), "the route went with the call")
    check(router.ping(1) == 1, "the next packet does not dial again")


def the_far_end_hangs_up(router):
    router.sh("killall -TERM pppd")
    router.wait(lambda: router.state() != "connected", "the end of the call is noticed")
    check(router.ping(1) == 1, "the next packet does not dial again")


def find(value, *names):
    """The first member with one of the names, at any depth."""
    if isinstance(value, dict):
        for name in names:
            if name in value:
                return value[name]
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if (found := find(child, *names)) is not None:
            return found
    return None


def without_the_kernel(router):
    """No /dev/ppp: "kernel" says what is missing, "auto" goes on without it, also when it comes later."""
    router.sh("mv /dev/ppp /dev/ppp.away")
    router.start_mprd("kernel")
    text = json.dumps(router.control("interface", "show", INTERFACE))
    check("unreachable" in text.lower(), f"the interface should be unreachable: {text}")
    check(router.says(r"/dev/ppp.*dataPath"), "the log does not say what is missing")
    router.stop_mprd()
    router.start_mprd("auto")
    router.sh("mv /dev/ppp.away /dev/ppp")  # the far end's pppd needs it, too
    check(router.link()["linkinfo"]["info_kind"] == "tun", "no TUN interface in place of the kernel's")
    check(router.ping(1) == 1, "the call through mprd does not work")
    router.stop_mprd()


STEPS = (a_packet_dials, the_kernel_carries, tcp_passes, counters_tell, it_hangs_up_when_idle, the_far_end_hangs_up)


def run(router):
    router.build_network()
    router.start_far()
    print("without /dev/ppp", flush=True)
    without_the_kernel(router)
    tell_the_story(router)
    print("over a null modem", flush=True)
    router.use_null_modem()
    tell_the_story(router)


def tell_the_story(router):
    router.start_mprd("auto")
    for step in STEPS:
        print(step.__name__.replace("_", " "), flush=True)
        step(router)
    status = router.stop_mprd()
    check(status == 0, f"mprd ended with status {status}")
    check(INTERFACE not in router.sh("ip link show"), "the network interface stayed behind")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mprd", required=True)
    parser.add_argument("--mprctl", required=True)
    parser.add_argument("--relay", required=True, help="the null modem in software, line_relay")
    parser.add_argument("--keep", help="folder for the log of the guest")
    arguments = parser.parse_args()
    reasons = missing() + ([] if os.path.exists(SERVER) else [f"{SERVER} is missing (package pppoe)"])
    if reasons:
        print("skipped: because " + "; ".join(reasons))
        return 77
    folder = arguments.keep or tempfile.mkdtemp(prefix="mprd-kernel-pump-")
    path = os.path.join(folder, "guest.log")
    with open(path, "w", encoding="utf-8") as log:
        guest = UmlGuest("router", None, ttl=280, memory="192M", log=log)
        try:
            guest.boot()
            guest.wait_ready(120.0)
            try:
                run(KernelRouter(guest, arguments.mprd, arguments.mprctl, arguments.relay))
            finally:
                log.write(guest.run(["cat", FAR_LOG])[1])
        except (Failed, LabError) as error:
            print(f"FAILED: {error}\nlog: {path}")
            return 1
        finally:
            guest.close(folder)
    print("passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
