# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The telephone exchange as seen by a test: starts modem_exchange.py, tells it what to do, hears what happens."""

import json
import os
import subprocess
import sys
import threading
import time

PROGRAM = os.path.join(os.path.dirname(os.path.abspath(__file__)), "modem_exchange.py")


class Exchange:
    """One process. `events` are what it told, in order."""

    def __init__(self, folder, plan):
        path = os.path.join(str(folder), "exchange.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump(plan, file)
        self.events = []
        self._changed = threading.Condition()
        self.process = subprocess.Popen([sys.executable, "-B", PROGRAM, path], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()
        self.wait("ready")

    def _listen(self):
        for line in self.process.stdout:
            with self._changed:
                self.events.append(json.loads(line))
                self._changed.notify_all()

    def count(self, event, **more):
        """How often it was told."""
        return sum(1 for each in list(self.events)
                   if each["event"] == event and all(each.get(key) == value for key, value in more.items()))

    def wait(self, event, times=1, patience=10.0, **more):
        """Waits until it was told so often; AssertionError after the patience."""
        deadline = time.monotonic() + patience
        with self._changed:
            while self.count(event, **more) < times:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise AssertionError(f"the exchange does not tell {event} {more}: {self.events[-12:]}")
                self._changed.wait(left)

    def do(self, what, **more):
        done = self.count("done")
        self.process.stdin.write(json.dumps({"do": what, **more}) + "\n")
        self.process.stdin.flush()
        self.wait("done", done + 1)

    def set(self, modem, **values):
        """Members of the modem's plan; None takes one away."""
        for key, value in values.items():
            self.do("set", modem=modem, key=key, value=value)

    def numbers(self, modem=None):
        """What was dialled, in order."""
        return [each["number"] for each in list(self.events)
                if each["event"] == "dial" and modem in (None, each["modem"])]

    def stop(self):
        if self.process.poll() is None:
            self.process.stdin.close()
            self.process.wait(5)
        self._listener.join()
        self.process.stdout.close()
