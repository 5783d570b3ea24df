# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The two routers of world.json as real daemons in a private network namespace, and the states of states.json."""
import contextlib
import json
import os
import pathlib
import pty
import shutil
import socket
import subprocess
import sys
import tempfile
import tty

import table

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "api"))
import harness  # noqa: E402

HOST = "@host"


def merge(value, patch):
    """RFC 7396, as far as it is needed: members replace members."""
    return {**value, **patch}


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


class World:
    def __init__(self, options):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-conformance-"))
        self.folder.chmod(0o755)  # for callers who are somebody else
        self.relay_program = options.relay
        self.config = table.read("world.json")
        self.states = table.read("states.json")
        self.near = harness.Daemon(options.mprd, self.folder / "near")
        self.far = harness.Daemon(options.mprd, self.folder / "far", namespace=True)
        self.relays = []
        self.silent_line = ()
        self.saved = {}
        self.admin = None

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def start(self):
        make_readers_group(self.folder)
        near, far = self.config["near"]["router"]["devices"], self.config["far"]["router"]["devices"]
        for near_line, far_line in ((0, 0), (2, 1)):
            relay = subprocess.Popen(
                [self.relay_program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                preexec_fn=harness.end_with_parent,
            )
            self.relays.append(relay)
            near[near_line]["options"]["path"] = relay.stdout.readline().strip()
            far[far_line]["options"]["path"] = relay.stdout.readline().strip()
        self.silent_line = pty.openpty()
        tty.setraw(self.silent_line[1])
        near[1]["options"]["path"] = os.ttyname(self.silent_line[1])
        self.far.configure(*self.config["far"].values())
        self.far.start()

    def close(self):
        if self.admin is not None:
            self.admin.close()
        self.near.stop()
        self.far.stop()
        for relay in self.relays:
            relay.stdin.close()
            relay.wait(5)
            relay.stdout.close()
        for descriptor in self.silent_line:
            os.close(descriptor)
        shutil.rmtree(self.folder, ignore_errors=True)

    def enter(self, name):
        """A new near router, brought into the state of this name."""
        state = self.states[name]
        if self.admin is not None:
            self.admin.close()
            self.admin = None
        self.near.stop()
        side = self.config["near"]
        self.near.configure(merge(side["router"], state.get("router", {})), side["interfaces"], side["secrets"])
        self.near.start()
        self.admin = self.near.client()
        self.saved = {}
        if any(step.get("params", {}).get("synchronous") for step in state["steps"]):
            self.wait_for_far_lines()
        for step in state["steps"]:
            self.do_step(step)

    def do_step(self, step):
        if "storeWrong" in step:
            (self.near.folder / "interfaces.d" / f"{step['storeWrong']}.json").write_text("{")
            return
        result = self.admin.result(step["method"], self.resolve(step["params"]))
        if result["code"] != step.get("code", 0):
            raise AssertionError(f"step {step['method']}: {result}")
        for name, member in step.get("save", {}).items():
            self.saved[name] = result[member]

    def wait_for_far_lines(self):
        """Until the far router waits for calls."""
        def listens():
            ports = client.result("MprAdminPortEnum")["buffer"]
            return all(port["condition"] == "listening" for port in ports)

        with self.far.client() as client:
            harness.wait_until("the far router listens", listens)

    def client(self, caller):
        if caller not in GROUP_OF:
            client = self.near.client()
            if caller == "remote":
                client.result("mprd.Remote")
            return client
        with somebody_else(GROUP_OF[caller]):
            return self.near.client()

    # ---- values of rows that depend on the world

    def resolve(self, params):
        return {name: self.resolve_value(value) for name, value in params.items()}

    def resolve_value(self, value):
        if not isinstance(value, str) or value[:1] not in ("@", "$"):
            return value
        if value.startswith("$"):
            return self.saved[value[1:]]
        kind, *words = value[1:].split()
        if kind == "host":
            return socket.gethostname()
        if kind.startswith("folder/"):
            return str(self.near.folder / kind.removeprefix("folder/"))
        method, params, member = self.question(kind, words)
        answer = self.admin.result(method, params)
        if kind == "connection":
            return next(each["connection"] for each in answer["buffer"] if each["interfaceName"] == words[0])
        return answer[member]

    def question(self, kind, words):
        if kind == "stored":
            return "MprConfigInterfaceGetHandle", {"interfaceName": words[0]}, "interface"
        if kind == "transport":
            return "MprConfigTransportGetHandle", {"transportId": int(words[0])}, "transport"
        if kind == "on":
            stored = self.resolve_value(f"@stored {words[0]}")
            params = {"interface": stored, "transportId": int(words[1])}
            return "MprConfigInterfaceTransportGetHandle", params, "interfaceTransport"
        if kind == "guid":
            return "MprConfigGetGuidName", {"friendlyName": words[0]}, "guidName"
        if kind == "connection":
            return "MprAdminConnectionEnum", {}, "buffer"
        return "MprAdminInterfaceGetHandle", {"interfaceName": kind}, "interface"


def groups_of_rows(rows):
    """Rows in the order in which the fewest routers are needed: by state, those that change nothing first."""
    return sorted(rows, key=lambda row: (row.state, table.changes_router(row)))


def run_rows(world, rows, run):
    """Yields each row with what `run(row)` gives, in its state; a router is used until a row changes it."""
    state = None
    for row in groups_of_rows(rows):
        if row.state != state:
            world.enter(row.state)
            state = row.state
        try:
            code = run(row)
        except Exception as fault:  # noqa: BLE001: one row must not end all
            code = f"{type(fault).__name__}: {fault}"
        yield row, code
        if table.changes_router(row):
            state = None


def main(way, make_runner, extend=lambda parser: None):
    """The main program of a way: `make_runner(world, options)` gives the function that runs one row."""
    import argparse
    import results
    parser = argparse.ArgumentParser()
    parser.add_argument("--mprd", required=True, help="the daemon")
    parser.add_argument("--relay", required=True, help="line_relay, the null modem")
    extend(parser)
    options = parser.parse_args()
    harness.enter_namespace()
    if not harness.can_be_somebody_else():
        harness.skip("only root can call as somebody else")
    found = results.Results(way)
    with World(options) as world:
        for row, code in run_rows(world, found.rows, make_runner(world, options)):
            found.compare(row, code)
    return found.end()
