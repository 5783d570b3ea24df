#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The kernel's data path: mprd in a User Mode Linux guest, whose kernel has PPP, against rp-pppoe's access concentrator,
xl2tpd, and pppd on a null modem and behind an emulated modem, in another network namespace of the same guest.

    kernel_pump_test.py ethernet|null-modem|modem|tunnel... --mprd FILE --mprctl FILE --relay FILE [--keep FOLDER]

Status 0 all well, 1 faults, 77 `skipped: because ...`.
"""

import argparse
import json
import os
import sys
import tempfile
import time

from guest import LabError, UmlGuest, missing
from kernel_lab import BEHIND, BEHIND_SECOND, FAR_LOG, IDLE_SECONDS, INTERFACE, PATIENCE, SECOND, TCP_PORT, XL2TPD, Failed, KernelRouter
from pppoe_lab import SERVER

TRANSFER = 4 << 20


def check(condition, what):
    if not condition:
        raise Failed(what)


def a_packet_dials(router):
    before = router.link()
    check(before["linkinfo"]["info_kind"] == "ppp", f"the network interface is no PPP unit: {before}")
    check("10.99.0.0/16" in router.sh(f"ip route show dev {INTERFACE}"), "the route is missing while the line is down")
    check(router.ping(1) == 1, "the packet that started the call was lost")
    check(router.state() == "connected", "the interface is not connected")
    after = router.link()
    check(after["ifindex"] == before["ifindex"], "the network interface was replaced")
    check("inet 10.78.0." in router.sh(f"ip address show dev {INTERFACE}"), "the address is missing")
    check("fe80" in router.sh(f"ip -6 address show dev {INTERFACE}"), "the IPv6 address is missing")


def the_kernel_carries(router):
    """Packets pass while mprd stands still."""
    router.sh("killall -STOP mprd")
    try:
        check(router.ping(5) == 5, "pings are not answered while mprd is stopped")
    finally:
        router.sh("killall -CONT mprd")


def tcp_passes(router):
    for action in ("download", "upload"):
        answer = json.loads(router.sh(f"python3 /run/exchange/tcp_peer.py {action} {BEHIND} {TCP_PORT} {TRANSFER}", 120))
        check(answer["ours"] == answer["theirs"], f"{action} was damaged: {answer}")
        print(f"  {action} of {TRANSFER >> 20} MiB in {answer['seconds']} s")


def counters_tell(router):
    counters = router.control("port", "show", router.port())
    sent, received = find(counters, "bytesTransmitted", "bytesSent"), find(counters, "bytesReceived")
    check(sent is not None and sent > TRANSFER, f"too few octets sent: {counters}")
    check(received is not None and received > TRANSFER, f"too few octets received: {counters}")


def it_hangs_up_when_idle(router):
    index = router.link()["ifindex"]
    router.ping(1)
    began = time.monotonic()
    router.wait(lambda: router.state() != "connected", "the idle line is hung up", IDLE_SECONDS + PATIENCE)
    idle = time.monotonic() - began
    check(idle > IDLE_SECONDS - 1.5, f"hung up after {idle:.1f} s")
    check(router.link()["ifindex"] == index, "the network interface was replaced")
    check("10.99.0.0/16" in router.sh(f"ip route show dev {INTERFACE}"), "the route went with the call")
    check(router.ping(1) == 1, "the next packet does not dial again")


def the_far_end_hangs_up(router):
    router.sh("killall -TERM pppd")
    router.wait(lambda: router.state() != "connected", "the end of the call is noticed")
    check(router.ping(1) == 1, "the next packet does not dial again")


def find(value, *names):
    """The first member with one of the names, at any depth."""
    if isinstance(value, dict):
        for name in names:
            if name in value:
                return value[name]
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        if (found := find(child, *names)) is not None:
            return found
    return None


def without_the_kernel(router):
    """No /dev/ppp: "kernel" says what is missing, "auto" goes on without it, also when it comes later."""
    router.sh("mv /dev/ppp /dev/ppp.away")
    router.start_mprd("kernel")
    text = json.dumps(router.control("interface", "show", INTERFACE))
    check("unreachable" in text.lower(), f"the interface should be unreachable: {text}")
    check(router.says(r"/dev/ppp.*dataPath"), "the log does not say what is missing")
    router.stop_mprd()
    router.start_mprd("auto")
    router.sh("mv /dev/ppp.away /dev/ppp")  # the far end's pppd needs it, too
    check(router.link()["linkinfo"]["info_kind"] == "tun", "no TUN interface in place of the kernel's")
    check(router.ping(1) == 1, "the call through mprd does not work")
    router.stop_mprd()


def the_modem_is_hung_up(router):
    """It gets its commands from us again."""
    check(router.ping(1) == 1, "the line does not come up")
    since = router.mark()
    router.control("interface", "disconnect", INTERFACE)
    router.expect_told("escape", since)
    router.expect_told("onhook", since)


def the_carrier_is_lost(router):
    check(router.ping(1) == 1, "the line does not come up")
    router.tell_exchange({"do": "drop"})
    router.wait(lambda: router.state() != "connected", "the loss of the carrier is noticed")
    # The modem hears commands already: what says "hang up" to one in a call takes its time.
    router.wait(lambda: router.ping(1) == 1, "the next packet dials again")


def the_modem_is_unplugged(router):
    router.ping(1)
    router.tell_exchange({"do": "unplug", "modem": "near"})
    router.wait(lambda: router.state() != "connected", "the loss of the modem is noticed", 3.0)
    router.tell_exchange({"do": "replug", "modem": "near"})
    router.wait(lambda: router.state() == "disconnected", "the modem is back")
    check(router.ping(1) == 1, "the next packet does not dial again")


def without_l2tp(router):
    """No module l2tp_ppp: "kernel" ends the call and says why, "auto" goes on without it."""
    router.start_mprd("kernel")
    router.ping(1)
    check(router.says("the kernel has no L2TP.*l2tp_ppp"), "the log does not say what is missing")
    router.stop_mprd()
    router.start_mprd("auto")
    check(router.link()["linkinfo"]["info_kind"] == "tun", "no TUN interface in place of the kernel's")
    check(router.ping(1) == 1, "the call through mprd does not work")
    router.stop_mprd()
    router.stop_xl2tpd()
    router.sh("modprobe -a l2tp_core l2tp_ppp")
    router.start_xl2tpd()


def the_tunnel_ends(router):
    check(router.ping(1) == 1, "the line does not come up")
    router.stop_xl2tpd()
    router.wait(lambda: router.state() != "connected", "the end of the tunnel is noticed")
    router.start_xl2tpd()
    check(router.ping(1) == 1, "the next packet does not dial again")


def two_calls_share_a_tunnel(router):
    check(router.stop_mprd() == 0, "mprd does not end well")
    router.add_second_interface()
    router.start_mprd("kernel")
    check(router.ping(1) == 1 and router.ping(1, BEHIND_SECOND) == 1, "two calls do not come up")
    check(router.fact("tunnels") == "1" and router.fact("calls") == "2", "the calls do not share a tunnel")
    the_kernel_carries(router)
    router.control("interface", "disconnect", SECOND)
    router.wait(lambda: router.fact("calls") == "1", "one call ends")
    check(router.ping(3) == 3, "the other call does not go on")


def numbered_messages_pass(router):
    check(router.stop_mprd() == 0, "mprd does not end well")
    router.set_option("sequencing", True)
    router.number_at_the_far_end()
    router.start_mprd("kernel")
    check(router.ping(1) == 1, "the first packet of a numbered call was lost")
    sessions = router.sh("cat /proc/net/pppol2tp")
    check("/S/LAC" in sessions, f"the kernel does not number our messages: {sessions}")
    the_kernel_carries(router)


def the_peer_calls(router):
    """And is the interface's other end: his call is its call, in the kernel as one of ours."""
    check(router.stop_mprd() == 0, "mprd does not end well")
    router.answer_calls()
    router.start_mprd("auto")
    router.let_xl2tpd_call()
    router.wait(lambda: router.state() == "connected", "the caller becomes the interface's call")
    check(router.link()["linkinfo"]["info_kind"] == "ppp", "the network interface is no PPP unit")
    check(router.ping(1) == 1, "the caller is not reached")
    the_kernel_carries(router)
    router.ping(1, BEHIND_SECOND)  # through a tunnel of ours: the kernel would mix the two up
    check(router.says("cannot tell the two tunnels apart"), "a second tunnel with the peer is not refused")
    check(router.ping(1) == 1, "the call suffers from the one that was refused")
    router.let_xl2tpd_hang_up()
    router.wait(lambda: router.state() != "connected", "the end of the call is noticed")


