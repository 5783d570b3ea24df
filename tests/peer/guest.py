# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""A User Mode Linux guest: a real kernel with PPP as an ordinary process, driven from here."""

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time

from line import Pipes

HERE = os.path.dirname(os.path.abspath(__file__))
UML = "/usr/bin/linux.uml"
SHUTDOWN_PATIENCE = 3.0
TAP_MTU = 1508  # for 1500 inside PPPoE (RFC 4638); can be given at boot only
LAB_STARTED = time.monotonic()  # one clock for the logs of all guests


class LabError(Exception):
    """The lab itself failed: no verdict about the program under test."""


def missing():
    """Why the lab cannot run here: a list of reasons, each naming the package; empty if it can."""
    reasons = []
    pppd = pppd_path()
    for path, package in ((UML, "user-mode-linux"), ("/usr/lib/uml/modules", "user-mode-linux"),
                          (pppd, "ppp"), ("/usr/sbin/modprobe", "kmod"), ("/usr/sbin/ip", "iproute2"),
                          ("/usr/bin/ping", "iputils-ping")):
        if not os.path.exists(path):
            reasons.append(f"{path} is missing (package {package})")
    if os.path.exists(pppd) and not os.access(pppd, os.R_OK):
        reasons.append(f"{pppd} is not readable by this user: be root or in group dip, or name a "
                       "copy of it in MPRD_PEER_PPPD")
    return reasons


def pppd_path():
    return os.environ.get("MPRD_PEER_PPPD", "/usr/sbin/pppd")


