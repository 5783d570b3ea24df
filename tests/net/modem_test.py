# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Two routers, each with an emulated modem, and a telephone exchange between them.

Usage: modem_test.py --bin FOLDER [-k WORD] [-v]. Status 0 all well, 1 not, 77 skipped.
"""
import argparse
import json
import pathlib
import sys
import unittest

# At the end: both folders have a lab.py, and ours is meant.
sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "peer"))

import lab
from exchange import Exchange
from lab import Lab, ping, wait_until

BIN = None


class ModemLab(Lab):
    """The routers of the lab with modems in place of the null modem."""

    def __init__(self, near_options=None, number="200", alternates=(), roles=("out", "in"), **interface):
        super().__init__(BIN, **interface)
        ends = {name: str(self.folder / f"{name}-modem") for name in ("near", "far")}
        self.exchange = Exchange(self.folder, {
            "modems": [{"name": "near", "number": "0301", "link": ends["near"]},
                       {"name": "far", "number": "200", "link": ends["far"]}],
            "numbers": {"200": {"modem": "far"}, "0301": {"modem": "near"}, "201": {"says": "BUSY"}, "202": {"says": "NO ANSWER"},
                        "203": {"says": "NO DIALTONE"}, "204": {"says": "BLACKLISTED"}, "209": {"says": "", "after": 99}}})
        self._change("near", ends["near"], roles[0], near_options or {})
        self._change("far", ends["far"], roles[1], {"answerInit": ["AT+VCID=1"]})
        path = self.near.folder / "interfaces.d" / "branch1.json"
        value = json.loads(path.read_text())
        value["devices"] = [{"type": "modem", "name": "line0", "number": number, "alternates": list(alternates)}]
        path.write_text(json.dumps(value))

    def _change(self, which, path, role, options):
        router = getattr(self, which)
        value = json.loads((router.folder / "mprd.json").read_text())
        value["devices"] = [{"name": "line0", "kind": "modem", "type": "modem", "role": role,
                             "options": {"path": path, "init": ["ATZ", "ATE0"], "commandSeconds": 2,
                                         "logDialogue": True, **options}}]
        router.write("mprd.json", value)

    def start(self):
        super().start()
        wait_until("the far modem is set up", lambda: self.exchange.count("command", modem="far", command="AT+VCID=1"))
        return self

    def let_choose(self, prefix):
        """The near router may be called at numbers with this beginning. Before start()."""
        value = json.loads((self.far.folder / "mprd.json").read_text())
        value["users"][0].update(callBack="caller", callBackPrefixes=[prefix])
        self.far.write("mprd.json", value)

    def failed_with(self, code):
        self.near.ctl("interface", "connect", "branch1")
        wait_until(f"the attempt fails with {code}",
                   lambda: self.near.state() != "connecting" and self.near.interface()["lastError"] == code, 15)

    def __exit__(self, *more):
        self.exchange.stop()
        super().__exit__(*more)


class Modems(unittest.TestCase):
    def lab(self, *more, **options):
        made = ModemLab(*more, **options)
        self.addCleanup(made.__exit__)
        return made.start()

    def up(self, made):
        self.assertEqual(ping(2, wait=20), 2, made.near.log() + str(made.exchange.events))

    def test_a_packet_dials_and_the_caller_is_known(self):
        made = self.lab()
        self.up(made)
        self.assertEqual(made.exchange.numbers(), ["200"])
        self.assertEqual(made.exchange.count("ring", modem="far"), 1)
        status, text = made.far.ctl("--json", "connection", "list")
        self.assertEqual(status, 0, text)
        self.assertIn("< NMBR = 0301", made.far.log())
        self.assertEqual(made.near.ctl("interface", "disconnect", "branch1")[0], 0)
        wait_until("on hook", lambda: made.exchange.count("onhook", modem="near"), 10)

    def test_a_lost_carrier_is_seen_and_the_next_call_works(self):
        made = self.lab()
        self.up(made)
        made.exchange.do("drop")
        wait_until("the near side saw it", lambda: made.near.state() == "disconnected", 10)
        self.assertIn("ERROR_NO_CARRIER", made.near.log())
        wait_until("the far side saw it", lambda: "NO CARRIER" in made.far.log(), 10)
        wait_until("the far modem waits again",
                   lambda: made.exchange.count("command", modem="far", command="AT+VCID=1") > 1, 10)
        self.up(made)

    def test_a_busy_number_gives_way_to_the_alternate_which_is_promoted(self):
        made = self.lab(number="201", alternates=["202", "200"], phonebook={"options": 0x8000})
        self.up(made)
        self.assertEqual(made.exchange.numbers(), ["201", "202", "200"])
        path = made.near.folder / "interfaces.d" / "branch1.json"
        device = wait_until("stored", lambda: [each for each in json.loads(path.read_text())["devices"]
                                               if each["number"] == "200"])[0]
        self.assertEqual(device["alternates"], ["201", "202"])

    def test_each_refusal_has_its_error(self):
        for number, code in (("201", 676), ("202", 678), ("203", 680), ("204", 651)):
            with self.subTest(number), ModemLab(number=number) as made:
                made.start().failed_with(code)

    def test_a_carrier_that_does_not_come(self):
        made = self.lab({"carrierSeconds": 1}, number="209")
        made.failed_with(678)

    def test_a_modem_that_answers_nonsense_and_comes_to_its_senses(self):
        made = self.lab()
        made.exchange.set("near", nonsense="\r\nlogin: \r\n")
        made.failed_with(652)
        made.exchange.set("near", nonsense=None)
        made.near.ctl("interface", "connect", "branch1")
        self.up(made)

    def test_a_cable_pulled_in_the_middle_of_a_command(self):
        made = self.lab()
        made.exchange.set("near", stuck="ATE0")
        made.near.ctl("interface", "connect", "branch1")
        wait_until("the modem is stuck", lambda: made.exchange.count("command", modem="near", command="ATE0"), 10)
        made.exchange.do("unplug", modem="near")
        wait_until("the attempt ends", lambda: made.near.interface()["lastError"] != 0, 10)
        made.exchange.set("near", stuck=None)
        made.exchange.do("replug", modem="near")
        wait_until("the port is back", lambda: made.near.ctl("interface", "connect", "branch1")[0] == 0, 20)
        self.up(made)

    def called_back(self, prefix):
        made = ModemLab(roles=("both", "both"), auth="mschapv2", ppp={
            "offer": ["mschapv2"], "callBack": {"mode": "required", "number": "0301", "delaySeconds": 3}})
        self.addCleanup(made.__exit__)
        made.let_choose(prefix)
        return made.start()

    def test_a_packet_dials_and_the_far_end_calls_back(self):
        made = self.called_back("03")
        self.assertEqual(ping(2, wait=40), 2, made.near.log() + made.far.log() + str(made.exchange.events))
        self.assertEqual(made.exchange.numbers(), ["200", "0301"])
        self.assertEqual(made.near.ask("connection", "list")[0]["interfaceName"], "branch1")
        self.assertEqual(made.near.log().count('waiting for a call-back of "branch1"'), 1)
        self.assertIn("CHAP opened: mschapv2 as head", made.near.log().split("waiting for a call-back", 1)[1])

    def test_a_number_that_may_not_be_called_is_not(self):
        made = self.called_back("04")
        made.failed_with(704)
        self.assertIn("he may not be called at 0301: it begins with none of his callBackPrefixes", made.far.log())
        self.assertEqual(made.exchange.numbers(), ["200"])

    def test_probe_and_status(self):
        made = self.lab()
        facts = {each["name"]: each["value"] for each in made.near.ask("device", "probe", "line0")}
        self.assertEqual(facts["answers"], "modem")
        self.assertEqual(facts["model"], "exchange modem")
        known = {each["name"]: each["value"] for each in made.near.ask("device", "status", "line0")}
        self.assertEqual(known["model"], "exchange modem")
        path = str(made.folder / "near-modem")
        self.assertEqual(made.near.ask("device", "probe", path)[0], {"name": "answers", "value": "modem"})
        self.up(made)
        status, text = made.near.ctl("device", "probe", "line0")
        self.assertEqual(status, 1)
        self.assertIn("in use", text)

    def test_noise_between_the_answers(self):
        made = self.lab()
        made.exchange.set("near", noise="\x00\xff~}\x11garbage")
        self.up(made)


def main():
    global BIN
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    options, rest = parser.parse_known_args()
    lab.enter_namespaces()
    BIN = pathlib.Path(options.bin).resolve()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
