# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Many PPPoE calls at once, one router against our access concentrator. Run by hand: pppoe_bench.py --bin build/release/bin.

Prints one table; docs/dev/performance.md records it. CPU and memory are of our two processes; what the kernel needs for
network interfaces is in the CPU time of whoever asks for them.
"""
import argparse
import os
import pathlib
import shutil
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "net"))
import lab  # noqa: E402  (its folder is known only now)
from dial_bench import row  # noqa: E402

PATIENCE = 300.0


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_kib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def routers(bin_folder, folder, calls):
    near = lab.Mprd(bin_folder, folder / "near")
    far = lab.Mprd(bin_folder, folder / "far", far=True)
    near.write("mprd.json", {"devices": [
        {"name": "wan", "kind": "pppoe", "type": "PPPoE", "role": "out", "portCount": calls,
         "options": {"interface": "wan0"}}]})
    for number in range(calls):
        near.write(f"interfaces.d/branch{number}.json", {
            "name": f"branch{number}", "networkName": f"b{number}", "devices": [{"type": "PPPoE", "name": "wan"}],
            "dialOnDemand": False, "ppp": {"offer": []}})
    far.write("mprd.json", {
        "devices": [{"name": "lan", "kind": "pppoe", "type": "PPPoE", "role": "in", "portCount": calls,
                     "options": {"interface": "lan0", "concentrator": {"maxSessionsPerCaller": calls}}}],
        "answering": {"require": [], "localAddress": "10.64.0.1", "pools": ["10.64.1.0-10.64.64.0"]}})
    return near, far


def wait_addresses(calls):
    """Until that many links have their address. The kernel is asked: our daemons have enough to do."""
    end = time.monotonic() + PATIENCE
    while lab.shell("ip -o -4 addr show").count(" peer 10.64.0.1/") < calls and time.monotonic() < end:
        time.sleep(0.1)


def measure(bin_folder, calls):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mprd-bench-"))
    near, far = routers(bin_folder, folder, calls)
    lab.shell("ip link add wan0 type veth peer name lan0; ip link set wan0 up")
    try:
        far.start()
        pid = far.process.pid
        lab.shell(f"ip link set lan0 netns {pid}; nsenter -t {pid} -n ip link set lan0 up")
        near.start()
        lab.wait_until("the far router listens", lambda: all(
            port["condition"] == "listening" for port in far.ask("port", "list")), 60)
        client = near.rpc()
        handles = [client.call("MprAdminInterfaceGetHandle", interfaceName=f"branch{number}")["interface"]
                   for number in range(calls)]
        before = {one: (cpu_seconds(one.process.pid), resident_kib(one.process.pid)) for one in (near, far)}
        began = time.monotonic()
        for handle in handles:
            client.call("MprAdminInterfaceConnect", interface=handle)
        wait_addresses(calls)
        seconds = time.monotonic() - began
        client.close()
        figures = [(cpu_seconds(one.process.pid) - before[one][0], resident_kib(one.process.pid) - before[one][1])
                   for one in (near, far)]
        up = sum(one["state"] == "connected" for one in near.ask("interface", "list"))
        return up, seconds, figures
    finally:
        for one in (near, far):
            if one.is_running():
                one.process.kill()
                one.process.wait()
        lab.shell("ip link delete wan0")
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="folder with mprd and mprctl")
    parser.add_argument("--calls", type=int, nargs="+", default=[100, 300, 1000])
    options = parser.parse_args()
    lab.enter_namespaces()
    folder = options.bin.resolve()
    for calls in options.calls:
        up, seconds, figures = measure(folder, calls)
        row(f"{calls} PPPoE calls at once, all up", f"{seconds:.2f} s", f"{up} of {calls} are up")
        for name, (cpu, kib) in zip(("calling", "answering"), figures):
            row(f"{calls} PPPoE calls at once, CPU for each, {name}", f"{cpu / calls * 1000:.2f} ms",
                "accel-ppp as server 3.4 ms in UML")
            row(f"{calls} PPPoE calls at once, memory for each, {name}", f"{kib / calls:.1f} KiB", "budget 16 KiB")


if __name__ == "__main__":
    main()
