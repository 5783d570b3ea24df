# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""In the guest, under a running systemd: the installed unit starts, is confined, makes a call, reloads, is watched, stops.

Environment: TESTS (the folder tests of the tree), BIN (where mprd and line_relay were built).
"""
import os
import pathlib
import re
import signal
import subprocess
import sys

TESTS = pathlib.Path(os.environ["TESTS"])
sys.path[:0] = [str(TESTS / "net"), str(TESTS / "package")]
import lab  # noqa: E402
import package_test  # noqa: E402

lab.PATIENCE = PATIENCE = 30  # seconds; the guest is slow


class Here:
    """This root, as package_test.Root shows an overlay."""
    path = pathlib.Path("/")

    @staticmethod
    def run(*words):
        return package_test.run(*words)


def systemctl(*words):
    done = subprocess.run(["systemctl", *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


def shown(name):
    return systemctl("show", "mprd", "--value", "-p", name)[1].strip()


def expect(condition, text):
    if not condition:
        log = subprocess.run(["journalctl", "-u", "mprd", "--no-pager"], capture_output=True, text=True, check=False).stdout
        raise AssertionError(f"expected {text}\n{log}")
    print("seen:", text, flush=True)


def check_confinement():
    status = pathlib.Path(f"/proc/{shown('MainPID')}/status").read_text()
    expect(re.search(r"^Seccomp:\s+2$", status, re.MULTILINE), "the system-call filter is in force")
    expect(re.search(r"^NoNewPrivs:\s+1$", status, re.MULTILINE), "no new privileges")
    bounding = int(re.search(r"^CapBnd:\s+([0-9a-f]+)$", status, re.MULTILINE).group(1), 16)
    wanted = sum(1 << {"cap_net_admin": 12, "cap_net_raw": 13}[each]
                 for each in shown("CapabilityBoundingSet").split())
    expect(bounding == wanted, "the capabilities of the unit and no others")
    user = re.search(r"^Uid:\s+(\d+)", status, re.MULTILINE).group(1)
    expect(user == package_test.run("id", "-u", "mprd").strip(), "user mprd")


def check_watchdog():
    old = shown("MainPID")
    os.kill(int(old), signal.SIGSTOP)  # an event loop that hangs
    lab.wait_until("another main process", lambda: shown("MainPID") not in (old, "0"), PATIENCE)
    lab.wait_until("mprd is active again", lambda: shown("ActiveState") == "active", PATIENCE)
    expect(int(shown("NRestarts")) >= 1, "a hung daemon was started anew")


def check_life(made):
    status, text = systemctl("start", "mprd")
    expect(status == 0 and shown("ActiveState") == "active", f"mprd started and said so {text}")
    check_confinement()
    expect(lab.ping(3, wait=PATIENCE) == 3, "a call on demand, every ping answered")
    status, text = systemctl("reload", "mprd")
    expect(status == 0 and shown("ActiveState") == "active", f"a reload {text}")
    check_watchdog()
    status, text = systemctl("stop", "mprd")
    expect(status == 0 and shown("Result") == "success", f"a stop in time {text}")
    expect(not pathlib.Path("/sys/class/net/branch1").exists(), "no network interface left")
    expect(made.far.is_running(), "the far router runs on")


def main():
    subprocess.run(["ip", "addr", "add", lab.NEAR_ADDRESS + "/32", "dev", "lo"], check=True)
    with lab.Lab(os.environ["BIN"]) as made:
        package_test.configure(Here, made)
        made.far.start()
        check_life(made)
    print("passed", flush=True)


if __name__ == "__main__":
    main()
