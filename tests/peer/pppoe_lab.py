# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The far end of an Ethernet: rp-pppoe's access concentrator, or pppd calling with the kernel's PPPoE.

The Ethernet is a tap device: `tap0` for mprd in this namespace, `vec0` in a User Mode Linux guest.
"""

import json
import os
import subprocess

from capture import Capture, malformed
from guest import TAP_MTU, LabError, UmlGuest
from lab import TCP_PORT, write_secrets
from scenarios import AUTH_OPTIONS, PASSWORD, SERVER_NAME, USER

TAP = "tap0"
SERVER = "/usr/sbin/pppoe-server"
SERVER_LOG = "/run/pppd-server.log"
OPTIONS_FILE = "/etc/ppp/pppoe-server-options"
AC_NAME = "lab-ac"
SERVICE = "internet"
DISCOVERY = 0x8863
PADT = 0xA7
BOOT_PATIENCE = 120.0  # a busy machine boots it slowly


def missing_for(group):
    """What the package of the group's peer would bring; a list of reasons."""
    path, package = {"pppoe-server": (SERVER, "pppoe"),
                     "kernel-pppoe": ("/usr/lib/pppd", "ppp")}[group]
    return [] if os.path.exists(path) else [f"{path} is missing (package {package})"]


class PppoePeer:
    """A tap device and a guest at its other end; for steps.run_scenario()."""

    def __init__(self, folder, ttl, log):
        self._folder = folder
        subprocess.run(["ip", "tuntap", "add", TAP, "mode", "tap"], check=True)
        subprocess.run(["ip", "link", "set", TAP, "mtu", str(TAP_MTU), "up"], check=True)
        self.guest = UmlGuest("far", None, ttl=ttl, log=log, tap=TAP)
        self.line = self
        self.capture = None

    # --- life ---------------------------------------------------------------------------------

    def boot(self):
        self.guest.boot()
        self.guest.wait_ready(BOOT_PATIENCE)
        self._guest("ip", "link", "set", "vec0", "up")
        self._guest("modprobe", "-a", "pppox", "pppoe")
        self.capture = Capture(TAP, os.path.join(self._folder, "tap0.pcap"))

    def close(self):
        if self.capture:
            self.capture.close()
        self.guest.close(self._folder)

    def complaints(self):
        """What tshark finds malformed in all that passed, or a word that it was not asked."""
        self.capture.close()
        found = malformed(self.capture.path)
        if found is None:
            print("tap0.pcap was not looked at: tshark is missing (package tshark)")
        return found or []

    def _guest(self, *argv):
        status, output = self.guest.run(list(argv))
        if status:
            raise LabError(f"in the guest: {' '.join(argv)}: {output}")
        return output

    # --- what the near end is told ------------------------------------------------------------

    @property
    def path(self):
        """Members of mprd's device."""
        return {"kind": "pppoe", "type": "PPPoE", "options": {"interface": TAP, **self._options}}

    # --- one call -----------------------------------------------------------------------------

    def begin_call(self, scenario):
        self._scenario = scenario
        self._options = dict(scenario.options)
        if scenario.far_calls:
            self._options.setdefault("concentrator", {"name": "mprd-ac", "services": [SERVICE]})
        self.since = self.guest.mark()
        self.frames_since = self.capture.mark()
        write_secrets(self.guest, scenario.password if scenario.far_calls else PASSWORD)

    def answer(self, scenario):
        """Starts the access concentrator."""
        options = ["debug", f"logfile {SERVER_LOG}", "noipdefault", "ipcp-accept-remote",
                   f"name {SERVER_NAME}", *AUTH_OPTIONS[scenario.auth], *scenario.far_options]
        self.guest.write_file(OPTIONS_FILE, "\n".join(options) + "\n")
        self.guest.run(["rm", "-f", SERVER_LOG])
        self.guest.start("server", [SERVER, "-F", "-I", "vec0", "-C", AC_NAME, "-S", SERVICE,
                                    "-L", scenario.far_address, "-R", scenario.near_address, "-N", "8",
                                    "-q", "/run/pppd", "-O", OPTIONS_FILE])

    def call(self, scenario):
        """pppd calls us through its plugin."""
        service = scenario.number or SERVICE
        self.guest.start("pppd", [
            "/run/pppd", "plugin", "rp-pppoe.so", "nic-vec0", "rp_pppoe_service", service, "nodetach", "debug",
            "noauth", "user", USER, "noipdefault", "ipcp-accept-local", "ipcp-accept-remote",
            "noipv6",  # or the call may be up before IPv4 is, which the scenarios look at
            *scenario.far_options])

    def end_call(self):
        self.guest.stop("pppd")
        self.kill("server")
        self.guest.run(["sh", "-c", "killall -q pppd pppoe; true"])

    def kill(self, name):
        """At once, without a word to the other end: as power fails."""
        self.guest.run(["sh", "-c", "killall -q -KILL pppoe-server pppoe pppd; true"])
        self.guest.stop(name)

    # --- steps that a scenario names ----------------------------------------------------------

    def server_dies(self):
        self.kill("server")

    def server_hangs_up(self):
        self._guest("killall", "-TERM", "pppd")

    def caller_hangs_up(self):
        self.guest.signal("pppd", "TERM")

    def log(self):
        _, text = self.guest.run(["cat", SERVER_LOG])
        return self.guest.log(self.since) + text.splitlines()

    def wait_log(self, pattern, patience=10.0):
        return self.guest.wait_log(pattern, self.since, patience)

    def wait_exit(self, patience=10.0):
        return self.guest.wait_exit("pppd", self.since, patience)

    def serve_tcp(self):
        since = self.guest.mark()
        self.guest.start("tcp", ["python3", "/run/exchange/tcp_peer.py", "serve", str(TCP_PORT)])
        if not self.guest.wait_log(r"tcp: listening", since):
            raise LabError("no TCP server in the guest")

    def end_tcp(self):
        self.guest.stop("tcp")

    def address(self):
        """Ours on the Ethernet."""
        text = subprocess.run(["ip", "-j", "link", "show", TAP], stdout=subprocess.PIPE, check=True).stdout
        return bytes.fromhex(json.loads(text)[0]["address"].replace(":", ""))

    def padt_senders(self):
        """"near", "far": who has sent PADT in this call."""
        near = self.address()
        return {"near" if sender == near else "far"
                for sender in self.capture.senders(DISCOVERY, PADT, self.frames_since)}
