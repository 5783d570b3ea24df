# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a group of scenarios between mprd and a peer on a network: what run_pppoe.py and run_l2tp.py have in common.

A peer has boot(), close() and complaints() beside what steps.py asks of it.
"""

import argparse
import os
import re
import shutil
import subprocess
import tempfile
import time

from guest import LabError
from near_mprd import Mprd
from run_peer import OUTER_NAMESPACE, SKIPPED, TIME_LIMIT, current_namespace, enter_namespace, missing_here
from steps import Failed, Run


class NetworkRun(Run):
    """One scenario; the peer is told of it before mprd starts."""

    def do(self):
        self.peer.begin_call(self.scenario)
        if not self.scenario.far_calls:
            self.peer.answer(self.scenario)
        self.near.start(self.scenario, self.peer.path)
        for step in self.scenario.steps:
            getattr(self, step)()
        self.check_end()

    def hang_up(self):
        self.near.hang_up()


class Program:
    """What a script is made of: its groups of scenarios, its runs, its peers."""

    def __init__(self, description, groups, run, make_peer, missing_for):
        self._description = description
        self._groups = groups
        self._run = run
        self._make_peer = make_peer      # (group, folder, ttl, log) -> a peer
        self._missing_for = missing_for  # group -> reasons why it cannot run here

    def main(self):
        """Exit status as that of run_peer.py."""
        arguments = self._parse()
        scenarios = [one for one in self._groups[arguments.group]
                     if arguments.only is None or re.search(arguments.only, one.name)]
        if not scenarios:
            raise SystemExit(f"no scenario '{arguments.only}' in {arguments.group}")
        reasons = missing_here() + self._missing_for(arguments.group)
        if not reasons and OUTER_NAMESPACE not in os.environ:
            reasons.append(enter_namespace())
        if reasons:
            print("skipped: because " + "; ".join(reasons))
            return SKIPPED
        if os.environ[OUTER_NAMESPACE] == current_namespace():
            raise SystemExit("not in a namespace of our own: nothing done")
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        folder = arguments.logs or tempfile.mkdtemp(prefix=f"mprd-{arguments.group}-logs-")
        os.makedirs(folder, exist_ok=True)
        passed = False
        try:
            passed = self._run_lab(arguments, scenarios, folder)
        except LabError as error:
            print(f"the lab failed: {error}")
        if passed and not arguments.logs:
            shutil.rmtree(folder)
        elif not passed:
            print(f"logs: {folder}")
        return 0 if passed else 1

    def _parse(self):
        parser = argparse.ArgumentParser(description=self._description)
        parser.add_argument("group", choices=self._groups)
        parser.add_argument("--only", help="scenarios of the group whose name has this (a regular expression)")
        parser.add_argument("--mprd", required=True)
        parser.add_argument("--mprctl", required=True)
        parser.add_argument("--logs", help="keep the logs here, also of what passed")
        return parser.parse_args()

    def _run_lab(self, arguments, scenarios, folder):
        near = Mprd(arguments.mprd, arguments.mprctl, folder)
        with open(os.path.join(folder, "far.log"), "w", encoding="utf-8") as log:
            peer = self._make_peer(arguments.group, folder, TIME_LIMIT, log)
            try:
                peer.boot()
                return self._run_all(peer, near, scenarios)
            finally:
                peer.close()

    def _run_all(self, peer, near, scenarios):
        passed = True
        for scenario in scenarios:
            started = time.monotonic()
            failure, notes = self._run_scenario(peer, near, scenario)
            verdict = f"FAILED: {failure}" if failure else "passed"
            print(f"{scenario.name:30} {verdict} ({time.monotonic() - started:.1f} s"
                  f"{''.join('; ' + n for n in notes)})", flush=True)
            passed = passed and failure is None
        complaints = peer.complaints()
        if complaints:
            print("malformed packets:\n" + "\n".join(complaints))
        return passed and not complaints

    def _run_scenario(self, peer, near, scenario):
        """None or why it failed, and its notes."""
        one = self._run(peer, near, scenario)
        failure = None
        try:
            one.do()
        except Failed as error:
            failure = str(error)
        finally:
            complaint = near.stop()
            peer.end_call()
        return failure or complaint, one.notes
