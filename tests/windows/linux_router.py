# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd for Linux in a network of its own, and a cable for UDP between it and mprd.exe outside.

Wine's sockets are its server's, which all tests share. So the outer end of the cable is a socket that is made outside and inherited.
As a program: linux_router.py DESCRIPTOR PORT MPRD FOLDER, started in a private network; it ends the router with its standard input.
"""
import json
import os
import pathlib
import select
import shutil
import socket
import subprocess
import sys

SKIPPED = 77
LINUX_PORT = 1701  # of mprd for Linux, in its network
CABLE_PORT = 1801  # whom it calls there, to reach mprd.exe


def skip(reason):
    print(f"skipped: because {reason}")
    sys.exit(SKIPPED)


def private_network():
    """The words to start a program in a private network, or skips."""
    for program in ("unshare", "ip"):
        if shutil.which(program) is None:
            skip(f"there is no program {program}")
    way = ["unshare", "-n" if os.geteuid() == 0 else "-Urn"]
    tried = subprocess.run([*way, "true"], capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        skip(f"no private network can be made ({tried.stderr.strip()})")
    if not os.access("/dev/net/tun", os.R_OK | os.W_OK):
        skip("/dev/net/tun cannot be opened")
    return [*way, "--"]


class LinuxRouter:
    """One mprd for Linux with its configuration. Its far end is at `windows_port` of 127.0.0.1, or who sends to `port`."""

    def __init__(self, mprd, folder, files, windows_port=0):
        self.folder = pathlib.Path(folder)
        for file, content in files.items():
            path = self.folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content), encoding="utf-8")
            path.chmod(0o600)
        outer = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        outer.bind(("127.0.0.1", 0))
        self.port = outer.getsockname()[1]
        self.log_path = self.folder / "log"
        with open(self.log_path, "wb") as log:
            self._process = subprocess.Popen(
                [*private_network(), sys.executable, "-B", __file__, str(outer.fileno()), str(windows_port), str(mprd), str(self.folder)],
                stdin=subprocess.PIPE, stdout=log, stderr=log, pass_fds=[outer.fileno()])
        outer.close()

    def log(self):
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def command(self, mprctl, *words):
        """(status, what it printed) of an mprctl for Linux."""
        done = subprocess.run([str(mprctl), "--socket", str(self.folder / "s"), *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=60, check=False)
        return done.returncode, done.stdout

    def stop(self):
        """The exit status."""
        if self._process.poll() is None:
            self._process.stdin.close()
            try:
                self._process.wait(15)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        return self._process.returncode


def carry(outer, windows, router):
    """Datagrams both ways, until the router has ended, which it shall with our standard input."""
    inner = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    inner.bind(("127.0.0.1", CABLE_PORT))
    sources = [outer, inner, sys.stdin]
    while True:
        readable, _, _ = select.select(sources, [], [], 0.1)
        if not readable and router.poll() is not None:
            return
        if outer in readable:
            datagram, windows = outer.recvfrom(65536)
            inner.sendto(datagram, ("127.0.0.1", LINUX_PORT))
        if inner in readable:
            datagram = inner.recv(65536)
            if windows[1] != 0:
                outer.sendto(datagram, windows)
        if sys.stdin in readable:
            router.terminate()
            sources.remove(sys.stdin)


def main(descriptor, port, mprd, folder):
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    router = subprocess.Popen([mprd, "--config", f"{folder}/mprd.json", "--state-dir", f"{folder}/state", "--socket", f"{folder}/s",
                               "--log-level", "debug"], stdin=subprocess.DEVNULL)
    try:
        carry(socket.socket(fileno=int(descriptor)), ("127.0.0.1", int(port)), router)
        return router.returncode
    finally:
        if router.poll() is None:
            router.kill()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
