# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""What the tests of mprd.exe share: Wine, serial lines, network interfaces made of UDP sockets."""

import json
import os
import pathlib
import pty
import select
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
import tty
import unittest

PATIENCE = 30.0  # seconds: for anything that has to happen
ROOT = pathlib.Path(__file__).resolve().parents[2]


def wine_environment():
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    prefix = env.get("MPRD_WINEPREFIX") or f"{env.get('TMPDIR', '/tmp')}/mprd-wine-{os.getuid()}"
    env.update(WINEPREFIX=prefix, WINEDEBUG="-all", WINEDLLOVERRIDES="winedbg.exe=d;mscoree=;mshtml=")
    return env


def windows_path(path):
    """As Windows programs see a path of this system."""
    return "Z:" + str(path).replace("/", "\\")


def port_link(name):
    """Where Wine looks for the port of this name ("COM23"): a link to a terminal. Not below COM20, which Wine makes itself."""
    return pathlib.Path(wine_environment()["WINEPREFIX"]) / "dosdevices" / name.lower()


def run_program(pipe, *words):
    """(status, what it printed) of a Windows program that finds the router at the pipe by MPRD_SOCKET."""
    env = dict(wine_environment(), MPRD_SOCKET=pipe)
    done = subprocess.run(["wine", *map(str, words)], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=PATIENCE * 2, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r", "")


class Folder:
    """A folder that goes with the test; its name has a space and letters that no code page has together."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="mprd Wörk дом "))
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


class ComPort:
    """A port of this name over a pty, whose other end is `master`."""

    def __init__(self, name):
        self.master, self._slave = pty.openpty()
        tty.setraw(self._slave)  # we keep it open, so that a close at one end does not hang up the other
        self._link = port_link(name)
        self._link.unlink(missing_ok=True)
        self._link.symlink_to(os.ttyname(self._slave))

    def close(self):
        self._link.unlink(missing_ok=True)
        os.close(self.master)
        os.close(self._slave)


class NullModem:
    """COM<first> and COM<first + 1>, joined: octets are copied between them. An end can be pulled, as of a USB adapter."""

    def __init__(self, first):
        self.names = [f"COM{first}", f"COM{first + 1}"]
        self._ends = {}  # index -> ComPort
        for end in range(2):
            self._plug(end)
        self._change = None
        self._changed = threading.Event()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._copy, daemon=True)
        self._thread.start()

    def _plug(self, end):
        self._ends[end] = ComPort(self.names[end])

    def _pull(self, end):
        self._ends.pop(end).close()

    def unplug(self, end):
        """The port is gone, and whoever has it open is told so."""
        self._in_thread(lambda: self._pull(end))

    def replug(self, end):
        """It is back, under its name."""
        self._in_thread(lambda: self._plug(end))

    def _in_thread(self, change):
        self._changed.clear()
        self._change = change
        self._changed.wait(PATIENCE)

    def _copy(self):
        while not self._stop.is_set():
            if self._change is not None:
                self._change()
                self._change = None
                self._changed.set()
            masters = {port.master: end for end, port in self._ends.items()}
            for master in select.select(masters, [], [], 0.05)[0]:
                data = os.read(master, 65536)
                if (other := self._ends.get(1 - masters[master])) is not None:
                    os.write(other.master, data)

    def close(self):
        self._stop.set()
        self._thread.join()
        for end in list(self._ends):
            self._pull(end)


class SocketLine:
    """A TCP port of this host, joined with COM<number>: what is connected there is at the other end of the line."""

    def __init__(self, number):
        self._com = ComPort(f"COM{number}")
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._connected, self._ended, self._stop = threading.Event(), threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._copy, daemon=True)
        self._thread.start()

    def _copy(self):
        connection = None
        while not self._stop.is_set():
            readable, _, _ = select.select([self._com.master, connection or self._listener], [], [], 0.05)
            try:
                if self._listener in readable:
                    connection, _ = self._listener.accept()
                    self._connected.set()
                if self._com.master in readable:
                    octets = os.read(self._com.master, 65536)
                    if connection:
                        connection.sendall(octets)
                if connection in readable:
                    octets = connection.recv(65536)
                    if not octets:
                        raise ConnectionError
                    os.write(self._com.master, octets)
            except ConnectionError:
                connection.close()
                connection = None
                self._ended.set()
        if connection:
            connection.close()

    def wait_for_connection(self):
        if not self._connected.wait(PATIENCE):
            raise AssertionError("nobody has connected")

    def wait_for_end(self):
        if not self._ended.wait(PATIENCE):
            raise AssertionError("the connection is still there")

    def close(self):
        self._stop.set()
        self._thread.join()
        self._listener.close()
        self._com.close()


class ModemLines:
    """A folder in which ports have modem control lines (modem_lines.c), and the environment with which routers see them."""

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-lines-"))  # LD_PRELOAD knows no spaces
        library = self.folder / "modem_lines.so"
        source = pathlib.Path(__file__).with_name("modem_lines.c")
        subprocess.run(["gcc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source)], check=True)
        self.env = {"LD_PRELOAD": str(library), "MPRD_MODEM_LINES": str(self.folder)}
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)


class Host:
    """What the host of a router sends to, and gets from, a network interface of its (wintun_double)."""

    def __init__(self):
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.bind(("127.0.0.1", 0))
            self._interface = probe.getsockname()  # the double takes it when it starts

    def setting(self):
        return f"{self._interface[1]}:{self._socket.getsockname()[1]}"

    def send(self, packet):
        self._socket.sendto(packet, self._interface)

    def receive(self, timeout=PATIENCE):
        """One packet, or None."""
        self._socket.settimeout(timeout)
        try:
            return self._socket.recv(65536)
        except TimeoutError:
            return None

    def close(self):
        self._socket.close()


def checksum(data):
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return 0xFFFF - total


def echo(source, destination, number, kind=8, size=64):
    """An ICMP echo request (kind 8) or reply (0) with so many octets of data."""
    body = struct.pack("!BBHHH", kind, 0, 0, 77, number) + bytes(size)
    body = body[:2] + struct.pack("!H", checksum(body)) + body[4:]
    head = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(body), number, 0, 64, 1, 0, socket.inet_aton(source),
                       socket.inet_aton(destination))
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + body


def echo_parts(packet):
    """(kind, number, source, destination) of an ICMP echo, None for anything else."""
    if packet is None or len(packet) < 28 or packet[9] != 1:
        return None
    return packet[20], struct.unpack("!H", packet[26:28])[0], socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20])


def write_files(folder, files):
    """A configuration: texts, or values to write as JSON."""
    for file, content in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")


def wait_for_text(log, text, count=1, ended=lambda: None):
    """Until log() has this text so many times; ended() is what the program ended with, None while it runs."""
    until = time.monotonic() + PATIENCE
    while log().count(text) < count:
        status = ended()
        if status is not None:
            raise AssertionError(f"it ended with {status} before it said {text!r}:\n{log()}")
        if time.monotonic() > until:
            raise AssertionError(f"it did not say {text!r} {count} times:\n{log()}")
        select.select([], [], [], 0.02)


class Router:
    """One mprd.exe with its configuration, in a folder of its own."""

    def __init__(self, mprd, folder, name, files, network_double=None, hosts=None, pipe=None, more_env=None):
        self.folder = folder / name
        self.pipe = pipe or f"\\\\.\\pipe\\mprd-test-{os.getpid()}-{name}"
        write_files(self.folder, files)
        env = dict(wine_environment(), **(more_env or {}))
        if network_double is not None:
            rehearsal = self.folder / "rehearsal"
            rehearsal.mkdir(parents=True)
            shutil.copy(network_double, rehearsal / "wintun.dll")
            env["MPRD_NETWORK_REHEARSAL"] = windows_path(rehearsal)
            for interface, host in (hosts or {}).items():
                env[f"WINTUN_DOUBLE_{interface}"] = host.setting()
        self.log_path = self.folder / "log"
        self._log = open(self.log_path, "wb")
        # `exec` in Debian's script: the process is that of the Windows program.
        self.process = subprocess.Popen(
            ["wine", str(mprd), "--config", windows_path(self.folder / "mprd.json"), "--state-dir",
             windows_path(self.folder / "state"), "--socket", self.pipe, "--log-level", "debug"],
            stdin=subprocess.DEVNULL, stdout=self._log, stderr=self._log, env=env)

    def log(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def network(self):
        """What IP Helper would have been told, a line each."""
        path = self.folder / "rehearsal" / "network.log"
        return path.read_text(encoding="utf-8").splitlines() if path.exists() else []

    def wait_for(self, text, count=1):
        """Until the log has this text so many times."""
        wait_for_text(self.log, text, count, self.process.poll)

    def interface(self, mprctl, name):
        """What mprctl.exe tells of an interface."""
        status, text = run_program(self.pipe, mprctl, "--json", "interface", "show", name)
        if status != 0:
            raise AssertionError(text)
        return json.loads(text)

    def wait_for_state(self, mprctl, name, state):
        """Until the interface has the state: what is told of it then."""
        until = time.monotonic() + PATIENCE
        while (found := self.interface(mprctl, name))["state"] != state:
            if time.monotonic() > until:
                raise AssertionError(f"{name} does not become {state}: {found}\n{self.log()}")
            select.select([], [], [], 0.05)
        return found

    def stop(self):
        """As with Ctrl-C; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(2)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self._log.close()
        return self.process.returncode


def start_router(test, arguments, name, files, hosts=None, **more):
    """One that is ready, with the test's folder and double of the network, until the test ends; `more` is for Router."""
    router = Router(arguments.mprd, test.folder, name, files, arguments.wintun, hosts, **more)
    test.addCleanup(router.stop)
    router.wait_for("MPRD_READY")
    return router


class JoinedPorts(unittest.TestCase):
    """COM21 and COM22 joined, a folder, and the hosts of two routers, branch and office."""

    def setUp(self):
        self.line = NullModem(21)
        self.addCleanup(self.line.close)
        self.folder = self.enterContext(Folder())
        self.branch_host, self.office_host = Host(), Host()
        self.addCleanup(self.branch_host.close)
        self.addCleanup(self.office_host.close)
