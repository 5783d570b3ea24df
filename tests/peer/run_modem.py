#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Tests mprd with a modem against the real pppd behind emulated modems, or behind mgetty.

    run_modem.py modem|mgetty|SCENARIO... --mprd FILE --mprctl FILE [--logs DIR]

The telephone exchange (modem_exchange.py) is a process between mprd's modem and the guest. Exit
status as of run_peer.py.
"""

import dataclasses
import json
import os
import shutil
import sys
import tempfile
import time

import run_peer
from exchange import Exchange
from lab import AUTH_OPTIONS, SERVER_NAME, USER, pppd_command, write_secrets
from near_mprd import INTERFACE, Mprd, write_configuration, write_private
from scenarios import PASSWORD, Scenario
from steps import Failed, Run, require, require_equal

MGETTY = "/sbin/mgetty"
CALLED_BACK = 14  # pppd's exit status
NEAR, FAR = "100", "300"  # numbers of mprd's and of the guest's modem
PIN = "4711"
MGETTY_CONFIG = """debug 4
data-only yes
modem-type data
speed 115200
rings 1
init-chat "" ATZ OK
toggle-dtr no
need-dsr no
ignore-carrier yes
"""


@dataclasses.dataclass(frozen=True)
class ModemScenario(Scenario):
    """A scenario with what the modems do. Number 200 is the guest's serial line."""
    far_addresses: str = "10.78.0.1:10.78.0.2"
    number: str = "200"
    alternates: tuple = ()
    options: tuple = ()          # of the device, as pairs
    modem: tuple = ()            # members of the emulated modem's plan, as pairs
    far_modem: bool = False      # the guest has a modem too
    mgetty: bool = False         # the guest's modem is mgetty's
    phonebook: int = 0
    pin: str = ""
    user: tuple = ()             # members of the caller's entry, as pairs
    dialled: tuple = ("200",)


def _modem(name, **more):
    return ModemScenario(name=name, **more)


CELLULAR = (("cellular", {"apn": "internet"}),)
SIM = (("signal", 23), ("registration", 5), ("pin", PIN))
UP = ("dial", "wait_up", "check_addresses", "ping", "hang_up_near")
HUNG_UP = (0, 929)  # by the administrator

SCENARIOS = {each.name: each for each in (
    _modem("modem-dial", steps=UP, errors=HUNG_UP),
    _modem("modem-auth", auth="mschapv2", captured=True, steps=UP, errors=HUNG_UP),
    _modem("modem-slow-connect", modem=(("connectAfter", 4.0),), steps=UP, errors=HUNG_UP),
    _modem("modem-noise", modem=(("noise", "\x00\xff~}\x11xyz"),), steps=UP, errors=HUNG_UP),
    _modem("modem-alternates", number="201", alternates=("202", "200"), phonebook=0x8000, dialled=("201", "202", "200"),
           steps=("dial", "wait_up", "ping", "check_promoted")),
    _modem("modem-busy", number="201", dialled=("201",), errors=(676,), steps=("connect", "wait_refused")),
    _modem("modem-no-answer", number="202", dialled=("202",), errors=(678,), steps=("connect", "wait_refused")),
    _modem("modem-carrier-lost", dialled=("200", "200"), errors=(0, 679),
           steps=("dial", "wait_up", "ping", "drop_carrier", "wait_carrier_lost", "far_answers_again", "dial", "wait_up", "ping")),
    _modem("modem-cellular", number="", options=CELLULAR, modem=SIM, pin=PIN, dialled=("*99***1#",),
           steps=("dial", "wait_up", "ping", "check_status")),
    _modem("modem-wrong-pin", number="", options=CELLULAR, modem=SIM, pin="0815", dialled=(), errors=(651,),
           steps=("connect", "wait_refused", "connect", "wait_refused", "check_one_pin")),
    _modem("modem-incoming", far_calls=True, auth="chap-md5", far_modem=True, far_address="10.78.0.2",
           near_address="10.78.0.1", near_gives_address=True, far_addresses="", dialled=(NEAR,),
           far_options=("noipdefault", "ipcp-accept-local", "ipcp-accept-remote"),
           steps=("wait_listening", "dial", "wait_up", "check_addresses", "ping")),
    _modem("modem-cbcp", far_calls=True, auth="mschapv2", far_modem=True, far_address="10.78.0.2",
           near_address="10.78.0.1", near_gives_address=True, far_addresses="", dialled=(NEAR, FAR),
           user=(("callBack", "caller"), ("callBackPrefixes", ["3"])),
           far_options=("noipdefault", "ipcp-accept-local", "ipcp-accept-remote"),
           far_log=(r"rcvd \[CBCP Request", r"sent \[CBCP Response", r"rcvd \[CBCP Ack"),
           steps=("wait_listening", "ask_for_call_back", "wait_for_call", "wait_up", "check_addresses", "ping")),
    _modem("modem-cbcp-refused", far_calls=True, auth="mschapv2", far_modem=True, far_addresses="", dialled=(NEAR,),
           user=(("callBack", "caller"), ("callBackPrefixes", ["4"])),
           far_options=("noipdefault", "ipcp-accept-local", "ipcp-accept-remote"),
           steps=("wait_listening", "ask_in_vain")),
    _modem("mgetty-dial", number=FAR, far_modem=True, mgetty=True, dialled=(FAR,), steps=UP, errors=HUNG_UP),
    _modem("mgetty-auth", captured=True, number=FAR, far_modem=True, mgetty=True, auth="chap-md5", dialled=(FAR,),
           steps=("dial", "wait_up", "check_addresses", "ping")),
)}
GROUPS = {"modem": [name for name in SCENARIOS if name.startswith("modem-")],
          "mgetty": [name for name in SCENARIOS if name.startswith("mgetty-")]}


