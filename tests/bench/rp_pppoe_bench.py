# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Many PPPoE calls at once, one router against rp-pppoe's access concentrator in a User Mode Linux guest. Run by hand:
rp_pppoe_bench.py --bin build/release/bin.

The guest is what takes the time: rp-pppoe starts a pppd for each call. The figures say how many it stands, that all of
them come up in our one process, and what they cost us.
"""
import argparse
import pathlib
import shutil
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "peer"), str(HERE.parent / "net")]
import net_lab  # noqa: E402  (its folder is known only now)
import pppoe_lab  # noqa: E402
from pppoe_bench import cpu_seconds, resident_kib  # noqa: E402

PATIENCE = 180.0
GUEST_LIFE = 1800
LOCAL = "10.64.0.1"
REMOTE = "10.64.1.0"


def start_server(peer, calls):
    options = ["noipdefault", "ipcp-accept-remote", "name lab", "noauth", "nodetach", "lcp-max-configure 30"]
    peer.guest.write_file(pppoe_lab.OPTIONS_FILE, "\n".join(options) + "\n")
    peer.guest.start("server", [
        pppoe_lab.SERVER, "-F", "-I", "vec0", "-C", pppoe_lab.AC_NAME, "-S", pppoe_lab.SERVICE, "-L", LOCAL, "-R", REMOTE,
        "-N", str(calls), "-x", str(calls), "-q", "/run/pppd", "-O", pppoe_lab.OPTIONS_FILE])


def start_router(bin_folder, folder, calls):
    near = net_lab.Mprd(bin_folder, folder / "near")
    near.write("mprd.json", {"devices": [
        {"name": "wan", "kind": "pppoe", "type": "PPPoE", "role": "out", "portCount": calls,
         "options": {"interface": pppoe_lab.TAP}}]})
    for number in range(calls):
        near.write(f"interfaces.d/branch{number}.json", {
            "name": f"branch{number}", "networkName": f"b{number}", "devices": [{"type": "PPPoE", "name": "wan"}],
            "dialOnDemand": False, "ppp": {"offer": []}, "phonebook": {"netProtocols": 4}})
    near.start()
    return near


def connected(near):
    return sum(one["state"] == "connected" for one in near.ask("interface", "list"))


def measure(bin_folder, peer, calls):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-bench-"))
    start_server(peer, calls)
    near = start_router(bin_folder, folder, calls)
    try:
        pid = near.process.pid
        client = near.rpc()
        before = cpu_seconds(pid), resident_kib(pid)
        began = time.monotonic()
        for number in range(calls):
            handle = client.call("MprAdminInterfaceGetHandle", interfaceName=f"branch{number}")["interface"]
            client.call("MprAdminInterfaceConnect", interface=handle)
        up = 0
        while up < calls and time.monotonic() - began < PATIENCE:
            time.sleep(0.25)
            up = connected(near)
        seconds = time.monotonic() - began
        client.close()
        cpu, kib = cpu_seconds(pid) - before[0], resident_kib(pid) - before[1]
        print(f"{calls} calls at once to rp-pppoe: {up} up after {seconds:.1f} s; "
              f"ours: {cpu / calls * 1000:.2f} ms CPU and {kib / calls:.1f} KiB for each", flush=True)
    finally:
        near.process.kill()
        near.process.wait()
        peer.end_call()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="folder with mprd and mprctl")
    parser.add_argument("--calls", type=int, nargs="+", default=[8, 16, 32])
    options = parser.parse_args()
    net_lab.enter_namespaces()
    net_lab.shell("ip link set lo up")
    logs = pathlib.Path(tempfile.mkdtemp(prefix="mprd-bench-guest-"))
    with open(logs / "far.log", "w", encoding="utf-8") as log:
        peer = pppoe_lab.PppoePeer(str(logs), GUEST_LIFE, log)
        try:
            peer.boot()
            for calls in options.calls:
                measure(options.bin.resolve(), peer, calls)
        finally:
            peer.close()
    shutil.rmtree(logs, ignore_errors=True)


if __name__ == "__main__":
    main()
