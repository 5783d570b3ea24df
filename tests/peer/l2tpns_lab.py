# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""l2tpns, an LNS in user space with a PPP of its own, and the RADIUS server that it asks; in a network namespace."""

import os
import re
import shlex
import signal
import subprocess
import threading
import time

from guest import LabError
from l2tp_lab import FAR, NEAR, SECRET, NetworkPeer
from scenarios import PASSWORD, USER

L2TPNS = "/usr/sbin/l2tpns"
RADIUS = "/usr/sbin/freeradius"
RADIUS_SECRET = "between l2tpns and radius"
END_PATIENCE = 5.0

RADIUS_CONF = """
prefix = /usr
localstatedir = {folder}
logdir = {folder}
raddbdir = {folder}
radacctdir = {folder}
name = radiusd
confdir = {folder}
modconfdir = {folder}
run_dir = {folder}
db_dir = {folder}
libdir = /usr/lib/freeradius
pidfile = {folder}/radiusd.pid
security {{
  allow_core_dumps = no
  max_attributes = 200
  reject_delay = 0
}}
client lab {{
  ipaddr = 127.0.0.1
  secret = "{secret}"
}}
modules {{
  pap {{
  }}
  chap {{
  }}
  files {{
    usersfile = {folder}/users
  }}
}}
server default {{
  listen {{
    type = auth
    ipaddr = 127.0.0.1
    port = 1812
  }}
  authorize {{
    chap
    files
    pap
  }}
  authenticate {{
    Auth-Type PAP {{
      pap
    }}
    Auth-Type CHAP {{
      chap
    }}
  }}
}}
"""

L2TPNS_CONF = """
set debug 3
set pid_file "{folder}/l2tpns.pid"
set l2tp_secret "{tunnel_secret}"
set primary_radius 127.0.0.1
set radius_secret "{secret}"
set radius_authtypes "chap,pap"
set bind_address {far}
set peer_address 10.78.0.1
set primary_dns 192.0.2.53
set cli_bind_address 127.0.0.1
set cluster_interface lo
"""


def missing_for_l2tpns():
    """What the packages would bring; a list of reasons. l2tpns runs as root only."""
    reasons = [f"{path} is missing (package {package})"
               for path, package in ((L2TPNS, "l2tpns"), (RADIUS, "freeradius")) if not os.path.exists(path)]
    if os.geteuid() != 0:
        reasons.append("l2tpns runs as root only")
    return reasons


class Program:
    """One program in the namespace, with what it prints."""

    def __init__(self, name, command, log):
        self.lines = []
        self._name = name
        self._log = log
        self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                         stderr=subprocess.STDOUT, text=True, errors="replace")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self._process.stdout:
            self.lines.append(line.rstrip("\n"))
            self._log.write(f"{self._name}: {line}")
            self._log.flush()

    def wait_for(self, pattern, patience=15.0):
        deadline = time.monotonic() + patience
        while not any(re.search(pattern, line) for line in list(self.lines)):
            if self._process.poll() is not None or time.monotonic() > deadline:
                return False
            time.sleep(0.05)
        return True

    def stop(self):
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(END_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._process.wait()
        self._reader.join()


class L2tpnsPeer(NetworkPeer):
    """For steps.run_scenario(). One l2tpns serves all scenarios."""

    def __init__(self, folder, ttl, log):
        super().__init__(folder, "near0")
        self._log = log
        self._holder = subprocess.Popen(["unshare", "-n", "sh", "-c", f"echo ready; timeout {ttl} cat"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._holder.stdout.readline()
        self._server = None
        self._radius = None

    def boot(self):
        pid = self._holder.pid
        for command in (f"ip link add near0 type veth peer name far0 netns {pid}",
                        f"ip address add {NEAR}/24 dev near0", "ip link set near0 up"):
            subprocess.run(command.split(), check=True)
        for command in ("ip link set lo up", f"ip address add {FAR}/24 dev far0", "ip link set far0 up",
                        "ip address add 10.78.0.1/32 dev lo"):
            subprocess.run([*self._enter(), *command.split()], check=True)
        folder = os.path.join(self._folder, "radius")
        os.makedirs(folder, exist_ok=True)
        self._write(folder, "radiusd.conf", RADIUS_CONF.format(folder=folder, secret=RADIUS_SECRET))
        self._write(folder, "dictionary", "")
        self._write(folder, "users", f'{USER} Cleartext-Password := "{PASSWORD}"\n\tFramed-IP-Address = 10.78.0.2\n')
        self._radius = Program("radius", [*self._enter(), RADIUS, "-f", "-l", "stdout", "-d", folder], self._log)
        if not self._radius.wait_for("Ready to process requests"):
            raise LabError("freeradius does not come up:\n" + "\n".join(self._radius.lines))
        self._start_server()
        self.start_capture()

    def _start_server(self):
        conf = L2TPNS_CONF.format(folder=self._folder, tunnel_secret=SECRET, secret=RADIUS_SECRET, far=FAR)
        self._write(self._folder, "l2tpns.conf", conf)
        self._server = Program("l2tpns", [*self._enter(), L2TPNS, "-c", os.path.join(self._folder, "l2tpns.conf"), "-v"],
                               self._log)
        # Before it has become the master of its cluster of one, after 15 s, it drops what comes.
        if not self._server.wait_for("becoming master", 40.0):
            raise LabError("l2tpns does not come up:\n" + "\n".join(self._server.lines[-20:]))

    def _enter(self):
        return shlex.split(f"nsenter -t {self._holder.pid} -n --")

    @staticmethod
    def _write(folder, name, text):
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(text)

    def close(self):
        for program in (self._server, self._radius):
            if program:
                program.stop()
        if self.capture:
            self.capture.close()
        self._holder.stdin.close()
        self._holder.wait(END_PATIENCE)
        self._holder.stdout.close()

    # --- one call -----------------------------------------------------------------------------

    def begin_call(self, scenario):
        self.scenario = scenario
        self.frames_since = self.capture.mark()

    def answer(self, _):
        """It waits already."""

    def end_call(self):
        """It keeps its tunnels as long as it likes."""

    def wait_log(self, pattern, patience=10.0):
        return pattern if self._server.wait_for(pattern, patience) else None
