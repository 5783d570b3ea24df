# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""What the rows need of Linux: daemons in a private network namespace, lines of ptys, callers who are somebody else."""
import contextlib
import os
import pathlib
import pty
import subprocess
import tty

import harness
import local_library
import old_router


@contextlib.contextmanager
def somebody_else(group):
    """Connections made inside come from user nobody and this group."""
    groups = os.getgroups()
    os.setgroups([])
    os.setegid(group)
    os.seteuid(harness.NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)
        os.setgroups(groups)


GROUP_OF = {"stranger": harness.NOBODY, "reader": harness.READERS_GROUP}


def make_readers_group(folder):
    """An /etc/group with mprd, for this mount namespace only; so that there are readers."""
    path = folder / "group"
    kept = [line for line in pathlib.Path("/etc/group").read_text().splitlines() if line.split(":")[0] != "mprd"]
    path.write_text("\n".join([*kept, f"mprd:x:{harness.READERS_GROUP}:"]) + "\n")
    if subprocess.run(["mount", "--bind", path, "/etc/group"], capture_output=True).returncode != 0:
        harness.skip("group mprd cannot be made here")


class LinuxSystem:
    NAME = "linux"

    def __init__(self, options, folder):
        self.program, self.relay_program, self.folder = options.mprd, options.relay, folder
        self.relays = []
        self.silent = ()

    @staticmethod
    def enter():
        """Starts the script anew in its namespaces, or skips the test."""
        harness.enter_namespace()
        if not harness.can_be_somebody_else():
            harness.skip("only root can call as somebody else")

    @staticmethod
    def gap(_row):
        """Why a row is not run on this system."""
        return None

    def start(self):
        make_readers_group(self.folder)

    def close(self):
        for relay in self.relays:
            relay.stdin.close()
            relay.wait(5)
            relay.stdout.close()
        for descriptor in self.silent:
            os.close(descriptor)

    def daemon(self, name):
        return harness.Daemon(self.program, self.folder / name, namespace=name == "far")

    def line(self):
        """Names of the two ends of a null modem."""
        relay = subprocess.Popen(
            [self.relay_program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            preexec_fn=harness.end_with_parent,
        )
        self.relays.append(relay)
        return relay.stdout.readline().strip(), relay.stdout.readline().strip()

    def silent_line(self):
        """A line at whose other end nobody is."""
        self.silent = pty.openpty()
        tty.setraw(self.silent[1])
        return os.ttyname(self.silent[1])

    def calling_as(self, caller):
        group = GROUP_OF.get(caller)
        return somebody_else(group) if group is not None else contextlib.nullcontext()

    @staticmethod
    def path(path):
        """As the daemon writes it."""
        return str(path)

    def library(self, options):
        """libmprapi for calls of rows."""
        return local_library.LocalLibrary(options)

    def old_router(self):
        return old_router.OldRouter(self.folder / "old")
