# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Two routers on an Ethernet (a veth pair), one of them the access concentrator of the other, each in a network of its own.

Usage: pppoe_test.py --bin FOLDER [-k WORD] [-v]. Status 0 all well, 1 not, 77 skipped.
"""
import argparse
import pathlib
import shutil
import signal
import sys
import tempfile
import unittest

import lab
from lab import PASSWORD, Mprd, ping, shell, wait_until

BIN = None
NEAR, FAR = "wan0", "lan0"  # the ends of the cable


class Ethernet:
    """Two routers that are configured to call each other over a cable."""

    def __init__(self, **interface):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-pppoe-"))
        shell(f"ip link add {NEAR} type veth peer name {FAR}; ip link set {NEAR} mtu 1508 up")
        self.near = Mprd(BIN, self.folder / "near")
        self.far = Mprd(BIN, self.folder / "far", far=True)
        self.near.write("mprd.json", {"devices": [
            {"name": "wan", "kind": "pppoe", "type": "PPPoE", "role": "out", "portCount": 4,
             "options": {"interface": NEAR, "maxPayload": 1500}}]})
        self.write_interface("branch1", **{"routes": [{"destination": "192.168.20.0/24"}], **interface})
        self.near.write("secrets.json", {"interfaces": {
            "branch1": {"userName": "head", "password": PASSWORD},
            "branch2": {"userName": "guest", "password": PASSWORD}}}, 0o600)
        self.far.write("mprd.json", {
            "devices": [{"name": "lan", "kind": "pppoe", "type": "PPPoE", "role": "in", "portCount": 4,
                         "options": {"interface": FAR, "maxPayload": 1500,
                                     "concentrator": {"name": "head-office", "services": ["internet", "voice"]}}}],
            "answering": {"require": ["chap-md5"], "localAddress": "10.78.0.1", "pools": ["10.78.0.10-10.78.0.13"]},
            "users": [{"name": "head"}, {"name": "guest"}]})
        self.far.write("interfaces.d/head.json", {
            "name": "head", "networkName": "head", "dialOnDemand": False,
            "devices": [{"type": "PPPoE", "name": "lan"}], "routes": [{"destination": "192.168.10.0/24"}]})
        self.far.write("secrets.json", {"users": {"head": PASSWORD, "guest": PASSWORD}}, 0o600)

    def write_interface(self, name, **more):
        self.near.write(f"interfaces.d/{name}.json", {
            "name": name, "networkName": name, "devices": [{"type": "PPPoE", "name": "wan", "number": "internet"}],
            "ppp": {"offer": ["chap-md5"]}, **more})

    def start(self):
        self.start_far()
        self.near.start()
        return self

    def start_far(self):
        """Its end of the cable comes when it runs already: a network has a name only while somebody is in it."""
        self.far.start()
        pid = self.far.process.pid
        if "does not exist" in shell(f"ip link show {FAR}"):  # went down with the network of an earlier one
            shell(f"ip link add {NEAR} type veth peer name {FAR}; ip link set {NEAR} mtu 1508 up")
        shell(f"ip link set {FAR} netns {pid} && nsenter -t {pid} -n ip link set {FAR} mtu 1508 up")
        wait_until("the far router has its Ethernet", lambda: self.ports(self.far) and all(
            port["condition"] != "nonOperational" for port in self.ports(self.far)), 10)

    @staticmethod
    def ports(router):
        return router.ask("port", "list")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for router in (self.near, self.far):
            if router.is_running():
                router.process.kill()
                router.process.wait()
        shell(f"ip link delete {NEAR}")
        shutil.rmtree(self.folder, ignore_errors=True)


class PppoeTest(unittest.TestCase):
    def ethernet(self, **more):
        made = Ethernet(**more)
        self.addCleanup(made.__exit__)
        return made

    def test_a_packet_dials_and_no_ping_is_lost(self):
        made = self.ethernet(idleDisconnectSeconds=2).start()
        for _ in range(2):
            self.assertEqual(ping(10, interval=0.1), 10, made.near.log())
            self.assertEqual(made.near.state(), "connected")
            wait_until("hung up for being idle", lambda: made.near.state() == "disconnected", 8)
            wait_until("the far end saw PADT or the end of PPP", lambda: made.far.state("head") != "connected")
        self.assertIn("head-office", made.near.log())
        self.assertEqual(made.near.log().count("DialStarted"), 2)

    def test_mtu_1500_inside(self):
        made = self.ethernet().start()
        self.assertEqual(ping(1), 1, made.near.log())
        self.assertIn("mtu 1500", shell("ip link show branch1"))
        text = shell(f"LC_ALL=C ping -c 3 -i 0.2 -W 5 -M do -s 1472 -I {lab.NEAR_ADDRESS} {lab.FAR_ADDRESS}")
        self.assertIn(" 0% packet loss", text)

    def test_two_calls_over_one_ethernet(self):
        made = self.ethernet()
        made.write_interface("branch2")
        made.start()
        for name in ("branch1", "branch2"):
            self.assertEqual(made.near.ctl("interface", "connect", name, "--wait")[0], 0, made.near.log())
        self.assertEqual([made.near.state(name) for name in ("branch1", "branch2")], ["connected"] * 2)
        self.assertEqual(ping(3), 3, made.near.log())
        self.assertEqual(made.near.ctl("interface", "disconnect", "branch1")[0], 0)
        wait_until("one is down", lambda: made.near.state() == "disconnected")
        self.assertEqual(made.near.state("branch2"), "connected")

    def test_a_wrong_service_is_error_678(self):
        made = self.ethernet(devices=[{"type": "PPPoE", "name": "wan", "number": "nowhere"}]).start()
        status, text = made.near.ctl("interface", "connect", "branch1", "--wait")
        self.assertNotEqual(status, 0)
        self.assertIn("678", text)

    def test_the_far_router_is_killed_and_started_again(self):
        made = self.ethernet(ppp={"offer": ["chap-md5"], "echoSeconds": 1, "echoFailures": 2}).start()
        self.assertEqual(ping(2), 2, made.near.log())
        made.far.stop(signal.SIGKILL)
        wait_until("the near router saw it", lambda: made.near.state() != "connected", 10)
        made.start_far()
        wait_until("a packet dials again", lambda: ping(1, wait=2) == 1, 30)

    def test_a_pulled_cable_ends_the_call_and_a_plugged_one_serves_again(self):
        # By a user who is no router: the far end, which does not know of the end yet, takes a second call of his.
        made = self.ethernet(routes=[{"destination": "10.78.0.1/32"}])
        made.near.write("secrets.json", {"interfaces": {"branch1": {"userName": "guest", "password": PASSWORD}}}, 0o600)
        made.start()
        # The first packet has the address of our site, to which the far end has no route: it dials, and is not answered.
        wait_until("a packet dials", self.reaches_far, 10)
        shell(f"ip link set {NEAR} down")
        wait_until("the call is over", lambda: made.near.state() != "connected")
        self.assertIn("ERROR_LINK_FAILURE", made.near.log())
        shell(f"ip link set {NEAR} up")
        wait_until("a packet dials again", self.reaches_far, 30)

    @staticmethod
    def reaches_far():
        return " 0% packet loss" in shell("LC_ALL=C ping -c 1 -w 3 10.78.0.1")

    def test_sigterm_says_goodbye_to_the_access_concentrator(self):
        made = self.ethernet().start()
        self.assertEqual(ping(2), 2, made.near.log())
        status, seconds = made.near.stop()
        self.assertEqual(status, 0)
        self.assertLess(seconds, 5)
        wait_until("the far end is free again", lambda: made.far.state("head") != "connected", 3)


def main():
    global BIN
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="folder with mprd and mprctl")
    options, rest = parser.parse_known_args()
    BIN = options.bin.resolve()
    lab.enter_namespaces()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
