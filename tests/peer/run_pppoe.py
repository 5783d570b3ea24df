#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Tests mprd's PPPoE against rp-pppoe's access concentrator and the kernel's client, in a namespace of its own.

    run_pppoe.py pppoe-server|kernel-pppoe [--only SCENARIO] --mprd FILE --mprctl FILE [--logs DIR]

Prints one line for each scenario. Exit status as that of run_peer.py.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from guest import LabError
from near_mprd import Mprd, run
from pppoe_lab import PppoePeer, missing_for
from pppoe_scenarios import GROUPS
from run_peer import OUTER_NAMESPACE, SKIPPED, TIME_LIMIT, current_namespace, enter_namespace, missing_here
from steps import Failed, Run, require, require_equal

PADT_PATIENCE = 5.0


class PppoeRun(Run):
    """One scenario over the Ethernet."""

    def do(self):
        self.peer.begin_call(self.scenario)
        if not self.scenario.far_calls:
            self.peer.answer(self.scenario)
        self.near.start(self.scenario, self.peer.path)
        for step in self.scenario.steps:
            getattr(self, step)()
        self.check_end()

    def check_end(self):
        if not self.scenario.far_calls:
            log = "\n".join(self.peer.log())
            for pattern in self.scenario.far_log:
                require(re.search(pattern, log), f"pppd's log has no line like {pattern}")
            error = self.near.last_error()
            require(not self.scenario.errors or error in self.scenario.errors,
                    f"last error is {error}, expected one of {self.scenario.errors}")
            return
        super().check_end()

    def wait_far_refused(self):
        """pppd looks for an access concentrator for 35 seconds."""
        require(self.peer.wait_exit(60.0) is not None, "the refused caller does not give up")

    def check_mtu_1500(self):
        self._check_mtu(1500)

    def check_mtu_1492(self):
        self._check_mtu(1492)

    def _check_mtu(self, expected):
        link = json.loads(run(["ip", "-j", "link", "show", self.near.interface()]))[0]
        require_equal(link["mtu"], expected, "MTU of the network interface")

    def ping_full(self):
        self._ping(self.scenario.far_address, size=1472)

    def hang_up(self):
        self.near.hang_up()

    def server_hangs_up(self):
        self.peer.server_hangs_up()

    def server_dies(self):
        self.peer.server_dies()

    def caller_hangs_up(self):
        self.peer.caller_hangs_up()

    def check_near_padt(self):
        self._check_padt("near")

    def check_far_padt(self):
        self._check_padt("far")

    def _check_padt(self, who):
        deadline = time.monotonic() + PADT_PATIENCE
        while who not in self.peer.padt_senders():
            require(time.monotonic() < deadline, f"no PADT of the {who} end on the Ethernet")
            time.sleep(0.05)

    def check_far_saw_end(self):
        """rp-pppoe's pppoe ends at our PADT, and its pppd with it."""
        deadline = time.monotonic() + PADT_PATIENCE
        while self.peer.guest.run(["pidof", "pppoe"])[0] == 0:
            require(time.monotonic() < deadline, "the far end does not see the end of the session")
            time.sleep(0.1)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("group", choices=GROUPS)
    parser.add_argument("--only", help="one scenario of the group")
    parser.add_argument("--mprd", required=True)
    parser.add_argument("--mprctl", required=True)
    parser.add_argument("--logs", help="keep the logs here, also of what passed")
    return parser.parse_args()


def run_scenario(peer, near, scenario):
    """None or why it failed, and its notes."""
    one = PppoeRun(peer, near, scenario)
    failure = None
    try:
        one.do()
    except Failed as error:
        failure = str(error)
    finally:
        complaint = near.stop()
        peer.end_call()
    return failure or complaint, one.notes


def run_all(peer, near, scenarios):
    passed = True
    for scenario in scenarios:
        started = time.monotonic()
        failure, notes = run_scenario(peer, near, scenario)
        verdict = f"FAILED: {failure}" if failure else "passed"
        print(f"{scenario.name:30} {verdict} ({time.monotonic() - started:.1f} s"
              f"{''.join('; ' + n for n in notes)})", flush=True)
        passed = passed and failure is None
    complaints = peer.complaints()
    if complaints:
        print("malformed packets:\n" + "\n".join(complaints))
    return passed and not complaints


def run_lab(arguments, scenarios, folder):
    near = Mprd(arguments.mprd, arguments.mprctl, folder)
    with open(os.path.join(folder, "far.log"), "w", encoding="utf-8") as log:
        peer = PppoePeer(folder, TIME_LIMIT, log)
        try:
            peer.boot()
            return run_all(peer, near, scenarios)
        finally:
            peer.close()


def main():
    arguments = parse_arguments()
    scenarios = [one for one in GROUPS[arguments.group] if arguments.only in (None, one.name)]
    if not scenarios:
        raise SystemExit(f"no scenario '{arguments.only}' in {arguments.group}")
    reasons = missing_here() + missing_for(arguments.group)
    if not reasons and OUTER_NAMESPACE not in os.environ:
        reasons.append(enter_namespace())
    if reasons:
        print("skipped: because " + "; ".join(reasons))
        return SKIPPED
    if os.environ[OUTER_NAMESPACE] == current_namespace():
        raise SystemExit("not in a namespace of our own: nothing done")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    folder = arguments.logs or tempfile.mkdtemp(prefix="mprd-pppoe-logs-")
    os.makedirs(folder, exist_ok=True)
    passed = False
    try:
        passed = run_lab(arguments, scenarios, folder)
    except LabError as error:
        print(f"the lab failed: {error}")
    if passed and not arguments.logs:
        shutil.rmtree(folder)
    elif not passed:
        print(f"logs: {folder}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
