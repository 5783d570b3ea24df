# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Programs that mprd runs as a line, from packages, and the servers at their other end in a guest:
rp-pppoe's pppoe to its pppoe-server, and pptp to pptpd."""

import os
import subprocess

from lab import write_secrets
from pppoe_lab import TAP, PppoePeer
from scenarios import AUTH_OPTIONS, PASSWORD, SERVER_NAME

NEAR_WIRE, FAR_WIRE = "172.30.0.1", "172.30.0.2"
PROGRAMS = {"pppoe": ("/usr/sbin/pppoe", "pppoe"), "pppoe-server": ("/usr/sbin/pppoe-server", "pppoe"),
            "pptp": ("/usr/sbin/pptp", "pptp-linux"), "pptpd": ("/usr/sbin/pptpd", "pptpd")}
PPTPD_OPTIONS = "/etc/ppp/pptpd-lab-options"
PPTPD_CONFIGURATION = "/etc/pptpd-lab.conf"
PPTPD_PPPD_LOG = "/run/pppd-pptpd.log"
# Where the receive buffer of a raw socket is full, Linux 6.12 answers with "protocol unreachable", and both pptp and pptpd
# take that for the end of the call (Linux 6.1 only drops the packet).
NO_UNREACHABLE = """table ip lab {
    chain in { type filter hook input priority 0; icmp type destination-unreachable icmp code 2 drop; }
    chain out { type filter hook output priority 0; icmp type destination-unreachable icmp code 2 drop; }
}"""


def missing_programs(_group):
    return [f"{path} is missing (package {package})" for path, package in PROGRAMS.values() if not os.path.exists(path)]


class ExecPeer(PppoePeer):
    """The Ethernet of the PPPoE lab, with a second server: for a scenario whose options have "server": "pptpd"."""

    def boot(self):
        super().boot()
        subprocess.run(["ip", "addr", "add", NEAR_WIRE + "/24", "dev", TAP], check=True)
        self._guest("ip", "addr", "add", FAR_WIRE + "/24", "dev", "vec0")
        subprocess.run(["nft", "-f", "-"], input=NO_UNREACHABLE, text=True, check=True)

    @property
    def path(self):
        """Members of mprd's device."""
        options = {key: value for key, value in self._options.items() if key != "server"}
        return {"kind": "exec", "type": "GENERIC", "options": options}

    def begin_call(self, scenario):
        super().begin_call(scenario)
        self._is_pptp = scenario.options.get("server") == "pptpd"

    def answer(self, scenario):
        if not self._is_pptp:
            super().answer(scenario)
            return
        write_secrets(self.guest, PASSWORD)
        options = ["debug", f"logfile {PPTPD_PPPD_LOG}", "ipcp-accept-remote", f"name {SERVER_NAME}",
                   *AUTH_OPTIONS[scenario.auth], *scenario.far_options]
        self.guest.write_file(PPTPD_OPTIONS, "\n".join(options) + "\n")
        self.guest.write_file(PPTPD_CONFIGURATION,
                              f"ppp /run/pppd\noption {PPTPD_OPTIONS}\nlocalip {scenario.far_address}\n"
                              f"remoteip {scenario.near_address}\nnoipparam\n")
        self.guest.run(["rm", "-f", PPTPD_PPPD_LOG])
        self.guest.start("server", ["/usr/sbin/pptpd", "-f", "-c", PPTPD_CONFIGURATION])
        self.guest.run(["sh", "-c", "for i in $(seq 50); do ss -ltn | grep -q :1723 && exit 0; sleep 0.1; done; exit 1"])

    def end_call(self):
        super().end_call()
        self.guest.run(["sh", "-c", "killall -q -KILL pptpd pptpctrl; true"])

    def log(self):
        if not self._is_pptp:
            return super().log()
        _, text = self.guest.run(["cat", PPTPD_PPPD_LOG])
        return self.guest.log(self.since) + text.splitlines()
