#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Tests mprd against the real pppd, in a network namespace of its own.

    run_peer.py SCENARIO|GROUP... --mprd FILE --mprctl FILE [--logs DIR] [--tcp-mebibytes N]

Prints one line for each scenario. Exit status 0 if all passed, 1 if not (the logs are kept and
their folder is named), 2 for a wrong call, 77 if something is missing on this machine.
"""

import argparse
import dataclasses
import os
import shutil
import subprocess
import sys
import tempfile

from guest import LabError
from lab import PppdPeer, missing
from near_mprd import Mprd
from scenarios import MEBIBYTE, select
from steps import run_all

SKIPPED = 77
TIME_LIMIT = 900
OUTER_NAMESPACE = "MPRD_PEER_OUTER_NAMESPACE"
TUN = "/dev/net/tun"


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("scenario", nargs="+")
    parser.add_argument("--mprd", required=True)
    parser.add_argument("--mprctl", required=True)
    parser.add_argument("--logs", help="keep the logs here, also of what passed")
    parser.add_argument("--tcp-mebibytes", type=int, default=50)
    arguments = parser.parse_args()
    for program in (arguments.mprd, arguments.mprctl):
        if not os.access(program, os.X_OK):
            parser.error(f"{program} is not a program that can be run")
    return arguments


def current_namespace():
    return os.readlink("/proc/self/ns/net")


def unshare_command():
    """How this user gets a network namespace, or None. A process namespace where it is allowed
    makes the kernel end everything that we started when we end."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    for more in (["--pid", "--fork", "--kill-child", "--mount-proc"], []):
        command = ["unshare", *user, "--net", *more]
        if subprocess.run([*command, "true"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False).returncode == 0:
            return command
    return None


def enter_namespace():
    """Starts this program again in a namespace of its own; returns only if that is impossible."""
    if shutil.which("unshare") is None:
        return "unshare is missing (package util-linux)"
    command = unshare_command()
    if command is None:
        return "this user may not make a network namespace"
    os.environ[OUTER_NAMESPACE] = current_namespace()
    os.execvp(command[0], [*command, sys.executable, *sys.argv])


def missing_here():
    """What mprd needs beyond what the lab needs."""
    reasons = missing()
    try:
        os.close(os.open(TUN, os.O_RDWR))
    except OSError as error:
        reasons.append(f"{TUN} cannot be opened ({error.strerror})")
    return reasons


def main(choose=select, missing_more=lambda scenarios: [], run=run_all, near_end=Mprd):
    """For other families of scenarios too (run_modem.py): which there are, what they need, how one
    runs, and what the near end is."""
    arguments = parse_arguments()
    scenarios = [dataclasses.replace(one, tcp_bytes=arguments.tcp_mebibytes * MEBIBYTE)
                 for one in choose(arguments.scenario)]
    reasons = missing_here() + missing_more(scenarios)
    if not reasons and OUTER_NAMESPACE not in os.environ:
        reasons.append(enter_namespace())
    if reasons:
        print("skipped: because " + "; ".join(reasons))
        return SKIPPED
    if os.environ[OUTER_NAMESPACE] == current_namespace():
        raise SystemExit("not in a namespace of our own: nothing done")
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    return run_with_logs(arguments, scenarios, run, near_end)


def run_with_logs(arguments, scenarios, run, near_end):
    folder = arguments.logs or tempfile.mkdtemp(prefix="mprd-peer-logs-")
    os.makedirs(folder, exist_ok=True)
    passed = False
    try:
        passed = run_lab(arguments, scenarios, folder, run, near_end)
    except LabError as error:
        print(f"the lab failed: {error}")
    if passed and not arguments.logs:
        shutil.rmtree(folder)
    elif not passed:
        print(f"logs: {folder}")
    return 0 if passed else 1


def run_lab(arguments, scenarios, folder, run, near_end):
    near = near_end(arguments.mprd, arguments.mprctl, folder)
    with open(os.path.join(folder, "pppd.log"), "w", encoding="utf-8") as log:
        peer = PppdPeer(ttl=TIME_LIMIT, log=log)
        peer.boot()
        try:
            peer.guest.wait_ready()
            return run(peer, near, scenarios)
        finally:
            peer.close(keep_in=folder)


if __name__ == "__main__":
    sys.exit(main())
