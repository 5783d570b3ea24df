# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd in a User Mode Linux guest, whose kernel has PPP, and its neighbours in another network namespace of the same guest."""

import json
import os
import time

from pppoe_lab import OPTIONS_FILE, SERVER

FOLDER = "/run/mprd"
SOCKET = FOLDER + "/s"
FAR_LOG = "/run/far.log"  # of the far end's pppd
INTERFACE = "branch"
BEHIND = "10.99.0.1"  # a host of the far end, in another network than the link
TCP_PORT = "5001"
IDLE_SECONDS = 4
PATIENCE = 20.0
HERE = os.path.dirname(os.path.abspath(__file__))
EXCHANGE = os.path.join(HERE, "modem_exchange.py")
EXCHANGE_INPUT = "/run/exchange.in"
MODEM = "/run/modem"
NEAR_ADDRESS, FAR_ADDRESS = "10.77.0.1", "10.77.0.2"  # of the Ethernet
XL2TPD = "/usr/sbin/xl2tpd"
XL2TPD_CONFIG = f"""[global]
debug tunnel = yes
debug state = yes
[lns default]
ip range = 10.78.0.2-10.78.0.9
local ip = 10.78.0.1
require authentication = no
pppoptfile = /run/xl2tpd/options
[lac near]
lns = {NEAR_ADDRESS}
pppoptfile = /run/xl2tpd/options-lac
"""
SECOND = "branch2"        # a second interface over the same device
BEHIND_SECOND = "10.98.0.1"
PASSWORD = "s3cret"
NUMBER = "200"  # of the far end's line


class Failed(Exception):
    """mprd did what it should not, or did not what it should."""


