# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""TCP through the kernel's data path over PPPoE and over L2TP, beside a loop of two TUN devices on the same machine. Run by
hand, as root, on a machine whose kernel has PPP, PPPoE and L2TP: kernel_path_bench.py --bin build/release/bin.

With --guest it does so in a User Mode Linux guest. There a system call is some hundred times dearer than elsewhere, which
flatters whoever makes none: figures for a comparison are those of a stock kernel, in an emulator or not.

Two network namespaces with an Ethernet between them, an mprd in each; the calls are interfaces at both ends, so that no
packet passes through a process.
"""
import argparse
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve()
NEAR, FAR = "mprd-near", "mprd-far"
BEHIND = "10.99.0.1"
PORT = 5001
CHUNK = 1 << 16
PASSWORD = "s3cret"
MODULES = ("ppp_generic", "pppox", "pppoe", "l2tp_core", "l2tp_ppp", "tun", "veth")
LINES = {
    "pppoe": ({"kind": "pppoe", "type": "PPPoE"}, {"interface": "eth-near"}, {"interface": "eth-far"}, ""),
    "l2tp": ({"kind": "l2tp", "type": "vpn"}, {}, {}, "10.77.0.2"),
}


def run(*argv, check=True):
    return subprocess.run(argv, check=check, capture_output=True, text=True)


def in_namespace(name, *argv, **options):
    return subprocess.Popen(["ip", "netns", "exec", name, *argv], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, **options)


def wait(condition, what, patience=60.0):
    deadline = time.monotonic() + patience
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"not within {patience:.0f} s: {what}")
        time.sleep(0.2)


class Ethernet:
    """The two namespaces; a context manager."""

    def __enter__(self):
        run("modprobe", "-a", *MODULES, check=False)
        for name in (NEAR, FAR):
            run("ip", "netns", "add", name)
            run("ip", "-n", name, "link", "set", "lo", "up")
        run("ip", "link", "add", "eth-near", "netns", NEAR, "type", "veth", "peer", "name", "eth-far", "netns", FAR)
        for name, device, address in ((NEAR, "eth-near", "10.77.0.1"), (FAR, "eth-far", "10.77.0.2")):
            run("ip", "-n", name, "address", "add", f"{address}/24", "dev", device)
            run("ip", "-n", name, "link", "set", device, "mtu", "1600", "up")
        run("ip", "-n", FAR, "address", "add", f"{BEHIND}/32", "dev", "lo")
        return self

    def __exit__(self, *_):
        for name in (NEAR, FAR):
            run("ip", "netns", "delete", name, check=False)


class TunLoop:
    """The bound; a context manager."""

    def __init__(self, folder):
        self._program = folder / "tun_loop"

    def __enter__(self):
        self._process = in_namespace(NEAR, str(self._program), "tun-near", "tun-far")
        if self._process.stdout.readline() != "ready\n":
            raise SystemExit("tun_loop does not start")
        run("ip", "-n", NEAR, "link", "set", "tun-far", "netns", FAR)
        for name, device, ours, his in ((NEAR, "tun-near", "10.78.1.1", "10.78.1.2"), (FAR, "tun-far", "10.78.1.2", "10.78.1.1")):
            run("ip", "-n", name, "address", "add", ours, "peer", his, "dev", device)
            run("ip", "-n", name, "link", "set", device, "mtu", "1500", "up")
        run("ip", "-n", NEAR, "route", "add", "10.99.0.0/16", "dev", "tun-near")
        return self

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait(10)


class Calls:
    """An mprd in each namespace, and a call between them that both kernels carry; a context manager."""

    def __init__(self, folder, line):
        self._bin = folder
        self._line = line
        self._folders = {name: tempfile.mkdtemp(prefix=f"{name}-") for name in (NEAR, FAR)}
        self._processes = []

    def _start(self, name, options, role, number, more, interface, secrets):
        folder = self._folders[name]
        kind = LINES[self._line][0]
        router = {"devices": [{**kind, "name": "wan", "role": role, "options": {**options, "dataPath": "kernel"}}], **more}
        interface = {"devices": [{"type": kind["type"], "name": "wan", "number": number}], "idleDisconnectSeconds": 0,
                     "phonebook": {"netProtocols": 4}, **interface}
        os.mkdir(f"{folder}/interfaces.d")
        for path, value in (("mprd.json", router), (f"interfaces.d/{interface['name']}.json", interface), ("secrets.json", secrets)):
            with open(os.open(f"{folder}/{path}", os.O_WRONLY | os.O_CREAT, 0o600), "w", encoding="utf-8") as file:
                json.dump(value, file)
        log = open(f"{folder}/log", "w", encoding="utf-8")
        self._processes.append(subprocess.Popen(
            ["ip", "netns", "exec", name, str(self._bin / "mprd"), "--config", f"{folder}/mprd.json", "--state-dir", folder,
             "--socket", f"{folder}/s", "--foreground", "--log-level", "debug"], stdout=log, stderr=log))
        wait(lambda: os.path.exists(f"{folder}/s"), f"mprd starts, see {folder}/log")

    def __enter__(self):
        _, near, far, number = LINES[self._line]
        self._start(FAR, far, "in", "", {
            "answering": {"require": ["chap-md5"], "localAddress": "10.78.0.1", "pools": ["10.78.0.2"]},
            "users": [{"name": "site"}]}, {"name": "site"}, {"users": {"site": PASSWORD}})
        self._start(NEAR, near, "out", number, {}, {"name": "branch", "routes": [{"destination": "10.99.0.0/16"}]},
                    {"interfaces": {"branch": {"userName": "site", "password": PASSWORD}}})
        wait(lambda: run("ip", "netns", "exec", NEAR, "ping", "-n", "-c", "1", "-W", "5", BEHIND, check=False).returncode == 0,
             f"the call passes packets, see {self._folders[NEAR]}/log and {self._folders[FAR]}/log")
        for name, interface in ((NEAR, "branch"), (FAR, "site")):
            link = json.loads(run("ip", "-n", name, "-d", "-j", "link", "show", "dev", interface).stdout)[0]
            if link["linkinfo"]["info_kind"] != "ppp":
                raise SystemExit(f"the kernel does not carry the call at {name}")
        return self

    def __exit__(self, failure, *_):
        for process in self._processes:
            process.terminate()
            process.wait(20)
        if not failure:
            for folder in self._folders.values():
                shutil.rmtree(folder)


# ---- the load: processes in the namespaces, which call this file again

def serve():
    listener = socket.create_server(("", PORT))
    print("ready", flush=True)
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=swallow, args=(connection,), daemon=True).start()


def swallow(connection):
    buffer = bytearray(CHUNK * 4)
    while connection.recv_into(buffer):
        pass
    connection.sendall(b".")
    connection.close()


def send(count):
    """Prints the seconds until the other end has had all."""
    block = bytes(CHUNK)
    with socket.create_connection((BEHIND, PORT), timeout=120) as connection:
        began = time.monotonic()
        for _ in range(count // CHUNK):
            connection.sendall(block)
        connection.shutdown(socket.SHUT_WR)
        connection.recv(1)
        print(time.monotonic() - began)


def best_speed(size, rounds):
    """Mbit/s."""
    program = (sys.executable, "-B", str(HERE))
    server = in_namespace(FAR, *program, "--serve")
    try:
        if server.stdout.readline() != "ready\n":
            raise SystemExit("the server does not start")
        times = [float(run("ip", "netns", "exec", NEAR, *program, "--send", str(size)).stdout) for _ in range(rounds)]
    finally:
        server.terminate()
        server.wait()
    return size * 8 / 1e6 / min(times)


def measure(folder, size, rounds):
    with Ethernet():
        with TunLoop(folder):
            bound = best_speed(size, rounds)
        print(f"{'TUN loop':10} {bound:8.0f} Mbit/s", flush=True)
        for line in LINES:
            with Calls(folder, line):
                figure = best_speed(size, rounds)
            print(f"{line:10} {figure:8.0f} Mbit/s   {figure / bound:4.2f} times the TUN loop", flush=True)


def measure_in_guest(folder, size, rounds):
    sys.path.insert(0, str(HERE.parent.parent / "peer"))
    from guest import UmlGuest  # its folder is known only now
    logs = tempfile.mkdtemp(prefix="mprd-kernel-path-bench-")
    with open(f"{logs}/guest.log", "w", encoding="utf-8") as log:
        guest = UmlGuest("router", None, ttl=900, memory="256M", log=log)
        try:
            guest.boot()
            guest.wait_ready(120.0)
            status, output = guest.run([sys.executable, "-B", str(HERE), "--bin", str(folder), "--size", str(size),
                                        "--rounds", str(rounds)], 600.0)
            print(output, end="")
            return status
        finally:
            guest.close(logs)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, help="folder with mprd and tun_loop")
    parser.add_argument("--guest", action="store_true", help="in a User Mode Linux guest")
    parser.add_argument("--size", type=int, default=64 << 20, help="octets of a transfer")
    parser.add_argument("--rounds", type=int, default=3, help="the best counts")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--send", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.serve:
        return serve()
    if arguments.send:
        return send(arguments.send)
    if not arguments.bin:
        parser.error("--bin is missing: the folder with mprd and tun_loop")
    work = measure_in_guest if arguments.guest else measure
    return work(arguments.bin.resolve(), arguments.size, arguments.rounds)


if __name__ == "__main__":
    sys.exit(main())
