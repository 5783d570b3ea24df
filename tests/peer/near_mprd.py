# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd as the near end: one daemon, with a configuration of its own, for each scenario.

What depends on mprd's formats is in three functions: write_configuration(), read_status() and
Mprd._command(); all else asks the kernel of this namespace.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

from link_capture import AUTH_PROTOCOLS, LinkCapture
from scenarios import PASSWORD, USER
from steps import Failed, ping_command

HERE = os.path.dirname(os.path.abspath(__file__))
INTERFACE = USER  # a caller whose name is that of an interface is that router
START_PATIENCE = 5.0
STOP_PATIENCE = 5.0
TRANSFER_PATIENCE = 300.0
ADDRESS_PATIENCE = 5.0
POLL_SECONDS = 0.05


def write_configuration(folder, scenario, line):
    """Writes mprd.json, the interface and the secrets for a scenario; returns mprd.json's path. The line
    is the path of a serial device, or members of a device's configuration and its "secrets"."""
    device = line if isinstance(line, dict) else {
        "kind": "serial", "type": "SERIAL", "options": {"path": line, "speed": 115200}}
    device = dict(device)
    device_secrets = device.pop("secrets", {})
    router = {"devices": [{"name": "line0", "role": "in" if scenario.far_calls else "out", **device}]}
    ppp = {}
    if scenario.auth and not scenario.far_calls:
        ppp["offer"] = [scenario.auth]
    if scenario.near_gives_address and not scenario.far_calls:
        ppp["localAddress"] = scenario.near_address
        ppp["peerAddress"] = scenario.far_address
    if scenario.echo_seconds:
        ppp["echoSeconds"] = scenario.echo_seconds
        ppp["echoFailures"] = 3
    if scenario.far_calls:
        router["answering"] = {"require": [scenario.auth] if scenario.auth else [],
                               "localAddress": scenario.near_address,
                               "pools": [scenario.far_address]}
        router["users"] = [{"name": USER}]
    interface = {
        "name": INTERFACE,
        "devices": [{"type": device["type"], "name": "line0", "number": scenario.number}],
        # A caller who need not say who he is gets an interface of his own, with his route.
        "routes": [{"destination": scenario.far_address + "/32"}]
                  if scenario.auth or not scenario.far_calls else [],
        "idleDisconnectSeconds": scenario.idle_seconds or 300,
        "phonebook": {"netProtocols": 12 if scenario.ipv6 else 4},
        "ppp": ppp,
    }
    secrets = {"users": {USER: PASSWORD}} if scenario.far_calls else {
        "interfaces": {INTERFACE: {"userName": USER, "password": scenario.password}}}
    secrets["devices"] = {"line0": device_secrets} if device_secrets else {}
    os.mkdir(os.path.join(folder, "interfaces.d"))
    write_private(os.path.join(folder, "interfaces.d", INTERFACE + ".json"),
                  json.dumps(interface, indent=2))
    write_private(os.path.join(folder, "secrets.json"), json.dumps(secrets))
    path = os.path.join(folder, "mprd.json")
    write_private(path, json.dumps(router, indent=2))
    return path


def read_status(text):
    """(state, last error, DNS servers) from what `mprctl --json interface show` prints."""
    answer = json.loads(text)
    return (str(find(answer, "state", "connectionState") or "").lower(),
            int(find(answer, "lastError") or 0), find(answer, "dnsServers", "dns") or [])


def find(value, *names):
    """The first member with one of the names, at any depth."""
    if isinstance(value, dict):
        for name in names:
            if name in value:
                return value[name]
    children = value.values() if isinstance(value, dict) else value
    for child in children if isinstance(value, (dict, list)) else ():
        if (found := find(child, *names)) is not None:
            return found
    return None


def write_private(path, text):
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w",
              encoding="utf-8") as file:
        file.write(text)


