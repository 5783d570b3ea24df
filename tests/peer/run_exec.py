#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Tests mprd's device kind "exec" with pppoe and pptp, in a namespace of its own.

    run_exec.py [--only SCENARIO] --mprd FILE --mprctl FILE [--logs DIR]

Prints one line for each scenario. Exit status as that of run_peer.py.
"""

import os
import signal
import time

import run_pppoe
from exec_lab import ExecPeer, missing_programs
from exec_scenarios import EXEC
from steps import require

CHILD_PATIENCE = 8.0


class ExecRun(run_pppoe.PppoeRun):
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


def main():
    return run_pppoe.main_of(__doc__, {"exec": EXEC}, ExecPeer, ExecRun, missing_programs)


if __name__ == "__main__":
    raise SystemExit(main())
