# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Boots a User Mode Linux guest with systemd as its first process and the packages installed, for systemd/check.py."""
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
UML = "/usr/bin/linux.uml"
NEEDED = {UML: "user-mode-linux", "/lib/systemd/systemd": "systemd", "/usr/sbin/insmod": "kmod"}
TTL = 400  # seconds; the guest ends itself then
MEMORY = "512M"


def missing():
    """What stands in the way here, or None."""
    absent = [f"{path} (package {package})" for path, package in NEEDED.items() if not os.path.exists(path)]
    return "there is no " + ", no ".join(absent) if absent else None


def run(packages, bin_folder):
    """Installs the packages in a guest, runs the checks there. Returns what they printed and what the console said."""
    with tempfile.TemporaryDirectory(prefix="mprd-systemd-") as folder:
        folder = pathlib.Path(folder)
        exchange = folder / "exchange"
        exchange.mkdir()
        for file in [*packages, HERE / "systemd/check.service", HERE / "systemd/check.target"]:
            shutil.copy(file, exchange)
        (exchange / "environment").write_text(f"TESTS={HERE.parent}\nBIN={pathlib.Path(bin_folder).resolve()}\n")
        console = folder / "console"
        boot(folder, exchange, console)
        result = exchange / "result"
        return result.read_text() if result.exists() else "", console.read_text(errors="replace")


def boot(folder, exchange, console):
    words = ["unshare", "-n", UML, "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", "quiet",
             f"init={HERE / 'systemd/guest-init.sh'}", f"mem={MEMORY}", "con=null", "con0=null,fd:1",
             f"umid={folder.name}", f"uml_dir={folder}/", f"exchange={exchange}", f"ttl={TTL}"]
    with open(console, "wb") as log:
        # A session of its own: its process group is the guest with all its helper processes.
        guest = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        try:
            guest.wait(TTL + 10)
        finally:
            try:
                os.killpg(guest.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            guest.wait()
