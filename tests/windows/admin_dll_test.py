#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Administration DLLs of an mprd.exe that another one calls over joined COM ports."""

import argparse
import pathlib
import subprocess
import unittest

import lab

USERS = ("ann", "guest", "warehouse", "crash", "leave")


def branch(user):
    return {
        "mprd.json": {"devices": [{"name": "line0", "kind": "serial", "options": {"path": "COM24"}, "role": "out"}]},
        "interfaces.d/office.json": {"name": "office", "devices": [{"type": "SERIAL", "name": "line0"}],
                                     "routes": [{"destination": "10.78.0.0/24"}], "idleDisconnectSeconds": 1},
        "secrets.json": {"interfaces": {"office": {"userName": user, "password": "correct horse"}}},
    }


def office(path):
    return {
        "mprd.json": {"devices": [{"name": "line0", "kind": "serial", "options": {"path": "COM25"}, "role": "in"}],
                      "answering": {"require": ["mschapv2"], "localAddress": "10.78.0.1", "pools": ["10.78.0.10-10.78.0.13"]},
                      "users": [{"name": user} for user in USERS], "adminDll": {"path": path, "timeoutSeconds": 5}},
        "secrets.json": {"users": dict.fromkeys(USERS, "correct horse")},
    }


class AdminDll(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(lab.Folder())

    def object(self, name):
        return lab.windows_path(pathlib.Path(ARGUMENTS.mprd).resolve().parent / f"{name}.dll")

    def answer_with(self, name):
        line = lab.NullModem(24)
        self.addCleanup(line.close)
        return lab.start_router(self, ARGUMENTS, "office", office(self.object(name)))

    def call(self, user, name=None):
        """A router that has tried a call as `user`, or made it; it hangs up by itself."""
        host = lab.Host()
        self.addCleanup(host.close)
        caller = lab.start_router(self, ARGUMENTS, name or user, branch(user), {"office": host})
        host.send(lab.echo("10.79.0.5", "10.78.0.1", 1))
        return caller

    def refused_call(self, user, router, *said):
        """A call that is over, and off the line: `router` has said why."""
        caller = self.call(user)
        for text in said:
            router.wait_for(text)
        # Wine does not keep a port for one program. Of two that read COM24, the one that comes second to an octet is told that
        # the carrier is gone (679), and what it has begun ends at the office as 721.
        self.assertEqual(caller.stop(), 0)

    def check(self, path):
        folder = self.folder / "checked"
        lab.write_files(folder, office(path))
        checked = subprocess.run(
            ["wine", ARGUMENTS.mprd, "--config", lab.windows_path(folder / "mprd.json"), "--check-config"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, env=lab.wine_environment())
        self.assertEqual(checked.returncode, 1)
        return checked.stdout

    def test_a_policy_refuses_one_and_gives_another_an_address(self):
        router = self.answer_with("caller_policy")
        router.wait_for("caller_policy: ready")
        self.refused_call("guest", router, "caller_policy: refused guest", "ERROR_NO_DIALIN_PERMISSION")
        caller = self.call("warehouse")
        router.wait_for("caller_policy: accepted warehouse")
        router.wait_for("caller_policy: released the address of warehouse")
        self.assertTrue(any("add_address 10.78.0.99/32" in line for line in caller.network()), caller.network())
        self.assertNotIn("caller_policy: gone guest", router.log())
        self.assertEqual(router.stop(), 0)
        self.assertIn("caller_policy: over", router.log())

    def test_every_form_of_the_functions_is_called(self):
        line = lab.NullModem(24)
        self.addCleanup(line.close)
        for form in (1, 2, 3, 4):
            with self.subTest(form=form):
                router = lab.start_router(self, ARGUMENTS, f"office{form}", office(self.object(f"admin_dll_telling_{form}")))
                caller = self.call("ann", f"ann{form}")
                router.wait_for("telling: released ipv6 ann 66")
                caller.stop()
                self.assertEqual(router.stop(), 0)
                told = [text.removeprefix("telling: ") for text in router.log().splitlines() if text.startswith("telling: ")]
                self.assertEqual(told, ["address ann", "ipv6 ann", "accept ann", "line line0", "line gone line0", "gone ann",
                                        "released ann 44", "released ipv6 ann 66", "over"])

    def test_a_crash_is_a_refusal_and_the_next_call_finds_a_new_process(self):
        router = self.answer_with("admin_dll_faulty")
        self.refused_call("crash", router, "exception 0xc0000005")
        self.refused_call("leave", router, "ended with status 3")
        self.call("ann")
        router.wait_for("ConnectionUp")
        self.assertEqual(router.stop(), 0)

    def test_an_object_that_cannot_be_used_is_told(self):
        self.assertIn("it lacks MprAdminTerminateDll; ", self.check(self.object("admin_dll_incomplete")))
        self.assertIn("it cannot be loaded: ", self.check(self.object("no-such")))
        self.assertIn("an absolute path such as ", self.check("policy.dll"))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["admin_dll_test", *rest])
