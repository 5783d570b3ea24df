#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Two mprd.exe, each with an emulated modem on a COM port, and a telephone exchange between them."""

import argparse
import pathlib
import sys
import unittest

# At the end: both folders have a lab.py, and ours is meant.
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "peer"))

import lab
from exchange import Exchange


def modem(port, role, **options):
    return {"name": "line0", "kind": "modem", "type": "modem", "role": role,
            "options": {"path": port, "init": ["ATZ", "ATE0"], "commandSeconds": 5, "logDialogue": True, **options}}


BRANCH = {
    "mprd.json": {"devices": [modem("COM23", "out")]},
    "interfaces.d/office.json": {"name": "office", "devices": [{"type": "modem", "name": "line0", "number": "200"}],
                                 "routes": [{"destination": "10.78.0.0/24"}]},
    "interfaces.d/busy.json": {"name": "busy", "devices": [{"type": "modem", "name": "line0", "number": "201"}]},
    "secrets.json": {"interfaces": {"office": {"userName": "head", "password": "correct horse"}}},
}
OFFICE = {
    "mprd.json": {"devices": [modem("COM24", "in", answerInit=["AT+VCID=1"])],
                  "answering": {"require": ["mschapv2"], "localAddress": "10.78.0.1", "pools": ["10.78.0.10-10.78.0.13"]},
                  "users": [{"name": "head"}]},
    "interfaces.d/head.json": {"name": "head", "devices": [], "routes": [{"destination": "10.79.0.0/24"}], "dialOnDemand": False},
    "secrets.json": {"users": {"head": "correct horse"}},
}


class ModemTest(unittest.TestCase):
    """The routers, their modems and the exchange; the far modem waits for calls."""

    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(lab.Folder()))
        self.env, more = self.modem_facts()
        ports = {"near": lab.port_link("COM23"), "far": lab.port_link("COM24")}
        self.exchange = Exchange(self.folder, {
            "modems": [{"name": name, "number": number, "link": str(ports[name]), **more} for name, number in (("near", "0301"), ("far", "200"))],
            "numbers": {"200": {"modem": "far"}, "201": {"says": "BUSY"}}})
        self.addCleanup(self.exchange.stop)
        self.branch_host, self.office_host = lab.Host(), lab.Host()
        self.addCleanup(self.branch_host.close)
        self.addCleanup(self.office_host.close)
        self.branch = lab.start_router(self, ARGUMENTS, "branch", BRANCH, {"office": self.branch_host}, more_env=self.env)
        self.office = lab.start_router(self, ARGUMENTS, "office", OFFICE, {"head": self.office_host}, more_env=self.env)
        self.wait("command", modem="far", command="AT+VCID=1")

    def modem_facts(self):
        """The routers' environment, and what is special of the modems."""
        return {}, {}

    def wait(self, event, **more):
        self.exchange.wait(event, patience=lab.PATIENCE, **more)

    def mprctl(self, router, *words):
        return lab.run_program(router.pipe, ARGUMENTS.mprctl, *words)

    def call(self, number):
        """A packet of the branch, which dials if it has to, and its answer; the number tells it from others."""
        self.branch_host.send(lab.echo("10.79.0.5", "10.78.0.1", number))
        parts = lab.echo_parts(self.office_host.receive())
        self.assertIsNotNone(parts, self.branch.log() + self.office.log() + str(self.exchange.events))
        kind, got, source, destination = parts
        self.assertEqual((kind, got, destination), (8, number, "10.78.0.1"))
        self.office_host.send(lab.echo(destination, source, number, kind=0))
        self.assertEqual(lab.echo_parts(self.branch_host.receive())[:2], (0, number))


class WithoutLines(ModemTest):
    """A pty has no modem control lines."""

    def test_a_packet_dials_is_answered_and_the_modem_is_hung_up(self):
        self.call(1)
        self.assertEqual(self.exchange.numbers(), ["200"])
        self.assertIn("< CONNECT", self.branch.log())
        self.assertIn("< NMBR = 0301", self.office.log())
        status, text = self.mprctl(self.branch, "interface", "disconnect", "office")
        self.assertEqual(status, 0, text)
        self.wait("onhook", modem="near")
        self.assertEqual(self.exchange.count("escape", modem="near"), 1)  # and ATH: there is no DTR
        self.wait("command", modem="far", command="AT+VCID=1", times=2)  # the other end waits for the next call
        for router in (self.branch, self.office):
            self.assertNotIn("correct horse", router.log())
            self.assertEqual(router.stop(), 0)

    def test_a_lost_carrier_is_seen_and_the_next_call_works(self):
        self.call(1)
        self.exchange.do("drop")
        self.branch.wait_for("ERROR_NO_CARRIER")
        self.wait("command", modem="far", command="AT+VCID=1", times=2)
        self.call(2)
        self.assertEqual(self.exchange.numbers(), ["200", "200"])

    def test_a_modem_that_is_pulled_in_the_middle_of_a_command_and_of_a_call(self):
        self.exchange.set("near", stuck="ATE0")
        self.mprctl(self.branch, "interface", "connect", "office")
        self.wait("command", modem="near", command="ATE0")
        self.exchange.do("unplug", modem="near")
        self.branch.wait_for_state(ARGUMENTS.mprctl, "office", "unreachable")
        self.exchange.set("near", stuck=None)
        self.exchange.do("replug", modem="near")
        self.branch.wait_for_state(ARGUMENTS.mprctl, "office", "disconnected")
        self.call(1)
        self.exchange.do("unplug", modem="near")
        found = self.branch.wait_for_state(ARGUMENTS.mprctl, "office", "unreachable")
        self.assertIn("outOfResources", found["reasons"])
        self.wait("command", modem="far", command="AT+VCID=1", times=2)
        self.exchange.do("replug", modem="near")
        self.branch.wait_for_state(ARGUMENTS.mprctl, "office", "disconnected")
        self.call(2)

    def test_a_busy_number_has_its_error(self):
        status, text = self.mprctl(self.branch, "--wait", "interface", "connect", "busy")
        self.assertEqual(status, 1, text)
        self.assertIn("676", text)
        self.assertIn("< BUSY", self.branch.log())


class WithLines(ModemTest):
    """DTR and DCD tell what the modem and the router have to say to each other."""

    def modem_facts(self):
        lines = self.enterContext(lab.ModemLines())
        return lines.env, {"lines": str(lines.folder), "quiet": True}

    def test_the_router_hangs_up_by_dtr(self):
        self.call(1)
        self.assertEqual(self.exchange.count("dtr-low", modem="near"), 0)
        status, text = self.mprctl(self.branch, "interface", "disconnect", "office")
        self.assertEqual(status, 0, text)
        self.wait("dtr-low", modem="near")
        self.wait("onhook", modem="near")
        self.assertEqual(self.exchange.count("escape", modem="near"), 0)
        self.wait("command", modem="far", command="AT+VCID=1", times=2)  # the other side saw its carrier go
        self.call(2)

    def test_a_carrier_that_goes_without_a_word_ends_the_call(self):
        self.call(1)
        self.exchange.do("drop")
        self.branch.wait_for("ERROR_NO_CARRIER")
        self.assertNotIn("< NO CARRIER", self.branch.log())
        self.wait("command", modem="far", command="AT+VCID=1", times=2)
        self.call(2)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["modem_test", *rest])
