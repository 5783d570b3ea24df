#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Shows mprd dialling because a ping needs the line, and hanging up when nobody does any more.

    demo.py [MEDIUM] --build-dir DIR [--json] [--line-delay-ms N]

Two routers in private network namespaces, joined by a serial line or another medium (media.py). Each step is checked. Exit status 0 if all was
observed, 1 if not (it says what), 2 for a wrong call, 77 if this machine does not allow namespaces.
"""

import argparse
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import lab
import media
import rpc

SKIPPED = 77
TIME_LIMIT = 90  # seconds for everything
IDLE_SECONDS = 4
PINGS = 10
PING_INTERVAL = 0.2
CALLER, BRANCH = "192.168.10.1", "192.168.20.1"
PROGRAMS = ("mprd", "mprctl")

PICTURE = """\
  head office                                                  branch office
  {caller}                                                 {branch}
    |                                                            |
  mprd, interface "branch1"  ---  {medium}  ---  {far}
"""


def head_office(medium):
    return {
        "mprd.json": {"devices": [{"name": "line0", "role": "out", **medium.device(0)}]},
        "interfaces.d/branch1.json": {
            "name": "branch1",
            "devices": [{"type": medium.type, "name": "line0", "number": medium.number}],
            "routes": [{"destination": "192.168.20.0/24"}],
            "idleDisconnectSeconds": IDLE_SECONDS,
            "ppp": {"offer": ["chap-md5"]},
            "networkName": "branch1",
        },
        "secrets.json": {"interfaces": {"branch1": {"userName": "head", "password": medium.password}}},
    }


def branch_office(medium):
    return {
        "mprd.json": {
            "devices": [{"name": "line0", "role": "in", **medium.device(1)}],
            "answering": {"require": ["chap-md5"], "localAddress": "10.78.0.1",
                          "pools": ["10.78.0.10-10.78.0.13"]},
            "users": [{"name": "head"}],
        },
        "interfaces.d/head.json": {
            "name": "head",
            "devices": [{"type": medium.type, "name": "line0"}],
            "routes": [{"destination": "192.168.10.0/24"}],
            "dialOnDemand": False,
        },
        "secrets.json": {"users": {"head": medium.password}},
    }


# --- telling -------------------------------------------------------------------------------------


class Paper:
    """What people read. Silent when a program reads instead."""

    def __init__(self, silent):
        self._silent = silent
        self._bold = sys.stdout.isatty() and "NO_COLOR" not in os.environ

    def line(self, text=""):
        if not self._silent:
            print(text, flush=True)

    def title(self, text):
        self.line()
        self.line(f"\033[1m{text}\033[0m" if self._bold else text)

    def block(self, text):
        for line in text.rstrip("\n").split("\n"):
            self.line("    " + line)

    def command(self, where, words, output):
        self.line(f"  {where}$ {words}")
        self.block(output)


class Facts:
    """What was seen, for people and for programs."""

    def __init__(self, paper):
        self._paper = paper
        self.values = {}
        self.checks = []

    def check(self, what, seen, otherwise=""):
        self.checks.append({"what": what, "ok": bool(seen), "detail": "" if seen else otherwise})
        self._paper.line(f"  [seen] {what}" if seen else f"  [NOT SEEN] {what}: {otherwise}")

    def not_seen(self):
        return [check["what"] for check in self.checks if not check["ok"]]


def now_ms():
    """The clock of mprd's events."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) * 1000


# --- the story -----------------------------------------------------------------------------------


