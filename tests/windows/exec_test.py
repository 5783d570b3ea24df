#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd.exe with a program as its line (kind exec): a real PPP call to another mprd.exe, and what cannot be."""

import argparse
import pathlib
import subprocess
import unittest

import lab

OFFICE = {
    "mprd.json": {"devices": [{"name": "line0", "kind": "serial", "options": {"path": "COM23"}, "role": "in"}],
                  "answering": {"require": ["mschapv2"], "localAddress": "10.78.0.1", "pools": ["10.78.0.10-10.78.0.13"]},
                  "users": [{"name": "head"}]},
    "interfaces.d/head.json": {"name": "head", "devices": [], "routes": [{"destination": "10.79.0.0/24"}], "dialOnDemand": False},
    "secrets.json": {"users": {"head": "correct horse"}},
}


def branch(command, **options):
    return {
        "mprd.json": {"devices": [{"name": "program", "kind": "exec", "options": {"command": command, **options}, "role": "out"}]},
        "interfaces.d/office.json": {"name": "office", "devices": [{"type": "GENERIC", "name": "program"}],
                                     "routes": [{"destination": "10.78.0.0/24"}], "idleDisconnectSeconds": 2},
        "secrets.json": {"interfaces": {"office": {"userName": "head", "password": "correct horse"}}},
    }


class Exec(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(lab.Folder())

    def host(self):
        host = lab.Host()
        self.addCleanup(host.close)
        return host

    def test_a_packet_starts_a_program_and_is_answered(self):
        line = lab.SocketLine(23)
        self.addCleanup(line.close)
        branch_host, office_host = self.host(), self.host()
        program = lab.windows_path(pathlib.Path(ARGUMENTS.mprd).resolve().parent / "tcp_line")
        caller = lab.start_router(self, ARGUMENTS, "branch", branch([program, str(line.port)]), {"office": branch_host})
        answerer = lab.start_router(self, ARGUMENTS, "office", OFFICE, {"head": office_host})

        branch_host.send(lab.echo("10.79.0.5", "10.78.0.1", 1))

        kind, number, source, destination = lab.echo_parts(office_host.receive())
        self.assertEqual((kind, number, destination), (8, 1, "10.78.0.1"))
        office_host.send(lab.echo(destination, source, number, kind=0))
        self.assertEqual(lab.echo_parts(branch_host.receive())[:2], (0, 1))
        caller.wait_for("ERROR_IDLE_DISCONNECTED")
        caller.wait_for("tcp_line: end of input")  # asked, not killed
        for router in (caller, answerer):
            self.assertNotIn("correct horse", router.log())
            self.assertEqual(router.stop(), 0)

    def test_the_program_does_not_outlive_mprd(self):
        line = lab.SocketLine(23)
        self.addCleanup(line.close)
        host = self.host()
        program = str(pathlib.Path(ARGUMENTS.mprd).resolve().parent / "tcp_line.exe")
        caller = lab.start_router(self, ARGUMENTS, "branch", branch([program, str(line.port)]), {"office": host})
        host.send(lab.echo("10.79.0.5", "10.78.0.1", 1))
        line.wait_for_connection()
        caller.process.kill()
        line.wait_for_end()

    def test_a_program_that_is_missing_is_told(self):
        caller = lab.start_router(self, ARGUMENTS, "branch", branch(["no-such-program"]), {})
        caller.wait_for("program: disconnected -> nonOperational, ERROR_DEVICE_NOT_READY (666)")

    def test_what_windows_cannot_do_is_refused_with_what_to_write(self):
        for number, (options, text) in enumerate((
            ({"io": "terminal"}, 'leave it out, or write "socket"'),
            ({"limits": {"openFiles": 64}}, "this system cannot limit the files of a program: leave it out"),
            ({"workingDirectory": "temp"}, 'expected a path from the root such as "C:\\\\"'),
        )):
            with self.subTest(text):
                folder = self.folder / str(number)
                lab.write_files(folder, branch(["ssh"], **options))
                checked = subprocess.run(
                    ["wine", ARGUMENTS.mprd, "--config", lab.windows_path(folder / "mprd.json"), "--check-config"],
                    stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=lab.wine_environment())
                self.assertEqual(checked.returncode, 1)
                self.assertIn(text, checked.stdout)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["exec_test", *rest])
