# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs client/examples beside the two routers of harness.py.

    lib_examples_test.py --mprd FILE --relay FILE --bin FOLDER
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

import harness

TIMEOUT = 30


class Examples:
    def __init__(self, world, folder, mprd):
        self.world = world
        self.folder = folder
        self.environment = {
            **os.environ,
            "MPRD_SOCKET": str(world.near.socket),
            "MPRD_PROGRAM": mprd,
            "MPRD_CONFIG": str(world.near.folder / "mprd.json"),
        }

    def program(self, name):
        return str(self.folder / f"example_{name}")

    def run(self, name, *words):
        """Its output; an error when it fails."""
        done = subprocess.run(
            [self.program(name), *words], env=self.environment, capture_output=True, text=True,
            timeout=TIMEOUT,
        )
        if done.returncode != 0:
            raise AssertionError(f"{name} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def list_interfaces(self):
        expect(self.run("list_interfaces"), "branch1: disconnected\nbranch2: disconnected\n")
        expect(self.run("list_interfaces", f"unix://{self.world.near.socket}"),
               "branch1: disconnected\nbranch2: disconnected\n")

    def dial_and_wait(self):
        expect(self.run("dial_and_wait", "demo", "line0", "head", "s3cret"),
               "connected\nour address: 10.78.0.10\ntheir address: 10.78.0.1\n")

    def watch_connections(self):
        watcher = subprocess.Popen(
            [self.program("watch_connections"), "1"], env=self.environment, text=True,
            stdout=subprocess.PIPE, preexec_fn=harness.end_with_parent,
        )
        expect(watcher.stdout.readline(), "0 connected\n")
        with self.world.near.client() as client:
            handle = client.result("MprAdminInterfaceGetHandle", {"interfaceName": "branch1"})["interface"]
            client.result("MprAdminInterfaceConnect", {"interface": handle, "synchronous": True})
        expect(watcher.stdout.readline(), "1 connected\n")
        expect(watcher.wait(TIMEOUT), 0)
        watcher.stdout.close()

    def information_blocks(self):
        expect("block 0xffff0004: 1 of 4 bytes" in self.run("information_blocks", "branch1"), True)

    def edit_configuration(self):
        stored = self.world.near.folder / "interfaces.d" / "branch1.json"
        expect(self.run("edit_configuration", "branch1", "123"), "branch1\nbranch2\n")
        expect(json.loads(stored.read_text())["idleDisconnectSeconds"], 123)
        self.world.near.process.kill()
        self.world.near.process.wait()
        self.world.near.process = None
        expect(self.run("edit_configuration", "branch1", "124"), "branch1\nbranch2\n")
        expect(json.loads(stored.read_text())["idleDisconnectSeconds"], 124)

    def without_a_router(self):
        done = subprocess.run(
            [self.program("list_interfaces"), "unix:///nonexistent/s"], capture_output=True, text=True, timeout=TIMEOUT,
        )
        expect(done.returncode, 1)
        expect("1717" in done.stderr, True)


def expect(found, wanted):
    if found != wanted:
        raise AssertionError(f"found {found!r}, expected {wanted!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mprd", required=True)
    parser.add_argument("--relay", required=True)
    parser.add_argument("--bin", required=True, type=pathlib.Path)
    options = parser.parse_args()
    harness.enter_namespace()
    for name in ("list_interfaces", "dial_and_wait", "watch_connections", "information_blocks", "edit_configuration",
                 "without_a_router"):
        with harness.World(options) as world:
            getattr(Examples(world, options.bin, options.mprd), name)()
        print(f"ok: {name}")
    sys.exit(0)


if __name__ == "__main__":
    main()
