#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Tests mprd's L2TP against xl2tpd (LNS and LAC) and l2tpns (LNS), in a namespace of its own.

    run_l2tp.py xl2tpd|l2tpns [--only SCENARIO] --mprd FILE --mprctl FILE [--logs DIR]

Prints one line for each scenario. Exit status as that of run_peer.py.
"""

import os
import sys
import time

from l2tp_lab import XL2TPD, Xl2tpdPeer
from l2tp_scenarios import GROUPS
from l2tpns_lab import L2tpnsPeer, missing_for_l2tpns
from network_run import NetworkRun, Program
from steps import require

MESSAGE_PATIENCE = 10.0
STOP_CCN, HELLO, CDN = 4, 6, 14  # RFC 2661 section 3.2


class L2tpRun(NetworkRun):
    """One scenario over the network."""

    def check_end(self):
        for pattern in self.scenario.far_log:
            require(self.peer.wait_log(pattern, 3.0), f"the peer's log has no line like {pattern}")
        if self.scenario.far_calls:
            return
        error = self.near.last_error()
        require(not self.scenario.errors or error in self.scenario.errors,
                f"last error is {error}, expected one of {self.scenario.errors}")

    def connect(self):
        """By the administrator: a packet would have the address of the Ethernet as its source, which l2tpns does not let
        a caller use."""
        self.near.connect()
        self.dialled = time.monotonic()

    def far_hangs_up(self):
        self.peer.far_hangs_up()

    def far_dies(self):
        self.peer.far_dies()

    def wait_far_refused(self):
        """Whoever finds out first that the other one has another secret: xl2tpd, by our answer to its challenge."""
        self._wait_message("far", STOP_CCN, "no StopCCN of xl2tpd")

    def wait_hello(self):
        self._wait_message("near", HELLO, "no HELLO of ours")

    def check_cause(self):
        error = self.near.last_error()
        require(error in self.scenario.errors, f"the call ended with {error}, expected one of {self.scenario.errors}")

    def check_near_cdn(self):
        self._wait_message("near", CDN, "no CDN of ours")

    def check_tunnel_stopped(self):
        self._wait_message("near", STOP_CCN, "no StopCCN of ours")

    def _wait_message(self, sender, number, complaint):
        deadline = time.monotonic() + MESSAGE_PATIENCE
        while (sender, number) not in self.peer.messages():
            require(time.monotonic() < deadline, complaint)
            time.sleep(0.05)


def missing_for(group):
    """What the package of the group's peer would bring; a list of reasons."""
    if group == "l2tpns":
        return missing_for_l2tpns()
    return [] if os.path.exists(XL2TPD) else [f"{XL2TPD} is missing (package xl2tpd)"]


def make_peer(group, folder, ttl, log):
    return {"xl2tpd": Xl2tpdPeer, "l2tpns": L2tpnsPeer}[group](folder, ttl, log)


if __name__ == "__main__":
    sys.exit(Program(__doc__.splitlines()[0], GROUPS, L2tpRun, make_peer, missing_for).main())
