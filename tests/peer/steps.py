# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a scenario between the lab and a near end: the same code whether that is mprd or pppd.

A near end has: start(scenario, serial_path), dial(), wait_up(patience), wait_down(patience),
addresses(), dns(), last_error(), ping(address, count, size), interface(), tcp(action, host, port,
count) and stop(), which returns None or a complaint. See near_mprd.py and near_pppd.py.
"""

import re
import time

from lab import TCP_PORT

UP_PATIENCE = 20.0
DOWN_PATIENCE = 20.0
PINGS = 5


class Failed(Exception):
    """The program under test did not do what the scenario says."""


class Run:
    """One scenario under way."""

    def __init__(self, peer, near, scenario):
        self.peer = peer
        self.near = near
        self.scenario = scenario
        self.notes = []

    # --- steps --------------------------------------------------------------------------------

    def dial(self):
        if self.scenario.far_calls:
            self.peer.call(self.scenario)
        else:
            self.near.dial()
        self.dialled = time.monotonic()

    def wait_up(self):
        require(self.near.wait_up(UP_PATIENCE), "the call does not come up")
        self.notes.append(f"up after {time.monotonic() - self.dialled:.2f} s")

    def wait_down(self):
        started = time.monotonic()
        require(self.near.wait_down(DOWN_PATIENCE), "the call does not go down")
        self.notes.append(f"down after {time.monotonic() - started:.2f} s")

    def wait_refused(self):
        require(self.near.wait_down(UP_PATIENCE), "the refused call does not end")

    def wait_far_refused(self):
        require(self.peer.wait_exit(UP_PATIENCE) is not None, "the refused caller is not sent away")

    def check_addresses(self):
        expected = (self.scenario.near_address, self.scenario.far_address)
        require_equal(self.near.addresses(), expected, "our and the peer's address")

    def check_dns(self):
        require_equal(tuple(self.near.dns()), self.scenario.dns, "DNS servers")

    def ping(self):
        self._ping(self.scenario.far_address)

    def ping_large(self):
        self._ping(self.scenario.far_address, size=1400)

    def ping6(self):
        self._ping(f"fe80::1%{self.near.interface()}")

    def _ping(self, address, size=56):
        lost = lost_pings(self.near.ping(address, PINGS, size), PINGS)
        require(not lost, f"pings {lost} of {PINGS}, of {size} bytes, to {address} did not come back")

    def freeze_far(self):
        self.peer.freeze()

    def silence_line(self):
        self.peer.line.silence()

    def slow_line(self):
        self.peer.line.shape(bits_per_second=33600, delay=0.08)

    def download(self):
        self._transfer("download")

    def upload(self):
        self._transfer("upload")

    def _transfer(self, action):
        self.peer.serve_tcp()
        try:
            result = self.near.tcp(action, self.scenario.far_address, TCP_PORT,
                                   self.scenario.tcp_bytes)
        finally:
            self.peer.end_tcp()
        require_equal(result["ours"], result["theirs"], f"hashes of the {action}")
        rate = result["bytes"] / result["seconds"] / (1 << 20)
        self.notes.append(f"{action} of {result['bytes'] >> 20} MiB, hashes equal, {rate:.1f} MiB/s")

    # --- the whole ----------------------------------------------------------------------------

    def do(self):
        self.near.start(self.scenario, self.peer.path)
        if self.scenario.far_calls:
            self.peer.begin_call()
        else:
            self.peer.answer(self.scenario)
        for step in self.scenario.steps:
            getattr(self, step)()
        self.check_end()

    def check_end(self):
        scenario = self.scenario
        for pattern in scenario.far_log:
            require(self.peer.wait_log(pattern, 2.0), f"pppd's log has no line like {pattern}")
        if scenario.far_exit is not None:
            require_equal(self.peer.wait_exit(), scenario.far_exit, "pppd's exit status")
        error = self.near.last_error()
        require(not scenario.errors or error in scenario.errors,
                f"last error is {error}, expected one of {scenario.errors}")


def require(condition, text):
    if not condition:
        raise Failed(text)


def require_equal(found, expected, what):
    require(found == expected, f"{what}: found {found}, expected {expected}")


def ping_command(address, count, size):
    """Ends with `count` answers or at the deadline. Not with -W: ping gives the last packet 0.2 s then,
    whatever -W says, and a busy machine takes longer."""
    return ["ping", "-n", "-c", str(count), "-i", "0.2", "-w", "8", "-s", str(size), address]


def lost_pings(output, count):
    """Numbers of the first `count` packets that no answer came for."""
    if "packets transmitted" not in output:
        raise Failed("ping failed: " + output.strip()[-200:])
    answered = {int(number) for number in re.findall(r"icmp_seq=(\d+) .*time=", output)}
    return sorted(set(range(1, count + 1)) - answered)


def run_scenario(peer, near, scenario):
    """Runs one scenario: (None or why it failed, notes, seconds)."""
    run = Run(peer, near, scenario)
    started = time.monotonic()
    failure = None
    try:
        run.do()
    except Failed as error:
        failure = str(error)
    finally:
        complaint = near.stop()
        peer.end_call()
    failure = failure or complaint
    return failure, run.notes, time.monotonic() - started


def run_all(peer, near, scenarios):
    """Runs scenarios one after the other, one line each; True if all passed."""
    passed = True
    for scenario in scenarios:
        failure, notes, seconds = run_scenario(peer, near, scenario)
        verdict = f"FAILED: {failure}" if failure else "passed"
        print(f"{scenario.name:30} {verdict} ({seconds:.1f} s{''.join('; ' + n for n in notes)})",
              flush=True)
        passed = passed and failure is None
    return passed
