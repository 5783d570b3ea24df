# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The far end of a network: xl2tpd with the kernel's PPP in a guest, or l2tpns in a namespace of its own.

The network is a tap device for the guest, an Ethernet pair for the namespace; mprd is at 10.77.0.1, the peer at 10.77.0.2.
"""

import os
import re
import subprocess
import time

from capture import Capture, malformed
from guest import LabError, UmlGuest
from lab import TCP_PORT, write_secrets
from scenarios import AUTH_OPTIONS, PASSWORD, SERVER_NAME, USER

NEAR = "10.77.0.1"
FAR = "10.77.0.2"
TAP = "tap0"
SECRET = "s3cret-of-the-tunnel"
XL2TPD = "/usr/sbin/xl2tpd"
FOLDER = "/run/xl2tpd"
PPP_LOG = "/run/pppd-l2tp.log"
L2TP_PORT = 1701


class NetworkPeer:
    """What both peers have in common: a captured interface, and what mprd is told."""

    def __init__(self, folder, interface):
        self._folder = folder
        self._interface = interface
        self.capture = None
        self.scenario = None

    def start_capture(self):
        self.capture = Capture(self._interface, os.path.join(self._folder, "network.pcap"))

    def complaints(self):
        """What tshark finds malformed in all that passed."""
        self.capture.close()
        found = malformed(self.capture.path)
        if found is None:
            print("network.pcap was not looked at: tshark is missing (package tshark)")
        return found or []

    @property
    def path(self):
        """Members of mprd's device."""
        return {"kind": "l2tp", "type": "vpn", "options": dict(self.scenario.options), "portCount": 2,
                "secrets": {"tunnelSecret": self.scenario.near_secret} if self.scenario.near_secret else {}}

    def messages(self):
        """Names of the control messages since the call began, in order, with who sent them: ("near", 1)."""
        found = []
        for packet in self.capture.payloads(0x0800, self.frames_since):
            header = (packet[0] & 15) * 4
            datagram = packet[header + 8:]
            if packet[9] == 17 and len(datagram) >= 20 and datagram[0] & 0x80:
                sender = "near" if packet[12:16] == bytes(map(int, NEAR.split("."))) else "far"
                found.append((sender, int.from_bytes(datagram[18:20], "big")))
        return found


class Xl2tpdPeer(NetworkPeer):
    """A guest with xl2tpd as LNS or LAC; for steps.run_scenario()."""

    def __init__(self, folder, ttl, log):
        super().__init__(folder, TAP)
        subprocess.run(["ip", "tuntap", "add", TAP, "mode", "tap"], check=True)
        subprocess.run(["ip", "address", "add", NEAR + "/24", "dev", TAP], check=True)
        subprocess.run(["ip", "link", "set", TAP, "up"], check=True)
        self.guest = UmlGuest("far", None, ttl=ttl, log=log, tap=TAP)

    def boot(self):
        self.guest.boot()
        self.guest.wait_ready(patience=120.0)  # a busy machine boots it slowly
        self._guest("ip", "address", "add", FAR + "/24", "dev", "vec0")
        self._guest("ip", "link", "set", "vec0", "mtu", "1500", "up")
        self._guest("modprobe", "-a", "pppox", "l2tp_core", "l2tp_ppp")
        # xl2tpd starts pppd by this name only.
        self._guest("cp", "/run/pppd", "/usr/sbin/pppd")
        self._guest("mkdir", "-p", FOLDER)
        self.start_capture()

    def close(self):
        if self.capture:
            self.capture.close()
        self.guest.close(self._folder)

    def _guest(self, *argv):
        status, output = self.guest.run(list(argv))
        if status:
            raise LabError(f"in the guest: {' '.join(argv)}: {output}")
        return output

    # --- one call -----------------------------------------------------------------------------

    def begin_call(self, scenario):
        self.scenario = scenario
        self.since = self.guest.mark()
        self.frames_since = self.capture.mark()
        write_secrets(self.guest, scenario.password if scenario.far_calls else PASSWORD)

    def _configure(self, section, options):
        scenario = self.scenario
        challenge = "yes" if scenario.far_secret else "no"
        mode = "force userspace = yes\n" if scenario.user_space else ""
        self.guest.write_file(f"{FOLDER}/conf", f"[global]\nauth file = {FOLDER}/secrets\n{mode}"
                              f"debug tunnel = yes\ndebug state = yes\n{section}challenge = {challenge}\n"
                              f"pppoptfile = {FOLDER}/options\nppp debug = yes\n")
        self.guest.write_file(f"{FOLDER}/secrets", f"* * {scenario.far_secret}\n" if scenario.far_secret else "")
        self.guest.write_file(f"{FOLDER}/options", "\n".join(
            ["debug", "nodetach", "noipv6", f"logfile {PPP_LOG}", "mtu 1400", "mru 1400", *options, *scenario.far_options]) + "\n")
        self.guest.run(["rm", "-f", PPP_LOG])
        self.guest.start("xl2tpd", [XL2TPD, "-D", "-c", f"{FOLDER}/conf", "-s", f"{FOLDER}/secrets",
                                    "-p", f"{FOLDER}/pid", "-C", f"{FOLDER}/control"])
        if not self.guest.wait_log(r"xl2tpd: .*Listening on IP address", self.since):
            raise LabError("xl2tpd does not come up:\n" + "\n".join(self.guest.log(self.since)))

    def answer(self, scenario):
        """xl2tpd is LNS."""
        self._configure(f"[lns default]\nip range = {scenario.near_address}-{scenario.near_address}\n"
                        f"local ip = {scenario.far_address}\nname = {SERVER_NAME}\n"
                        f"require authentication = {'yes' if scenario.auth else 'no'}\n",
                        AUTH_OPTIONS[scenario.auth])

    def call(self, scenario):
        """xl2tpd is LAC and calls us."""
        self._configure(f"[lac mprd]\nlns = {NEAR}\nname = {USER}\n",
                        ["noauth", f"user {USER}", "noipdefault", "ipcp-accept-local", "ipcp-accept-remote"])
        self._guest("sh", "-c", f"echo 'c mprd' > {FOLDER}/control")

    def end_call(self):
        self.guest.run(["sh", "-c", "killall -q -TERM xl2tpd pppd; true"])
        self.guest.stop("xl2tpd")
        self.guest.run(["sh", "-c", "killall -q -KILL pppd; true"])

    # --- steps that a scenario names ----------------------------------------------------------

    def far_hangs_up(self):
        """The LAC's user or the LNS's operator ends the call."""
        if self.scenario.far_calls:
            self._guest("sh", "-c", f"echo 'd mprd' > {FOLDER}/control")
        else:
            self._guest("killall", "-TERM", "pppd")

    def far_dies(self):
        self.guest.run(["sh", "-c", "killall -q -KILL xl2tpd pppd; true"])

    def log(self):
        _, text = self.guest.run(["cat", PPP_LOG])
        return self.guest.log(self.since) + text.splitlines()

    def wait_log(self, pattern, patience=10.0):
        """Of xl2tpd or of its pppd."""
        deadline = time.monotonic() + patience
        while not re.search(pattern, "\n".join(self.log())):
            if time.monotonic() > deadline:
                return None
            time.sleep(0.1)
        return pattern

    def serve_tcp(self):
        since = self.guest.mark()
        self.guest.start("tcp", ["python3", "/run/exchange/tcp_peer.py", "serve", str(TCP_PORT)])
        if not self.guest.wait_log(r"tcp: listening", since):
            raise LabError("no TCP server in the guest")

    def end_tcp(self):
        self.guest.stop("tcp")
