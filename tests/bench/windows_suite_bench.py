# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""CPU time of suites of `core` on Linux and, in the Windows build, under Wine; the start of a process is taken off.

    python3 tests/bench/windows_suite_bench.py --linux build/dev/bin --windows build/windows/bin

Both presets compile with -Og. A Wine prefix that is in use already (cmake/wine-keeper.sh up) spares the start of its services.
"""
import argparse
import os
import pathlib
import resource
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "windows"))
import lab  # noqa: E402  (its folder is known only now)

SUITES = ("unit_core_ppp", "sim_stories")  # those that take more than their start
ROUNDS = 15
NOTHING = "no such test"  # a filter: the program starts and ends


def user_seconds(command, environment):
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   check=False)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before


def beyond_start(runs):
    """Medians of what the tests take beyond the start of their program, for each (command, environment). In turns: the speed of a
    machine changes within a minute, and would change the ratio."""
    whole, start = [[] for _ in runs], [[] for _ in runs]
    for _ in range(ROUNDS):
        for index, (command, environment) in enumerate(runs):
            whole[index].append(user_seconds(command, environment))
            start[index].append(user_seconds([*command, NOTHING], environment))
    return [statistics.median(all_of) - statistics.median(nothing) for all_of, nothing in zip(whole, start)]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--linux", required=True, type=pathlib.Path)
    parser.add_argument("--windows", required=True, type=pathlib.Path)
    options = parser.parse_args()
    print(f"{'suite':<20} {'Linux':>8} {'Wine':>8} {'ratio':>6}   user time in s")
    for name in SUITES:
        linux, wine = beyond_start([([str(options.linux / name)], dict(os.environ)),
                                    (["wine", str(options.windows / f"{name}.exe")], lab.wine_environment())])
        print(f"{name:<20} {linux:>8.3f} {wine:>8.3f} {wine / linux:>6.2f}", flush=True)


if __name__ == "__main__":
    main()