class Story:
    def __init__(self, arguments, folder, paper):
        self.facts = Facts(paper)
        self._paper = paper
        self._folder = folder
        self._kind = media.MEDIA[arguments.medium]
        self._binaries = binaries_of(arguments.build_dir, self._kind)
        self._delay = arguments.line_delay_ms
        self._ping_began = self._ping_ended = 0.0
        self._medium = self._head = self._branch = None

    def tell(self):
        self._paper.line("mprd: a call, because a ping needs it")
        self._paper.line()
        self._paper.block(PICTURE.format(caller=CALLER, branch=BRANCH, medium=self._kind.title,
                                         far=self._kind.far))
        try:
            self._start()
            self._paper.line("Everything runs in private network namespaces. " + self._medium.note)
            self._before()
            self._ping()
            self._call()
            self._show()
            self._why()
            self._idle()
            self._after()
        finally:
            logs = self._stop()
        if self.facts.not_seen():
            self.facts.values["logs"] = logs

    def _start(self):
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        self._medium = self._kind(self._binaries, self._folder, self._delay)
        if self._kind.is_answered_by_mprd:
            self._branch = self._router("branch", branch_office(self._medium), BRANCH, True)
        self._head = self._router("head", head_office(self._medium), CALLER, False)
        self._medium.join(self._branch.process.pid if self._branch else None)
        self._await_ports()
        for _, router in self._routers():
            router.client.watch()

    def _routers(self):
        """Those that run, by the name of their place."""
        return [(name, router) for name, router in (("head", self._head), ("branch", self._branch)) if router]

    def _all(self, state):
        """What states() gives when each interface is in this state."""
        return {name: state for name in (("branch1", "head") if self._branch else ("branch1",))}

    def _await_ports(self):
        """Both devices are there: an Ethernet may have come after its router."""
        for _, router in self._routers():
            if not router.wait_for_ports():
                raise lab.LabError("a port stays without its device:\n" + router.log())

    def _router(self, name, files, address, own_namespace):
        folder = os.path.join(self._folder, name)
        os.mkdir(folder)
        return lab.Router(folder, self._binaries, files, address, own_namespace)

    def _before(self):
        self._paper.title("1. Before: no call, yet the route to the branch is there")
        states = self._tables("before")
        self.facts.check("no interface is connected", states == self._all("disconnected"), str(states))
        routes = lab.in_namespace(["ip", "route"])
        self._paper.command("head", "ip route", routes)
        self.facts.values["routesBefore"] = routes.splitlines()
        self.facts.check("the branch is routed to the sleeping interface", "192.168.20.0/24 dev branch1" in routes,
                         "no such route")

    def _tables(self, when):
        """Shows the tables of both routers; the states of all interfaces."""
        tables = {}
        for name, router in self._routers():
            for noun in ("interface", "port"):
                status, text = router.mprctl(noun, "list")
                self._paper.command(name, f"mprctl {noun} list", text)
                if status != 0:
                    self.facts.check(f"mprctl {noun} list works ({name}, {when})", False, text)
        for _, router in self._routers():
            tables.update(router.states())
        self.facts.values["tables" + when.capitalize()] = tables
        return tables

    def _ping(self):
        self._paper.title("2. A ping to the branch: its first packet starts the call, and is held until the link is up")
        # -w and not -W: ping waits for the last answer then, however busy the machine is.
        words = ["ping", "-n", "-c", str(PINGS), "-i", str(PING_INTERVAL), "-w", "10", "-I", CALLER, BRANCH]
        self._ping_began = now_ms()
        text = lab.in_namespace(words)
        self._ping_ended = now_ms()
        self._paper.command("head", " ".join(words), text)
        answers = {int(number): float(time) for number, time
                   in re.findall(r"icmp_seq=(\d+) .*time=([\d.]+) ms", text) if int(number) <= PINGS}
        self.facts.values["ping"] = {
            "sent": PINGS, "received": len(answers), "lossPercent": 100 * (PINGS - len(answers)) / PINGS,
            "roundTripsMs": [answers[number] for number in sorted(answers)]}
        self.facts.check(f"all {PINGS} pings were answered, the first one too: 0 % loss", len(answers) == PINGS,
                         f"{len(answers)} of {PINGS} answered")

    def _call(self):
        self._paper.title("3. The call, as the routers saw it (time since the ping began)")
        wanted = [("DialStarted", {"interfaceName": "branch1", "trigger": "packet"}, "the ping started the call")]
        wanted += [("ProtocolOpened", {"interfaceName": "branch1", "protocol": each}, f"{each} opened")
                   for each in self._medium.protocols]
        wanted += [("ConnectionUp", {"interfaceName": "branch1"}, "the connection is up")]
        found = [(self._head.client.wait_for(name, 2, **members), what) for name, members, what in wanted]
        if self._branch:
            self._branch.client.wait_for("ConnectionUp", 2)
        steps = sorted((step for name, router in self._routers() for step in self._steps(name, router)),
                       key=lambda one: one["atMs"])
        self.facts.values["steps"] = steps
        for step in steps:
            self._paper.line(f"    {step['atMs']:5} ms  {step['router']:7} {step['text']}")
        last = self._ping_began - 1
        for event, what in found:
            in_order = event is not None and event["timeMs"] >= int(last)
            self.facts.check(what, in_order, "no such event" if event is None else "out of order")
            last = event["timeMs"] if event else last
        accepted = (self._branch.client.wait_for("CallAccepted", 0, userName="head") if self._branch
                    else self._medium.let_in("head"))
        self.facts.check('the branch accepted the call of "head"', accepted, "it says nothing of it")

    def _steps(self, name, router):
        shown = ("DialStarted", "ProtocolOpened", "CallAccepted", "ConnectionUp", "ConnectAttemptFailed")
        return [{"atMs": round(event["timeMs"] - self._ping_began), "router": name, "event": event["event"],
                 "text": event["text"]} for event in router.client.events if event["event"] in shown]

    def _show(self):
        self._paper.title("4. While connected")
        status, text = self._head.mprctl("interface", "show", "branch1")
        self._paper.command("head", "mprctl interface show branch1", text)
        self.facts.values["interfaceShow"] = text.splitlines()
        self.facts.check("mprctl interface show says connected", status == 0 and re.search(r"^State +connected", text, re.M),
                         "it does not")

    def _why(self):
        self._paper.title("5. Why did it dial?")
        status, text = self._head.mprctl("why")
        self._paper.command("head", "mprctl why", text)
        records = self._head.client.call("mprd.Why")["records"]
        self.facts.values["why"] = records
        cause = f"dialled for icmp {CALLER} -> {BRANCH}"
        self.facts.check("mprctl why names the ping", status == 0 and cause in text, f'"{cause}" is not in it')

    def _idle(self):
        self._paper.title(f"6. Nobody needs the line: it is hung up after {IDLE_SECONDS} s")
        down = self._head.client.wait_for("ConnectionDown", IDLE_SECONDS + 5, interfaceName="branch1")
        self._head.client.wait_for("InterfaceStateChanged", 2, interfaceName="branch1", to="disconnected")
        if self._branch:
            self._branch.client.wait_for("InterfaceStateChanged", 2, interfaceName="head", to="disconnected")
        if down is None:
            self.facts.check("the line was hung up for being idle", False, "it was not hung up")
            return
        idle = (down["timeMs"] - self._ping_ended) / 1000
        self._paper.line(f"    {idle:.1f} s after the last ping: {down['text']}")
        self.facts.values["hangUp"] = {
            "atMs": round(down["timeMs"] - self._ping_began), "code": down["cause"], "symbol": down["symbol"],
            "secondsAfterLastPing": round(idle, 2), "connectedSeconds": down["connectedSeconds"]}
        self.facts.check("the line was hung up for being idle", down["cause"] == 926, down["symbol"])
        self.facts.check(f"not before {IDLE_SECONDS} s without traffic, and soon after",
                         IDLE_SECONDS - 0.2 <= idle <= IDLE_SECONDS + 3, f"{idle:.1f} s")

    def _after(self):
        self._paper.title("7. After: asleep again, until the next packet")
        states = self._tables("after")
        self.facts.check("no interface is connected any more", states == self._all("disconnected"), str(states))
        status, text = self._head.mprctl("why")
        self._paper.command("head", "mprctl why", text)
        self.facts.check("mprctl why tells the hang-up", status == 0 and "hung up: ERROR_IDLE_DISCONNECTED" in text,
                         "it does not")

    def _stop(self):
        """Ends what was started; the logs."""
        routers = self._routers()
        statuses = [router.stop() for _, router in routers]
        logs = {name: router.log() for name, router in routers}
        if self._medium:
            self._medium.stop()
            if not self._kind.is_answered_by_mprd:
                logs["branch"] = self._medium.log()
        if self._head:
            self._paper.title("8. The end")
            left = lab.in_namespace(["ip", "-o", "link", "show"])
            self.facts.check("mprd ended by itself, with status 0", set(statuses) == {0}, str(statuses))
            self.facts.check("its network interfaces and routes are gone", "branch1" not in left, left)
        return {name: log.splitlines()[-40:] for name, log in logs.items()}


