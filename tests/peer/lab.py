# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The far end: the real pppd with the Linux kernel's PPP behind a null-modem cable.

    with PppdPeer() as peer:
        peer.answer(SCENARIOS["pap"])      # one pppd; the guest stays for the next one
        ...                                # give peer.path to the program under test
        peer.end_call()
"""

import os
import tempfile

from guest import LabError, UmlGuest, missing
from line import Line
from scenarios import AUTH_OPTIONS, PASSWORD, SERVER_NAME, USER

__all__ = ["LabError", "PppdPeer", "missing", "pppd_command", "write_secrets"]

TCP_PORT = 5001


def pppd_command(options, device="/dev/ttyS0"):
    """pppd in the foreground, telling each packet on its standard output."""
    return ["/run/pppd", device, "115200", "local", "nodetach", "debug", "nocrtscts", *options]


def write_secrets(guest, password):
    """Gives the guest's pppd the secret of USER, for both roles and all methods."""
    text = f'{USER} * "{password}" *\n'
    guest.write_file("/etc/ppp/pap-secrets", text)
    guest.write_file("/etc/ppp/chap-secrets", text)


class PppdPeer:
    """A cable and a guest that runs one pppd after the other. A context manager."""

    def __init__(self, ttl=300, log=None, name="far"):
        self._ttl = ttl
        self._log = log
        self._name = name

    def __enter__(self):
        self.boot()
        self.guest.wait_ready()
        return self

    def __exit__(self, *_):
        self.close()

    def boot(self):
        """Starts everything without waiting for the guest (see guest.wait_ready())."""
        self._folder = tempfile.mkdtemp(prefix="mprd-line-")
        self.line = Line(os.path.join(self._folder, "line0"))
        self.guest = UmlGuest(self._name, self.line.far_descriptors, ttl=self._ttl, log=self._log)
        self.guest.boot()

    def close(self, keep_in=None):
        self.guest.close(keep_in)
        self.line.close()
        os.rmdir(self._folder)

    @property
    def path(self):
        """The serial device for the program under test."""
        return self.line.path

    def answer(self, scenario):
        """Waits for a call, as the scenario says; returns when pppd has the line."""
        self.begin_call()
        write_secrets(self.guest, PASSWORD)
        if scenario.banner:
            self.guest.write_line("/dev/ttyS0", scenario.banner)
        options = ["name", SERVER_NAME, "passive", *AUTH_OPTIONS[scenario.auth]]
        self._start(scenario, options)

    def call(self, scenario):
        """Calls, as the scenario says; returns when pppd has the line."""
        self.begin_call()
        write_secrets(self.guest, scenario.password)
        self._start(scenario, ["noauth", "user", USER])

    def _start(self, scenario, options):
        addresses = [scenario.far_addresses] if scenario.far_addresses else []
        self.guest.start("pppd", pppd_command([*options, *addresses, *scenario.far_options]))
        # Its first request and not "Connect": what comes between the two is lost.
        if not self.guest.wait_log(r"pppd: sent \[LCP ConfReq", self.since):
            raise LabError("pppd does not come up:\n" + "\n".join(self.log()))

    def begin_call(self):
        """Marks the log and empties the line of what an earlier call left there."""
        self.line.shape()
        self.line.silence(False)
        self.line.flush()
        self.since = self.guest.mark()

    def end_call(self):
        """Ends pppd, if it still runs."""
        self.guest.stop("pppd")

    def log(self):
        """pppd's log of this call."""
        return self.guest.log(self.since)

    def wait_log(self, pattern, patience=10.0):
        return self.guest.wait_log(pattern, self.since, patience)

    def wait_exit(self, patience=10.0):
        """Waits for pppd to end by itself: its exit status, or None."""
        return self.guest.wait_exit("pppd", self.since, patience)

    def freeze(self):
        """Stops pppd: the kernel still carries packets, and nobody answers LCP echoes."""
        self.guest.signal("pppd", "STOP")

    def serve_tcp(self):
        """Starts the guest's end of the TCP transfers."""
        since = self.guest.mark()
        self.guest.start("tcp", ["python3", "/run/exchange/tcp_peer.py", "serve", str(TCP_PORT)])
        if not self.guest.wait_log(r"tcp: listening", since):
            raise LabError("no TCP server in the guest")

    def end_tcp(self):
        self.guest.stop("tcp")
