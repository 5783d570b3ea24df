# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""`mprctl capture` of a call, and what tshark says of it."""

import os
import shutil
import signal
import subprocess
import time

START_PATIENCE = 5.0
END_PATIENCE = 10.0
AUTH_PROTOCOLS = {None: (), "pap": ("pap",), "chap-md5": ("chap",), "mschapv2": ("chap",)}


class LinkCapture:
    """From now until end() all frames of an interface's calls go to a file."""

    def __init__(self, mprctl, control_socket, interface, path):
        self.path = str(path)
        if os.path.exists(self.path):
            os.unlink(self.path)  # its return says that the capture has begun
        self._process = subprocess.Popen(
            [str(mprctl), "--socket", str(control_socket), "capture", interface, "--file", self.path],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        deadline = time.monotonic() + START_PATIENCE
        while not os.path.exists(self.path) and self._process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)

    def end(self, wanted, secret=""):
        """None, or what is wrong: a malformed frame, no frame of one of the protocols `wanted`, or the secret in clear."""
        self._process.send_signal(signal.SIGINT)
        try:
            said, _ = self._process.communicate(timeout=END_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            return "mprctl capture does not end at Ctrl-C"
        if self._process.returncode or "lost" in said:
            return f"mprctl capture ended with status {self._process.returncode}: {said.strip()}"
        with open(self.path, "rb") as file:
            if secret and secret.encode() in file.read():
                return f"{self.path} has the password"
        if shutil.which("tshark") is None:
            print(f"{self.path} was not looked at: tshark is missing (package tshark)")
            return None
        seen = protocols(self.path)
        if "_ws.malformed" in seen:
            return f"malformed frames in {self.path}"
        missing = sorted(set(wanted) - seen)
        return f"no {' and no '.join(missing)} among the {sorted(seen)} of {self.path}" if missing else None


def protocols(path):
    """Which protocols tshark finds in a capture."""
    done = subprocess.run(["tshark", "-n", "-r", path, "-T", "fields", "-e", "frame.protocols"], stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, timeout=120, check=False)
    return {word for line in done.stdout.splitlines() for word in line.split(":")}
