# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Calls on the Unix socket of mprd and on the named pipe of mprd.exe under Wine, in turn, in one run.

    python3 tests/bench/windows_call_bench.py --linux build/release/bin --windows build/windows/bin

The two should be built with the same optimisation. Prints medians of the rounds; docs/dev/performance.md records them. A virtual
machine takes long to wake a processor that sleeps, and under Wine a call wakes somebody two dozen times. --one-processor leaves
that out (for Wine's server, too, if none runs in the prefix yet), and so does --awake, on all processors: each has a task that runs
where nothing else wants to.
"""
import argparse
import contextlib
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / folder) for folder in ("api", "windows")]
import harness  # noqa: E402  (its folder is known only now)
import lab  # noqa: E402

# What, the budget on Linux (design section 11), whether less is better. Under Wine within a factor of three.
FIGURES = (
    ("calls/s, one after the other", None, False),
    ("median of a call, us", 100, True),
    ("calls/s, 16 in flight", 20000, False),
)
FACTOR = 3
ROUNDS = 3
INTERFACES = {f"interfaces.d/branch{number}.json": {"name": f"branch{number}"} for number in range(10)}


def on_linux(folder, programs):
    daemon = harness.Daemon(programs / "mprd", folder)
    daemon.configure({"lanOnly": False}, INTERFACES.values(), {})
    daemon.start()
    return daemon, [programs / "call_speed", daemon.socket], None


def under_wine(folder, programs):
    double = programs.parent / "wintun_double" / "wintun.dll"
    router = lab.Router(programs / "mprd.exe", folder, "router", {"mprd.json": {}, **INTERFACES}, double)
    router.wait_for("MPRD_READY")
    return router, ["wine", programs / "call_speed.exe", router.pipe], lab.wine_environment()


def measure(command, environment):
    done = subprocess.run([str(word) for word in command], env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, check=True)
    return [float(word) for word in done.stdout.split()]


AWAKE = """
import os, sys
parent = os.getppid()
os.setsid()  # tasks are weighed by session
if os.path.exists("/proc/self/autogroup"):
    with open("/proc/self/autogroup", "w") as weight:
        weight.write("19")
os.sched_setaffinity(0, {int(sys.argv[1])})
os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
while os.getppid() == parent:
    for _ in range(1000000):
        pass
"""


@contextlib.contextmanager
def awake(processors):
    """As long as this lasts none of these processors sleeps."""
    tasks = [subprocess.Popen([sys.executable, "-c", AWAKE, str(number)]) for number in processors]
    try:
        yield
    finally:
        for task in tasks:
            task.kill()
            task.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--linux", required=True, type=pathlib.Path, help="folder of mprd and call_speed")
    parser.add_argument("--windows", required=True, type=pathlib.Path, help="folder of mprd.exe and call_speed.exe")
    parser.add_argument("--one-processor", action="store_true", help="routers and clients share one")
    parser.add_argument("--awake", action="store_true", help="no processor sleeps")
    options = parser.parse_args()
    if options.one_processor:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # inherited
    harness.enter_namespace()
    with tempfile.TemporaryDirectory(prefix="mprd-bench-") as name:
        folder = pathlib.Path(name)
        linux, linux_command, _ = on_linux(folder / "linux", options.linux.resolve())
        wine, wine_command, environment = under_wine(folder, options.windows.resolve())
        try:
            with awake(os.sched_getaffinity(0) if options.awake else ()):
                rounds = [(measure(linux_command, None), measure(wine_command, environment)) for _ in range(ROUNDS)]
        finally:
            linux.stop()
            wine.stop()
    print(f"{'what':<32} {'Linux':>10} {'Wine':>10} {'factor':>7}   budget of Linux, under Wine")
    for index, (what, budget, less_is_better) in enumerate(FIGURES):
        here, there = (statistics.median(each[side][index] for each in rounds) for side in (0, 1))
        factor = there / here if less_is_better else here / there
        wanted = budget and (budget * FACTOR if less_is_better else budget / FACTOR)
        print(f"{what:<32} {here:>10.0f} {there:>10.0f} {factor:>7.1f}   {f'{budget}, {wanted:.0f}' if budget else ''}")


if __name__ == "__main__":
    main()
