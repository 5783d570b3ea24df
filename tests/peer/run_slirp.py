#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd runs slirp, a PPP peer on its standard input and output, as a device of kind "exec".

    run_slirp.py --mprd FILE --mprctl FILE [-k WORD] [-v]

Exit status 0 all passed, 1 not, 77 if something is missing on this machine.
"""
import argparse
import os
import pathlib
import shutil
import signal
import sys
import tempfile
import unittest

from link_capture import LinkCapture
from net_lab import Mprd, enter_namespaces, shell, skip, wait_until

BIN = None
SLIRP_HOST = "10.0.2.2"  # the network behind slirp has this address, and it answers pings itself


class SlirpTest(unittest.TestCase):
    def setUp(self):
        self.near = Mprd(BIN, tempfile.mkdtemp(prefix="mprd-slirp-"))
        self.addCleanup(self.end)

    def end(self):
        if self.near.is_running():
            self.near.process.kill()
            self.near.process.wait()
        shutil.rmtree(self.near.folder, ignore_errors=True)

    def start(self, command=("slirp-fullbolt", "-P", "mtu 1500"), **options):
        self.near.write("mprd.json", {"devices": [
            {"name": "slirp0", "kind": "exec", "type": "GENERIC", "role": "out",
             # The program "slirp" of the package, which imitates a slow line, cannot attach to a terminal of today.
             "options": {"command": list(command), "environment": {"HOME": str(self.near.folder)}, "stopSeconds": 1,
                         "io": "terminal", **options}}]})
        self.near.write("interfaces.d/branch1.json", {
            "name": "branch1", "networkName": "branch1", "devices": [{"type": "GENERIC", "name": "slirp0"}],
            "routes": [{"destination": "10.0.2.0/24"}], "idleDisconnectSeconds": 2,
            # It asks for 0.0.0.0 as its own address, which we must name.
            "ppp": {"peerAddress": SLIRP_HOST}})
        self.near.write("secrets.json", {}, 0o600)
        self.near.start()

    def children(self):
        return [int(pid) for pid in shell(f"pgrep -P {self.near.process.pid}").split()]

    def assert_works(self):
        text = shell(f"LC_ALL=C ping -c 3 -i 0.2 -w 10 {SLIRP_HOST}")
        self.assertIn(" 0% packet loss", text, text + self.near.log())
        self.assertEqual(self.near.state(), "connected")

    def test_the_first_packet_is_answered_and_the_next_call_works(self):
        self.start()
        capture = LinkCapture(BIN / "mprctl", self.near.socket, "branch1", self.near.folder / "link.pcapng")
        for _ in range(2):
            self.assert_works()
            self.assertIn("inet 10.0.2.15", shell("ip -4 addr show branch1"))
            wait_until("hung up for being idle", lambda: self.near.state() == "disconnected", 10)
            wait_until("slirp is gone", lambda: not self.children(), 5)
        self.assertIsNone(capture.end(("lcp", "ipcp", "icmp")))

    def test_slirp_killed_is_noticed_and_the_next_call_works(self):
        self.start()
        self.assert_works()
        os.kill(self.children()[0], signal.SIGKILL)
        wait_until("the call is over", lambda: self.near.state() != "connected", 5)
        self.assertIn("signal 9", self.near.log())
        self.assert_works()

    def test_it_dies_with_mprd(self):
        self.start()
        self.assert_works()
        [child] = self.children()
        self.near.stop(signal.SIGKILL)
        wait_until("slirp is gone", lambda: not os.path.exists(f"/proc/{child}"), 5)

    def test_a_program_that_fails_at_once_is_told_with_its_words(self):
        self.start(command=("sh", "-c", "echo no such host >&2; exit 255"))
        self.near.ctl("interface", "connect", "branch1", "--wait")
        wait_until("the attempt failed", lambda: self.near.interface()["lastError"] == 651, 5)
        self.assertIn("slirp0: no such host", self.near.log())


def main():
    global BIN
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mprd", required=True)
    parser.add_argument("--mprctl", required=True)
    options, rest = parser.parse_known_args()
    if shutil.which("slirp-fullbolt") is None:
        skip("there is no program slirp-fullbolt (package slirp)")
    enter_namespaces()
    BIN = pathlib.Path(options.mprd).resolve().parent
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
