#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Administration DLLs of a real mprd that real callers call: two daemons on a null modem.

    admin_dll_test.py --mprd FILE --relay FILE

The objects are beside mprd. Status 0 all well, 1 faults, 77 `skipped: because ...`.
"""
import os
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "api"))

import harness  # noqa: E402  (its folder is known only now)

PASSWORD = "s3cret"
USERS = (
    "ann", "guest", "warehouse", "crash", "leave", "hang", "address-crash", "lineless", "no-ipv4", "no-ipv6",
)
REFUSED = 649  # ERROR_NO_DIALIN_PERMISSION
TIMEOUT = 2
TERMINATED = 10  # two Terminate-Requests, 3 s apart, may have to go unanswered
NET_PROTOCOLS = {"ipv4": 4, "ipv6": 8}  # dwfNetProtocols


def require(condition, what):
    if not condition:
        raise AssertionError(what)


class Lab:
    """The answering router with one of the objects, and the caller."""

    def __init__(self, world, objects):
        self.world = world
        self.objects = objects
        self.watch = None
        self.told_before = []
        self.families = ()

    def answer_with(self, name, families=("ipv4",)):
        """The far router anew, with this object; and a caller who wants these families."""
        self.told_before = []
        self.close()
        world = self.world
        world.near.stop()
        world.far.stop()
        router = world.far_router()
        router["users"] = [{"name": user} for user in USERS]
        router["adminDll"] = {"path": str(self.objects / name), "timeoutSeconds": TIMEOUT}
        world.far.configure(router, [], {"users": dict.fromkeys(USERS, PASSWORD)})
        world.far.start()
        self.families = families
        wanted = {"phonebook": {"netProtocols": sum(NET_PROTOCOLS[family] for family in families)}}
        world.restart_near(interfaces=[{**interface, **wanted} for interface in harness.NEAR_INTERFACES])
        self.watch = world.far.client()
        self.watch.result("mprd.Watch")

    def close(self):
        if self.watch is not None:
            self.watch.close()
            self.watch = None

    def log(self):
        return (self.world.far.folder / "log").read_text(errors="replace")

    def await_log(self, text):
        harness.wait_until(f"the log has {text!r}", lambda: text in self.log())

    def call(self, user):
        """Calls as `user`; what the far router says of it: the connection, or the refusal."""
        with self.world.near.client() as near:
            branch = {"interface": near.result("MprAdminInterfaceGetHandle", {"interfaceName": "branch1"})["interface"]}
            named = {"interfaceName": "branch1", "userName": user, "password": PASSWORD}
            require(near.result("MprAdminInterfaceSetCredentials", named)["code"] == 0, "no credentials")
            self.watch.notifications.clear()
            code = near.result("MprAdminInterfaceConnect", branch)["code"]
            told = self.watch.wait_for_notification(
                lambda message: message["params"]["event"] in ("CallRefused", "ConnectionUp"), TIMEOUT + 8
            )["params"]
            told["near"] = code
            return told

    def hang_up(self):
        with self.world.near.client() as near:
            branch = {"interface": near.result("MprAdminInterfaceGetHandle", {"interfaceName": "branch1"})["interface"]}
            near.result("MprAdminInterfaceDisconnect", branch)
        self.world.wait_for_far_line(TERMINATED)

    def require_accepted(self, user):
        told = self.call(user)
        require(told["event"] == "ConnectionUp" and told["userName"] == user, told)
        with self.world.far.client() as far:
            def shown():
                return far.result("MprAdminConnectionEnum", {"level": 1})["buffer"][0]

            harness.wait_until("all addresses", lambda: all(shown()["ppp"][family] for family in self.families))
            connection = shown()
        self.hang_up()
        return connection

    def require_refused(self, user, text):
        told = self.call(user)
        require(told["event"] == "CallRefused" and told["code"] == REFUSED, told)
        require(text in told["detail"], told)
        with self.world.far.client() as far:
            require(far.result("MprAdminConnectionEnum")["entriesRead"] == 0, "a connection is there")
        self.hang_up()

    def told(self):
        """What admin_dll/telling.c has told so far."""
        return [line.removeprefix("telling: ") for line in self.log().splitlines() if line.startswith("telling: ")]

    def require_told(self, *calls):
        """These calls, in this order, are what it told since the last time."""
        wanted = self.told_before + list(calls)
        harness.wait_until(f"{len(calls)} calls", lambda: len(self.told()) >= len(wanted))
        require(self.told() == wanted, (self.told()[len(self.told_before):], calls))
        self.told_before = wanted

    def require_no_start(self, name, text, is_known_before=True):
        """Neither --check-config nor the start takes the object, and both say why."""
        self.close()
        self.world.near.stop()
        self.world.far.stop()
        router = self.world.far_router()
        router["adminDll"] = {"path": str(self.objects / name)}
        self.world.far.configure(router, [], {})
        command = [self.world.far.command[-1], "--config", str(self.world.far.folder / "mprd.json")]
        checked = subprocess.run([*command, "--check-config"], capture_output=True, text=True, check=False)
        require((checked.returncode != 0) == is_known_before, checked)
        require((text in checked.stdout) == is_known_before, checked)
        places = ["--state-dir", str(self.world.far.folder / "state"), "--socket", str(self.world.far.socket)]
        started = subprocess.run(
            [*command, *places], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=20
        )
        require(started.returncode == 1 and text in started.stderr, started)


def host_of(process):
    """The processes around objects that this daemon has started."""
    children = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [int(child) for child in children]


def policy(lab, name):
    lab.answer_with(name)
    connection = lab.require_accepted("ann")
    require(connection["pppInfo"]["ip"]["remoteAddress"] == "10.78.0.10", connection)
    lab.await_log("caller_policy: gone ann")
    require("caller_policy: line line0" in lab.log(), lab.log())
    lab.require_refused("guest", "refused the call")
    require("caller_policy: gone guest" not in lab.log(), lab.log())
    connection = lab.require_accepted("warehouse")
    require(connection["pppInfo"]["ip"]["remoteAddress"] == "10.78.0.99", connection)
    lab.await_log("caller_policy: released the address of warehouse")
    lab.close()
    require(lab.world.far.stop() == 0, "the far router did not end well")
    require("caller_policy: over" in lab.log(), lab.log())


def every_call(lab, form):
    lab.answer_with(f"admin_dll_telling_{form}.so", ("ipv4", "ipv6"))
    connection = lab.require_accepted("ann")
    require(connection["pppInfo"]["ip"]["remoteAddress"] == "10.78.0.44", connection)
    require(connection["ppp"]["ipv6"]["remoteAddress"] == "fe80::200:0:0:42", connection)
    lab.require_told(
        "address ann", "ipv6 ann", "accept ann", "line line0", "line gone line0", "gone ann",
        "released ann 44", "released ipv6 ann 66",
    )
    lab.require_refused("guest", "refused the call")
    lab.require_told("address guest", "ipv6 guest", "accept guest", "released guest 44", "released ipv6 guest 66")
    lab.require_refused("lineless", "refused the call")
    lab.require_told(
        "address lineless", "ipv6 lineless", "accept lineless", "line line0", "gone lineless",
        "released lineless 44", "released ipv6 lineless 66",
    )
    lab.require_refused("no-ipv4", "refused the call")
    lab.require_told("address no-ipv4")
    lab.require_refused("no-ipv6", "refused the call")
    lab.require_told("address no-ipv6", "ipv6 no-ipv6", "released no-ipv6 44")
    lab.close()
    require(lab.world.far.stop() == 0, "the far router did not end well")
    lab.require_told("over")


def faults(lab):
    lab.answer_with("admin_dll_faulty.so")
    daemon = lab.world.far.process
    for user, text in (
        ("crash", "signal 11"), ("leave", "status 3"), ("hang", f"within {TIMEOUT} s"), ("address-crash", "signal 6")
    ):
        before = host_of(daemon)
        require(len(before) == 1, before)
        lab.require_refused(user, text)
        lab.require_accepted("ann")
        after = host_of(daemon)
        require(len(after) == 1 and after != before, (before, after))
        require(daemon.poll() is None, "the router has ended")
    require(lab.log().count("MPRD_ADMIN_DLL_FAILED") == 4, lab.log())


def rights(lab):
    lab.answer_with("caller_policy.so")
    (host,) = host_of(lab.world.far.process)
    status = dict(
        line.split(":\t", 1) for line in pathlib.Path(f"/proc/{host}/status").read_text().splitlines() if ":\t" in line
    )
    require(int(status["CapEff"], 16) == 0 and int(status["CapPrm"], 16) == 0, status)
    require(status["NoNewPrivs"].strip() == "1", status)
    lab.close()
    lab.world.far.process.kill()
    lab.world.far.process.wait()
    lab.world.far.process = None
    harness.wait_until("the object's process ends with the daemon", lambda: not os.path.exists(f"/proc/{host}"))


def not_usable(lab):
    lab.require_no_start(
        "admin_dll_incomplete.so",
        "it lacks MprAdminTerminateDll; MprAdminLinkHangupNotification; MprAdminAcceptReauthenticationEx or "
        "MprAdminAcceptReauthentication; MprAdminAcceptNewConnection and MprAdminConnectionHangupNotification",
    )
    lab.require_no_start("admin_dll_unwilling.so", "failed with code 5", is_known_before=False)
    lab.require_no_start("admin_dll_unwilling_plain.so", "failed with code 5", is_known_before=False)
    lab.require_no_start("no-such.so", "cannot be loaded")


def main():
    options = harness.arguments(__doc__.splitlines()[0])
    harness.enter_namespace()
    cases = {
        "policy": lambda lab: policy(lab, "caller_policy.so"),
        "policy, wide characters": lambda lab: policy(lab, "caller_policy_wchar32.so"),
        "every call, plain form": lambda lab: every_call(lab, 1),
        "every call, form 2": lambda lab: every_call(lab, 2),
        "every call, form 3": lambda lab: every_call(lab, 3),
        "every call, form Ex": lambda lab: every_call(lab, 4),
        "crash and hang": faults,
        "rights": rights,
        "not usable": not_usable,
    }
    failed = 0
    with harness.World(options) as world:
        lab = Lab(world, pathlib.Path(options.mprd).resolve().parent)
        for name, case in cases.items():
            try:
                case(lab)
                print(f"ok   {name}", flush=True)
            except (AssertionError, TimeoutError, RuntimeError, OSError) as error:
                failed += 1
                print(f"FAIL {name}: {error!r}\n{lab.log()[-3000:]}", flush=True)
        lab.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
