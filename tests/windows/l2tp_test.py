#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Two mprd.exe that reach each other through L2TP over the loopback interface: LAC and LNS, packets end to end."""

import argparse
import unittest

import l2tp_routers
import lab


class L2tp(unittest.TestCase):
    def start_both(self, host="127.0.0.1", branch_options=None, **options):
        """The office answers at that address; the branch calls it."""
        self.folder = self.enterContext(lab.Folder())
        self.branch_host, self.office_host = lab.Host(), lab.Host()
        self.addCleanup(self.branch_host.close)
        self.addCleanup(self.office_host.close)
        port = l2tp_routers.free_port(host)
        self.office = lab.start_router(self, ARGUMENTS, "office", l2tp_routers.office(host, port, **options), {"head": self.office_host})
        number = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        branch = l2tp_routers.branch(number, **options, **(branch_options or {}))
        self.branch = lab.start_router(self, ARGUMENTS, "branch", branch, {"office": self.branch_host})

    def mprctl(self, *words):
        return lab.run_program(self.branch.pipe, ARGUMENTS.mprctl, *words)

    def ping(self, number, size=64):
        """An echo of the branch's network is answered in the office's."""
        self.branch_host.send(lab.echo("10.79.0.5", "10.78.0.1", number, size=size))
        kind, got, source, destination = lab.echo_parts(self.office_host.receive())
        self.assertEqual((kind, got, destination), (8, number, "10.78.0.1"))
        self.office_host.send(lab.echo(destination, source, number, kind=0, size=size))
        self.assertEqual(lab.echo_parts(self.branch_host.receive())[:2], (0, number))

    def test_a_packet_starts_a_call_and_is_answered(self):
        for host, options in (("127.0.0.1", {}), ("::1", {"sequencing": True, "hideAvps": True})):
            with self.subTest(host=host):
                self.start_both(host, **options)
                self.ping(1)
                for number in range(2, 12):
                    self.ping(number, size=1400)
                self.assertIn("tunnels: tunnel with", self.branch.log())
                self.branch.wait_for("ERROR_IDLE_DISCONNECTED")
                self.assertTrue(any("add_address 10.78.0.10/32" in line for line in self.branch.network()), self.branch.network())
                for router in (self.branch, self.office):
                    self.assertNotIn(l2tp_routers.PASSWORD, router.log())
                    self.assertNotIn(l2tp_routers.SECRET, router.log())
                    self.assertEqual(router.stop(), 0)

    def test_a_closed_port_harms_no_other_call(self):
        self.start_both(branch_options={"nowhere": f"127.0.0.1:{l2tp_routers.free_port('127.0.0.1')}"})
        self.assertEqual(self.mprctl("interface", "connect", "nowhere")[0], 0)
        for number in range(1, 21):
            self.ping(number)

    def test_another_secret_is_691(self):
        self.start_both(branch_options={"secret": "another"})
        status, text = self.mprctl("--wait", "interface", "connect", "office")
        self.assertEqual(status, 1, text)
        self.assertIn("ERROR_AUTHENTICATION_FAILURE", text)

    def test_the_end_of_the_other_router_is_told(self):
        self.start_both()
        self.ping(1)
        self.assertEqual(self.office.stop(), 0)
        self.branch.wait_for("ERROR_REMOTE_DISCONNECTION")

    def test_an_address_that_this_host_has_not_is_633(self):
        self.start_both(branch_options={"localAddress": "2001:db8::77"})
        status, text = self.mprctl("--wait", "interface", "connect", "office")
        self.assertEqual(status, 1, text)
        self.assertIn("ERROR_PORT_NOT_AVAILABLE", text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["l2tp_test", *rest])
