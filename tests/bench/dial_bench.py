# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Figures of whole daemons on a null modem. Run by hand: dial_bench.py --bin build/release/bin.

Prints one table; docs/dev/performance.md records it. What is "known" of others stands in design section 11.
"""
import argparse
import os
import pathlib
import pty
import select
import socket
import statistics
import sys
import threading
import time
import tty

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "net"))
import lab  # noqa: E402  (its folder is known only now)

ROUNDS = 20


class SlowLine:
    """A null modem behind a modem that dials for a while: what is sent before it has dialled waits in it."""

    def __init__(self, dial_seconds):
        self.dial_seconds = dial_seconds
        self.masters, self.ends, self.slaves = [], [], []
        for _ in range(2):
            master, slave = pty.openpty()
            tty.setraw(slave)
            self.masters.append(master)
            self.slaves.append(slave)  # held open, so that a close at one end is no hang-up
            self.ends.append(os.ttyname(slave))
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        near, far = self.masters
        up_at, held = None, b""
        while True:
            wait = None if up_at is None or not held else max(0.0, up_at - time.monotonic())
            ready, _, _ = select.select(self.masters, [], [], wait)
            if near in ready:
                held += os.read(near, 65536)
                up_at = up_at or time.monotonic() + self.dial_seconds
            if held and time.monotonic() >= up_at:
                os.write(far, held)
                held = b""
            if far in ready:
                os.write(near, os.read(far, 65536))


def milliseconds(values):
    return f"{statistics.median(values) * 1000:.2f} ms"


def row(what, figure, beside=""):
    print(f"{what:<62} {figure:>14}   {beside}", flush=True)


DISCONNECTED, LISTENING = 1, 3


def wait_for_port(client, condition):
    """The line is free: a new call does not wait for the end of the last one."""
    lab.wait_until("the port is free", lambda: client.call("MprAdminPortEnum", level=0)["buffer"][0]["portCondition"]
                   == condition)


def connect_times(bin_folder, auth):
    """From the request to connect until it is answered: IP is up."""
    times = []
    with lab.Lab(bin_folder, auth=auth) as made:
        made.start()
        client, far = made.near.rpc(), made.far.rpc()
        handle = client.call("MprAdminInterfaceGetHandle", interfaceName="branch1")["interface"]
        for _ in range(ROUNDS):
            wait_for_port(client, DISCONNECTED)
            wait_for_port(far, LISTENING)
            time.sleep(0.1)
            began = time.monotonic()
            answer = client.call("MprAdminInterfaceConnect", interface=handle, synchronous=True)
            times.append(time.monotonic() - began)
            if answer["code"] != 0:
                raise SystemExit(f"the call failed: {answer}")
            client.call("MprAdminInterfaceDisconnect", interface=handle)
        client.close()
        far.close()
    return times


def first_byte_times(bin_folder):
    """From a packet's send() until the first byte of the call is at the port."""
    times = []
    with lab.Lab(bin_folder) as made:
        master, slave = pty.openpty()
        tty.setraw(slave)
        made.tty.unlink()
        made.tty.symlink_to(os.ttyname(slave))
        made.near.start()
        client = made.near.rpc()
        handle = client.call("MprAdminInterfaceGetHandle", interfaceName="branch1")["interface"]
        sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        for _ in range(ROUNDS):
            began = time.monotonic()
            sender.sendto(b"x", (lab.FAR_ADDRESS, 9))
            os.read(master, 1)
            times.append(time.monotonic() - began)
            client.call("MprAdminInterfaceDisconnect", interface=handle)
            # Ends the call for a far end that never answers: all that is sent is read, so that nothing waits.
            quiet_since = time.monotonic()
            while time.monotonic() - quiet_since < 1.0:
                if select.select([master], [], [], 0.1)[0]:
                    os.read(master, 65536)
                    quiet_since = time.monotonic()
                elif client.call("MprAdminPortEnum", level=0)["buffer"][0]["portCondition"] != DISCONNECTED:
                    quiet_since = time.monotonic()
        client.close()
        os.close(master)
        os.close(slave)
    return times


def demand_dial(bin_folder, dial_seconds):
    """80 pings, ten a second, into a sleeping interface: the first one's answer in seconds, how many were lost."""
    with lab.Lab(bin_folder) as made:
        if dial_seconds:
            line = SlowLine(dial_seconds)
            made.tty.unlink()
            made.tty.symlink_to(line.ends[0])
            made.write_far(line.ends[1])
        made.start()
        text = lab.shell(f"LC_ALL=C ping -c 80 -i 0.1 -w 20 -I {lab.NEAR_ADDRESS} {lab.FAR_ADDRESS}")
    answers = {}
    for line in text.splitlines():
        if "icmp_seq=" in line and "time=" in line:
            sequence = int(line.split("icmp_seq=")[1].split()[0])
            if sequence <= 80:
                answers[sequence] = float(line.split("time=")[1].split()[0]) / 1000
    return answers.get(1), 80 - len(answers)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="folder with mprd, mprctl and line_relay")
    options = parser.parse_args()
    lab.enter_namespaces()
    folder = options.bin.resolve()
    row("trigger packet to first byte on the line, median of 20", milliseconds(first_byte_times(folder)),
        "budget 1 ms; pppd 1.0 s")
    row("dial to IP up, no authentication, median of 20", milliseconds(connect_times(folder, None)),
        "budget 10 ms; pppd about 20 ms natively")
    row("dial to IP up, CHAP-MD5, median of 20", milliseconds(connect_times(folder, "chap-md5")))
    for seconds, known in ((0, "budget 50 ms, none; pppd demand 1.1 s, 11 of 80"),
                           (3, "3 s of it are the dial; pppd demand 4.1 s, 41 of 80")):
        first, lost = demand_dial(folder, seconds)
        figure = "none" if first is None else f"{first * 1000:.1f} ms"
        row(f"demand dial of {seconds} s: first packet to its answer", figure, known)
        row(f"demand dial of {seconds} s: packets lost of 80, ten a second", str(lost), known)


if __name__ == "__main__":
    main()
