#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Two whole daemons that reach each other through L2TP over an Ethernet between two namespaces.

Usage: l2tp_test.py --bin FOLDER [-k WORD] [-v]. Status 0 all well, 1 not, 77 skipped.
"""
import argparse
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

import lab
from lab import FAR_ADDRESS, NEAR_ADDRESS, PASSWORD, Mprd, ping, shell, skip, wait_until

BIN = None
NEAR_IP = "10.77.0.1"
FAR_IP = "10.77.0.2"
SECRET = "tunnel s3cret"


class FarNetwork:
    """A network namespace at the other end of an Ethernet cable."""

    def __init__(self):
        self.holder = subprocess.Popen(["unshare", "-n", "sh", "-c", "echo ready; read end"], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, text=True)
        self.holder.stdout.readline()
        done = shell(f"ip link add near0 type veth peer name far0 && ip link set far0 netns {self.holder.pid} && "
                     f"ip addr add {NEAR_IP}/24 dev near0 && ip link set near0 up && "
                     f"{self.enter()} sh -c 'ip link set lo up && ip addr add {FAR_ADDRESS}/32 dev lo && "
                     f"ip addr add {FAR_IP}/24 dev far0 && ip link set far0 up && ip -6 addr add fd77::2/64 dev far0 nodad' && "
                     "ip -6 addr add fd77::1/64 dev near0 nodad")
        if done:
            skip(f"no Ethernet between two namespaces can be made ({done.strip()})")

    def enter(self):
        return f"nsenter -t {self.holder.pid} -n --"

    def stop(self):
        shell("ip link del near0")
        self.holder.communicate("end\n", timeout=5)


class FarMprd(Mprd):
    """A daemon in the far network."""

    def __init__(self, bin_folder, folder, network):
        super().__init__(bin_folder, folder)
        self.network = network

    def command(self, *more, **places):
        return [*self.network.enter().split(), *super().command(*more, **places)]


class L2tpLab:
    """Two routers that are configured to call each other, not started yet."""

    def __init__(self, number=FAR_IP, near_secret="", far_secret="", ports=4, **options):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-l2tp-"))
        self.network = FarNetwork()
        self.near = Mprd(BIN, self.folder / "near")
        self.far = FarMprd(BIN, self.folder / "far", self.network)
        device = {"name": "tunnels", "kind": "l2tp", "type": "vpn", "portCount": ports}
        self.near.write("mprd.json", {"devices": [{**device, "role": "out", "options": options}]})
        self.near.write("interfaces.d/branch1.json", {
            "name": "branch1", "networkName": "branch1",
            "devices": [{"type": "vpn", "name": "tunnels", "number": number}],
            "routes": [{"destination": "192.168.20.0/24"}], "ppp": {"offer": ["mschapv2"]}})
        self.near.write("secrets.json", {
            "interfaces": {"branch1": {"userName": "head", "password": PASSWORD}},
            "devices": {"tunnels": {"tunnelSecret": near_secret}} if near_secret else {}}, 0o600)
        self.far.write("mprd.json", {
            "devices": [{**device, "role": "in", "options": options}],
            "answering": {"require": ["mschapv2"], "localAddress": "10.78.0.1", "pools": ["10.78.0.10-10.78.0.13"]},
            "users": [{"name": "head"}]})
        self.far.write("interfaces.d/head.json", {
            "name": "head", "networkName": "head", "dialOnDemand": False,
            "devices": [{"type": "vpn", "name": "tunnels"}], "routes": [{"destination": "192.168.10.0/24"}]})
        self.far.write("secrets.json", {
            "users": {"head": PASSWORD},
            "devices": {"tunnels": {"tunnelSecret": far_secret}} if far_secret else {}}, 0o600)

    def start(self):
        self.far.start()
        self.near.start()
        return self

    def stop(self):
        for router in (self.near, self.far):
            if router.is_running():
                router.process.kill()
                router.process.wait()
        self.network.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


class L2tp(unittest.TestCase):
    def lab(self, **more):
        made = L2tpLab(**more)
        self.addCleanup(made.stop)
        return made

    def capture(self, made):
        """tshark on the cable; what it finds malformed is looked at when the test is over."""
        if shutil.which("tcpdump") is None or shutil.which("tshark") is None:
            return
        path = made.folder / "near0.pcap"
        process = subprocess.Popen(["tcpdump", "-i", "near0", "-U", "-w", str(path), "udp port 1701"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        process.stderr.readline()

        def look():
            process.send_signal(signal.SIGINT)
            process.wait(5)
            process.stderr.close()
            found = shell(f"tshark -n -r {path} -Y _ws.malformed 2>/dev/null")
            self.assertEqual(found, "")
            self.assertIn("SCCRQ", shell(f"tshark -n -r {path} 2>/dev/null").replace("Start_Control_Request", "SCCRQ"))
        self.addCleanup(look)

    def test_a_ping_starts_a_call_and_none_is_lost(self):
        for number in (FAR_IP, "[fd77::2]:1701"):
            made = self.lab(number=number, near_secret=SECRET, far_secret=SECRET)
            self.capture(made)
            made.start()
            self.assertEqual(ping(20, interval=0.05), 20, made.near.log() + made.far.log())
            self.assertIn("tunnels: tunnel with", made.near.log())
            self.doCleanups()

    def test_large_packets_and_sequence_numbers(self):
        made = self.lab(sequencing=True, hideAvps=True, near_secret=SECRET, far_secret=SECRET).start()
        self.assertEqual(ping(3), 3, made.near.log())
        text = shell(f"ping -c 20 -i 0.01 -W 5 -s 1400 -M do -I {NEAR_ADDRESS} {FAR_ADDRESS}")
        self.assertIn(" 0% packet loss", text)
        self.assertEqual(re.search(r"mtu (\d+)", shell("ip link show branch1")).group(1), "1460")

    def test_another_secret_is_691(self):
        made = self.lab(near_secret=SECRET, far_secret="another").start()
        status, text = made.near.ctl("--wait", "interface", "connect", "branch1")
        self.assertEqual(status, 1, text)
        self.assertIn("ERROR_AUTHENTICATION_FAILURE", text)
        for router in (made.near, made.far):
            self.assertNotIn(SECRET, router.log())

    def test_nobody_there_is_678(self):
        made = self.lab(number="10.77.0.99")
        made.near.start()
        began = time.monotonic()
        status, text = made.near.ctl("--wait", "interface", "connect", "branch1")
        self.assertEqual(status, 1, text)
        self.assertIn("ERROR_NO_ANSWER", text)
        self.assertLess(time.monotonic() - began, 25)

    def test_the_far_router_stops_and_comes_back(self):
        made = self.lab().start()
        self.assertEqual(ping(2), 2, made.near.log())
        made.far.stop()
        wait_until("the near router saw the end", lambda: made.near.state() != "connected", 5)
        self.assertRegex(made.near.log(), r"ConnectionDown.*(TERMINATED|DISCONNECTION)")
        made.far.start()
        self.assertEqual(ping(3), 3, made.near.log())

    def test_a_killed_router_is_missed_and_called_again(self):
        made = self.lab(helloSeconds=1).start()
        self.assertEqual(ping(2), 2, made.near.log())
        made.far.stop(signal.SIGKILL)
        wait_until("the hellos found out", lambda: made.near.state() != "connected", 45)
        self.assertIn("LINK_FAILURE", made.near.log())
        made.far.start()
        self.assertEqual(ping(3), 3, made.near.log())

    def test_an_idle_tunnel_is_torn_down(self):
        made = self.lab(idleSeconds=1).start()
        self.assertEqual(ping(2), 2, made.near.log())
        self.assertEqual(made.near.ctl("interface", "disconnect", "branch1")[0], 0)
        wait_until("the tunnel is gone", lambda: re.search(r"tunnel with .* is gone", made.far.log()), 5)
        self.assertIn("no call uses the tunnel any more", made.near.log())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    arguments, others = parser.parse_known_args()
    BIN = pathlib.Path(arguments.bin).resolve()
    lab.enter_namespaces()
    if shutil.which("nsenter") is None:
        skip("there is no program nsenter")
    unittest.main(argv=[sys.argv[0], *others])