# --- inside and outside of the namespaces --------------------------------------------------------


def binaries_of(build_dir, medium):
    return {name: os.path.join(os.path.abspath(build_dir), "bin", name) for name in (*PROGRAMS, *medium.programs)}


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("medium", nargs="?", default="serial", choices=media.MEDIA, help="what joins the routers (default: serial)")
    parser.add_argument("--build-dir", required=True, help="folder with bin/mprd, bin/mprctl and bin/line_relay")
    parser.add_argument("--json", action="store_true", help="print the facts for a program")
    parser.add_argument("--line-delay-ms", type=int, default=20, help="what the line delays each byte by (default: 20)")
    parser.add_argument("--inside", metavar="FOLDER", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    for path in binaries_of(arguments.build_dir, media.MEDIA[arguments.medium]).values():
        if not os.access(path, os.X_OK):
            parser.error(f"{path} is missing: build it (./run-demo does) or name another --build-dir")
    return arguments


def run_inside(arguments):
    """The story itself, as first process of namespaces of its own."""
    paper = Paper(silent=arguments.json)
    story = Story(arguments, arguments.inside, paper)
    began = time.monotonic()
    problem = ""
    try:
        story.tell()
    except (lab.LabError, rpc.RpcError, OSError, subprocess.SubprocessError) as error:
        problem = f"{type(error).__name__}: {error}"
        story.facts.check("the story was told to its end", False, problem)
    facts = story.facts
    missing = facts.not_seen()
    if arguments.json:
        facts.values.update(ok=not missing, notSeen=missing, checks=facts.checks, medium=arguments.medium, lineDelayMs=arguments.line_delay_ms,
                            durationMs=round((time.monotonic() - began) * 1000))
        print(json.dumps(facts.values, indent=2))
    elif missing:
        for name, lines in facts.values.get("logs", {}).items():
            paper.title(f"Log of {name}")
            paper.block("\n".join(lines))
        paper.title(f"{len(missing)} of {len(facts.checks)} things were NOT seen:")
        paper.block("\n".join(missing))
    else:
        paper.title(f"All {len(facts.checks)} things were seen, in {time.monotonic() - began:.0f} s. "
                    "Nothing on this machine was changed.")
    return 1 if missing else 0


def run_outside(arguments):
    """Starts this program again in namespaces of its own, and tidies up after it, whatever happens."""
    # Some programs are in folders that an ordinary user has not in his PATH.
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    reason = lab.why_impossible() or media.MEDIA[arguments.medium].why_impossible()
    if reason is not None:
        print(f"skipped: because {reason}", file=sys.stderr)
        if os.geteuid() != 0:
            print("As root it may be possible: sudo ./run-demo --no-build", file=sys.stderr)
        return SKIPPED
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    folder = tempfile.mkdtemp(prefix="mprd-demo-")
    command = [*lab.namespace_command(), sys.executable, "-B", *sys.argv, "--inside", folder]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    try:
        return process.wait(TIME_LIMIT)
    except subprocess.TimeoutExpired:
        print(f"demo: not done after {TIME_LIMIT} s, given up", file=sys.stderr)
        return 1
    finally:
        # Its death ends all in the process namespace.
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    arguments = parse_arguments()
    try:
        return run_inside(arguments) if arguments.inside else run_outside(arguments)
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
