# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs programs that use libmprapi beside the two routers of harness.py.

    lib_test.py --mprd FILE --relay FILE PROGRAM...

A program finds the near router's socket in MPRD_SOCKET. Each line that it writes is a wish for its
surroundings; a line comes back when it is fulfilled. Its exit status is the result.
"""
import argparse
import os
import pathlib
import signal
import subprocess
import sys

import harness

TIMEOUT = 60


class Wishes:
    def __init__(self, world):
        self.world = world
        self.program = None

    def fulfil(self, wish):
        world = self.world
        if wish == "kill":
            world.near.process.kill()
            world.near.process.wait()
            world.near.process = None
            self.signal_far(signal.SIGCONT)
        elif wish == "start":
            world.restart_near()
        elif wish == "freeze":
            world.near.process.send_signal(signal.SIGSTOP)
        elif wish == "thaw":
            world.near.process.send_signal(signal.SIGCONT)
        elif wish == "freeze-far":
            self.signal_far(signal.SIGSTOP)
        elif wish == "far-line":
            with world.near.client() as client:
                harness.wait_until(
                    "the near line is free",
                    lambda: client.result("MprAdminConnectionEnum")["entriesRead"] == 0,
                )
            world.wait_for_far_line()
        elif wish == "add-user":
            with world.near.client() as client:
                added = client.result("mprd.UserAdd", {"user": {"name": "ann"}, "password": "pw"})
                if added["code"] != 0:
                    raise AssertionError(f"mprd.UserAdd: {added}")
        elif wish == "kill-children":
            self.signal_children(signal.SIGKILL)
        elif wish == "freeze-children":
            self.signal_children(signal.SIGSTOP)
        else:
            raise ValueError(f"no such wish: {wish}")

    def signal_far(self, number):
        # `unshare -n` has become the daemon itself.
        self.world.far.process.send_signal(number)

    def signal_children(self, number):
        """Of the program: the library's own sessions."""
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                state, parent = stat.read_text().rpartition(")")[2].split()[:2]
            except OSError:
                continue  # it has ended
            if int(parent) == self.program.pid and state != "Z":
                os.kill(int(stat.parent.name), number)


def run(world, program, mprd):
    environment = {
        **os.environ,
        "MPRD_SOCKET": str(world.near.socket),
        "MPRD_PROGRAM": mprd,
        "MPRD_CONFIG": str(world.near.folder / "mprd.json"),
    }
    process = subprocess.Popen(
        [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment,
        preexec_fn=harness.end_with_parent,
    )
    wishes = Wishes(world)
    wishes.program = process
    try:
        for line in process.stdout:
            wishes.fulfil(line.strip())
            process.stdin.write("done\n")
            process.stdin.flush()
        return process.wait(TIMEOUT)
    finally:
        process.kill()
        wishes.signal_far(signal.SIGCONT)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mprd", required=True)
    parser.add_argument("--relay", required=True)
    parser.add_argument("program", nargs="+")
    options = parser.parse_args()
    harness.enter_namespace()
    failed = 0
    for program in options.program:
        with harness.World(options) as world:
            status = run(world, program, options.mprd)
        print(f"{'ok' if status == 0 else 'FAILED'}: {program} ({status})")
        failed += status != 0
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
