# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""What joins the two routers of the demo: one class for each medium, all told by the same story."""

import os
import pathlib
import sys

import lab

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "..", "..", "tests", "peer")  # the telephone exchange and the servers of the peer tests


class Medium:
    """What all have in common: two mprd, and PPP between them."""

    programs = ()                        # of the build, beside mprd and mprctl
    far = 'mprd, interface "head"'       # what answers
    is_answered_by_mprd = True
    protocols = ("LCP", "CHAP", "IPCP")  # as they open, in this order
    password = "s3cret"

    @staticmethod
    def why_impossible():
        """What is in the way on this machine, or None."""

    def join(self, branch_pid):
        """Called when the routers run; the branch is in a network of its own."""


class Serial(Medium):
    """A null modem in software."""

    title = "serial line"
    programs = ("line_relay",)
    type, number = "SERIAL", ""

    def __init__(self, binaries, folder, delay_ms):
        del folder
        self._line = lab.Line(binaries["line_relay"], delay_ms)
        self.note = f"The line delays each byte by {delay_ms} ms."

    def device(self, end):
        """The device of the caller (end 0) or of who answers (1)."""
        return {"kind": "serial", "options": {"path": self._line.ends[end]}}

    def stop(self):
        self._line.stop()


class Modem(Medium):
    """Two telephone lines, each with an emulated Hayes modem, and the exchange between them."""

    title = "telephone line"
    type, number = "modem", "200"

    def __init__(self, binaries, folder, delay_ms):
        del binaries, delay_ms
        sys.path.append(PEERS)
        from exchange import Exchange  # pylint: disable=import-outside-toplevel
        self._ends = [os.path.join(folder, name) for name in ("head-modem", "branch-modem")]
        self._exchange = Exchange(folder, {
            "modems": [{"name": "head", "number": "100", "link": self._ends[0]},
                       {"name": "branch", "number": self.number, "link": self._ends[1]}],
            "numbers": {self.number: {"modem": "branch"}}})
        self.note = f"The modems are emulated by a process of its own; the branch has the number {self.number}."

    def device(self, end):
        return {"kind": "modem", "type": "modem", "options": {"path": self._ends[end], "init": ["ATZ", "ATE0"]}}

    def join(self, branch_pid):
        # The branch is reached when its modem has been set up: ATE0 is the last that it is told.
        self._exchange.wait("command", modem="branch", command="ATE0")

    def stop(self):
        self._exchange.stop()


class Cable(Medium):
    """An Ethernet cable: a pair of virtual interfaces, the far end in the network of the branch."""

    near, far = "cable0", "cable1"
    addresses = ("", "")

    def __init__(self, binaries, folder, delay_ms):
        del binaries, folder, delay_ms
        lab.in_namespace(["ip", "link", "add", self.near, "type", "veth", "peer", "name", self.far])
        lab.in_namespace(["ip", "link", "set", self.near, "up"])
        if self.addresses[0]:
            lab.in_namespace(["ip", "address", "add", self.addresses[0] + "/24", "dev", self.near])

    def join(self, branch_pid):
        enter = ["nsenter", "-t", str(branch_pid), "--net", "ip"]
        lab.in_namespace(["ip", "link", "set", self.far, "netns", str(branch_pid)])
        lab.in_namespace([*enter, "link", "set", self.far, "up"])
        if self.addresses[1]:
            lab.in_namespace([*enter, "address", "add", self.addresses[1] + "/24", "dev", self.far])

    def stop(self):
        lab.in_namespace(["ip", "link", "delete", self.near])


class Pppoe(Cable):
    """The branch is an access concentrator on the Ethernet."""

    title = "PPPoE over Ethernet"
    type, number = "PPPoE", "demo"
    note = "The branch is the access concentrator; no kernel module is used."

    def device(self, end):
        options = {"interface": (self.near, self.far)[end]}
        if end == 1:
            options["concentrator"] = {"name": "branch", "services": [self.number]}
        return {"kind": "pppoe", "type": "PPPoE", "options": options}


class L2tp(Cable):
    """The branch is the network server of a tunnel."""

    title = "L2TP tunnel"
    addresses = ("10.77.0.1", "10.77.0.2")
    type, number = "vpn", addresses[1]
    note = "The head office is the LAC, the branch the LNS; no kernel module is used."

    def device(self, end):
        del end
        return {"kind": "l2tp", "type": "vpn", "options": {}}


class Openvpn(Medium):
    """The branch has a server of OpenVPN, which lets "head" in by name and password; keys are made on the spot."""

    title = "OpenVPN tunnel"
    type, number = "vpn", ""
    far = "openvpn, a server"
    is_answered_by_mprd = False
    protocols = ()  # TLS is between the two openvpn programs
    note = "The branch runs openvpn as a server, without mprd; its keys were made for this."

    @staticmethod
    def why_impossible():
        missing = Openvpn._module().missing()
        return "; ".join(missing) or None

    def __init__(self, binaries, folder, delay_ms):
        del binaries, delay_ms
        module = self._module()
        place = pathlib.Path(folder) / "branch"
        place.mkdir()
        self._pki = module.Pki(place / "pki")
        self._remote = module.FAR_WIRE
        self.password = module.PASSWORD
        self._server = module.Server(place, self._pki)
        self._server.start()

    @staticmethod
    def _module():
        sys.path.append(PEERS)
        import openvpn_server  # pylint: disable=import-outside-toplevel
        return openvpn_server

    def device(self, end):
        del end
        return {"kind": "openvpn", "type": "vpn", "options": {"remote": self._remote, "ca": str(self._pki.ca)}}

    def let_in(self, user):
        """Whether the server has seen that the caller knows the password."""
        return f"[{user}] Peer Connection Initiated" in self._server.log()

    def log(self):
        return self._server.log()

    def stop(self):
        self._server.close()


MEDIA = {"serial": Serial, "modem": Modem, "pppoe": Pppoe, "l2tp": L2tp, "openvpn": Openvpn}
