# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""A second pppd, in a guest of its own, as the near end: by this the lab tests itself."""

import json
import re

from guest import LabError, UmlGuest
from lab import pppd_command, write_secrets
from scenarios import AUTH_OPTIONS, PASSWORD, SERVER_NAME, USER
from steps import Failed, ping_command

# pppd's exit statuses (see its manual page, "EXIT STATUS") in the codes that mprd uses.
ERROR_OF_STATUS = {0: 0, 5: 631, 10: 629, 11: 691, 12: 0, 15: 718, 16: 629, 19: 691}
LINK_TERMINATED = r"LCP terminated by peer"


class PppdNear:
    """The near end's guest; one pppd for each scenario."""

    def __init__(self, ttl, log):
        self._ttl = ttl
        self._log = log

    def boot(self, serial_path):
        self.guest = UmlGuest("near", serial_path, ttl=self._ttl, log=self._log)
        self.guest.boot()

    def close(self, keep_in=None):
        self.guest.close(keep_in)

    def start(self, scenario, serial_path):
        del serial_path  # the guest has had it since it was booted
        self._scenario = scenario
        self._since = self.guest.mark()
        write_secrets(self.guest, PASSWORD if scenario.far_calls else scenario.password)
        if scenario.far_calls:
            self._start_pppd()

    def dial(self):
        self._start_pppd()

    def _start_pppd(self):
        self.guest.start("pppd", pppd_command(self._options(self._scenario)))
        if not self.guest.wait_log(r"pppd: Connect: ", self._since):
            raise LabError("the near pppd does not come up:\n" + "\n".join(self.guest.log()))

    @staticmethod
    def _options(scenario):
        options = ["noauth", "user", USER]
        if scenario.far_calls:
            options = ["name", SERVER_NAME, "passive", *AUTH_OPTIONS[scenario.auth]]
        if scenario.near_gives_address:
            options.append(f"{scenario.near_address}:{scenario.far_address}")
        if scenario.ipv6:
            options += ["+ipv6", "ipv6cp-accept-local"]
        if scenario.dns:
            options.append("usepeerdns")
        if scenario.echo_seconds:
            options += ["lcp-echo-interval", str(scenario.echo_seconds), "lcp-echo-failure", "3"]
        if scenario.idle_seconds:
            options += ["idle", str(scenario.idle_seconds)]
        return options

    def wait_up(self, patience):
        return self.guest.wait_log(r"pppd: remote IP address", self._since, patience)

    def wait_down(self, patience):
        return self.guest.wait_exit("pppd", self._since, patience) is not None

    def interface(self):
        return "ppp0"

    def addresses(self):
        """Ours and the peer's, as the kernel of this side has them."""
        _, output = self.guest.run(["ip", "-j", "-4", "address", "show", "dev", self.interface()])
        entry = json.loads(output)[0]["addr_info"][0]
        return entry["local"], entry["address"]

    def dns(self):
        return re.findall(r"(?:primary|secondary) +DNS address (\S+)",
                          "\n".join(self.guest.log(self._since)))

    def last_error(self):
        status = self.guest.wait_exit("pppd", self._since, 0)
        if status is None:
            return 0
        if self.guest.wait_log(LINK_TERMINATED, self._since, 0):
            return 629 if status != 19 else 691
        return ERROR_OF_STATUS.get(status, -status)

    def ping(self, address, count, size):
        _, output = self.guest.run(ping_command(address, count, size))
        return output

    def tcp(self, action, host, port, count):
        status, output = self.guest.run(["python3", "/run/exchange/tcp_peer.py", action, host,
                                         str(port), str(count)], patience=300)
        if status not in (0, 1) or not output.startswith("{"):
            raise Failed("transfer failed: " + output.strip()[-300:])
        return json.loads(output)

    def stop(self):
        self.guest.stop("pppd")
