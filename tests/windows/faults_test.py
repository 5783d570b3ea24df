#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd.exe when what it works with is not there, goes, and comes back."""

import argparse
import copy
import os
import pathlib
import sys
import unittest

# At the end: both folders have a lab.py, and ours is meant.
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "peer"))

import lab
from control_lines import ControlLines
from call_test import BRANCH, OFFICE


class Faults(unittest.TestCase):
    def setUp(self):
        self.line = lab.NullModem(21)
        self.addCleanup(self.line.close)
        self.folder = self.enterContext(lab.Folder())
        self.branch_host, self.office_host = lab.Host(), lab.Host()
        self.addCleanup(self.branch_host.close)
        self.addCleanup(self.office_host.close)

    def start(self, name, files, hosts, env=None):
        router = lab.Router(ARGUMENTS.mprd, self.folder, name, files, ARGUMENTS.wintun, hosts, more_env=env)
        self.addCleanup(router.stop)
        router.wait_for("MPRD_READY")
        return router

    def start_both(self):
        self.office = self.start("office", OFFICE, {"head": self.office_host})
        self.branch = self.start("branch", BRANCH, {"office": self.branch_host})

    def becomes(self, state):
        return self.branch.wait_for_state(ARGUMENTS.mprctl, "office", state)

    def assert_without_port(self):
        found = self.becomes("unreachable")
        self.assertIn("outOfResources", found["reasons"])
        return found

    def has_route(self):
        """Whether the branch's network interface has its route now, so that packets go there."""
        told = [line for line in self.branch.network() if "_route 10.78.0.0/24" in line]
        return bool(told) and "add_route" in told[-1]

    def call(self, number):
        """A packet of the branch arrives at the office, over a call that it starts if there is none."""
        self.branch_host.send(lab.echo("10.79.0.5", "10.78.0.1", number))
        self.assertEqual(lab.echo_parts(self.office_host.receive())[:2], (8, number), self.branch.log())

    def test_a_port_that_is_not_there_at_the_start(self):
        self.line.unplug(0)
        self.start_both()
        self.assertEqual(self.assert_without_port()["lastErrorSymbol"], "ERROR_DEVICE_NOT_READY")
        self.assertFalse(self.has_route())
        self.line.replug(0)
        self.becomes("disconnected")
        self.assertTrue(self.has_route())
        self.call(1)

    def test_a_port_that_vanishes_during_a_call(self):
        self.start_both()
        self.call(1)
        self.line.unplug(0)
        self.assert_without_port()
        self.assertFalse(self.has_route())
        self.line.replug(0)
        self.becomes("disconnected")
        # The office's end of the call is without carrier detection: it learns from the new call that the old one is over.
        self.call(2)

    def test_a_port_that_vanished_while_idle_is_found_missing_by_the_call(self):
        self.start_both()
        self.line.unplug(0)
        status, text = lab.run_program(self.branch.pipe, ARGUMENTS.mprctl, "--wait", "interface", "connect", "office")
        self.assertEqual(status, 1, text)
        self.assertIn("ERROR_DEVICE_NOT_READY (666)", text)
        self.assert_without_port()
        self.line.replug(0)
        self.becomes("disconnected")
        self.call(1)

    def test_a_carrier_that_goes_hangs_up_where_it_is_required(self):
        lines = self.enterContext(lab.ModemLines())
        port = ControlLines(str(lines.folder), os.path.basename(os.readlink(lab.port_link("COM21"))))
        port.set_carrier(True)
        files = copy.deepcopy(BRANCH)
        files["mprd.json"]["devices"][0]["options"]["carrier"] = "require"
        self.office = self.start("office", OFFICE, {"head": self.office_host})
        self.branch = self.start("branch", files, {"office": self.branch_host}, lines.env)
        self.call(1)
        self.assertTrue(port.has_dtr())
        port.set_carrier(False)
        self.branch.wait_for("ERROR_NO_CARRIER")
        self.becomes("disconnected")
        self.assertFalse(port.has_dtr())
        port.set_carrier(True)
        self.call(2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["faults_test", *rest])
