# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The two routers of world.json as real daemons, and the states of states.json.

What depends on where they run is in linux_system.py and wine_system.py.
"""
import pathlib
import shutil
import socket
import sys
import tempfile

import table

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / folder) for folder in ("api", "windows")]
import harness  # noqa: E402

HOST = "@host"


def merge(value, patch):
    """RFC 7396, as far as it is needed: members replace members."""
    return {**value, **patch}


class World:
    def __init__(self, make_system, options):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-conformance-"))
        self.folder.chmod(0o755)  # for callers who are somebody else
        self.system = make_system(options, self.folder)
        self.config = table.read("world.json")
        self.states = table.read("states.json")
        self.near = self.system.daemon("near")
        self.far = self.system.daemon("far")
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
        self.system.start()
        near, far = self.config["near"]["router"]["devices"], self.config["far"]["router"]["devices"]
        for near_line, far_line in ((0, 0), (2, 1)):
            near[near_line]["options"]["path"], far[far_line]["options"]["path"] = self.system.line()
        near[1]["options"]["path"] = self.system.silent_line()
        self.far.configure(*self.config["far"].values())
        self.far.start()

    def close(self):
        if self.admin is not None:
            self.admin.close()
            self.admin = None
        self.near.stop()
        self.far.stop()
        self.system.close()
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
        with self.system.calling_as(caller):
            client = self.near.client()
        if caller == "remote":
            client.result("mprd.Remote")
        return client

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
            return self.system.path(self.near.folder / kind.removeprefix("folder/"))
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
    parser.add_argument("--relay", help="line_relay, the null modem (Linux)")
    parser.add_argument("--agent", help="call_agent.exe (Wine, which runs the Windows build)")
    parser.add_argument("--wintun", help="the double of wintun.dll (Wine)")
    extend(parser)
    options = parser.parse_args()
    if options.agent:
        from wine_system import WineSystem as System
    else:
        from linux_system import LinuxSystem as System
    System.enter()
    found = results.Results(way, System.gap)
    with World(System, options) as world:
        for row, code in run_rows(world, found.rows, make_runner(world, options)):
            found.compare(row, code)
    return found.end()
