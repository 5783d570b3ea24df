#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The lab's hand inside the guest: does what it reads on ttyS1 and tells there what happens.

One JSON text per line each way. A request {"id": n, "do": name, ...} gets {"id": n, ...} back;
what a program prints, and its end, come as events without id. A serial line and not the exchange
folder, because hostfs caches and delays what is written to a file, and a line does not.
"""

import json
import os
import signal
import subprocess
import sys
import threading
import time


class Agent:
    """Starts, signals and stops named programs; one thread for each request."""

    def __init__(self, line):
        self._line = line
        self._write_lock = threading.Lock()
        self._programs = {}
        self._wanted = {}

    def serve(self):
        """Answers requests until the line ends or power-off is asked for."""
        self.tell(event="ready")
        for text in self._line_reader():
            try:
                request = json.loads(text)
            except ValueError:
                continue  # noise of a line that has just been opened
            threading.Thread(target=self._answer, args=(request,), daemon=True).start()

    def tell(self, **message):
        with self._write_lock:
            data = json.dumps(message).encode() + b"\n"
            while data:
                data = data[os.write(self._line, data):]

    def _line_reader(self):
        rest = b""
        while True:
            data = os.read(self._line, 65536)
            if not data:
                return
            *lines, rest = (rest + data).split(b"\n")
            yield from lines

    def _answer(self, request):
        action = getattr(self, "do_" + str(request.get("do", "")).replace("-", "_"), None)
        try:
            if action is None:
                raise ValueError("no such request")
            self.tell(id=request.get("id"), **(action(**request.get("with", {})) or {}))
        except Exception as error:  # the lab, not the guest, decides what an error means
            self.tell(id=request.get("id"), error=repr(error))

    def do_start(self, name, argv, respawn=False):
        """Starts a program; with respawn it is started anew whenever it ends by itself."""
        self._wanted[name] = respawn
        self._spawn(name, argv)
        return {"pid": self._programs[name].pid}

    def _spawn(self, name, argv):
        program = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.STDOUT)
        self._programs[name] = program
        threading.Thread(target=self._follow, args=(name, argv, program), daemon=True).start()

    def _follow(self, name, argv, program):
        for line in program.stdout:
            self.tell(event="log", name=name, line=line.decode("utf-8", "replace").rstrip("\n"))
        status = program.wait()
        self.tell(event="exit", name=name, status=status)
        if self._wanted.get(name):
            time.sleep(0.1)
            if self._wanted.get(name):
                self._spawn(name, argv)

    def do_signal(self, name, signal_name):
        self._programs[name].send_signal(getattr(signal, "SIG" + signal_name))

    def do_stop(self, name, limit):
        """Ends a program, also one that was stopped (SIGSTOP) or that does not want to end."""
        self._wanted[name] = False
        program = self._programs.get(name)
        if program is None:
            return {"status": None}
        if program.poll() is None:
            program.send_signal(signal.SIGCONT)
            program.terminate()
            try:
                program.wait(limit)
            except subprocess.TimeoutExpired:
                program.kill()
        return {"status": program.wait()}

    def do_run(self, argv, limit=30.0):
        """Runs a program to its end and returns all that it printed."""
        done = subprocess.run(argv, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=limit, check=False)
        return {"status": done.returncode, "output": done.stdout.decode("utf-8", "replace")}

    def do_write_file(self, path, text, mode=0o600):
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)

    def do_write_line(self, device, data):
        """Sends bytes (hexadecimal) on a serial line, as a login banner does."""
        line = os.open(device, os.O_WRONLY | os.O_NOCTTY)
        try:
            os.write(line, bytes.fromhex(data))
        finally:
            os.close(line)

    def do_power_off(self):
        self.tell(event="power-off")
        os._exit(0)  # at once, with all threads: guest-init.sh waits for this end and switches off


if __name__ == "__main__":
    Agent(os.open(sys.argv[1] if len(sys.argv) > 1 else "/dev/ttyS1",
                  os.O_RDWR | os.O_NOCTTY)).serve()
