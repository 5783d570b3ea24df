#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Tests the lab: all scenarios with a second pppd, in a second guest, in place of mprd.

    selftest.py [SCENARIO|GROUP]... [--tcp-mebibytes N] [--log FILE]

Exit status 0 if all passed, 1 if not, 77 if something is missing on this machine.
"""

import argparse
import dataclasses
import sys

from lab import PppdPeer, missing
from near_pppd import PppdNear
from scenarios import MEBIBYTE, select
from steps import run_all

SKIPPED = 77
TIME_LIMIT = 600


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="*", default=["all"])
    parser.add_argument("--tcp-mebibytes", type=int, default=50)
    parser.add_argument("--log", type=argparse.FileType("w"), help="what both pppd say")
    arguments = parser.parse_args()
    if reasons := missing():
        print("skipped: because " + "; ".join(reasons))
        return SKIPPED
    # pppd as the near end has other words for the ends of calls than mprd.
    scenarios = [dataclasses.replace(one, tcp_bytes=arguments.tcp_mebibytes * MEBIBYTE,
                                     errors=one.errors + (0, 628, 629, 631))
                 for one in select(arguments.scenario)]
    return 0 if run_lab(scenarios, arguments.log) else 1


def run_lab(scenarios, log):
    peer = PppdPeer(ttl=TIME_LIMIT, log=log)
    near = PppdNear(ttl=TIME_LIMIT, log=log)
    peer.boot()
    try:
        near.boot(peer.path)
        try:
            peer.guest.wait_ready()
            near.guest.wait_ready()
            print(f"guests up after {peer.guest.boot_seconds:.1f} s and "
                  f"{near.guest.boot_seconds:.1f} s", flush=True)
            return run_all(peer, near, scenarios)
        finally:
            near.close()
    finally:
        peer.close()


if __name__ == "__main__":
    sys.exit(main())