class ModemMprd(Mprd):
    """mprd with a device of kind modem."""

    def _write_configuration(self, scenario, serial_path):
        path = write_configuration(self._folder, scenario, serial_path)
        with open(path, encoding="utf-8") as file:
            router = json.load(file)
        router["devices"][0].update(kind="modem", type="modem", options={
            "path": serial_path, "init": ["ATZ", "ATE0"], "commandSeconds": 3, "logDialogue": True,
            "answerInit": ["AT+VCID=1"], **dict(scenario.options)})
        if scenario.user:
            router["devices"][0]["role"] = "both"
            router["users"][0].update(dict(scenario.user))
        rewrite(path, router)
        self._change("interfaces.d/" + INTERFACE + ".json", lambda one: one.update(
            devices=[{"type": "modem", "name": "line0", "number": scenario.number, "alternates": list(scenario.alternates)}],
            phonebook={**one["phonebook"], "options": scenario.phonebook}))
        if scenario.pin:
            self._change("secrets.json", lambda one: one.update(devices={"line0": {"pin": scenario.pin}}))
        return path

    def _change(self, name, change):
        path = os.path.join(self._folder, name)
        with open(path, encoding="utf-8") as file:
            value = json.load(file)
        change(value)
        rewrite(path, value)

    def connect(self):
        self._control("interface", "connect", INTERFACE)

    def disconnect(self):
        self._control("interface", "disconnect", INTERFACE)

    def facts(self):
        return {each["name"]: each["value"] for each in json.loads(self._control("device", "status", "line0"))}

    def stored_device(self):
        with open(os.path.join(self._folder, "interfaces.d", INTERFACE + ".json"), encoding="utf-8") as file:
            return json.load(file)["devices"][0]

    def log(self):
        with open(os.path.join(self._log_folder, f"{self._scenario.name}-mprd.log"), encoding="utf-8", errors="replace") as file:
            return file.read()


def rewrite(path, value):
    os.unlink(path)
    write_private(path, json.dumps(value))


