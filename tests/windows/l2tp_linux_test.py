#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprd.exe and mprd for Linux call each other through L2TP; the Linux kernel answers the packets."""

import argparse
import pathlib
import unittest

import l2tp_routers
import lab
import linux_router


class Mixed(unittest.TestCase):
    def setUp(self):
        self.folder = self.enterContext(lab.Folder())
        self.host = lab.Host()
        self.addCleanup(self.host.close)

    def start_linux(self, files, **more):
        router = linux_router.LinuxRouter(ARGUMENTS.linux_bin / "mprd", self.folder / "linux", files, **more)
        self.addCleanup(router.stop)
        lab.wait_for_text(router.log, "MPRD_READY")
        return router

    def start_windows(self, files, interface):
        router = lab.Router(ARGUMENTS.mprd, self.folder, "windows", files, ARGUMENTS.wintun, {interface: self.host})
        self.addCleanup(router.stop)
        router.wait_for("MPRD_READY")
        return router

    def ping(self, source, destination):
        """Each echo request is answered."""
        for number, size in enumerate((64, 64, 1400, 1400), 1):
            self.host.send(lab.echo(source, destination, number, size=size))
            self.assertEqual(lab.echo_parts(self.host.receive()), (0, number, destination, source))

    def test_windows_calls_linux(self):
        linux = self.start_linux(l2tp_routers.office("127.0.0.1", linux_router.LINUX_PORT))
        branch = self.start_windows(l2tp_routers.branch(f"127.0.0.1:{linux.port}"), "office")

        self.ping("10.79.0.5", "10.78.0.1")
        branch.wait_for("ERROR_IDLE_DISCONNECTED")

        self.assertEqual(branch.stop(), 0)
        self.assertEqual(linux.stop(), 0)

    def test_linux_calls_windows(self):
        port = l2tp_routers.free_port("127.0.0.1")
        office = self.start_windows(l2tp_routers.office("127.0.0.1", port), "head")
        linux = self.start_linux(l2tp_routers.branch(f"127.0.0.1:{linux_router.CABLE_PORT}", port=linux_router.LINUX_PORT), windows_port=port)
        status, text = linux.command(ARGUMENTS.linux_bin / "mprctl", "--wait", "interface", "connect", "office")
        self.assertEqual(status, 0, text + office.log())

        self.ping("10.78.0.1", "10.78.0.10")

        self.assertEqual(linux.stop(), 0)
        office.wait_for("ERROR_REMOTE_DISCONNECTION")
        self.assertEqual(office.stop(), 0)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for name in ("mprd", "mprctl", "wintun", "service-tool", "msi"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--linux-bin", required=True, type=pathlib.Path)
    ARGUMENTS, rest = parser.parse_known_args()
    if not (ARGUMENTS.linux_bin / "mprd").exists() or not (ARGUMENTS.linux_bin / "mprctl").exists():
        linux_router.skip(f"there is no mprd for Linux in {ARGUMENTS.linux_bin} (cmake --preset dev && cmake --build --preset dev)")
    linux_router.private_network()
    unittest.main(argv=["l2tp_linux_test", *rest])
