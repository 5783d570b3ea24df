#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Two mprd.exe, their COM ports joined: a packet starts a real PPP call, is answered, and the line is hung up when idle."""

import argparse
import unittest

import lab

BRANCH = {
    "mprd.json": {"devices": [{"name": "line0", "kind": "serial", "options": {"path": "COM21"}, "role": "out"}]},
    "interfaces.d/office.json": {"name": "office", "devices": [{"type": "SERIAL", "name": "line0"}],
                                 "routes": [{"destination": "10.78.0.0/24"}], "idleDisconnectSeconds": 2},
    "secrets.json": {"interfaces": {"office": {"userName": "head", "password": "correct horse"}}},
}
OFFICE = {
    "mprd.json": {"devices": [{"name": "line0", "kind": "serial", "options": {"path": "COM22"}, "role": "in"}],
                  "answering": {"require": ["mschapv2"], "localAddress": "10.78.0.1", "pools": ["10.78.0.10-10.78.0.13"]},
                  "users": [{"name": "head"}]},
    "interfaces.d/head.json": {"name": "head", "devices": [], "routes": [{"destination": "10.79.0.0/24"}], "dialOnDemand": False},
    "secrets.json": {"users": {"head": "correct horse"}},
}


class Call(lab.JoinedPorts):
    def setUp(self):
        super().setUp()
        self.branch = lab.start_router(self, ARGUMENTS, "branch", BRANCH, {"office": self.branch_host})
        self.office = lab.start_router(self, ARGUMENTS, "office", OFFICE, {"head": self.office_host})

    def test_a_packet_starts_a_call_and_is_answered(self):
        self.branch_host.send(lab.echo("10.79.0.5", "10.78.0.1", 1))
        kind, number, source, destination = lab.echo_parts(self.office_host.receive())
        self.assertEqual((kind, number, destination), (8, 1, "10.78.0.1"))
        self.office_host.send(lab.echo(destination, source, number, kind=0))
        self.assertEqual(lab.echo_parts(self.branch_host.receive())[:2], (0, 1))
        self.branch.wait_for("ERROR_IDLE_DISCONNECTED")
        self.assertTrue(any("add_address 10.78.0.10/32" in line for line in self.branch.network()), self.branch.network())
        self.assertTrue(any("add_route 10.78.0.0/24" in line for line in self.branch.network()))
        for router in (self.branch, self.office):
            self.assertNotIn("correct horse", router.log())
            self.assertEqual(router.stop(), 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["call_test", *rest])
