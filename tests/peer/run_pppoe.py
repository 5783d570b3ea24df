#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Tests mprd's PPPoE against rp-pppoe's access concentrator and the kernel's client, in a namespace of its own.

    run_pppoe.py pppoe-server|kernel-pppoe [--only SCENARIO] --mprd FILE --mprctl FILE [--logs DIR]

Prints one line for each scenario. Exit status as that of run_peer.py.
"""

import json
import re
import sys
import time

from near_mprd import run
from network_run import NetworkRun, Program
from pppoe_lab import PppoePeer, missing_for
from pppoe_scenarios import GROUPS
from steps import require, require_equal

PADT_PATIENCE = 5.0


class PppoeRun(NetworkRun):
    """One scenario over the Ethernet."""

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

    def check_padt(self):
        """Of whom it is first: pppd 2.5 sends its own right behind LCP's end, pppd 2.4 waits for ours."""
        self._check_padt("near", "far")

    def _check_padt(self, *senders):
        deadline = time.monotonic() + PADT_PATIENCE
        while not self.peer.padt_senders() & set(senders):
            require(time.monotonic() < deadline, f"no PADT of the {' or '.join(senders)} end on the Ethernet")
            time.sleep(0.05)

    def check_far_saw_end(self):
        """rp-pppoe's pppoe ends at our PADT, and its pppd with it."""
        deadline = time.monotonic() + PADT_PATIENCE
        while self.peer.guest.run(["pidof", "pppoe"])[0] == 0:
            require(time.monotonic() < deadline, "the far end does not see the end of the session")
            time.sleep(0.1)


def make_peer(_, folder, ttl, log):
    return PppoePeer(folder, ttl, log)


if __name__ == "__main__":
    sys.exit(Program(__doc__.splitlines()[0], GROUPS, PppoeRun, make_peer, missing_for).main())
