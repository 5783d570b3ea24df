# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd answers openvpn clients, and another mprd; part of run_openvpn.py."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import unittest

from link_capture import LinkCapture
from net_lab import Mprd, shell, wait_until
from openvpn_server import FAR_WIRE, NEAR_WIRE, Client, FarNetwork, Pki

BIN = None
NEAR_TUNNEL = "10.9.0.1"
USERS = {"ann": "ann's \"word\\", "bob": "bob's", "branch2": "branch2's"}


class FarMprd(Mprd):
    """A daemon in the far network."""

    def __init__(self, network, folder):
        super().__init__(BIN, folder)
        self.network = network

    def command(self, *more, **where):
        return self.network.command(*super().command(*more, **where))

    def end(self):
        if self.is_running():
            self.stop()


class AnsweringTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-openvpn-test-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder, True)
        cls.pki = Pki(cls.folder / "pki")
        cls.network = FarNetwork()
        cls.addClassCleanup(cls.network.close)

    def setUp(self):
        self.near = Mprd(BIN, tempfile.mkdtemp(prefix="mprd-openvpn-near-"))
        self.clients = []
        self.addCleanup(self.end)

    def end(self):
        for client in self.clients:
            client.stop(signal.SIGKILL)
        if self.near.is_running():
            self.near.stop()  # killed, it would leave the folder of its management socket
        shutil.rmtree(self.near.folder, ignore_errors=True)

    def write(self, users=None, options=None, answering=None, ports=4, **more):
        users = users or [{"name": "ann"}, {"name": "bob"}]
        options = options or {
            "ca": str(self.pki.ca), "certificate": str(self.pki.certificate), "key": str(self.pki.key),
            "arguments": ["--push", "route 192.168.10.0 255.255.255.0"], **more}
        self.near.write("mprd.json", {
            "devices": [{"name": "vpn0", "kind": "openvpn", "type": "vpn", "role": "in", "portCount": ports, "options": options}],
            "answering": {"localAddress": NEAR_TUNNEL, "pools": ["10.9.0.10-10.9.0.13"], **(answering or {})},
            "users": users})
        self.near.write("secrets.json", {"users": {one["name"]: USERS[one["name"]] for one in users}}, 0o600)

    def start(self, **how):
        self.write(**how)
        self.near.start()
        self.wait_listening()

    def wait_listening(self):
        wait_until(f"the program waits:\n{self.near.log()}", lambda: ":1194 " in shell("ss -Hltun"), 20)

    def call(self, user, device="tun7", *more, password=None, **how):
        credentials = (user, password or USERS[user]) if user else None
        client = Client(self.network, self.near.folder, self.pki, device, credentials, *more, **how)
        self.clients.append(client)
        return client

    def why(self, *clients):
        return self.near.log() + "".join(f"\n--- {one.device}\n{one.log()}" for one in clients)

    def assert_up(self, client):
        wait_until(f"the client is up:\n{self.why(client)}", client.is_up, 20)
        self.assertEqual(client.ping(NEAR_TUNNEL), 3, self.why(client))

    def connections(self):
        return {one["userName"]: one for one in self.near.ask("connection", "list")}

    def port_with_a_call(self):
        return next(one["portName"] for one in self.near.ask("port", "list") if one["condition"] == "authenticated")

    def server(self):
        return [int(pid) for pid in shell(f"pgrep -P {self.near.process.pid} openvpn").split()]

    # ---- calls

    def test_a_client_calls_and_pings_through(self):
        self.start()
        client = self.call("ann")
        self.assert_up(client)
        capture = LinkCapture(BIN / "mprctl", self.near.socket, "ann", self.near.folder / "link.pcapng")
        self.assertEqual(client.ping("192.168.10.1"), 3, self.why(client))  # an address behind us, by the pushed route
        self.assertIsNone(capture.end(("ip", "icmp"), USERS["ann"]))
        self.assertIn("10.9.0.10", self.network.inside("ip", "addr", "show", "tun7"))
        connection = self.connections()["ann"]
        self.assertEqual(connection["interfaceType"], 0, "ROUTER_IF_TYPE_CLIENT")
        counters = json.dumps(self.near.ask("connection", "show", "ann"))
        for way in ("bytesReceived", "bytesTransmitted"):  # six packets of 84 bytes
            self.assertIn(f'"{way}": 504', counters)
        self.assertRegex(shell("ip -4 addr"), r"inet 10\.9\.0\.1 peer 10\.9\.0\.10/32")
        for word in USERS.values():
            self.assertNotIn(word, self.near.log())
        client.stop()  # it says good-bye
        wait_until(f"the call is over:\n{self.why()}", lambda: not self.connections(), 10)
        self.assertEqual(len(self.server()), 1)

    def test_two_clients_at_once_and_each_gets_what_is_his(self):
        self.start()
        one, two = self.call("ann", "tun7"), self.call("bob", "tun8")
        self.assert_up(one)
        self.assert_up(two)
        self.assertEqual(set(self.connections()), {"ann", "bob"})
        self.assertEqual(len(self.server()), 1, "one program for both")
        one.stop()
        wait_until("one is gone", lambda: set(self.connections()) == {"bob"}, 10)
        self.assertEqual(two.ping(NEAR_TUNNEL), 3, self.why(two))

    def test_a_wrong_password_and_an_unknown_user_are_refused(self):
        self.start()
        for user, word in (("ann", "wrong"), ("nobody", "x")):
            client = self.call(user, password=word)
            wait_until(f"refused:\n{self.why(client)}", client.has_ended, 20)
            self.assertIn("AUTH_FAILED", client.log())
            client.stop()
        self.assertIn("CallRefused", self.near.log())
        self.assertNotIn("wrong\"", self.near.log())
        self.assertEqual(self.connections(), {})
        self.assert_up(self.call("ann"))

    def test_users_limits_hold_as_for_other_callers(self):
        self.start(users=[{"name": "ann", "maxCalls": 1, "sessionSeconds": 4, "address": "10.9.0.20"}, {"name": "bob", "mayDialIn": False}])
        refused = self.call("bob", "tun8")
        wait_until(f"refused:\n{self.why(refused)}", refused.has_ended, 20)
        client = self.call("ann")
        self.assert_up(client)
        self.assertIn("10.9.0.20", self.network.inside("ip", "addr", "show", "tun7"))
        wait_until(f"the session is over:\n{self.why(client)}", client.has_ended, 15)
        self.assertIn("932", self.near.log())

    def test_the_administrator_ends_a_call(self):
        self.start()
        client = self.call("ann")
        self.assert_up(client)
        status, text = self.near.ctl("port", "disconnect", self.port_with_a_call())
        self.assertEqual(status, 0, text)
        wait_until(f"the client was told:\n{self.why(client)}", client.has_ended, 10)
        self.assertEqual(self.connections(), {})

    def assert_route(self, user):
        client = self.call(user)
        self.assert_up(client)
        text = shell("LC_ALL=C ping -c 3 -i 0.1 -W 2 -I 192.168.10.1 192.168.20.1")
        self.assertIn(" 0% packet loss", text, self.why(client))
        return client

    def test_a_users_route_works(self):
        self.start(users=[{"name": "ann", "routes": [{"destination": "192.168.20.0/24"}]}])
        self.assert_route("ann").stop()
        wait_until("it is over", lambda: "192.168.20" not in shell("ip route"), 10)

    def test_an_interface_of_his_name_is_connected_and_its_routes_work(self):
        self.near.write("interfaces.d/branch2.json", {
            "name": "branch2", "networkName": "branch2", "routes": [{"destination": "192.168.20.0/24"}]})
        self.start(users=[{"name": "branch2"}])
        client = self.assert_route("branch2")
        self.assertEqual(self.near.interface("branch2")["state"], "connected")
        self.assertEqual(self.near.ctl("interface", "disconnect", "branch2")[0], 0)
        wait_until(f"the client was told:\n{self.why(client)}", client.has_ended, 10)
        self.assertEqual(self.near.interface("branch2")["state"], "disconnected")

    def test_a_certificate_alone(self):
        self.start(callersProve="certificate", users=[{"name": "branch2"}])
        other = Pki(self.near.folder / "other")
        certificate, key = other.issue("branch2", "clientAuth")
        foreign = self.call(None, "tun8", "--cert", certificate, "--key", key)
        wait_until(f"it is not let in:\n{self.why(foreign)}", lambda: "VERIFY ERROR" in self.near.log(), 20)
        foreign.stop()
        certificate, key = self.pki.issue("branch2", "clientAuth")
        client = self.call(None, "tun7", "--cert", certificate, "--key", key)
        self.assert_up(client)
        self.assertEqual(set(self.connections()), {"branch2"})

    def test_a_certificate_and_a_password(self):
        self.start(callersProve="both")
        certificate, key = self.pki.issue("machine7", "clientAuth")
        self.assert_up(self.call("ann", "tun7", "--cert", certificate, "--key", key))
        self.assertEqual(set(self.connections()), {"ann"})
        other = self.call("bob", "tun8", "--cert", certificate, "--key", key, password="wrong")
        wait_until(f"refused:\n{self.why(other)}", other.has_ended, 20)

    def test_over_tcp_on_addresses_of_both_families(self):
        self.start(protocol="tcp", listenAddress="::")
        client = self.call("ann", protocol="tcp-client")
        self.assert_up(client)
        client.stop()
        wait_until(f"the call is over:\n{self.why()}", lambda: not self.connections(), 10)

    def server_config(self, *more):
        path = self.near.folder / "server.conf"
        path.write_text("\n".join([
            "port 1194", "proto udp", "dev tun", "dh none", f"ca {self.pki.ca}", f"cert {self.pki.certificate}",
            f"key {self.pki.key}", "verify-client-cert none", "keepalive 5 20", 'push "route 192.168.10.0 255.255.255.0"', *more, ""]))
        return {"serverConfig": str(path)}

    def test_a_server_configuration_serves_as_it_is(self):
        self.start(options=self.server_config())
        client = self.call("ann")
        self.assert_up(client)
        self.assertEqual(client.ping("192.168.10.1"), 3, self.why(client))

    def test_a_server_configuration_with_options_of_ours_is_refused_by_line(self):
        self.write(options=self.server_config("server 10.8.0.0 255.255.255.0"))
        self.near.start()
        told = "server.conf: line 11: expected no addresses for callers"
        wait_until(f"file and line are named:\n{self.near.log()}", lambda: told in self.near.log(), 5)

    # ---- failures

    def test_the_program_is_killed_and_the_next_call_works(self):
        self.start()
        client = self.call("ann")
        self.assert_up(client)
        [program] = self.server()
        os.kill(program, signal.SIGKILL)
        wait_until(f"the call is over:\n{self.why()}", lambda: not self.connections(), 10)
        client.stop(signal.SIGKILL)
        wait_until(f"there is another one:\n{self.why()}", lambda: self.server() not in ([], [program]), 10)
        self.wait_listening()
        self.assert_up(self.call("bob", "tun8"))

    def test_a_port_that_somebody_else_has_is_told_and_tried_again(self):
        holder = subprocess.Popen(["python3", "-c", "import socket,time; s=socket.socket(2,2); s.bind(('',1194)); time.sleep(60)"])
        self.addCleanup(holder.kill)
        self.wait_listening()
        self.start()
        wait_until(f"it is told:\n{self.near.log()}", lambda: "Address already in use" in self.near.log(), 20)
        holder.kill()
        holder.wait()
        wait_until(f"then it works:\n{self.near.log()}", lambda: ":1194 " in shell("ss -Hlun") and self.server(), 20)

    def test_sigterm_ends_all(self):
        self.start()
        self.assert_up(self.call("ann"))
        [program] = self.server()
        status, seconds = self.near.stop()
        self.assertEqual(status, 0, self.why())
        self.assertLess(seconds, 6)
        wait_until("the program is gone", lambda: not os.path.exists(f"/proc/{program}"), 5)

    # ---- both ends ours

    def test_mprd_calls_mprd(self):
        self.start(users=[{"name": "ann", "routes": [{"destination": "192.168.20.0/24"}]}],
                   answering={"dns": ["10.9.0.53"], "ipv6Prefixes": ["fd00:9::/60"]})
        far = FarMprd(self.network, tempfile.mkdtemp(prefix="mprd-openvpn-far-"))
        self.addCleanup(shutil.rmtree, far.folder, True)
        far.write("mprd.json", {"devices": [{"name": "vpn0", "kind": "openvpn", "type": "vpn", "role": "out", "options": {
            "remote": NEAR_WIRE, "ca": str(self.pki.ca), "serverName": "vpn-server"}}]})
        far.write("interfaces.d/head.json", {
            "name": "head", "networkName": "head", "devices": [{"type": "vpn", "name": "vpn0"}], "idleDisconnectSeconds": 300,
            "routes": [{"destination": "192.168.10.0/24"}, {"destination": "fd00:9::/64"}], "phonebook": {"netProtocols": 12}})
        far.write("secrets.json", {"interfaces": {"head": {"userName": "ann", "password": USERS["ann"]}}}, 0o600)
        self.addCleanup(far.end)
        far.start()

        text = self.network.inside("ping", "-c", "3", "-i", "0.2", "-W", "9", "-I", "192.168.20.1", "192.168.10.1")
        self.assertIn(" 0% packet loss", text)  # the first one started the call
        self.assertIn("10.9.0.53", json.dumps(far.interface("head")))
        self.assertIn(" 0% packet loss", shell("LC_ALL=C ping -c 2 -i 0.1 -W 2 -I 192.168.10.1 192.168.20.1"))
        v6 = self.network.inside("ping", "-6", "-c", "2", "-i", "0.1", "-W", "2", "-I", "head", "fd00:9::1")
        self.assertIn(" 0% packet loss", v6)
        self.near.ctl("port", "disconnect", self.port_with_a_call())
        wait_until(f"the caller was told:\n{far.log()}", lambda: "629" in far.log(), 10)
        self.network.inside("ping", "-c", "1", "-W", "9", "-I", "192.168.20.1", "192.168.10.1")
        self.assertEqual(far.state("head"), "connected")

    def router(self, router, peer, name, remote, routes, addresses):
        """Writes the files of a router that calls `peer` as `name` and is called by him."""
        router.write("mprd.json", {
            "devices": [{"name": "vpn0", "kind": "openvpn", "type": "vpn", "role": "both", "portCount": 3, "options": {
                "remote": remote, "ca": str(self.pki.ca), "certificate": str(self.pki.certificate), "key": str(self.pki.key)}}],
            "answering": {"localAddress": f"{addresses}.1", "pools": [f"{addresses}.10-{addresses}.13"]}, "users": [{"name": peer}]})
        router.write(f"interfaces.d/{peer}.json", {
            "name": peer, "networkName": peer, "devices": [{"type": "vpn", "name": "vpn0"}],
            "routes": [{"destination": route} for route in routes]})
        router.write("secrets.json", {"interfaces": {peer: {"userName": name, "password": "x"}}, "users": {peer: "x"}}, 0o600)

    def test_a_router_that_finds_no_free_port_is_told_busy(self):
        self.start(ports=1)
        self.assert_up(self.call("ann"))
        far = FarMprd(self.network, tempfile.mkdtemp(prefix="mprd-openvpn-far-"))
        self.addCleanup(shutil.rmtree, far.folder, True)
        self.router(far, "head", "bob", NEAR_WIRE, ["192.168.77.0/24"], "10.9.2")
        far.write("secrets.json", {"interfaces": {"head": {"userName": "bob", "password": USERS["bob"]}}}, 0o600)
        self.addCleanup(far.end)
        far.start()
        far.ctl("interface", "connect", "head", "--wait")
        wait_until(f"the line is busy:\n{far.log()}", lambda: far.interface("head")["lastError"] == 676, 20)

    def test_two_routers_call_each_other_at_once(self):
        far = FarMprd(self.network, tempfile.mkdtemp(prefix="mprd-openvpn-far-"))
        self.addCleanup(shutil.rmtree, far.folder, True)
        self.router(self.near, "bert", "anna", FAR_WIRE, ["192.168.20.0/24"], "10.9.1")
        self.router(far, "anna", "bert", NEAR_WIRE, ["192.168.10.0/24"], "10.9.2")
        self.near.start()
        self.addCleanup(far.end)
        far.start()
        self.wait_listening()
        wait_until(f"the far one waits:\n{far.log()}", lambda: ":1194 " in self.network.inside("ss", "-Hlun"), 20)
        for _ in range(3):
            self.near.ctl("interface", "connect", "bert")
            far.ctl("interface", "connect", "anna")

            def is_up():
                return self.near.state("bert") == "connected" and far.state("anna") == "connected"
            wait_until(f"both are up:\n{self.near.log()}\n--- far\n{far.log()}", is_up, 20)
            text = shell("LC_ALL=C ping -c 3 -i 0.1 -W 2 -I 192.168.10.1 192.168.20.1")
            self.assertIn(" 0% packet loss", text, self.near.log() + "\n--- far\n" + far.log())
            self.assertEqual(len(self.near.ask("connection", "list")), 1)
            self.near.ctl("interface", "disconnect", "bert")
            wait_until(f"both are down:\n{self.near.log()}\n--- far\n{far.log()}", lambda: "connected" not in (self.near.state("bert"), far.state("anna")), 10)
        logs = self.near.log() + "\n--- far\n" + far.log()
        self.assertNotIn("ConnectAttemptFailed", logs)
