# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Two routers on a null modem in a private network namespace, and a client of the control socket.

The caller (near) router has device line0 to the far router, and line1 on which nobody answers.
Used by api_docs_test.py and bad_input_test.py; the Python 3 standard library only.
"""
import argparse
import ctypes
import fcntl
import json
import os
import pathlib
import pty
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
import tty

SKIPPED = 77
SOURCE = pathlib.Path(__file__).resolve().parents[2]
NOBODY = 65534
INSIDE = "MPRD_API_TEST_INSIDE"
READERS_GROUP = 64077  # a group number that nobody has; group "mprd" of the private /etc/group


def skip(reason):
    print(f"skipped: because {reason}")
    sys.exit(SKIPPED)


def arguments(description):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--mprd", required=True, help="the daemon")
    parser.add_argument("--relay", required=True, help="line_relay, the null modem")
    options = parser.parse_args()
    for program in (options.mprd, options.relay):
        if not os.access(program, os.X_OK):
            parser.error(f"{program}: no such program")
    return options


def enter_namespace():
    """Starts this script anew in a network (and mount) namespace of its own, or skips the test."""
    if os.environ.get(INSIDE) != "1":
        way = ["-nm"] if os.geteuid() == 0 else ["-Urnm"]
        if shutil.which("unshare") is None:
            skip("there is no program unshare")
        tried = subprocess.run(["unshare", *way, "true"], capture_output=True, text=True)
        if tried.returncode != 0:
            skip(f"no private namespace can be made ({tried.stderr.strip()})")
        if not os.access("/dev/net/tun", os.R_OK | os.W_OK):
            skip("/dev/net/tun cannot be opened")
        os.environ[INSIDE] = "1"
        os.execvp("unshare", ["unshare", *way, "--", sys.executable, *sys.argv])
    bring_up_loopback("192.168.10.1")


def can_be_somebody_else():
    """Whether other user numbers can be taken on (not so in a user namespace of one user)."""
    ranges = pathlib.Path("/proc/self/uid_map").read_text().split("\n")
    spans = [tuple(map(int, line.split())) for line in ranges if line]
    return any(first <= NOBODY < first + count for first, _, count in spans)


def bring_up_loopback(address):
    siocsifaddr, siocsifflags, up_and_running = 0x8916, 0x8914, 0x41
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        packed = struct.pack("16sH2s4s8x", b"lo", socket.AF_INET, b"", socket.inet_aton(address))
        fcntl.ioctl(control, siocsifaddr, packed)
        fcntl.ioctl(control, siocsifflags, struct.pack("16sh14x", b"lo", up_and_running))


def end_with_parent():
    """In a child: so that nothing outlives a test that is killed."""
    pr_set_pdeathsig = 1
    ctypes.CDLL(None).prctl(pr_set_pdeathsig, signal.SIGKILL)


def wait_until(what, condition, seconds=5.0):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError(f"not within {seconds} s: {what}")
        time.sleep(0.01)


class Conversation:
    """One client's, over a stream that is a socket or as good as one."""

    def __init__(self, stream):
        self.socket = stream
        self.pending = b""
        self.notifications = []
        self.last_id = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def read(self):
        """The next message; EOFError when the daemon has closed the connection."""
        while b"\n" not in self.pending:
            data = self.socket.recv(1 << 16)
            if not data:
                raise EOFError("the daemon closed the connection")
            self.pending += data
        line, self.pending = self.pending.split(b"\n", 1)
        return json.loads(line)

    def read_answer(self):
        """The next message that is no notification; those are kept."""
        while True:
            message = self.read()
            if "id" in message:
                return message
            self.notifications.append(message)

    def request(self, method, params=None):
        self.last_id += 1
        message = {"jsonrpc": "2.0", "id": self.last_id, "method": method}
        if params is not None:
            message["params"] = params
        self.send(json.dumps(message).encode() + b"\n")
        return self.last_id

    def call(self, method, params=None):
        """The whole answer: {"result": ...} or {"error": ...}."""
        wanted = self.request(method, params)
        answer = self.read_answer()
        if answer["id"] != wanted:
            raise AssertionError(f"{method}: answer to request {answer['id']}, not {wanted}")
        return answer

    def result(self, method, params=None):
        answer = self.call(method, params)
        if "result" not in answer:
            raise AssertionError(f"{method} {params}: {answer['error']}")
        return answer["result"]

    def wait_for_notification(self, matches, seconds=5.0):
        """The first notification, kept or new, that `matches` says yes to."""
        end = time.monotonic() + seconds
        seen = 0
        while True:
            for message in self.notifications[seen:]:
                if matches(message):
                    return message
            seen = len(self.notifications)
            left = end - time.monotonic()
            if left <= 0:
                raise TimeoutError("no such notification came")
            old = self.socket.gettimeout()
            self.socket.settimeout(left)
            try:
                self.notifications.append(self.read())
            finally:
                self.socket.settimeout(old)


class Client(Conversation):
    """One connection to a control socket."""

    def __init__(self, path, timeout=10.0):
        stream = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        stream.settimeout(timeout)
        stream.connect(str(path))
        super().__init__(stream)