class UmlGuest:
    """One guest with ttyS0 on a terminal (a path), on two pipes (descriptors) or on nothing, and vec0
    on a tap device of this namespace (its name) if there is one. A context manager; it ends with the
    guest gone, and so does the guest's own time limit if this process dies."""

    def __init__(self, name, serial, ttl=120, memory="128M", log=None, tap=None):
        self.name = name
        self._serial = serial
        self._tap = tap
        self._ttl = ttl
        self._memory = memory
        self._log = log
        self._started = time.monotonic()
        self._lines = []
        self._exits = []
        self._answers = {}
        self._last_id = 0
        self._ready = False
        self._changed = threading.Condition()
        self._process = None
        self._control = None

    def __enter__(self):
        self.boot()
        self.wait_ready()
        return self

    def __exit__(self, *_):
        self.close()

    # --- life ---------------------------------------------------------------------------------

    def boot(self):
        """Starts the kernel and returns at once; see wait_ready()."""
        self._folder = tempfile.mkdtemp(prefix=f"mprd-{self.name}-")
        exchange = os.path.join(self._folder, "exchange")
        os.mkdir(exchange)
        scenario = os.path.join(exchange, "scenario")
        shutil.copyfile(os.path.join(HERE, "uml", "guest-agent.py"), scenario)
        shutil.copyfile(os.path.join(HERE, "tcp_peer.py"), os.path.join(exchange, "tcp_peer.py"))
        os.chmod(scenario, stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP)
        tools = os.path.join(self._folder, "tools")
        os.mkdir(tools)
        shutil.copyfile("/usr/bin/mount", os.path.join(tools, "mount"))
        os.chmod(os.path.join(tools, "mount"), stat.S_IRWXU)
        init = os.path.join(self._folder, "guest-init.sh")
        shutil.copyfile(os.path.join(HERE, "uml", "guest-init.sh"), init)
        os.chmod(init, stat.S_IRWXU)
        self._control = Pipes()
        os.set_blocking(self._control.reader, True)
        os.set_blocking(self._control.writer, True)
        self._console = open(os.path.join(self._folder, "console.log"), "wb")
        inherited = list(self._control.descriptors)
        if self._serial is None:
            serial = "null"
        elif isinstance(self._serial, str):
            serial = f"tty:{self._serial}"
        else:
            serial = "fd:{},fd:{}".format(*self._serial)
            inherited += self._serial
        arguments = [UML, "root=/dev/root", "rootfstype=hostfs", "rootflags=/", "ro", "quiet",
                     f"init={init}", f"mem={self._memory}", "con=null", "con0=null,fd:1",
                     f"ssl0={serial}", "ssl1=fd:{},fd:{}".format(*self._control.descriptors),
                     f"umid={os.path.basename(self._folder)}", f"uml_dir={self._folder}/",
                     f"exchange={exchange}", f"ttl={self._ttl}", "scenario=scenario",
                     f"tools={tools}", f"pppd={pppd_path()}"]
        if self._serial is None:
            arguments.append("serial=none")
        if self._tap:
            arguments.append(f"vec0:transport=tap,ifname={self._tap},depth=128,gro=1,mtu={TAP_MTU}")
        # A session of its own: its process group is the guest with all its helper processes.
        self._process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=self._console,
                                         stderr=subprocess.STDOUT, start_new_session=True,
                                         cwd=self._folder, pass_fds=inherited, env=dict(os.environ, TMPDIR=_memory_dir()))
        self._control.close_guest_side()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def wait_ready(self, patience=90.0):
        """Waits for the agent; raises LabError with the console's text if the guest dies."""
        deadline = time.monotonic() + patience
        with self._changed:
            while not self._ready:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise LabError(f"guest {self.name} does not come up:\n{self.console()}")
                self._changed.wait(0.1)
        self.boot_seconds = time.monotonic() - self._started

    def console(self):
        with open(os.path.join(self._folder, "console.log"), encoding="utf-8",
                  errors="replace") as file:
            return file.read()

    def close(self, keep_in=None):
        """Ends the guest, by asking and then by force, and removes its folder."""
        if self._process is None:
            return
        if self._process.poll() is None:
            try:
                self._send({"do": "power-off"})
                self._process.wait(SHUTDOWN_PATIENCE)
            except (OSError, subprocess.TimeoutExpired):
                pass
        _kill_group(self._process.pid)
        self._process.wait()
        self._process = None
        self._console.close()
        self._listener.join()
        self._control.close()
        if keep_in:
            shutil.copyfile(os.path.join(self._folder, "console.log"),
                            os.path.join(keep_in, f"{self.name}-console.log"))
        shutil.rmtree(self._folder, ignore_errors=True)

    # --- requests -----------------------------------------------------------------------------

    def ask(self, do, patience=30.0, **arguments):
        """Has the agent do something and returns its answer."""
        with self._changed:
            self._last_id += 1
            number = self._last_id
        self._send({"id": number, "do": do, "with": arguments})
        deadline = time.monotonic() + patience
        with self._changed:
            while number not in self._answers:
                if self._process.poll() is not None:
                    raise LabError(f"guest {self.name} died:\n{self.console()}")
                if time.monotonic() > deadline:
                    raise LabError(f"guest {self.name} does not answer to {do}")
                self._changed.wait(0.1)
            answer = self._answers.pop(number)
        if "error" in answer:
            raise LabError(f"guest {self.name}: {do}: {answer['error']}")
        return answer

    def start(self, name, argv, respawn=False):
        return self.ask("start", name=name, argv=argv, respawn=respawn)

    def stop(self, name, patience=0.5):
        """Its exit status; it is killed after the patience."""
        return self.ask("stop", patience + 30.0, name=name, limit=patience)["status"]

    def signal(self, name, signal_name):
        self.ask("signal", name=name, signal_name=signal_name)

    def run(self, argv, patience=30.0):
        """Runs a program in the guest: (status, what it printed)."""
        answer = self.ask("run", patience + 5, argv=argv, limit=patience)
        return answer["status"], answer["output"]

    def write_file(self, path, text):
        self.ask("write-file", path=path, text=text)

    def write_line(self, device, data):
        self.ask("write-line", device=device, data=data.hex())

    # --- what happened ------------------------------------------------------------------------

    def mark(self):
        """A place in the log; give it to log(), wait_log() and wait_exit() as `since`."""
        with self._changed:
            return len(self._lines), len(self._exits)

    def log(self, since=(0, 0)):
        """All lines since a mark."""
        with self._changed:
            return list(self._lines)[since[0]:]

    def wait_log(self, pattern, since=(0, 0), patience=10.0):
        """Waits for a line that has the pattern: the line, or None after the patience."""
        expression = re.compile(pattern)
        return self._wait(lambda: next((line for line in list(self._lines)[since[0]:]
                                        if expression.search(line)), None), patience)

    def wait_exit(self, name, since=(0, 0), patience=10.0):
        """Waits for the end of a program: its exit status, or None after the patience."""
        return self._wait(lambda: next((status for ended, status in self._exits[since[1]:]
                                        if ended == name), None), patience)

    def _wait(self, look, patience):
        deadline = time.monotonic() + patience
        with self._changed:
            while (found := look()) is None:
                left = deadline - time.monotonic()
                if left <= 0:
                    return None
                self._changed.wait(left)
            return found

    # --- the control line ---------------------------------------------------------------------

    def _send(self, message):
        os.write(self._control.writer, json.dumps(message).encode() + b"\n")

    def _listen(self):
        rest = b""
        while True:
            data = os.read(self._control.reader, 65536)
            if not data:
                return
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                self._take(line)

    def _take(self, line):
        try:
            message = json.loads(line)
        except ValueError:
            return  # the line's first bytes while the guest sets it to raw
        with self._changed:
            if message.get("id") is not None:
                self._answers[message["id"]] = message
            elif message.get("event") == "ready":
                self._ready = True
            elif message.get("event") == "log":
                self._note(f"{message['name']}: {message['line']}")
            elif message.get("event") == "exit":
                self._exits.append((message["name"], message["status"]))
                self._note(f"{message['name']}: (exit status {message['status']})")
            self._changed.notify_all()

    def _note(self, text):
        self._lines.append(text)
        if self._log:
            self._log.write(f"{time.monotonic() - LAB_STARTED:8.3f} {self.name} {text}\n")
            self._log.flush()


def _memory_dir():
    """UML maps its memory from a file there; /dev/shm is memory, /tmp may be a disk."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"


def _kill_group(leader):
    try:
        os.killpg(leader, signal.SIGKILL)
    except ProcessLookupError:
        pass
