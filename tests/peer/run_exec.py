#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Tests mprd's device kind "exec" with pppoe and pptp, in a namespace of its own.

    run_exec.py exec [--only SCENARIO] --mprd FILE --mprctl FILE [--logs DIR]

Prints one line for each scenario. Exit status as that of run_peer.py.
"""

import os
import signal
import sys
import time

from exec_lab import ExecPeer, missing_programs
from exec_scenarios import GROUPS
from network_run import Program
from run_pppoe import PppoeRun
from steps import require

CHILD_PATIENCE = 8.0


class ExecRun(PppoeRun):
    """One scenario through a program."""

    def _children(self):
        with open(f"/proc/{self.near.pid()}/task/{self.near.pid()}/children", encoding="ascii") as file:
            return [int(pid) for pid in file.read().split()]

    def kill_child(self):
        for pid in self._children():
            os.kill(pid, signal.SIGKILL)

    def check_no_child(self):
        """Not even a dead one that nobody has waited for."""
        deadline = time.monotonic() + CHILD_PATIENCE
        while children := self._children():
            require(time.monotonic() < deadline, f"children are left: {children}")
            time.sleep(0.05)


def make_peer(_, folder, ttl, log):
    return ExecPeer(folder, ttl, log)


if __name__ == "__main__":
    sys.exit(Program(__doc__.splitlines()[0], GROUPS, ExecRun, make_peer, missing_programs).main())
