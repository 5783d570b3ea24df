#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd.exe, run by Wine, and the real pppd in User Mode Linux at the other end of its COM port: scenarios of tests/peer.

    pppd_test.py --mprd FILE --mprctl FILE --wintun FILE [--logs DIR] [SCENARIO...]

Exit status as of run_peer.py.
"""

import argparse
import functools
import importlib.util
import os
import pathlib
import shutil
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "peer"))

import run_peer
import scenarios
from guest import missing
from near_mprd import INTERFACE, Mprd, write_configuration
from steps import Failed, run_all


def windows_lab():
    """lab.py of this folder; `lab` is that of tests/peer here."""
    spec = importlib.util.spec_from_file_location("windows_lab", HERE / "lab.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


wine = windows_lab()

PORT = "COM30"
SCENARIOS = ("pap", "chap-md5", "mschapv2", "wrong-password-mschapv2", "assigns-address-dns", "garbage-before-ppp", "hangs-up", "idle",
             "echo-dead", "pppd-calls-us-mschapv2", "pppd-calls-us-wrong-password")
PING_PATIENCE = 8.0  # seconds
PING_EVERY = 0.2
TRIGGER = 0  # number of the packet that starts the call


class NearWine(Mprd):
    """mprd.exe as the near end of a scenario: its network interface is a socket of ours, its serial port a link to the cable."""

    def __init__(self, wintun, mprd, mprctl, log_folder):
        super().__init__(mprd, mprctl, log_folder)
        self._wintun = wintun

    def start(self, scenario, line):
        self._scenario = scenario
        self._dialled = False
        self._link = wine.port_link(PORT)
        self._link.unlink(missing_ok=True)
        self._link.symlink_to(line)
        self._folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-near-"))
        (self._folder / "near").mkdir()
        write_configuration(str(self._folder / "near"), scenario, PORT)
        self._host = wine.Host()
        self._router = wine.Router(self._mprd, self._folder, "near", {}, self._wintun, {INTERFACE: self._host})
        self._process = self._router.process
        try:
            self._router.wait_for("MPRD_READY")
        except AssertionError as error:
            raise Failed(str(error)) from None

    def stop(self):
        if self._process is None:
            return None
        ended = self._process.poll()
        status = self._router.stop()
        self._process = None
        self._host.close()
        self._link.unlink(missing_ok=True)
        shutil.copyfile(self._router.log_path, os.path.join(self._log_folder, f"{self._scenario.name}-mprd.log"))
        shutil.rmtree(self._folder, ignore_errors=True)
        if ended is not None:
            return f"mprd ended by itself with status {ended}"
        return f"mprd ended with status {status}" if status else None

    # --- the call -----------------------------------------------------------------------------

    def dial(self):
        if self._scenario.fails():
            self.connect()
            return
        self._dialled = True
        self._send(TRIGGER, self._scenario.far_address)

    def wait_up(self, patience):
        if not self._wait(lambda: self._status()[0] == "connected", patience):
            return False
        if self._dialled and TRIGGER not in self._answers({TRIGGER}):
            raise Failed("the packet that started the call was lost")
        return True

    def addresses(self):
        """Ours, and the peer's as the scenario has it: Windows knows none, and the pings show that it is right."""
        return self._address(), self._scenario.far_address

    def _address(self):
        """What IP Helper would have given the interface last."""
        added = [line.split("add_address ")[1] for line in self._router.network() if "add_address " in line]
        return added[-1].split("/")[0].split()[0] if added else "169.254.77.1"

    # --- traffic ------------------------------------------------------------------------------

    def _send(self, number, address, size=56):
        self._host.send(wine.echo(self._address(), address, number, size=size))

    def _answers(self, wanted, patience=PING_PATIENCE):
        """Those of the wanted numbers that are answered in time."""
        seen = set()
        deadline = time.monotonic() + patience
        while not wanted <= seen and (left := deadline - time.monotonic()) > 0:
            parts = wine.echo_parts(self._host.receive(left))
            if parts and parts[0] == 0:
                seen.add(parts[1])
        return wanted & seen

    def ping(self, address, count, size):
        """As of a ping program. The guest sees some packets only when more come (peer-lab.md): so we go on."""
        wanted = set(range(1, count + 1))
        answered = set()
        deadline = time.monotonic() + PING_PATIENCE
        number = 0
        while wanted - answered and time.monotonic() < deadline:
            number += 1
            self._send(number, address, size)
            answered |= self._answers(wanted - answered, PING_EVERY)
        return "".join(f"icmp_seq={each} time=0\n" for each in sorted(answered)) + f"{number} packets transmitted"

    def _control(self, *arguments):
        return wine.run_program(self._router.pipe, self._mprctl, "--json", *arguments)[1]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="*", default=SCENARIOS)
    for name in ("mprd", "mprctl", "wintun"):
        parser.add_argument("--" + name, required=True)
    for name in ("service-tool", "msi"):
        parser.add_argument("--" + name, help="for other tests")
    parser.add_argument("--logs", help="keep the logs here, also of what passed")
    arguments = parser.parse_args()
    if reasons := missing():
        print("skipped: because " + "; ".join(reasons))
        return run_peer.SKIPPED
    return run_peer.run_with_logs(arguments, scenarios.select(arguments.scenario), run_all,
                                  functools.partial(NearWine, arguments.wintun))


if __name__ == "__main__":
    sys.exit(main())
