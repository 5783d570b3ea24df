#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd and the real openvpn, each calling the other: everything a user sees of it, in namespaces of its own.

    run_openvpn.py --mprd FILE --mprctl FILE [-k WORD] [-v]

Exit status 0 all passed, 1 not, 77 if something is missing on this machine.
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import unittest

import openvpn_answering
import openvpn_server
from link_capture import LinkCapture
from net_lab import Mprd, enter_namespaces, ping, shell, skip, wait_until
from openvpn_answering import AnsweringTest  # noqa: F401  unittest finds it here
from openvpn_server import DNS, FAR_WIRE, PASSWORD, USER, Pki, Server

BIN = None


def links():
    return sorted(one["ifname"] for one in json.loads(shell("ip -j link")))


def index_of(name):
    return next(one["ifindex"] for one in json.loads(shell("ip -j link")) if one["ifname"] == name)


class OpenvpnTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-openvpn-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        cls.pki = Pki(cls.folder / "pki")
        cls.server = Server(cls.folder, cls.pki)
        cls.addClassCleanup(cls.server.close)

    def setUp(self):
        self.near = Mprd(BIN, tempfile.mkdtemp(prefix="mprd-openvpn-near-"))
        self.addCleanup(self.end)

    def end(self):
        if self.near.is_running():
            self.near.process.kill()
            self.near.process.wait()
        self.server.stop()
        shutil.rmtree(self.near.folder, ignore_errors=True)

    def start(self, password=PASSWORD, server=True, options=None, number="", **interface):
        options = options or {"remote": FAR_WIRE, "ca": str(self.pki.ca)}
        self.near.write("mprd.json", {"devices": [
            {"name": "vpn0", "kind": "openvpn", "type": "vpn", "role": "out",
             "options": {"connectSeconds": 8, **options}}]})
        self.near.write("interfaces.d/branch1.json", {
            "name": "branch1", "networkName": "branch1", "devices": [{"type": "vpn", "name": "vpn0", "number": number}],
            "routes": [{"destination": "192.168.20.0/24"}, {"destination": "10.8.0.0/24"}, {"destination": "fd00:8::/64"}],
            "phonebook": {"netProtocols": 12}, **interface})
        self.near.write("secrets.json", {"interfaces": {"branch1": {"userName": USER, "password": password}}}, 0o600)
        if server:
            self.server.start()
        self.near.start()

    def why(self):
        return self.near.log() + "\n--- server\n" + (self.server.log() if self.server.process else "")

    def wait_error(self, code, seconds=20):
        wait_until(f"error {code}:\n{self.near.log()}", lambda: self.near.interface()["lastError"] == code, seconds)

    def program(self):
        return [int(pid) for pid in shell(f"pgrep -P {self.near.process.pid} openvpn").split()]

    def wait_program_ended(self):
        wait_until("openvpn has ended", lambda: not self.program(), 5)

    def assert_works(self):
        self.assertEqual(ping(3), 3, self.why())
        self.assertEqual(self.near.state(), "connected")

    def wait_ended(self, code, seconds):
        def ended():
            records = [one for one in self.near.ask("why", "branch1") if one["what"] == "hungUp"]
            return records and records[-1]["cause"]["code"]
        self.assertEqual(wait_until(f"the call is over:\n{self.why()}", ended, seconds), code, self.why())
        self.wait_program_ended()

    # ---- calls

    def test_the_first_packet_is_answered_and_the_interface_stays_the_same(self):
        self.start(idleDisconnectSeconds=2)
        capture = LinkCapture(BIN / "mprctl", self.near.socket, "branch1", self.near.folder / "link.pcapng")
        index = index_of("branch1")
        for _ in range(2):
            self.assert_works()
            self.assertRegex(shell("ip -4 addr show branch1"), r"inet 10\.8\.0\.\d+ peer 10\.8\.0\.1")
            self.assertRegex(shell("ip -6 addr show branch1"), r"inet6 fd00:8::\d+/128")
            self.assertIn(DNS, json.dumps(self.near.interface()))
            self.assertNotIn("10.99", shell("ip route"))  # the server does not make routes here
            self.assertIn(" 0% packet loss", shell("LC_ALL=C ping -c 20 -i 0.02 -W 5 -s 1200 -I 192.168.10.1 192.168.20.1"))
            self.assertIn(" 0% packet loss", shell("LC_ALL=C ping -6 -c 2 -i 0.1 -W 5 fd00:8::1"), self.why())
            self.assertEqual(links(), ["branch1", "lo", "wire0"])
            for pid in self.program():
                words = pathlib.Path(f"/proc/{pid}/cmdline").read_bytes() + pathlib.Path(f"/proc/{pid}/environ").read_bytes()
                self.assertNotIn(PASSWORD.encode(), words)
            traffic = self.near.ask("connection", "list")
            self.assertTrue(traffic, "a connection is listed")
            wait_until("hung up for being idle", lambda: self.near.state() == "disconnected", 10)
            self.wait_program_ended()
            self.assertEqual(index_of("branch1"), index)
            self.assertIn("192.168.20.0/24 dev branch1 proto 77", shell("ip route"))
            self.assertEqual(shell("ip -4 addr show branch1 | grep inet"), "")
        self.assertIsNone(capture.end(("ip", "icmp", "ipv6", "icmpv6"), PASSWORD))
        self.assertNotIn(PASSWORD, self.near.log())

    def test_a_configuration_of_openvpn_serves_as_it_is(self):
        path = self.near.folder / "client.ovpn"
        path.write_text(f"client\ndev tun\nproto udp\nnobind\nremote 192.0.2.77 1\nremote-cert-tls server\nauth-user-pass\n"
                        f"persist-tun\n<ca>\n{self.pki.ca.read_text()}</ca>\nverify-x509-name vpn-server name\n")
        self.start(options={"config": str(path)}, number=FAR_WIRE + ":1194")
        self.assert_works()

    def test_a_configuration_with_options_of_ours_is_refused_by_line(self):
        path = self.near.folder / "client.ovpn"
        path.write_text("client\ndaemon\n")
        self.start(options={"config": str(path)}, server=False)
        self.near.ctl("interface", "connect", "branch1", "--wait")
        wait_until("file and line are named", lambda: "client.ovpn: line 2: expected" in self.near.log(), 5)

    # ---- failures

    def test_a_wrong_password_is_691_and_the_right_one_works_then(self):
        self.start(password="wrong")
        self.assertNotEqual(self.near.ctl("interface", "connect", "branch1", "--wait")[0], 0)
        self.wait_error(691)
        self.assertNotIn("wrong", self.near.log())
        status, text = self.near.ctl("credentials", "set", "branch1", USER, text=PASSWORD + "\n")
        self.assertEqual(status, 0, text)
        self.near.ctl("interface", "connect", "branch1", "--wait")
        self.assert_works()

    def test_nobody_answers_is_678(self):
        self.start(server=False)
        self.assertNotEqual(self.near.ctl("interface", "connect", "branch1", "--wait")[0], 0)
        self.wait_error(678)
        self.wait_program_ended()

    def test_a_server_of_somebody_else_is_778(self):
        other = Pki(self.near.folder / "other")
        self.start(options={"remote": FAR_WIRE, "ca": str(other.ca)})
        self.near.ctl("interface", "connect", "branch1", "--wait")
        self.wait_error(778)

    def test_a_server_that_dies_is_noticed_and_the_next_call_works(self):
        self.start()
        self.assert_works()
        self.server.stop(signal.SIGKILL)
        self.wait_ended(829, 15)
        self.server.start()
        self.assert_works()

    def test_openvpn_killed_under_us_is_noticed_and_the_next_call_works(self):
        self.start()
        self.assert_works()
        [program] = self.program()
        os.kill(program, signal.SIGKILL)
        self.wait_ended(829, 5)
        self.assert_works()

    def test_nothing_is_left_when_mprd_is_killed(self):
        self.start()
        self.assert_works()
        [program] = self.program()
        self.near.stop(signal.SIGKILL)
        wait_until("openvpn is gone", lambda: not os.path.exists(f"/proc/{program}"), 5)
        wait_until("so is the interface", lambda: "branch1" not in links(), 5)

    def test_sigterm_ends_the_call_properly(self):
        self.start()
        self.assert_works()
        status, seconds = self.near.stop()
        self.assertEqual(status, 0, self.why())
        self.assertLess(seconds, 6)


def main():
    global BIN
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mprd", required=True)
    parser.add_argument("--mprctl", required=True)
    options, rest = parser.parse_known_args()
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    if lacking := openvpn_server.missing():
        skip("; ".join(lacking))
    enter_namespaces()
    BIN = openvpn_answering.BIN = pathlib.Path(options.mprd).resolve().parent
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