NEAR_ROUTER = {
    "devices": [
        {"name": "line0", "kind": "serial", "options": {"path": "?"}, "role": "out"},
        {
            "name": "line1", "kind": "serial", "options": {"path": "?"}, "role": "out",
            "type": "modem",
        },
    ]
}
NEAR_INTERFACES = [
    {
        "name": "branch1",
        "devices": [{"type": "SERIAL", "name": "line0"}],
        "routes": [{"destination": "192.168.20.0/24"}],
        "ppp": {"offer": ["chap-md5"]},
        "networkName": "branch1",
    },
    {
        "name": "branch2",
        "devices": [{"type": "modem", "name": "line1"}],
        "dialOnDemand": False,
    },
]
NEAR_SECRETS = {"interfaces": {"branch1": {"userName": "head", "password": "s3cret"}}}
FAR_ROUTER = {
    "devices": [{"name": "line0", "kind": "serial", "options": {"path": "?"}, "role": "in"}],
    "answering": {
        "require": ["chap-md5"],
        "localAddress": "10.78.0.1",
        "pools": ["10.78.0.10-10.78.0.13"],
    },
    "users": [{"name": "head", "address": "10.78.0.10"}],  # the documents name it
}
FAR_INTERFACES = [
    {
        "name": "head",
        "devices": [{"type": "SERIAL", "name": "line0"}],
        "routes": [{"destination": "192.168.10.0/24"}],
        "dialOnDemand": False,
    }
]
FAR_SECRETS = {"users": {"head": "s3cret"}}


class Daemon:
    """One mprd with a folder of its own."""

    def __init__(self, program, folder, namespace=False):
        self.command = ["unshare", "-n", program] if namespace else [program]
        self.folder = folder
        self.socket = folder / "s"
        self.process = None

    def configure(self, router, interfaces, secrets):
        shutil.rmtree(self.folder, ignore_errors=True)
        (self.folder / "interfaces.d").mkdir(parents=True)
        (self.folder / "mprd.json").write_text(json.dumps(router))
        for interface in interfaces:
            path = self.folder / "interfaces.d" / f"{interface['name']}.json"
            path.write_text(json.dumps(interface))
        secrets_path = self.folder / "secrets.json"
        secrets_path.touch(0o600)
        secrets_path.write_text(json.dumps(secrets))

    def start(self):
        with open(self.folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [
                    *self.command,
                    "--config", str(self.folder / "mprd.json"),
                    "--state-dir", str(self.folder / "state"),
                    "--socket", str(self.socket),
                ],
                stdin=subprocess.DEVNULL,
                stderr=log,
                preexec_fn=end_with_parent,
            )
        wait_until(f"{self.socket} is there", self.is_ready)

    def is_ready(self):
        if self.process.poll() is not None:
            log = (self.folder / "log").read_text(errors="replace")
            raise RuntimeError(f"mprd ended with {self.process.returncode}:\n{log}")
        try:
            Client(self.socket).close()
        except OSError:
            return False
        return True

    def stop(self):
        if self.process is None:
            return 0
        self.process.terminate()
        try:
            status = self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            status = self.process.wait()
        self.process = None
        return status

    def client(self, timeout=10.0):
        return Client(self.socket, timeout)

    def resident_kib(self, member="VmRSS"):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith(member + ":"):
                return int(line.split()[1])
        raise RuntimeError(f"no {member}")

    def forget_peak(self):
        """From now on peak_kib() is the peak since this call."""
        pathlib.Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def peak_kib(self):
        return self.resident_kib("VmHWM")


class World:
    """The line, the far router and the near one. `with World(...) as world` cleans up."""

    def __init__(self, options):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-api-"))
        self.folder.chmod(0o755)  # for callers who are somebody else
        self.relay_program = options.relay
        self.relay = None
        self.silent_line = None
        self.near = Daemon(options.mprd, self.folder / "near")
        self.far = Daemon(options.mprd, self.folder / "far", namespace=True)

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
        self.relay = subprocess.Popen(
            [self.relay_program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            preexec_fn=end_with_parent,
        )
        near_end = self.relay.stdout.readline().strip()
        far_end = self.relay.stdout.readline().strip()
        # Its master side is never read: bytes go nowhere, the line stays open.
        self.silent_line = pty.openpty()
        tty.setraw(self.silent_line[1])
        self.near_router = json.loads(json.dumps(NEAR_ROUTER))
        self.near_router["devices"][0]["options"]["path"] = near_end
        self.near_router["devices"][1]["options"]["path"] = os.ttyname(self.silent_line[1])
        self.far_end = far_end
        self.far.configure(self.far_router(), FAR_INTERFACES, FAR_SECRETS)
        self.far.start()
        self.restart_near()

    def far_router(self):
        """mprd.json of the far router, to be changed by who wants another one."""
        router = json.loads(json.dumps(FAR_ROUTER))
        router["devices"][0]["options"]["path"] = self.far_end
        return router

    def restart_near(self, router=None, interfaces=None):
        """The near router anew, with its configuration as it was at first."""
        self.near.stop()
        self.near.configure(
            router or self.near_router, interfaces or NEAR_INTERFACES, NEAR_SECRETS
        )
        self.near.start()

    def wait_for_far_line(self, seconds=5.0):
        """Until the far router waits for a call again."""
        with self.far.client() as client:
            wait_until(
                "the far router listens",
                lambda: client.result("MprAdminPortEnum")["buffer"][0]["condition"] == "listening",
                seconds,
            )

    def close(self):
        self.near.stop()
        self.far.stop()
        if self.relay is not None:
            self.relay.stdin.close()
            self.relay.wait(5)
            self.relay.stdout.close()
            self.relay = None
        for descriptor in self.silent_line or ():
            os.close(descriptor)
        self.silent_line = None
        shutil.rmtree(self.folder, ignore_errors=True)
