# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Whole daemons in private namespaces: the near router here, the far one in a network of its own, a null modem between.

Used by daemon_test.py and by tests/bench/dial_bench.py; the Python 3 standard library only.
"""
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

SKIPPED = 77
INSIDE = "MPRD_NET_TEST_INSIDE"
NEAR_ADDRESS = "192.168.10.1"
FAR_ADDRESS = "192.168.20.1"
PASSWORD = "s3cret"
PATIENCE = 5.0  # seconds; slow machines set more


def skip(reason):
    print(f"skipped: because {reason}")
    sys.exit(SKIPPED)


def enter_namespaces():
    """Starts this script anew in network and mount namespaces of its own, or skips."""
    if os.environ.get(INSIDE) == "1":
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        subprocess.run(["ip", "addr", "add", NEAR_ADDRESS + "/32", "dev", "lo"], check=True)
        return
    for program in ("unshare", "ip", "ping"):
        if shutil.which(program) is None:
            skip(f"there is no program {program}")
    way = ["-nm"] if os.geteuid() == 0 else ["-Urnm"]
    tried = subprocess.run(["unshare", *way, "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        skip(f"no private namespace can be made ({tried.stderr.strip()})")
    if not os.access("/dev/net/tun", os.R_OK | os.W_OK):
        skip("/dev/net/tun cannot be opened")
    os.environ[INSIDE] = "1"
    os.execvp("unshare", ["unshare", *way, "--", sys.executable, *sys.argv])


def shell(command):
    return subprocess.run(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False).stdout


def wait_until(what, condition, seconds=None):
    """The first true value of the condition, within PATIENCE if nothing else is said."""
    seconds = PATIENCE if seconds is None else seconds
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.02)


class Line:
    """A null modem in software."""

    def __init__(self, bin_folder, delay_ms=0):
        self.process = subprocess.Popen([str(bin_folder / "line_relay"), "--delay-ms", str(delay_ms)],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ends = [self.process.stdout.readline().strip() for _ in range(2)]

    def stop(self):
        self.process.stdin.close()
        self.process.wait(5)
        self.process.stdout.close()


class Mprd:
    """One configuration folder and, between start() and stop(), its daemon."""

    def __init__(self, bin_folder, folder, far=False):
        self.bin = bin_folder
        self.folder = pathlib.Path(folder)
        self.far = far
        self.socket = self.folder / "s"
        self.log_path = self.folder / "log"
        self.process = None
        (self.folder / "interfaces.d").mkdir(parents=True)

    def write(self, name, value, mode=0o644):
        path = self.folder / name
        path.write_text(value if isinstance(value, str) else json.dumps(value, indent=2))
        path.chmod(mode)

    def command(self, *more, state=None, control=None):
        command = [str(self.bin / "mprd"), "--config", str(self.folder / "mprd.json"),
                   "--state-dir", str(state or self.folder / "state"), "--socket", str(control or self.socket),
                   "--log-level", "debug", *more]
        if self.far:
            script = f"ip link set lo up; ip addr add {FAR_ADDRESS}/32 dev lo; exec \"$@\""
            command = ["unshare", "-n", "sh", "-c", script, "sh", *command]
        return command

    def start(self, env=None, wait=True):
        with open(self.log_path, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                                            env={**os.environ, **(env or {})})
        if wait:
            wait_until("mprd is ready", lambda: self.process.poll() is not None or self.log().count("MPRD_READY"))
            if self.process.poll() is not None:
                raise AssertionError("mprd ended at once:\n" + self.log())

    def log(self):
        return self.log_path.read_text(encoding="utf-8") if self.log_path.exists() else ""

    def stop(self, how=signal.SIGTERM):
        """Exit status and how long it took."""
        began = time.monotonic()
        self.process.send_signal(how)
        status = self.process.wait(10)
        self.process = None
        return status, time.monotonic() - began

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def ctl(self, *words, text=None):
        """Exit status and all that mprctl printed."""
        done = subprocess.run([str(self.bin / "mprctl"), "--socket", str(self.socket), *words], input=text or "",
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
        return done.returncode, done.stdout

    def ask(self, *words):
        status, text = self.ctl("--json", *words)
        if status != 0:
            raise AssertionError(f"mprctl {' '.join(words)}: {text}")
        return json.loads(text)

    def interface(self, name="branch1"):
        return self.ask("interface", "show", name)

    def state(self, name="branch1"):
        return self.interface(name)["state"]

    def rpc(self):
        return Rpc(self.socket)


class Rpc:
    """A plain connection to the control socket."""

    def __init__(self, path):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(str(path))
        self.file = self.socket.makefile("rwb")
        self.last = 0

    def call(self, method, **params):
        self.last += 1
        self.file.write(json.dumps({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params}).encode()
                        + b"\n")
        self.file.flush()
        while True:
            message = json.loads(self.file.readline())
            if message.get("id") == self.last:
                return message["result"]

    def close(self):
        self.file.close()
        self.socket.close()


class Lab:
    """Two routers that are configured to call each other, not started yet."""

    def __init__(self, bin_folder, delay_ms=0, auth="chap-md5", **interface):
        self.bin = pathlib.Path(bin_folder)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-net-"))
        self.line = Line(self.bin, delay_ms)
        self.tty = self.folder / "tty"  # what the near router is told: may be taken away
        self.tty.symlink_to(self.line.ends[0])
        self.near = Mprd(self.bin, self.folder / "near")
        self.far = Mprd(self.bin, self.folder / "far", far=True)
        self.near.write("mprd.json", {"devices": [
            {"name": "line0", "kind": "serial", "options": {"path": str(self.tty)}, "role": "out"}]})
        self.near.write("interfaces.d/branch1.json", {
            "name": "branch1", "networkName": "branch1", "devices": [{"type": "SERIAL", "name": "line0"}],
            "routes": [{"destination": "192.168.20.0/24"}], "ppp": {"offer": [auth] if auth else []}, **interface})
        self.near.write("secrets.json", {"interfaces": {"branch1": {"userName": "head", "password": PASSWORD}}}, 0o600)
        self.write_far(self.line.ends[1], auth)

    def write_far(self, tty, auth="chap-md5"):
        self.far.write("mprd.json", {
            "devices": [{"name": "line0", "kind": "serial", "options": {"path": tty}, "role": "in"}],
            "answering": {"require": [auth] if auth else [], "localAddress": "10.78.0.1", "pools": ["10.78.0.10-10.78.0.13"]},
            "users": [{"name": "head"}]})
        self.far.write("interfaces.d/head.json", {
            "name": "head", "networkName": "head", "dialOnDemand": False,
            "devices": [{"type": "SERIAL", "name": "line0"}], "routes": [{"destination": "192.168.10.0/24"}]})
        self.far.write("secrets.json", {"users": {"head": PASSWORD}}, 0o600)

    def start(self):
        self.far.start()
        self.near.start()
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for router in (self.near, self.far):
            if router.is_running():
                router.process.kill()
                router.process.wait()
        if self.line.process.poll() is None:
            self.line.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def ping(count=3, interval=0.2, wait=8):
    """How many of the first `count` echo requests to the far site are answered within `wait` seconds.

    Not with ping's -W: the last packet would be given one interval only, whatever it says.
    """
    text = shell(f"LC_ALL=C ping -c {count} -i {interval} -w {wait} -I {NEAR_ADDRESS} {FAR_ADDRESS}")
    answered = {int(number) for number in re.findall(r"icmp_seq=(\d+) .*time=", text)}
    return len(answered & set(range(1, count + 1)))
