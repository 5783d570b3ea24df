#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Auto-static updates from FRR's ripd: two mprd on a null modem, zebra and ripd beside the answering one.

    rip_test.py --mprd FILE --relay FILE

Status 0 all well, 1 faults, 77 `skipped: because ...`.
"""
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "api"))

import harness  # noqa: E402  (its folder is known only now)

FRR = pathlib.Path("/usr/lib/frr")
VTYSH = "/usr/bin/vtysh"  # only it can configure FRR 8 and FRR 10 alike
# Since FRR 10 mgmtd holds the configuration.
DAEMONS = [name for name in ("zebra", "mgmtd", "ripd") if name != "mgmtd" or (FRR / name).is_file()]
INTERFACE = "head"  # of the answering mprd, towards the caller
ANNOUNCED = {"10.99.0.0/16", "10.98.7.0/24", "192.0.2.128/25"}
KEY = "s3cret"
# Updates every 5 s: so the wrong key is told as such, and not as silence.
ROUTER = """router rip
 version 2
 timers basic 5 180 120
 network {interface}
{routes}
!
"""
AUTHENTICATION = {
    "none": "",
    "password": "interface {interface}\n ip rip authentication mode text\n ip rip authentication string {key}\n!\n",
    "keyedMd5": "key chain mprd\n key 7\n  key-string {key}\n!\n"
    "interface {interface}\n ip rip authentication mode md5 auth-length rfc\n"
    " ip rip authentication key-chain mprd\n!\n",
    "keyedMd5, old length": "interface {interface}\n ip rip authentication mode md5 auth-length old-ripd\n"
    " ip rip authentication string {key}\n!\n",
}


class Ripd:
    """The daemons of FRR in the network namespace of a process."""

    def __init__(self, folder, beside):
        self.folder = folder
        self.beside_it = ["nsenter", f"--net=/proc/{beside}/ns/net"]
        self.running = []

    def start(self, authentication):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        routes = "\n".join(f" route {block}" for block in sorted(ANNOUNCED))
        text = AUTHENTICATION[authentication].format(interface=INTERFACE, key=KEY)
        configuration = self.folder / "frr.conf"
        configuration.write_text(text + ROUTER.format(interface=INTERFACE, routes=routes))
        for name in DAEMONS:
            self.start_one(name)
        subprocess.run([*self.beside_it, VTYSH, "--vty_socket", self.folder, "-f", configuration], check=True)

    def start_one(self, name):
        folder = self.folder
        log = open(folder / f"{name}.log", "wb")
        self.running.append(subprocess.Popen(
            [
                *self.beside_it, FRR / name, "-i", folder / f"{name}.pid", "-z", folder / "zserv", "--vty_socket", folder,
                "-P", "0", "-u", "root", "-g", "root", "--log", "stdout", "--log-level", "debugging",
            ],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, preexec_fn=harness.end_with_parent,
        ))
        log.close()
        harness.wait_until(f"{name} listens", lambda: self.is_there(name), 10)

    def is_there(self, name):
        if self.running[-1].poll() is not None:
            raise RuntimeError(f"{name} ended:\n{(self.folder / f'{name}.log').read_text(errors='replace')}")
        return (self.folder / f"{name}.vty").exists()

    def stop(self):
        for process in reversed(self.running):
            process.terminate()
            process.wait(10)
        self.running = []


def join_vty_group(folder):
    """FRR wants whom it runs as in group frrvty: so for root, in an /etc/group of this mount namespace only."""
    lines = pathlib.Path("/etc/group").read_text().splitlines()
    if not any(line.startswith("frrvty:") for line in lines):
        harness.skip("there is no group frrvty (package frr)")
    members = [line + (",root" if not line.endswith(":") else "root") if line.startswith("frrvty:") else line for line in lines]
    private = folder / "group"
    private.write_text("\n".join(members) + "\n")
    mounted = subprocess.run(["mount", "--bind", private, "/etc/group"], capture_output=True, text=True, check=False)
    if mounted.returncode != 0:
        harness.skip(f"/etc/group cannot be replaced for FRR ({mounted.stderr.strip()})")


class Case:
    """One update: what the neighbour demands, what we have, and the code that comes out."""

    def __init__(self, demanded, ours, key, code, key_id=1):
        self.demanded, self.ours, self.key, self.code, self.key_id = demanded, ours, key, code, key_id

    def __str__(self):
        return f"neighbour {self.demanded}, we {self.ours} with {'the' if self.key == KEY else 'another'} key"


CASES = (
    Case("none", "none", "", 0),
    Case("password", "password", KEY, 0),
    Case("password", "password", "wrong", 691),
    Case("password", "none", "", 691),
    Case("keyedMd5", "keyedMd5", KEY, 0, key_id=7),
    Case("keyedMd5", "keyedMd5", "wrong", 691, key_id=7),
    Case("keyedMd5", "keyedMd5", KEY, 691, key_id=8),
    Case("keyedMd5", "password", KEY, 691),
    Case("keyedMd5, old length", "keyedMd5", KEY, 0),
    Case("none", "keyedMd5", KEY, 691),
    Case("none", "password", "", 909),
)


def learned(client, handle):
    routes = client.result("mprd.RouteList", {"interface": handle})["routes"]
    return {route["destination"] for route in routes if route["origin"] == "autoStatic"}


def forget_learned(client, handle):
    for block in learned(client, handle):
        done = client.result("mprd.RouteDelete", {"interface": handle, "destination": block})
        assert done["code"] == 0, done


def kernel_routes():
    shown = subprocess.run(["ip", "-4", "route", "show", "dev", "branch1"], capture_output=True, text=True, check=True)
    return {line.split()[0] for line in shown.stdout.splitlines()}


def run(case, client, handle):
    """What was wrong, or nothing."""
    rip = {"authentication": case.ours, "keyId": case.key_id}
    for method, params in (("mprd.InterfaceSet", {"buffer": {"rip": rip}}), ("mprd.RipKeySet", {"key": case.key})):
        done = client.result(method, {"interface": handle, **params})
        assert done["code"] == 0, (method, done)
    before = learned(client, handle)
    code = client.result("MprAdminInterfaceUpdateRoutes", {"interface": handle, "persist": False})["code"]
    after = learned(client, handle)
    wanted = ANNOUNCED if case.code == 0 else before
    if code != case.code:
        return f"code {code}, expected {case.code}"
    if after != wanted or not wanted <= kernel_routes():
        return f"routes {sorted(after)}, in the kernel {sorted(kernel_routes())}, expected {sorted(wanted)}"
    return ""


def run_all(world, ripd):
    faults = 0
    with world.near.client(timeout=60.0) as client:
        handle = client.result("MprAdminInterfaceGetHandle", {"interfaceName": "branch1"})["interface"]
        assert client.result("MprAdminInterfaceConnect", {"interface": handle, "synchronous": True})["code"] == 0
        demanded = None
        for case in CASES:
            if case.demanded != demanded:
                demanded = case.demanded
                ripd.start(demanded)
            if case.code == 0:
                forget_learned(client, handle)
            fault = run(case, client, handle)
            faults += bool(fault)
            print(f"{'FAIL' if fault else 'ok  '} {case}: {case.code}{': ' if fault else ''}{fault}", flush=True)
            if fault:
                print((ripd.folder / "ripd.log").read_text(errors="replace")[-2000:])
    return faults


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    missing = [name for name in DAEMONS if not (FRR / name).is_file()]
    if missing:
        harness.skip(f"{' and '.join(missing)} of FRR are not there (package frr)")
    harness.enter_namespace()
    with harness.World(options) as world:
        join_vty_group(world.folder)
        ripd = Ripd(world.folder / "frr", world.far.process.pid)
        try:
            faults = run_all(world, ripd)
        finally:
            ripd.stop()
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