class Mprd:
    """The near end of a scenario; see steps.py for what it must be able to do."""

    def __init__(self, mprd, mprctl, log_folder):
        self._mprd = os.path.abspath(mprd)
        self._mprctl = os.path.abspath(mprctl)
        self._log_folder = log_folder
        self._process = None
        self._trigger = None
        self._capture = None

    def _command(self):
        return [self._mprd, "--config", self._configuration, "--state-dir", self._folder,
                "--socket", self._socket, "--foreground", "--log-level", "debug"]

    def _write_configuration(self, scenario, line):
        return write_configuration(self._folder, scenario, line)

    # --- life ---------------------------------------------------------------------------------

    def start(self, scenario, line):
        self._scenario = scenario
        self._network_name = INTERFACE
        self._folder = tempfile.mkdtemp(prefix="mprd-near-")
        self._socket = os.path.join(self._folder, "s")
        self._configuration = self._write_configuration(scenario, line)
        with open(os.path.join(self._log_folder, f"{scenario.name}-mprd.log"), "wb") as log:
            self._process = subprocess.Popen(self._command(), stdin=subprocess.DEVNULL, stdout=log,
                                             stderr=subprocess.STDOUT)
        if not self._wait(lambda: os.path.exists(self._socket), START_PATIENCE):
            raise Failed("mprd does not open its socket")
        self._control("interface", "list")  # answered when the network interfaces are there
        if scenario.captured:
            self._capture = LinkCapture(self._mprctl, self._socket, INTERFACE,
                                        os.path.join(self._log_folder, f"{scenario.name}-link.pcapng"))

    def pid(self):
        return self._process.pid

    def stop(self):
        """Ends the daemon: None, or what was wrong with its end."""
        self._end_trigger()
        of_capture = self._end_capture()
        process, self._process = self._process, None
        if process is None:
            return None
        complaint = None
        if process.poll() is not None:
            complaint = f"mprd ended by itself with status {process.returncode}"
        else:
            complaint = self._terminate(process) or of_capture
        shutil.rmtree(self._folder, ignore_errors=True)
        return complaint

    def _end_capture(self):
        """None, or what is wrong with what passed over the link."""
        capture, self._capture = self._capture, None
        if capture is None:
            return None
        wanted = ("lcp", *AUTH_PROTOCOLS[self._scenario.auth], "ipcp", "icmp")
        return capture.end(wanted, self._scenario.password)

    @staticmethod
    def _terminate(process):
        process.terminate()
        try:
            status = process.wait(STOP_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            return f"mprd does not end within {STOP_PATIENCE:.0f} s of SIGTERM"
        return f"mprd ended with status {status}" if status else None

    def _end_trigger(self):
        if self._trigger:
            self._trigger.kill()
            self._trigger.communicate()
        self._trigger = None

    # --- the call -----------------------------------------------------------------------------

    def dial(self):
        """By a packet, as users do; by the administrator where the call is to fail."""
        if self._scenario.fails():
            self.connect()
            return
        self._trigger = subprocess.Popen(["ping", "-n", "-c", "1", "-W", "20",
                                          self._scenario.far_address], stdin=subprocess.DEVNULL,
                                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def connect(self):
        """By the administrator."""
        self._control("interface", "connect", INTERFACE)

    def wait_up(self, patience):
        if not self._wait(lambda: self._status()[0] == "connected", patience):
            return False
        if self._trigger:
            trigger, self._trigger = self._trigger, None
            output, _ = trigger.communicate()
            if trigger.returncode:
                raise Failed("the packet that started the call was lost: "
                             + output.decode("utf-8", "replace").strip()[-200:])
        return True

    def hang_up(self):
        self._control("interface", "disconnect", self._name())

    def wait_down(self, patience):
        def is_down():
            state, error, _ = self._status()
            return state not in ("connected", "connecting") and (
                error or 0 in self._scenario.errors)
        return self._wait(is_down, patience)

    def last_error(self):
        return self._status()[1]

    def interface(self):
        return self._network_name

    def _name(self):
        """Our interface; for a caller who need not say who he is, the one made for him."""
        if not self._scenario.far_calls or self._scenario.auth:
            return INTERFACE
        listed = json.loads(self._control("interface", "list"))
        return next((one["name"] for one in listed if one["type"] == "client"), INTERFACE)

    def addresses(self):
        """Ours and the peer's. Where the kernel has no peer address, the pings show that it is right."""
        # A connection is up with its first family: IPv4 may come a moment after IPv6.
        self._wait(self._ipv4_entry, ADDRESS_PATIENCE)
        entry = self._ipv4_entry()
        return entry.get("local"), entry.get("address", self._scenario.far_address)

    def _ipv4_entry(self):
        listed = json.loads(run(["ip", "-j", "-4", "address", "show", "dev", self._network_name]))
        return next((one for entry in listed for one in entry.get("addr_info", [])), {})

    def dns(self):
        return self._status()[2]

    # --- traffic ------------------------------------------------------------------------------

    def ping(self, address, count, size):
        return run(ping_command(address, count, size))

    def tcp(self, action, host, port, count):
        output = run([sys.executable, os.path.join(HERE, "tcp_peer.py"), action, host, str(port),
                      str(count)], TRANSFER_PATIENCE)
        if not output.startswith("{"):
            raise Failed("transfer failed: " + output.strip()[-300:])
        return json.loads(output)

    # --- asking mprd --------------------------------------------------------------------------

    def _control(self, *arguments):
        return run([self._mprctl, "--socket", self._socket, "--json", *arguments])

    def _status(self):
        text = self._control("interface", "show", self._name())
        try:
            self._network_name = find(json.loads(text), "networkName") or INTERFACE
            state, error, dns = read_status(text)
            return state, error or self._cause_of_end(), dns
        except ValueError:
            raise Failed("mprctl does not answer in JSON: " + text.strip()[-300:]) from None

    def _cause_of_end(self):
        """Why the last call that was up ended; 0 if none was. (lastError is of attempts alone.)"""
        records = json.loads(self._control("why", self._name()))
        return records[-1]["cause"]["code"] if records and records[-1]["what"] == "hungUp" else 0

    def _wait(self, condition, patience):
        deadline = time.monotonic() + patience
        while not condition():
            if self._process.poll() is not None:
                raise Failed(f"mprd ended by itself with status {self._process.returncode}")
            if time.monotonic() > deadline:
                return False
            time.sleep(POLL_SECONDS)
        return True


def run(arguments, patience=30.0):
    """Runs a program to its end: what it printed."""
    try:
        done = subprocess.run(arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=patience, check=False)
    except subprocess.TimeoutExpired:
        raise Failed(f"{arguments[0]} does not end within {patience:.0f} s") from None
    return done.stdout.decode("utf-8", "replace")
