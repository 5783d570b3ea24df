#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprctl.exe and programs for mprapi.dll against mprd.exe, over the named pipe."""

import argparse
import json
import os
import subprocess
import unittest

import lab

FILES = {
    "mprd.json": {"devices": [{"name": "line0", "kind": "serial", "options": {"path": "COM21"}, "role": "out"}]},
    "interfaces.d/office.json": {"name": "office", "devices": [{"type": "SERIAL", "name": "line0"}],
                                 "routes": [{"destination": "10.78.0.0/24"}]},
    "secrets.json": {"interfaces": {"office": {"userName": "head", "password": "correct horse"}}},
}


class Control(unittest.TestCase):
    def setUp(self):
        self.line = lab.NullModem(21)
        self.addCleanup(self.line.close)
        self.folder = self.enterContext(lab.Folder())
        self.router = lab.Router(ARGUMENTS.mprd, self.folder, "router", FILES, ARGUMENTS.wintun)
        self.addCleanup(self.router.stop)
        self.router.wait_for("MPRD_READY")

    def run_program(self, *words):
        return lab.run_program(self.router.pipe, *words)

    def mprctl(self, *words):
        return self.run_program(ARGUMENTS.mprctl, *words)

    def test_mprctl_looks_and_changes(self):
        status, text = self.mprctl("--json", "interface", "list")
        self.assertEqual(status, 0, text)
        self.assertIn("office", text)
        self.assertEqual(self.mprctl("service", "pause")[0], 0)
        self.router.wait_for("ServicePaused")
        status, text = self.mprctl("interface", "connect", "office")
        self.assertEqual(status, 1)
        self.assertIn("928", text)
        self.assertEqual(self.mprctl("service", "continue")[0], 0)
        self.assertEqual(self.mprctl("interface", "disable", "office")[0], 0)  # is stored, too
        self.assertFalse(json.loads((self.router.folder / "interfaces.d/office.json").read_text(encoding="utf-8"))["enabled"])
        status, text = self.mprctl("interface", "show", "none")
        self.assertEqual(status, 1)

    def test_a_line_is_probed_by_the_name_of_its_port(self):
        for path in ("com22", r"\\.\COM22"):
            status, text = self.mprctl("device", "probe", path)
            self.assertEqual(status, 0, text)
            self.assertIn("nothing", text)
        status, text = self.mprctl("device", "probe", "COM99")
        self.assertEqual(status, 1)
        self.assertIn("ERROR_DEVICE_NOT_READY (666)", text)

    def test_secrets_are_encrypted_when_they_are_written(self):
        request = json.dumps({"interfaceName": "office", "userName": "head", "password": "battery staple", "persist": True})
        status, text = self.mprctl("call", "MprAdminInterfaceSetCredentials", request)
        self.assertEqual(status, 0, text)
        raw = (self.router.folder / "secrets.json").read_bytes()
        self.assertTrue(raw.startswith(b"mprd secrets, encrypted"), raw[:40])
        self.assertNotIn(b"battery staple", raw)
        self.assertEqual(self.mprctl("service", "reload")[0], 0)  # and read again

    def test_a_backup_of_the_configuration_and_back(self):
        path = self.folder / "Sicherung дом.mprd"
        self.assertEqual(self.mprctl("config", "backup", lab.windows_path(path)), (0, self.mprctl_says_saved(path)))
        self.assertNotIn(b"correct horse", path.read_bytes())  # encrypted, as secrets.json is
        stored = self.router.folder / "interfaces.d/office.json"
        self.assertEqual(self.mprctl("interface", "delete", "office")[0], 0)
        self.assertFalse(stored.exists())
        status, text = self.mprctl("config", "restore", lab.windows_path(path))
        self.assertEqual(status, 0, text)
        self.assertTrue(stored.exists())

    @staticmethod
    def mprctl_says_saved(path):
        return f"stored configuration saved in {lab.windows_path(path)}, passwords included; keep it safe\n"

    def test_a_backup_needs_a_whole_path(self):
        for path in ("mprd.backup", "/mprd.backup", "C:mprd.backup"):
            status, text = self.mprctl("call", "MprConfigServerBackup", json.dumps({"path": path}))
            self.assertEqual(status, 1, text)
            self.assertEqual(json.loads(text[:text.index("mprctl:")])["code"], 87)
            self.assertIn(f'found "{path}"', text)
            self.assertIn("expected a path with its drive", text)

    def test_a_program_for_mprapi_finds_the_router(self):
        program = os.path.join(os.path.dirname(ARGUMENTS.mprctl), "example_list_interfaces.exe")
        status, text = self.run_program(program)
        self.assertEqual(status, 0, text)
        self.assertIn("office", text)

    def test_many_clients_come_and_go(self):
        env = dict(lab.wine_environment(), MPRD_SOCKET=self.router.pipe)
        clients = [subprocess.Popen(["wine", str(ARGUMENTS.mprctl), "--json", "interface", "list"], env=env, stdin=subprocess.DEVNULL,
                                    stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for _ in range(8)]
        for number, client in enumerate(clients):
            if number % 3 == 0:
                client.kill()  # in the middle of whatever it does
        for number, client in enumerate(clients):
            text = client.communicate(timeout=lab.PATIENCE)[0]
            if number % 3 != 0:
                self.assertIn(b"office", text)
        self.assertEqual(self.mprctl("interface", "list")[0], 0)

    def test_a_pipe_that_somebody_has_is_told(self):
        second = lab.Router(ARGUMENTS.mprd, self.folder, "second", FILES, ARGUMENTS.wintun, pipe=self.router.pipe)
        self.addCleanup(second.stop)
        second.process.wait(lab.PATIENCE)
        self.assertEqual(second.process.returncode, 1)
        self.assertIn("another mprd is running", second.log())

    def test_what_windows_lacks_is_said(self):
        self.router.stop()
        for kind, options, said in (
                ("pppoe", {}, "/options: expected a device of another kind: PPPoE needs a driver for packets of an Ethernet, which Windows does "
                              "not have; run mprd on Linux for it, or let a DSL router or Windows' own broadband connection make the call"),
                ("openvpn", {}, "/options: expected a device of another kind: OpenVPN for Windows gives packets to network adapters of its own "
                                "only, so mprd cannot carry them; use kind l2tp, run OpenVPN's own service beside mprd, or run mprd on Linux"),
                ("l2tp", {"dataPath": "kernel"}, '/options/dataPath: expected "auto" or "user" (Windows has no kernel data path)')):
            path = self.folder / f"{kind}.json"
            path.write_text(json.dumps({"devices": [{"name": "d", "kind": kind, "options": options}]}), encoding="utf-8")
            status, text = self.run_program(ARGUMENTS.mprd, "--config", lab.windows_path(path), "--check-config")
            self.assertEqual(status, 1, text)
            self.assertIn(said, text)

    def test_files_as_windows_editors_write_them(self):
        self.router.stop()
        for name, encode, status, said in (
                ("crlf", lambda text: text.replace("\n", "\r\n").encode(), 0, ": ok"),
                ("bom", lambda text: b"\xef\xbb\xbf" + text.encode(), 0, ": ok"),
                ("utf-16", lambda text: text.encode("utf-16"), 1, "UTF-8")):
            folder = self.folder / name
            folder.mkdir()
            (folder / "mprd.json").write_bytes(encode(json.dumps(FILES["mprd.json"], indent=2)))
            done = self.run_program(ARGUMENTS.mprd, "--config", lab.windows_path(folder / "mprd.json"), "--check-config")
            self.assertEqual(done[0], status, (name, done))
            self.assertIn(said, done[1], name)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["control_test", *rest])