STEPS = (a_packet_dials, the_kernel_carries, tcp_passes, counters_tell, it_hangs_up_when_idle, the_far_end_hangs_up)
LINES = {
    "ethernet": (KernelRouter.use_ethernet, (without_the_kernel,), ()),
    "null-modem": (KernelRouter.use_null_modem, (), ()),
    "modem": (KernelRouter.use_modem, (), (the_modem_is_hung_up, the_carrier_is_lost, the_modem_is_unplugged)),
    "tunnel": (KernelRouter.use_tunnel, (without_l2tp,), (the_tunnel_ends, two_calls_share_a_tunnel, the_peer_calls, numbered_messages_pass)),
}


def tell(router, line):
    use, before, after = LINES[line]
    use(router)
    for step in before:
        take(router, step)
    router.start_mprd("auto")
    for step in STEPS + after:
        take(router, step)
    status = router.stop_mprd()
    check(status == 0, f"mprd ended with status {status}")
    check(INTERFACE not in router.sh("ip link show"), "the network interface stayed behind")


def take(router, step):
    print(step.__name__.replace("_", " "), flush=True)
    step(router)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("line", nargs="+", choices=LINES)
    parser.add_argument("--mprd", required=True)
    parser.add_argument("--mprctl", required=True)
    parser.add_argument("--relay", required=True, help="the null modem in software, line_relay")
    parser.add_argument("--keep", help="folder for the log of the guest")
    arguments = parser.parse_args()
    needed = {"ethernet": (SERVER, "pppoe"), "tunnel": (XL2TPD, "xl2tpd")}
    reasons = missing() + [f"{path} is missing (package {package})" for line, (path, package) in needed.items()
                           if line in arguments.line and not os.path.exists(path)]
    if reasons:
        print("skipped: because " + "; ".join(reasons))
        return 77
    folder = arguments.keep or tempfile.mkdtemp(prefix="mprd-kernel-pump-")
    path = os.path.join(folder, "guest.log")
    with open(path, "w", encoding="utf-8") as log:
        guest = UmlGuest("router", None, ttl=280, memory="192M", log=log)
        try:
            guest.boot()
            guest.wait_ready(120.0)
            try:
                router = KernelRouter(guest, arguments.mprd, arguments.mprctl, arguments.relay)
                router.build_network()
                for line in arguments.line:
                    print(f"over {line}", flush=True)
                    tell(router, line)
            finally:
                log.write(guest.run(["cat", FAR_LOG])[1])
        except (Failed, LabError) as error:
            print(f"FAILED: {error}\nlog: {path}")
            return 1
        finally:
            guest.close(folder)
    print("passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