class ModemRun(Run):
    """One scenario, with its exchange."""

    def do(self):
        scenario = self.scenario
        folder = tempfile.mkdtemp(prefix="mprd-exchange-")
        near_path = os.path.join(folder, "modem")
        modems = [{"name": "near", "number": NEAR, "link": near_path, **dict(scenario.modem)}]
        if scenario.far_modem:
            modems.append({"name": "far", "number": FAR, "tty": self.peer.path})
        wire = {"wire": self.peer.path}
        self.exchange = Exchange(folder, {"modems": modems, "numbers": {
            "200": wire, "*99***1#": wire, "201": {"says": "BUSY"}, "202": {"says": "NO ANSWER"},
            NEAR: {"modem": "near"}, FAR: {"modem": "far"}}})
        try:
            self.near.start(scenario, near_path)
            self._start_far()
            for step in scenario.steps:
                getattr(self, step)()
            self.check_end()
            require_equal(tuple(self.exchange.numbers()), scenario.dialled, "numbers that were dialled")
        except AssertionError as error:
            raise Failed(str(error)) from error
        finally:
            self.complaint = self.near.stop()
            self.exchange.stop()
            shutil.rmtree(folder, ignore_errors=True)

    def _start_far(self):
        if self.scenario.mgetty:
            self._start_mgetty()
        elif self.scenario.far_calls:
            self.peer.begin_call()
        elif self.scenario.dialled and self.scenario.errors[0] == 0:
            self.peer.answer(self.scenario)

    def _start_mgetty(self):
        guest, scenario = self.peer.guest, self.scenario
        self.peer.begin_call()
        write_secrets(guest, PASSWORD)
        options = [*AUTH_OPTIONS[scenario.auth], "name", SERVER_NAME, scenario.far_addresses, "debug", "local",
                   "nocrtscts", "nodetach", "logfile", "/run/pppd.log"]
        guest.write_file("/etc/ppp/options", "\n".join(options) + "\n")
        # Ours, not the host's: mgetty wants login.config to be root's alone.
        guest.run(["rm", "-f", "/etc/mgetty/mgetty.config", "/etc/mgetty/login.config"])
        guest.write_file("/etc/mgetty/mgetty.config", MGETTY_CONFIG)
        guest.write_file("/etc/mgetty/login.config", "/AutoPPP/ - a_ppp /run/pppd file /etc/ppp/options\n"
                         "* - - /bin/false @\n")
        guest.start("mgetty", [MGETTY, "-x", "4", "ttyS0"])
        self.exchange.wait("command", modem="far", command="ATZ", patience=30.0)

    # --- steps --------------------------------------------------------------------------------

    def dial(self):
        if self.scenario.far_calls:
            self._pppd_dials()
        else:
            self.near.dial()
        self.dialled = time.monotonic()

    def _pppd_dials(self, *options):
        self._start_pppd(f"'' ATZ OK ATDT{NEAR} CONNECT ''", *options)

    def _start_pppd(self, dialogue, *options):
        write_secrets(self.peer.guest, self.scenario.password)
        chat = f"/usr/sbin/chat -v TIMEOUT 30 {dialogue}"
        self.peer.guest.start("pppd", pppd_command(
            ["connect", chat, "noauth", "user", USER, *self.scenario.far_options, *options]))

    def ask_for_call_back(self):
        self._pppd_dials("callback", FAR)
        require_equal(self.peer.wait_exit(20.0), CALLED_BACK, "pppd's exit status")
        self.exchange.wait("onhook", modem="near")  # before that the other modem takes commands for data

    def wait_for_call(self):
        self._start_pppd("'' ATZ OK '' RING ATA CONNECT ''")
        self.dialled = time.monotonic()

    def ask_in_vain(self):
        self._pppd_dials("callback", FAR)
        require(self.peer.wait_exit(20.0) not in (None, CALLED_BACK), "pppd is promised a call, or not sent away")
        deadline = time.monotonic() + 5
        while "begins with none of his callBackPrefixes" not in self.near.log():
            require(time.monotonic() < deadline, "the log does not say why the caller was refused")
            time.sleep(0.05)
        require("he is called back" not in self.near.log(), "the caller is to be called back all the same")

    def wait_listening(self):
        self.exchange.wait("command", modem="near", command="AT+VCID=1")

    def connect(self):
        self.near.connect()

    def hang_up_near(self):
        self.near.disconnect()
        self.exchange.wait("onhook", modem="near")

    def drop_carrier(self):
        self.exchange.do("drop")

    def wait_carrier_lost(self):
        require(self.near.wait_down(10.0), "the lost carrier is not seen")
        require("ERROR_NO_CARRIER" in self.near.log(), "the log does not say NO_CARRIER")

    def far_answers_again(self):
        self.peer.end_call()
        self.peer.answer(self.scenario)

    def check_promoted(self):
        device = self.near.stored_device()
        require_equal((device["number"], device["alternates"]), ("200", ["201", "202"]), "stored numbers")

    def check_status(self):
        facts = self.near.facts()
        require_equal((facts.get("signal"), facts.get("registration")), ("-67 dBm", "roaming"), "device status")
        require(PIN not in self.near.log(), "the PIN is in the log")

    def check_one_pin(self):
        deadline = time.monotonic() + 10
        while "it is not tried again" not in self.near.log():
            require(time.monotonic() < deadline, "the second attempt does not say why it fails")
            time.sleep(0.05)
        require_equal(self.exchange.count("pin", modem="near"), 1, "PINs that the SIM was given")


def run_scenarios(peer, near, scenarios):
    passed = True
    for scenario in scenarios:
        run = ModemRun(peer, near, scenario)
        run.complaint = None
        started = time.monotonic()
        failure = None
        try:
            run.do()
        except Failed as error:
            failure = str(error)
        finally:
            peer.end_call()
            if scenario.mgetty:
                peer.guest.stop("mgetty")  # it has become pppd
                peer.guest.write_file("/etc/ppp/options", "")
        failure = failure or run.complaint
        verdict = f"FAILED: {failure}" if failure else "passed"
        print(f"{scenario.name:24} {verdict} ({time.monotonic() - started:.1f} s{''.join('; ' + n for n in run.notes)})",
              flush=True)
        passed = passed and failure is None
    return passed


def select(names):
    chosen = []
    for name in names:
        if name not in GROUPS and name not in SCENARIOS:
            raise SystemExit(f"no scenario or group '{name}'; there are: " + ", ".join([*GROUPS, *SCENARIOS]))
        chosen += GROUPS.get(name, [name])
    return [SCENARIOS[name] for name in chosen]


def missing_for(scenarios):
    if any(each.mgetty for each in scenarios) and not os.path.exists(MGETTY):
        return [f"{MGETTY} is missing (package mgetty)"]
    if not os.path.exists("/usr/sbin/chat"):
        return ["/usr/sbin/chat is missing (package ppp)"]
    return []


if __name__ == "__main__":
    sys.exit(run_peer.main(select, missing_for, run_scenarios, ModemMprd))
