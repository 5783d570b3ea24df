# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Private network namespaces, and the two routers and the line in them."""

import json
import os
import shutil
import signal
import subprocess
import time

import rpc

TUN = "/dev/net/tun"
START_LIMIT = 10  # seconds
STOP_LIMIT = 5  # seconds; mprd promises to end a call and itself within that time


class LabError(Exception):
    """The lab could not be set up: nothing is said about mprd."""


# --- namespaces ----------------------------------------------------------------------------------


def namespace_command():
    """How this user gets namespaces of his own, or None. In a process namespace the kernel ends
    everything that was started in it with its first process."""
    user = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    command = ["unshare", *user, "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
    if shutil.which("unshare") is None:
        return None
    probe = subprocess.run([*command, "true"], stdin=subprocess.DEVNULL,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return command if probe.returncode == 0 else None


def why_impossible():
    """What is in the way on this machine, or None."""
    for program in ("unshare", "ip", "ping"):
        if shutil.which(program) is None:
            return f"{program} is missing (Debian: util-linux, iproute2, iputils-ping)"
    if namespace_command() is None:
        return "this user may not make a network namespace"
    try:
        os.close(os.open(TUN, os.O_RDWR))
    except OSError as error:
        return f"{TUN} cannot be opened ({error.strerror})"
    return None


def in_namespace(command, **more):
    """Runs a short command of the system here; its output."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=30, check=False, env={**os.environ, "LC_ALL": "C"}, **more)
    return done.stdout


# --- the line and the routers --------------------------------------------------------------------


class Line:
    """A null modem in software: two ttys, joined by the program line_relay."""

    def __init__(self, program, delay_ms):
        self._process = subprocess.Popen([program, "--delay-ms", str(delay_ms)],
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.ends = [self._process.stdout.readline().strip() for _ in range(2)]
        if not all(self.ends):
            raise LabError("line_relay gave no ttys")

    def stop(self):
        self._process.stdin.close()  # that is what ends it
        try:
            self._process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self._process.kill()


class Router:
    """One running mprd with its own folder, and mprctl to talk to it."""

    def __init__(self, folder, binaries, files, address, own_namespace):
        self.folder = folder
        self._binaries = binaries
        self.socket = os.path.join(folder, "s")
        self._log = os.path.join(folder, "log")
        for name, content in files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                json.dump(content, file, indent=2)
        command = [binaries["mprd"], "--config", os.path.join(folder, "mprd.json"), "--state-dir",
                   os.path.join(folder, "state"), "--socket", self.socket, "--log-level", "debug"]
        # The address stands for the hosts of this site.
        script = 'ip link set lo up && ip addr add "$1" dev lo && shift && exec "$@"'
        prefix = ["unshare", "--net"] if own_namespace else []
        with open(self._log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                [*prefix, "sh", "-c", script, "sh", address + "/32", *command],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        self.client = self._connect()

    def _connect(self):
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise LabError(f"mprd ended at once:\n{self.log()}")
            try:
                return rpc.Client(self.socket)
            except OSError:
                time.sleep(0.02)
        raise LabError(f"mprd did not open its control socket:\n{self.log()}")

    def mprctl(self, *words):
        """What a person sees; with the exit status."""
        done = subprocess.run([self._binaries["mprctl"], "--socket", self.socket, *words],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=10, check=False)
        return done.returncode, done.stdout

    def states(self):
        """Name of each interface, and its state."""
        listed = self.client.call("MprAdminInterfaceEnum", level=0)
        return {each["name"]: each["state"] for each in listed["buffer"]}

    def wait_for_ports(self):
        """Whether each port has its device before START_LIMIT is over."""
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            if all(port["condition"] != "nonOperational" for port in self.client.call("MprAdminPortEnum", level=0)["buffer"]):
                return True
            time.sleep(0.05)
        return False

    def stop(self):
        """Asks mprd to end; its exit status, or None if it had to be killed."""
        self.client.close()
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None

    def log(self):
        with open(self._log, encoding="utf-8") as log:
            return log.read()
