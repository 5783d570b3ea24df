# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprctl and libmprapi at a router behind a real sshd, in a private network namespace.

    remote_test.py --mprd FILE --mprctl FILE --relay FILE --program FILE

`--program` is tests/api/lib/remote_calls.c. sshd has its own host key, configuration and port, lets one key in, and is
ended with its connections. Status 0 all well, 77 skipped.
"""
import argparse
import contextlib
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import threading
import time
import unittest

import harness

PORT = 2222
ADDRESS = "192.168.10.1"  # of the namespace, harness.py
STRANGER = "stranger"
PATIENCE = 20
OPTIONS = None
WORLD = None
SSHD = None


def program(name):
    found = shutil.which(name, path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if found is None:
        harness.skip(f"there is no program {name} (tools/deps.sh test)")
    return found


def outer_user():
    """Number of the user who started the test, also where it is 0 inside."""
    for line in pathlib.Path("/proc/self/uid_map").read_text().splitlines():
        inside, outside, _ = map(int, line.split())
        if inside == 0:
            return outside
    return 0


class Sshd:
    """`with Sshd(...)`: a server for the user who started the test, and (root only) for a stranger."""

    def __init__(self, folder, near_socket, mprctl_file):
        self.folder = folder
        self.mprctl_file = mprctl_file
        self.process = None
        self.user = "tester"
        self.number = outer_user()
        self.environment = f'"MPRD_SOCKET={near_socket}" "PATH={folder}/bin:/usr/bin:/bin"'

    def private_files(self):
        """/etc/passwd with the users that we need, and /run/sshd, for this mount namespace only."""
        kept = [line for line in pathlib.Path("/etc/passwd").read_text().splitlines()
                if not line.startswith((self.user + ":", STRANGER + ":"))]
        users = [f"{self.user}:x:{self.number}:{os.getgid()}::{self.folder}:/bin/sh",
                 f"{STRANGER}:x:{harness.NOBODY}:{harness.NOBODY}::/:/bin/sh"]
        passwd = self.folder / "passwd"
        passwd.write_text("\n".join(users + kept) + "\n")
        for command in (["mount", "--bind", passwd, "/etc/passwd"], ["mount", "-t", "tmpfs", "none", "/run"]):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode != 0:
                harness.skip(f"nothing can be mounted ({done.stderr.strip()})")
        os.makedirs("/run/sshd", mode=0o755)

    def make_key(self, name):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", self.folder / name], check=True)
        return (self.folder / f"{name}.pub").read_text()

    def write_files(self):
        self.folder.mkdir()
        (self.folder / "bin").mkdir()
        # Where the stranger may run it: perhaps it was built in a home folder.
        shutil.copy(self.mprctl_file, self.folder / "bin/mprctl")
        host_key = self.make_key("host_key")
        (self.folder / "authorized").write_text(self.make_key("user_key"))
        (self.folder / "known_hosts").write_text(f"[{ADDRESS}]:{PORT} {host_key}")
        (self.folder / "sshd_config").write_text(
            f"ListenAddress {ADDRESS}:{PORT}\nHostKey {self.folder}/host_key\nPidFile none\n"
            f"AuthorizedKeysFile {self.folder}/authorized\nStrictModes no\nUsePAM no\n"
            f"PasswordAuthentication no\nKbdInteractiveAuthentication no\nPermitRootLogin yes\n"
            f"SetEnv {self.environment}\n")
        (self.folder / "ssh_config").write_text(
            f"User {self.user}\nIdentityFile {self.folder}/user_key\nIdentitiesOnly yes\n"
            f"UserKnownHostsFile {self.folder}/known_hosts\nGlobalKnownHostsFile none\nStrictHostKeyChecking yes\n")
        self.ssh = self.folder / "ssh"
        self.ssh.write_text(f'#!/bin/sh\necho $$ > {self.folder}/ssh.pid\n'
                            f'exec {program("ssh")} -F {self.folder}/ssh_config "$@"\n')
        self.ssh.chmod(0o755)

    def __enter__(self):
        self.write_files()
        self.private_files()
        # Who is not root may run sshd for himself only, and must not look like root to it.
        as_ourselves = [] if self.number == 0 else [
            "unshare", "-U", f"--map-user={self.number}", f"--map-group={self.number}"]
        self.log = open(self.folder / "sshd.log", "wb")
        self.process = subprocess.Popen(
            [*as_ourselves, program("sshd"), "-D", "-e", "-f", self.folder / "sshd_config"],
            stdin=subprocess.DEVNULL, stderr=self.log, preexec_fn=harness.end_with_parent)
        harness.wait_until("sshd listens", self.listens)
        return self

    def listens(self):
        if self.process.poll() is not None:
            raise RuntimeError((self.folder / "sshd.log").read_text())
        return "Server listening" in (self.folder / "sshd.log").read_text()

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(10)
        self.log.close()

    def client_process(self):
        """Of the ssh that was started last."""
        return int((self.folder / "ssh.pid").read_text())


def server(user=None, port=PORT):
    return f"ssh://{user + '@' if user else ''}{ADDRESS}:{port}"


def environment(**more):
    return {**os.environ, "MPRD_SSH": str(SSHD.ssh), **{name: str(value) for name, value in more.items()}}


def mprctl(*words, name=None, **more):
    """(status, output, complaint)."""
    done = subprocess.run(
        [OPTIONS.mprctl, "--server", name or server(), *words], stdin=subprocess.DEVNULL, capture_output=True,
        text=True, timeout=PATIENCE, env=environment(**more))
    return done.returncode, done.stdout, done.stderr


@contextlib.contextmanager
def background(*words):
    process = subprocess.Popen(
        [OPTIONS.mprctl, "--server", server(), *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True, env=environment(), preexec_fn=harness.end_with_parent)
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()


def is_gone(process):
    try:
        state = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return True
    return state == "Z"


def state_of(client, interface):
    states = {each["name"]: each["state"] for each in client.result("MprAdminInterfaceEnum")["buffer"]}
    return states[interface]


def kill_ssh_during_call(client):
    """As soon as the near router dials branch2, where nobody answers, for somebody behind ssh who waits for the end."""
    harness.wait_until("the call has started", lambda: state_of(client, "branch2") == "connecting", PATIENCE)
    os.kill(SSHD.client_process(), signal.SIGKILL)


class Mprctl(unittest.TestCase):
    def setUp(self):
        WORLD.restart_near()

    def test_it_lists_and_connects_the_far_routers_interfaces(self):
        WORLD.wait_for_far_line()
        self.assertEqual(mprctl("interface", "list")[0], 0)
        self.assertIn("branch1", mprctl("interface", "list")[1])
        self.assertEqual(mprctl("interface", "connect", "branch1", "--wait")[0], 0)
        listed = json.loads(mprctl("interface", "list", "--json")[1])
        self.assertEqual({each["name"]: each["state"] for each in listed}["branch1"], "connected")
        harness.wait_until("no ssh is left", lambda: is_gone(SSHD.client_process()))

    def test_more_than_one_packet_and_one_message_gets_through(self):
        config = {"buffer": {"name": "wide", "phonebook": {"phoneNumber": "5" * 100}}}
        self.assertEqual(mprctl("call", "MprAdminInterfaceCreate", json.dumps(config))[0], 0)
        for number in range(300):
            with WORLD.near.client() as client:
                client.result("MprAdminInterfaceCreate", {"buffer": {"name": f"more{number}"}})
        status, output, _ = mprctl("interface", "list", "--json")
        self.assertEqual(status, 0)
        self.assertEqual(len(json.loads(output)), 303)

    def test_events_are_refused_with_87(self):
        handle = json.loads(mprctl("call", "MprAdminInterfaceGetHandle", '{"interfaceName": "branch1"}')[1])
        for method, params in (
                ("MprAdminInterfaceConnect", {"interface": handle["interface"], "event": True}),
                ("MprAdminRegisterConnectionNotification", {})):
            status, output, _ = mprctl("call", method, json.dumps(params))
            self.assertEqual((status, json.loads(output)["code"]), (1, 87), method)

    def test_a_change_of_the_far_router_is_watched(self):
        with background("watch") as watcher:
            self.assertIn("branch1", watcher.stdout.readline())
            self.assertIn("branch2", watcher.stdout.readline())
            with WORLD.near.client() as client:
                client.result("mprd.SetIdle", {"idleDisconnectSeconds": 77})
            self.assertIn("settings", watcher.stdout.readline())

    def assert_ends_with(self, process, words):
        _, complaint = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 1, complaint)
        self.assertIn(f"connection to mprd at {server()} lost: {words}", complaint)

    def test_the_far_daemon_is_killed(self):
        with background("watch") as watcher:
            watcher.stdout.readline()
            WORLD.near.process.kill()
            WORLD.near.stop()
            self.assert_ends_with(watcher, "`mprctl proxy` at the far end ended with status 1")
        status, _, complaint = mprctl("interface", "list")
        self.assertEqual(status, 1)
        self.assertIn(f"cannot reach mprd at {WORLD.near.socket}", complaint)  # said by the far end
        self.assertIn("ended with status 1", complaint)
        self.assertEqual(mprctl("config", "show")[0], 1)  # the files of this host are not meant

    def test_ssh_is_killed_while_a_call_waits(self):
        with background("interface", "connect", "branch2", "--wait") as caller:
            with WORLD.near.client() as client:
                kill_ssh_during_call(client)
                self.assert_ends_with(caller, "ssh was ended by signal 9")
                self.assertEqual(state_of(client, "branch2"), "connecting")  # who goes away does not cancel it

    def test_nothing_stays_behind_at_the_far_end(self):
        with background("watch") as watcher:
            watcher.stdout.readline()
            self.assertEqual(len(proxies()), 1)
            os.kill(SSHD.client_process(), signal.SIGKILL)
            watcher.communicate(timeout=PATIENCE)
        harness.wait_until("the proxy ended", lambda: not proxies(), PATIENCE)

    def test_a_host_that_is_not_there_and_a_wrong_user(self):
        for name in (server(port=PORT + 1), server(user="nobody-of-that-name")):
            status, output, complaint = mprctl("interface", "list", name=name)
            self.assertEqual((status, output), (1, ""))
            self.assertIn("ssh could not connect, was not let in", complaint)

    def test_a_changed_host_key_is_refused(self):
        known = SSHD.folder / "known_hosts"
        right = known.read_text()
        key = SSHD.make_key("other_key")
        try:
            known.write_text(f"[{ADDRESS}]:{PORT} {key}")
            status, _, complaint = mprctl("interface", "list")
        finally:
            known.write_text(right)
        self.assertEqual(status, 1)
        self.assertIn("HOST IDENTIFICATION HAS CHANGED", complaint)

    def test_names_that_are_no_names_never_get_to_ssh(self):
        for name in ("ssh://-oProxyCommand=touch", "ssh://a;b", "ssh://-l@b", "ssh://a b", "ssh://b:0"):
            status, _, complaint = mprctl("interface", "list", name=name, MPRD_SSH="/nonexistent/ssh")
            self.assertEqual(status, 2, name)
            self.assertIn(f'server name "{name}": expected', complaint)

    def test_what_ssh_is_told(self):
        fake = SSHD.folder / "fake"
        fake.write_text('#!/bin/sh\nprintf "%s\\n" "$@" >&2\nexit 127\n')
        fake.chmod(0o755)
        status, _, complaint = mprctl("interface", "list", name="ssh://me@[2001:db8::1]:22", MPRD_SSH=fake)
        self.assertEqual(status, 1)
        words = complaint.split("mprctl: ")[0].split("\n")[:-1]
        self.assertEqual(words[-5:-1], ["22", "--", "me@2001:db8::1", "mprctl"])
        self.assertIn("BatchMode=no", words)
        self.assertIn("there is no mprctl at the far end", complaint)
        status, _, complaint = mprctl("interface", "list", MPRD_SSH="/nonexistent/ssh")
        self.assertEqual(status, 1)
        self.assertIn("cannot run /nonexistent/ssh: No such file", complaint)

    def test_who_may_not_is_told_so(self):
        if outer_user() != 0:
            self.skipTest("because only root can let somebody else in")
        status, output, complaint = mprctl("interface", "list", name=server(user=STRANGER))
        self.assertEqual((status, output), (1, ""))
        self.assertIn("ERROR_ACCESS_DENIED (5)", complaint)


def proxies():
    """Process numbers of `mprctl proxy`, of our mprctl, that run (below sshd)."""
    found = []
    for path in pathlib.Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            words = (path / "cmdline").read_bytes().split(b"\0")
            same_net = os.readlink(path / "ns/net") == os.readlink("/proc/self/ns/net")
            if words[:2] == [b"mprctl", b"proxy"] and same_net:
                found.append(int(path.name))
    return found


class Proxy(unittest.TestCase):
    def setUp(self):
        WORLD.restart_near()

    def start(self, socket=None):
        process = subprocess.Popen(
            [OPTIONS.mprctl, "--socket", socket or WORLD.near.socket, "proxy"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=harness.end_with_parent)
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.kill)
        return process

    def test_bytes_go_both_ways_unchanged_and_nothing_else(self):
        # Spaces as they were, a message that is none, no final newline: all is mprd's to judge.
        output, complaint = self.start().communicate(
            b'{"jsonrpc":"2.0","id":"a","method":"mprd.GetVersion"}\nnonsense\n{"jsonrpc":"2.0",  "id":2,'
            b'"method":"MprAdminRegisterConnectionNotification"}\n' + b"x" * 3_000_000 + b"\n", timeout=PATIENCE)
        lines = [json.loads(line) for line in output.splitlines()]
        self.assertEqual([line.get("id") for line in lines], ["a", None, 2, None])
        self.assertEqual(lines[2]["result"]["code"], 87)
        self.assertEqual(complaint, b"")

    def test_its_status_tells_who_ended(self):
        process = self.start()
        process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 0)
        process = self.start()
        process.stdin.write(b'{"jsonrpc":"2.0","id":1,"method":"mprd.Watch"}\n')
        process.stdin.flush()
        process.stdout.readline()
        WORLD.near.process.kill()
        WORLD.near.stop()
        _, complaint = process.communicate(timeout=PATIENCE)
        self.assertEqual((process.returncode, complaint), (1, b"mprctl: mprd ended the connection\n"))
        process = self.start()
        _, complaint = process.communicate(timeout=PATIENCE)
        self.assertEqual(process.returncode, 1)
        self.assertIn(b"cannot reach mprd at", complaint)

    def test_it_ends_when_nobody_reads_any_more(self):
        process = self.start()
        process.stdin.write(b'{"jsonrpc":"2.0","id":1,"method":"mprd.Watch"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        self.assertEqual(process.wait(PATIENCE), 0)
        process.stdin.close()


class Library(unittest.TestCase):
    def test_a_program_for_mprapi_h(self):
        WORLD.restart_near()
        WORLD.wait_for_far_line()
        process = subprocess.Popen(
            [OPTIONS.program, server(), server(port=PORT + 1)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            text=True, env=environment(), preexec_fn=harness.end_with_parent)
        try:
            for wish in process.stdout:
                self.fulfil(wish.strip())
                process.stdin.write("done\n")
                process.stdin.flush()
            self.assertEqual(process.wait(PATIENCE), 0)
        finally:
            process.kill()
            process.stdin.close()
            process.stdout.close()
        self.killer.join()

    def kill_ssh_during_call(self):
        with WORLD.near.client() as client:
            kill_ssh_during_call(client)

    def fulfil(self, wish):
        if wish == "kill-ssh":
            os.kill(SSHD.client_process(), signal.SIGKILL)
        elif wish == "kill-ssh-later":
            # The program is told to go on, and calls.
            self.killer = threading.Thread(target=self.kill_ssh_during_call)
            self.killer.start()
        elif wish == "kill":
            WORLD.near.process.kill()
            WORLD.near.stop()
        elif wish == "start":
            WORLD.restart_near()
        else:
            raise ValueError(wish)


def main():
    global OPTIONS, WORLD, SSHD
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("--mprd", "--mprctl", "--relay", "--program"):
        parser.add_argument(name, required=True)
    parser.add_argument("-k", default="")
    OPTIONS = parser.parse_args()
    for name in ("ssh", "sshd", "ssh-keygen"):
        program(name)
    harness.enter_namespace()
    started = time.monotonic()
    loader = unittest.TestLoader()
    loader.testNamePatterns = [f"*{OPTIONS.k}*"]
    with harness.World(OPTIONS) as WORLD:
        with Sshd(WORLD.folder / "ssh", WORLD.near.socket, OPTIONS.mprctl) as SSHD:
            done = unittest.TextTestRunner(verbosity=2).run(loader.loadTestsFromModule(sys.modules["__main__"]))
            if not done.wasSuccessful():
                print((SSHD.folder / "sshd.log").read_text()[-3000:])
    print(f"{time.monotonic() - started:.1f} s")
    return 0 if done.wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
