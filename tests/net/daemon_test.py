# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Whole daemons on a null modem, in namespaces of their own: start, stop, crash, faults, what is kept.

Usage: daemon_test.py --bin FOLDER [-k WORD] [-v]. Status 0 all well, 1 not, 77 skipped.
"""
import argparse
import json
import pathlib
import signal
import socket
import subprocess
import sys
import time
import unittest

import lab
from lab import Lab, Line, ping, shell, wait_until

BIN = None


class DaemonTest(unittest.TestCase):
    def lab(self, **more):
        made = Lab(BIN, **more)
        self.addCleanup(made.__exit__)
        return made

    def connected(self, **more):
        made = self.lab(**more).start()
        self.assertEqual(ping(2), 2, made.near.log())
        return made

    def assert_host_is_clean(self):
        self.assertIn("does not exist", shell("ip link show branch1"))
        self.assertEqual(shell("ip route show proto 77; ip -6 route show proto 77"), "")


class DemandDial(DaemonTest):
    def test_every_ping_is_answered_again_after_the_line_was_idle(self):
        made = self.lab(idleDisconnectSeconds=1).start()
        for _ in range(2):
            self.assertEqual(ping(3, interval=0.1), 3, made.near.log())
            wait_until("hung up for being idle", lambda: made.near.state() == "disconnected", 5)
            self.assertIn("192.168.20.0/24 dev branch1 proto 77", shell("ip route"))
        self.assertEqual(made.near.log().count("DialStarted"), 2)
        self.assertEqual(shell("ip -4 addr show branch1 | grep inet"), "")

    def test_a_silent_router_makes_no_call(self):
        made = self.lab(persistent=False).start()
        time.sleep(2)
        self.assertNotIn("DialStarted", made.near.log())
        self.assertEqual(made.near.state(), "disconnected")


class StopAndCrash(DaemonTest):
    def test_sigterm_during_a_call_ends_it_properly(self):
        made = self.connected()
        status, seconds = made.near.stop()
        self.assertEqual(status, 0, made.near.log())
        self.assertLess(seconds, 5)
        self.assertIn("MPRD_STOPPED", made.near.log())
        self.assert_host_is_clean()
        self.assertFalse(made.near.socket.exists())
        # The peer saw a Terminate-Request, not a line that went dead.
        wait_until("the far router saw the end", lambda: "ConnectionDown" in made.far.log(), 3)
        self.assertRegex(made.far.log(), r"ConnectionDown.*(TERMINATED|DISCONNECTION)")

    def test_sigterm_while_dialling(self):
        made = self.lab()
        made.near.start()  # nobody answers
        self.assertEqual(made.near.ctl("interface", "connect", "branch1")[0], 0)
        self.assertEqual(made.near.state(), "connecting")
        status, seconds = made.near.stop()
        self.assertEqual(status, 0)
        self.assertLess(seconds, 5)
        self.assert_host_is_clean()

    def test_sighup_reloads_and_sigint_stops(self):
        made = self.lab()
        made.near.start()
        path = made.near.folder / "interfaces.d" / "branch1.json"
        whole = json.loads(path.read_text(encoding="utf-8"))

        path.write_text(json.dumps({**whole, "redialAttempts": 7}), encoding="utf-8")
        wait_until("the edit is noticed", lambda: "ConfigurationChangedOnDisk" in made.near.log())
        self.assertEqual(made.near.interface()["redialAttempts"], whole.get("redialAttempts", 0))
        made.near.process.send_signal(signal.SIGHUP)
        wait_until("reloaded", lambda: "ConfigurationReloaded" in made.near.log())
        self.assertEqual(made.near.interface()["redialAttempts"], 7)

        path.write_text(json.dumps({**whole, "redialAttempts": 700}), encoding="utf-8")
        made.near.process.send_signal(signal.SIGHUP)
        wait_until("refused", lambda: "MPRD_CONFIGURATION_WRONG" in made.near.log())
        self.assertIn("/redialAttempts: expected a number from 0 to 99, found 700", made.near.log())
        self.assertEqual(made.near.interface()["redialAttempts"], 7)
        self.assertEqual(made.near.stop(signal.SIGINT)[0], 0)

    def test_who_waits_for_a_connection_is_answered_at_the_stop(self):
        made = self.lab()
        made.near.start()
        waiting = subprocess.Popen([str(BIN / "mprctl"), "--socket", str(made.near.socket), "--wait", "interface",
                                    "connect", "branch1"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        wait_until("dialling", lambda: made.near.state() == "connecting")
        made.near.stop()
        text, _ = waiting.communicate(timeout=5)
        self.assertEqual(waiting.returncode, 1)
        self.assertIn("ERROR_ROUTER_STOPPED", text)

    def test_after_sigkill_the_next_start_cleans_up_and_goes_on(self):
        made = self.connected()
        made.near.stop(signal.SIGKILL)
        self.assertTrue(made.near.socket.exists())
        # What an unlucky moment may leave: a route of ours. What is somebody else's: another.
        shell("ip route add 192.168.77.0/24 dev lo proto 77; ip route add 192.168.78.0/24 dev lo proto static")
        self.addCleanup(shell, "ip route del 192.168.78.0/24")
        made.near.start()
        routes = shell("ip route")
        self.assertNotIn("192.168.77.0/24", routes)
        self.assertIn("192.168.78.0/24", routes)
        self.assertIn("192.168.20.0/24 dev branch1 proto 77", routes)
        # The far router has not noticed anything: the same peer begins anew in the same call.
        self.assertEqual(ping(3), 3, made.far.log())
        self.assertNotIn("CallRefused", made.far.log())


class Configuration(DaemonTest):
    def run_to_end(self, router, *more, **places):
        done = subprocess.run(router.command(*more, **places), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=10, check=False)
        return done.returncode, done.stdout

    def test_all_errors_are_told_at_once_and_nothing_starts(self):
        made = self.lab()
        made.near.write("mprd.json", {"devices": [{"name": "x", "kind": "modme", "portCount": 0}], "lanOnli": True})
        made.near.write("interfaces.d/branch1.json", '{"name": "branch1",\n "mtu": }')
        made.near.write("secrets.json", {"interfaces": {"branch1": {"password": [lab.PASSWORD]}}})
        before = {path: path.read_bytes() for path in made.near.folder.rglob("*.json")}
        for more in ((), ("--check-config",)):
            status, text = self.run_to_end(made.near, *more)
            self.assertEqual(status, 1)
            for part in ("/devices/0/portCount: expected a number from 1 to 30000, found 0",
                         "/devices/0/kind: expected one of \"exec\"", "found \"modme\"",
                         "/lanOnli: expected \"lanOnly\"", "branch1.json: (top level): expected JSON text, found a "
                         "syntax error at line 2, column 9", "/interfaces/branch1/password: expected a text"):
                self.assertIn(part, text)
            self.assertNotIn(lab.PASSWORD, text)
        self.assertFalse(made.near.socket.exists())
        self.assert_host_is_clean()
        self.assertEqual(before, {path: path.read_bytes() for path in made.near.folder.rglob("*.json")})

    def test_check_config_says_ok(self):
        made = self.lab()
        status, text = self.run_to_end(made.near, "--check-config")
        self.assertEqual(status, 0)
        self.assertIn("ok, 1 devices, 1 interfaces", text)
        self.assertFalse((made.near.folder / "state").exists())

    def test_a_second_mprd_is_refused(self):
        made = self.lab()
        made.near.start()
        status, text = self.run_to_end(made.near, state=made.folder / "other")
        self.assertEqual(status, 1)
        self.assertIn("another mprd is running", text)
        status, text = self.run_to_end(made.near, control=made.folder / "other.s")
        self.assertEqual(status, 1)
        self.assertIn("another mprd uses state folder", text)
        self.assertEqual(made.near.state(), "disconnected")
        self.assertIn("dev branch1 proto 77", shell("ip route"))

    def test_changes_are_kept_unless_runtime_was_said(self):
        made = self.lab()
        near = made.near
        near.start()
        for words in (("interface", "create", "kept", "device=line0", "route=192.168.30.0/24", "mtu=1400"),
                      ("interface", "create", "gone", "device=line0"),
                      ("interface", "set", "branch1", "redialAttempts=7", "ppp.mru=1400"),
                      ("interface", "delete", "gone"),
                      ("--runtime", "interface", "create", "fleeting", "device=line0"),
                      ("--runtime", "interface", "set", "kept", "mtu=1300")):
            status, text = near.ctl(*words)
            self.assertEqual(status, 0, text)
        self.assertEqual(near.ctl("credentials", "set", "kept", "me", text="pass word\n")[0], 0)
        self.assertEqual(near.ctl("--runtime", "credentials", "set", "branch1", "you", text="other\n")[0], 0)
        self.assertEqual(near.interface("kept")["mtu"], 1300)
        near.stop()
        self.assertEqual((near.folder / "secrets.json").stat().st_mode & 0o777, 0o600)
        near.start()
        names = {each["name"] for each in near.ask("interface", "list")}
        self.assertEqual(names, {"branch1", "kept"})
        self.assertEqual(near.interface("branch1")["redialAttempts"], 7)
        self.assertEqual(near.interface("branch1")["ppp"]["mru"], 1400)
        self.assertEqual(near.interface("kept")["mtu"], 1400)
        self.assertIn("192.168.30.0/24", shell("ip route"))
        credentials = near.rpc()
        self.addCleanup(credentials.close)
        kept = credentials.call("MprAdminInterfaceGetCredentials", interfaceName="kept")
        self.assertEqual((kept["userName"], kept["password"]), ("me", "pass word"))
        self.assertEqual(credentials.call("MprAdminInterfaceGetCredentials", interfaceName="branch1")["userName"],
                         "head")

    def test_what_cannot_be_written_is_in_force_and_told(self):
        made = self.lab()
        made.near.start()
        folder = made.near.folder
        shell(f"mount --bind {folder} {folder} && mount -o remount,bind,ro {folder}")
        try:
            status, text = made.near.ctl("interface", "create", "new", "device=line0")
        finally:
            shell(f"umount {folder}")
        self.assertEqual(status, 1)
        self.assertIn("not stored", text)
        self.assertEqual(made.near.state("new"), "disconnected")
        self.assertFalse((folder / "interfaces.d" / "new.json").exists())


class Faults(DaemonTest):
    def port(self, router):
        return router.ask("port", "list")[0]

    def test_a_tty_that_is_not_there_at_the_start(self):
        made = self.lab()
        made.tty.unlink()
        made.far.start()
        made.near.start()
        interface = made.near.interface()
        self.assertEqual(interface["state"], "unreachable")
        self.assertIn("outOfResources", interface["reasons"])
        self.assertEqual(interface["lastErrorSymbol"], "ERROR_DEVICE_NOT_READY")
        self.assertEqual(self.port(made.near)["portCondition"], 0)
        self.assertNotIn("dev branch1", shell("ip route"))
        made.tty.symlink_to(made.line.ends[0])
        wait_until("the interface recovers", lambda: made.near.state() == "disconnected", 5)
        self.assertEqual(ping(2), 2)

    def test_a_tty_that_vanishes_during_a_call(self):
        made = self.connected()
        made.tty.unlink()
        made.line.stop()
        wait_until("the interface is unreachable", lambda: made.near.state() == "unreachable", 10)
        wait_until("the port is out of order", lambda: self.port(made.near)["portCondition"] == 0, 10)
        self.assertTrue(made.near.is_running())
        made.far.stop()
        made.line = Line(made.bin)
        made.write_far(made.line.ends[1])
        made.far.start()
        made.tty.symlink_to(made.line.ends[0])
        wait_until("the interface recovers", lambda: made.near.state() == "disconnected", 10)
        self.assertEqual(ping(2), 2, made.near.log())

    def test_a_tty_that_vanished_while_idle_is_found_missing_by_the_call(self):
        made = self.lab().start()
        made.tty.unlink()
        status, text = made.near.ctl("--wait", "interface", "connect", "branch1")
        self.assertEqual(status, 1)
        self.assertIn("ERROR_DEVICE_NOT_READY (666)", text)
        self.assertEqual(made.near.state(), "unreachable")
        made.tty.symlink_to(made.line.ends[0])
        wait_until("the interface recovers", lambda: made.near.state() == "disconnected", 5)

    def test_a_network_interface_that_somebody_deletes_comes_back(self):
        made = self.connected()
        shell("ip link del branch1")
        wait_until("it is noticed", lambda: "NetDeviceStateChanged" in made.near.log())
        wait_until("it comes back", lambda: "192.168.20.0/24 dev branch1" in shell("ip route"), 15)
        wait_until("calls go through again", lambda: ping(1, wait=2) == 1, 15)

    def test_without_dev_net_tun_it_runs_on_and_recovers(self):
        made = self.lab()
        shell("mount --bind /dev/null /dev/net/tun")
        try:
            made.near.start()
            interface = made.near.interface()
            self.assertEqual(interface["state"], "unreachable")
            self.assertIn("outOfResources", interface["reasons"])
        finally:
            shell("umount /dev/net/tun")
        wait_until("it comes back", lambda: made.near.state() == "disconnected", 15)
        self.assertIn("dev branch1 proto 77", shell("ip route"))


class ServiceManager(DaemonTest):
    def test_it_is_told_ready_alive_and_stopping(self):
        made = self.lab()
        path = made.folder / "notify"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(str(path))
            manager.settimeout(5)
            began = time.monotonic()
            made.near.start(env={"NOTIFY_SOCKET": str(path), "WATCHDOG_USEC": "200000"})
            self.assertEqual(manager.recv(4096), b"READY=1")
            for _ in range(4):
                self.assertEqual(manager.recv(4096), b"WATCHDOG=1")
            self.assertLess(time.monotonic() - began, 4)
            self.assertEqual(made.near.stop()[0], 0)
            rest = manager.recv(4096)
            while rest == b"WATCHDOG=1":
                rest = manager.recv(4096)
            self.assertEqual(rest, b"STOPPING=1")

    def test_lines_for_the_journal_begin_with_their_priority(self):
        made = self.lab()
        made.near.start(env={"JOURNAL_STREAM": "1:2"})
        self.assertIn("<6>info MPRD_READY", made.near.log())


class WrongWords(DaemonTest):
    def test_each_says_what_to_type_instead(self):
        made = self.lab()
        made.near.start()
        rows = (
            (2, ("interfaces", "list"), "did you mean \"interface\"?"),
            (2, ("interface", "lits"), "did you mean \"list\"?"),
            (2, ("interface",), "Say one of: connect, create"),
            (2, ("interface", "show"), "Usage: mprctl interface show NAME"),
            (2, ("interface", "set", "branch1"), "Usage: mprctl interface set NAME KEY=VALUE"),
            (2, ("interface", "set", "branch1", "mtu"), "expected key=value"),
            (2, ("--jsn", "interface", "list"), "mprctl --help"),
            (2, ("error", "busy"), "expected a number such as 691"),
            (2, ("call", "mprd.GetVersion", "[1]"), "JSON object"),
            (1, ("interface", "show", "brunch1"), "did you mean \"branch1\"?"),
            (1, ("interface", "set", "branch1", "mut=1400"), "\"mtu\""),
            (1, ("interface", "set", "branch1", "mtu=big"), "expected a number from 128 to 65535"),
            (1, ("interface", "disconnect", "branch1"), "ERROR_INTERFACE_NOT_CONNECTED (906)"),
            (1, ("call", "mprd.GetVersoin"), "mprd.ListMethods"),
            (0, ("error", "691"), "ERROR_AUTHENTICATION_FAILURE"),
            (0, ("interface", "set", "branch1", "phonebook.phoneNumber=5551234"), "changed"),
            (0, ("--help",), "interface show NAME"))
        for status, words, part in rows:
            with self.subTest(words=words):
                found, text = made.near.ctl(*words)
                self.assertEqual(found, status, text)
                self.assertIn(part, text)

    def test_without_a_daemon_it_says_how_to_start_one(self):
        made = self.lab()
        status, text = made.near.ctl("interface", "list")
        self.assertEqual(status, 1)
        self.assertIn("Is it running?", text)

    def test_callers_keys_and_tunnels_are_kept_by_name(self):
        made = self.lab()
        made.near.start()
        rows = (
            (0, ("call", "mprd.UserAdd", '{"user": {"name": "ann"}, "password": "pw"}'), ""),
            (0, ("user", "list"), "ann"),
            (0, ("user", "set", "ann", "mayDialIn=false", "callBackNumber=5551234"), "ann changed"),
            (0, ("user", "show", "ann"), "5551234"),
            (1, ("user", "show", "anne"), "did you mean \"ann\"?"),
            (0, ("user", "delete", "ann"), "no more"),
            (1, ("key", "show"), "ERROR_NOT_FOUND (1168)"),
            (0, ("tunnel", "set", "l2tp", "numPorts=64", "portFlags=3"), "l2tp set"),
            (0, ("tunnel", "show"), "remote access, routing"),
            (1, ("tunnel", "set", "l2tp", "numPorts=6400"), "nothing has changed"),
            (2, ("tunnel", "set", "ltp", "numPorts=1"), "expected pptp, l2tp"),
            (0, ("ikev2", "set", "branch1", "saLifeTime=3600"), "set"),
            (0, ("ikev2", "show", "branch1"), "3600"),
            (0, ("interface", "reload", "branch1"), "as its file says"),
            (0, ("mib", "interfaces"), "lo"))
        for status, words, part in rows:
            with self.subTest(words=words):
                found, text = made.near.ctl(*words)
                self.assertEqual(found, status, text)
                self.assertIn(part, text)


def main():
    global BIN
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="folder with mprd, mprctl and line_relay")
    options, rest = parser.parse_known_args()
    BIN = options.bin.resolve()
    lab.enter_namespaces()
    unittest.main(argv=[sys.argv[0], *rest], verbosity=2)


if __name__ == "__main__":
    main()
