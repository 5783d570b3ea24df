#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd.exe under the service control manager: installed, started, paused, continued, reloaded, stopped, removed."""

import argparse
import json
import pathlib
import shutil
import subprocess
import unittest

import lab

NO_SERVICE = "error 1060"


def wine(*words):
    """(status, what it printed)."""
    done = subprocess.run(["wine", *map(str, words)], env=lab.wine_environment(), stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace").replace("\r", "")


class Service(unittest.TestCase):
    def setUp(self):
        self.data = pathlib.Path(lab.wine_environment()["WINEPREFIX"]) / "drive_c/ProgramData/mprd"
        shutil.rmtree(self.data, ignore_errors=True)
        self.data.mkdir(parents=True)
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)
        self.addCleanup(wine, ARGUMENTS.mprd, "remove")

    def configure(self, config):
        (self.data / "mprd.json").write_text(json.dumps(config), encoding="utf-8")

    def tool(self, *words):
        return wine(ARGUMENTS.service_tool, *words)

    def control(self, command, state):
        self.assertEqual(self.tool(command)[0], 0, command)
        self.assertEqual(self.tool("wait", state), (0, state + "\n"))

    def test_its_life(self):
        self.configure({})
        self.assertIn(NO_SERVICE, self.tool("state")[1])
        for _ in range(2):  # a second time changes what is there
            self.assertEqual(wine(ARGUMENTS.mprd, "install"), (0, ""))
        description = self.tool("description")[1]
        self.assertIn("dial-up and tunnel links", description)
        self.assertIn('mprd.exe" --service', description)
        self.assertIn("start 2", description)  # SERVICE_AUTO_START
        self.control("start", "running")
        self.control("pause", "paused")
        self.assertEqual(self.tool("paramchange")[0], 0)
        self.control("continue", "running")
        # One for each state folder: the second ends at once and says why.
        status, text = wine(ARGUMENTS.mprd)
        self.assertEqual(status, 1)
        self.assertIn("another mprd", text)
        self.control("stop", "stopped")
        self.control("start", "running")
        self.assertEqual(wine(ARGUMENTS.mprd, "remove"), (0, ""))
        self.assertIn(NO_SERVICE, self.tool("state")[1])
        self.assertEqual(wine(ARGUMENTS.mprd, "remove"), (0, ""))  # what is not there need not be removed
        self.assertTrue((self.data / "mprd.json").exists())

    def test_a_configuration_that_is_wrong_stops_it(self):
        self.configure({"devices": 3})
        self.assertEqual(wine(ARGUMENTS.mprd, "install")[0], 0)
        self.tool("start")
        self.assertEqual(self.tool("wait", "stopped"), (0, "stopped\n"))

    def test_commands_that_are_wrong(self):
        status, text = wine(ARGUMENTS.mprd, "uninstall")
        self.assertEqual(status, 2)
        self.assertIn('expected install, remove or options, found "uninstall"', text)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    ARGUMENTS, rest = parser.parse_known_args()
    unittest.main(argv=["service_test", *rest])
