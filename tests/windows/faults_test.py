#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd.exe when what it works with is not there, goes, and comes back."""

import argparse
import copy
import os
import pathlib
import shutil
import struct
import sys
import unittest

# At the end: both folders have a lab.py, and ours is meant.
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "peer"))

import lab
from control_lines import ControlLines
from call_test import BRANCH, OFFICE


class Faults(lab.JoinedPorts):
    def start(self, name, files, hosts, env=None, mprd=None, wintun=True):
        """`wintun`: another library in place of the double, None for what lies beside mprd.exe."""
        router = lab.Router(mprd or ARGUMENTS.mprd, self.folder, name, files, ARGUMENTS.wintun if wintun is True else wintun, hosts,
                            more_env=env)
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

    def assert_without_network(self, said):
        found = self.becomes("unreachable")
        self.assertIn("outOfResources", found["reasons"])
        self.branch.wait_for(said)
        self.assertIn("install the wintun.dll for this processor (amd64) from https://www.wintun.net", self.branch.log())

    def test_a_wintun_for_another_processor_until_the_right_one_is_there(self):
        wrong = self.folder / "wintun32.dll"
        wrong.write_bytes(library_for(0x14c))
        self.branch = self.start("branch", BRANCH, {"office": self.branch_host}, wintun=wrong)
        self.assert_without_network("it is for another processor (x86)")
        shutil.copy(ARGUMENTS.wintun, self.branch.folder / "rehearsal" / "wintun.dll")
        self.becomes("disconnected")
        self.office = self.start("office", OFFICE, {"head": self.office_host})
        self.call(1)

    def test_a_wintun_without_a_signature_is_not_loaded(self):
        mprd = pathlib.Path(shutil.copy(ARGUMENTS.mprd, self.folder / "mprd.exe"))
        shutil.copy(ARGUMENTS.wintun, self.folder / "wintun.dll")
        self.branch = self.start("branch", BRANCH, {}, mprd=mprd, wintun=None)
        self.assert_without_network("it bears no signature")
        self.assertEqual(self.branch.stop(), 0)


def library_for(machine):
    """The least that is a DLL: headers that name the processor (PE format, COFF header), and no section."""
    coff = struct.pack("<4sHHIIIHH", b"PE\0\0", machine, 0, 0, 0, 0, 224, 0x2002)
    optional = struct.pack("<HBB24x3I16x2I", 0x10B, 1, 0, 0x10000000, 0x1000, 0x200, 0x1000, 0x200).ljust(224, b"\0")
    return (b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40) + coff + optional).ljust(1024, b"\0")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["faults_test", *rest])
