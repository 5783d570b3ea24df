#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd.msi: installed, the service and the commands are there; installed again, the configuration stays; removed, all but it is gone."""

import argparse
import pathlib
import shutil
import subprocess
import unittest

import lab

ENVIRONMENT = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"


def wine(*words):
    """(status, what it printed)."""
    done = subprocess.run(["wine", *map(str, words)], env=lab.wine_environment(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=120, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r", "")


class Installer(unittest.TestCase):
    def setUp(self):
        drive = pathlib.Path(lab.wine_environment()["WINEPREFIX"]) / "drive_c"
        self.folder, self.data = drive / "Program Files/mprd", drive / "ProgramData/mprd"
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)
        (self.data / "mprd.json").write_text("{}", encoding="utf-8")
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)
        self.addCleanup(self.msiexec, "/x")

    def msiexec(self, what):
        return wine("msiexec", what, lab.windows_path(ARGUMENTS.msi), "/qn")

    def tool(self, *words):
        return wine(ARGUMENTS.service_tool, *words)

    def has_path(self):
        return "Program Files\\mprd" in wine("reg", "query", ENVIRONMENT, "/v", "Path")[1]

    def test_its_life(self):
        for _ in range(2):  # the second time is an upgrade to the same version
            self.assertEqual(self.msiexec("/i")[0], 0)
            for name in ("mprd.exe", "mprctl.exe", "windows.md", "LICENSE.txt"):
                self.assertTrue((self.folder / name).exists(), name)
            licences = (self.folder / "LIBRARIES.txt").read_text(encoding="utf-8")
            for library, text in (("libgcrypt", "GNU LESSER GENERAL PUBLIC LICENSE"), ("mimalloc", "Permission is hereby granted")):
                self.assertIn(text, licences.split(f"======== {library}", 1)[1], library)
            self.assertIn(r'Program Files\mprd\mprd.exe" --service', self.tool("description")[1])
            self.assertTrue(self.has_path())
            self.assertTrue((self.data / "mprd.json").exists())
        self.assertEqual(self.tool("start")[0], 0)
        self.assertEqual(self.tool("wait", "running")[0], 0)
        self.assertEqual(self.msiexec("/x")[0], 0)
        self.assertIn("error 1060", self.tool("state")[1])
        self.assertFalse((self.folder / "mprd.exe").exists())
        self.assertFalse(self.has_path())
        self.assertTrue((self.data / "mprd.json").exists())


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["installer_test", *rest])