class KernelRouter:
    """mprd and its neighbour in one guest."""

    def __init__(self, guest, mprd, mprctl, relay):
        self._guest = guest
        self._mprd = os.path.abspath(mprd)
        self._mprctl = os.path.abspath(mprctl)
        self._relay = os.path.abspath(relay)
        self._device = {}
        self._entry = {}  # of the interface's device: whom to call
        self._ppp = {}    # of the interface
        self._answering = {}  # of the router

    def sh(self, text, patience=30.0):
        status, output = self._guest.run(["sh", "-c", text], patience)
        if status:
            raise Failed(f"in the guest: {text}: status {status}: {output.strip()}")
        return output

    def build_network(self):
        self.sh("modprobe -a pppox pppoe veth tun")
        self.sh("ip netns add far; ip link add near0 type veth peer name far0 netns far; ip link set near0 up; "
                "ip -n far link set far0 up; ip -n far link set lo up; "
                f"ip -n far address add {BEHIND}/32 dev lo; mkdir -p {FOLDER}/interfaces.d; chmod 700 {FOLDER}")

        self._guest.start("tcp", ["ip", "netns", "exec", "far", "python3", "/run/exchange/tcp_peer.py", "serve", TCP_PORT])

    # --- lines --------------------------------------------------------------------------------

    def use_ethernet(self):
        """PPPoE, and an access concentrator at its far end."""
        self._guest.write_file(OPTIONS_FILE, f"debug\nnoauth\nlogfile {FAR_LOG}\nlcp-echo-interval 0\nipv6 ::1,::2\n")
        self._guest.start("server", ["ip", "netns", "exec", "far", SERVER, "-F", "-I", "far0", "-C", "lab", "-L", "10.78.0.1",
                                     "-R", "10.78.0.2", "-N", "8", "-q", "/run/pppd", "-O", OPTIONS_FILE])
        self._device = {"kind": "pppoe", "type": "PPPoE", "options": {"interface": "near0"}}

    def use_null_modem(self):
        """A line of two ptys, and pppd at its far end."""
        path = self._lay_line()
        self._device = {"kind": "serial", "type": "SERIAL", "options": {"path": path, "speed": 115200}}

    def use_modem(self):
        """An emulated Hayes modem, whose exchange leads to pppd. Its pty has no DCD: echoes tell a lost carrier."""
        wire = self._lay_line()
        self._guest.write_file("/run/exchange.json", json.dumps({
            "modems": [{"name": "near", "number": "100", "link": MODEM}], "numbers": {NUMBER: {"wire": wire}}}))
        since = self._guest.mark()
        # Opened for both directions: its input never ends.
        self._guest.start("exchange", ["sh", "-c", f"mkfifo {EXCHANGE_INPUT}; "
                                       f"exec python3 -B {EXCHANGE} /run/exchange.json <> {EXCHANGE_INPUT}"])
        self.expect_told("ready", since)
        self._device = {"kind": "modem", "type": "modem",
                        "options": {"path": MODEM, "init": ["ATZ", "ATE0"], "commandSeconds": 3}}
        self._entry = {"number": NUMBER}
        self._ppp = {"echoSeconds": 1, "echoFailures": 3}

    def use_tunnel(self):
        """L2TP, and xl2tpd at its far end. The kernel has no L2TP yet."""
        self.sh(f"ip address add {NEAR_ADDRESS}/24 dev near0; ip -n far address add {FAR_ADDRESS}/24 dev far0; "
                f"ip -n far address add {BEHIND_SECOND}/32 dev lo; cp /run/pppd /usr/sbin/pppd; mkdir -p /run/xl2tpd")
        self._guest.write_file("/run/xl2tpd/conf", XL2TPD_CONFIG)
        self._guest.write_file("/run/xl2tpd/options", f"debug\nnoauth\nnodetach\nlogfile {FAR_LOG}\nmtu 1400\nmru 1400\n"
                               "lcp-echo-interval 0\nipv6 ::1,::2\n")
        self.start_xl2tpd()
        self._device = {"kind": "l2tp", "type": "vpn", "portCount": 2, "options": {}}
        self._entry = {"number": FAR_ADDRESS}

    def number_at_the_far_end(self):
        """As an LNS that is asked for it should: xl2tpd does not tell its pppd, and the kernel of a LAC numbers only as long as the LNS does."""
        self.sh("echo pppol2tp_send_seq >> /run/xl2tpd/options")

    def start_xl2tpd(self):
        since = self._guest.mark()
        self._guest.start("xl2tpd", ["ip", "netns", "exec", "far", XL2TPD, "-D", "-c", "/run/xl2tpd/conf", "-s", "/dev/null",
                                     "-p", "/run/xl2tpd/pid", "-C", "/run/xl2tpd/control"])
        if not self._guest.wait_log(r"xl2tpd: .*Listening on IP address", since):
            raise Failed("xl2tpd does not come up: " + "; ".join(self._guest.log(since)))

    def stop_xl2tpd(self):
        """It tells its peers."""
        self._guest.stop("xl2tpd", 5.0)

    def answer_calls(self):
        """From the next start of mprd on: callers who are who the interface is for are its calls."""
        self._device["role"] = "both"
        self._answering = {"answering": {"require": ["chap-md5"], "localAddress": "10.78.0.9", "pools": ["10.78.0.1"]},
                           "users": [{"name": INTERFACE}]}
        self._guest.write_file(f"{FOLDER}/secrets.json", json.dumps({"users": {INTERFACE: PASSWORD}}))
        self.sh(f"chmod 600 {FOLDER}/secrets.json")

    def let_xl2tpd_call(self):
        self._guest.write_file("/etc/ppp/chap-secrets", f'{INTERFACE} * "{PASSWORD}" *\n')
        self._guest.write_file("/run/xl2tpd/options-lac", f"noauth\nuser {INTERFACE}\nnoipdefault\nipcp-accept-local\n"
                               f"ipcp-accept-remote\ndebug\nnodetach\nlogfile {FAR_LOG}\nipv6 ::1,::2\n")
        self.sh("echo 'c near' > /run/xl2tpd/control")

    def let_xl2tpd_hang_up(self):
        self.sh("echo 'd near' > /run/xl2tpd/control")

    def set_option(self, key, value):
        """Of the device, from the next start of mprd on."""
        self._device["options"][key] = value

    def _lay_line(self):
        """The near end of a null modem in software with pppd at its far end."""
        since = self._guest.mark()
        # Its standard input stays open: a pipe from a program that lives as long as the guest.
        self._guest.start("relay", ["sh", "-c", f"sleep 1000 | {self._relay}"])
        if not self._guest.wait_log(r"relay: /dev/pts/\d+", since):
            raise Failed("the null modem does not start")
        self.wait(lambda: len(self.ptys(since)) == 2, "the null modem has two ends")
        near, far = self.ptys(since)
        self._guest.start("pppd", ["ip", "netns", "exec", "far", "/run/pppd", far, "115200", "10.78.0.1:10.78.0.9", "local",
                                   "nodetach", "noauth", "passive", "ipv6", "::1,::2", "debug", "logfile", FAR_LOG], respawn=True)
        return near

    def tell_exchange(self, what):
        self.sh(f"echo '{json.dumps(what)}' > {EXCHANGE_INPUT}")

    def expect_told(self, event, since):
        """By the exchange."""
        if not self._guest.wait_log(f'exchange: .*"event": "{event}"', since):
            raise Failed(f"the exchange does not tell {event}: " + "; ".join(self._guest.log(since)[-8:]))

    def mark(self):
        return self._guest.mark()

    def port(self):
        """The first one of the device."""
        return "wan-1" if self._device.get("portCount", 1) > 1 else "wan"

    def line(self):
        """The near end of the null modem."""
        return self._device["options"]["path"]

    def ptys(self, since):
        return [line.split()[-1] for line in self._guest.log(since) if line.startswith("relay: /dev/pts/")]

    def start_mprd(self, data_path):
        device = self._device
        router = {"devices": [{"role": "out", **device, "name": "wan",
                               "options": {**device["options"], "dataPath": data_path}}], **self._answering}
        self._guest.write_file(f"{FOLDER}/mprd.json", json.dumps(router))
        self._write_interface(INTERFACE, "10.99.0.0/16")
        self._guest.start("mprd", [self._mprd, "--config", f"{FOLDER}/mprd.json", "--state-dir", FOLDER,
                                   "--socket", SOCKET, "--foreground", "--log-level", "debug"])
        self.wait(lambda: self._guest.run(["test", "-S", SOCKET])[0] == 0, "mprd opens its socket")

    def _write_interface(self, name, route):
        interface = {"name": name, "devices": [{"type": self._device["type"], "name": "wan", **self._entry}],
                     "routes": [{"destination": route}], "idleDisconnectSeconds": IDLE_SECONDS,
                     "phonebook": {"netProtocols": 12}, "ppp": self._ppp}
        self._guest.write_file(f"{FOLDER}/interfaces.d/{name}.json", json.dumps(interface))

    def add_second_interface(self):
        """From the next start of mprd on."""
        self._write_interface(SECOND, "10.98.0.0/16")

    def says(self, pattern):
        """Whether mprd's log has it."""
        return self._guest.wait_log("mprd: .*" + pattern) is not None

    def stop_mprd(self):
        status = self._guest.stop("mprd", 10.0)  # a modem is hung up in its own time
        self.sh(f"rm -f {SOCKET}")
        return status

    def control(self, *arguments):
        status, output = self._guest.run([self._mprctl, "--socket", SOCKET, "--json", *arguments])
        if status:
            raise Failed(f"mprctl {' '.join(arguments)}: {output.strip()}")
        return json.loads(output)

    def state(self, interface=INTERFACE):
        return self.control("interface", "show", interface)["state"].lower()

    def fact(self, name):
        """What the device tells of itself."""
        return {each["name"]: each["value"] for each in self.control("device", "status", "wan")}[name]

    def link(self):
        """The kernel's view of the network interface."""
        return json.loads(self.sh(f"ip -d -j link show dev {INTERFACE}"))[0]

    def wait(self, condition, what, patience=PATIENCE):
        deadline = time.monotonic() + patience
        while not condition():
            if time.monotonic() > deadline:
                raise Failed(f"not within {patience:.0f} s: {what}")
            time.sleep(0.1)

    def ping(self, count, host=BEHIND):
        """How many of them were answered."""
        _, output = self._guest.run(["ping", "-n", "-c", str(count), "-i", "0.2", "-W", "10", host], 60)
        received = [part for part in output.split(", ") if "received" in part]
        if not received:
            raise Failed(f"ping: {output.strip()}")
        return int(received[0].split()[0])
