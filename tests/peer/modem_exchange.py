#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""A telephone exchange with emulated Hayes modems, as a process of its own.

    modem_exchange.py PLAN        (a JSON file)

PLAN: {"modems": [{"name": "near", "number": "100", "link": "/tmp/x/near"}, ...],
       "numbers": {"200": {"modem": "far"}, "201": {"says": "BUSY", "after": 0.2}, "202": {"wire": "/dev/pts/7"}}}

A modem's computer is either `link` (a new pty; the symbolic link names it) or `tty` (a terminal that
exists, such as the near end of the lab's cable). A number leads to a modem, which rings; to a wire,
which is a terminal whose far end talks PPP at once; or to a result code. More members of a modem:
"pin" (the SIM wants it), "signal", "registration" (TS 27.007 numbers), "noise" (octets before each
answer), "nonsense" (answers with this instead), "mute" (answers nothing), "stuck" (a command whose
answer is cut off in the middle), "connectAfter" seconds, "callerId" true, "lines" (a folder: the modem has
control lines, as tests/windows/modem_lines.c shows them to a program), "quiet" (no NO CARRIER).

Reads commands as JSON, one a line, on standard input: {"do": "drop"} loses all carriers, {"do":
"unplug", "modem": "near"} and "replug", {"do": "set", "modem": ..., "key": ..., "value": ...}, {"do":
"ring", "modem": ..., "caller": "0301234", "wire": PATH}. Tells on standard output what happens:
{"event": "dial", "modem": "near", "number": "200"}, "connect", "onhook", "ring", "answer", "command".
Ends with its standard input.
"""

import json
import os
import re
import select
import sys
import time
import tty

from control_lines import ControlLines

GUARD = 0.9          # silence before "+++" that makes it an escape; S12 is 1 s
RING_EVERY = 1.0     # a real one takes 6 s
REOPEN_EVERY = 0.02  # a pty without a program at the other end reads as EIO: look again then
CHUNK = 4096
MOST_WAITING = 1 << 20


def tell(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)


class Terminal:
    """Non-blocking octets of a pty of ours (`link`) or of a terminal that exists (`path`)."""

    def __init__(self, link=None, path=None):
        self.link = link
        self.path = path
        self.descriptor = None
        self.waiting = b""
        self.had_program = False
        self.open()

    def open(self):
        if self.path:
            self.descriptor = os.open(self.path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
            tty.setraw(self.descriptor)
            return
        self.descriptor, slave = os.openpty()
        self.number = os.minor(os.fstat(slave).st_rdev)
        tty.setraw(slave)
        os.set_blocking(self.descriptor, False)
        point_link(os.ttyname(slave), self.link)
        os.close(slave)

    def close(self):
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None
        if self.link and os.path.islink(self.link):
            os.unlink(self.link)

    def read(self):
        """Octets, b"" for none now, None when the program has closed its end."""
        try:
            data = os.read(self.descriptor, CHUNK)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        return data or None

    def write(self, data):
        if self.descriptor is not None and len(self.waiting) < MOST_WAITING:
            self.waiting += data
            self.flush()

    def flush(self):
        try:
            self.waiting = self.waiting[os.write(self.descriptor, self.waiting):] if self.waiting else b""
        except BlockingIOError:
            pass
        except OSError:
            self.waiting = b""


def point_link(target, link):
    temporary = link + ".new"
    os.symlink(target, temporary)
    os.replace(temporary, link)


class Modem:
    """One modem: command state, dialling, ringing, or a call with another Modem or a wire."""

    def __init__(self, exchange, plan):
        self.exchange = exchange
        self.name = plan["name"]
        self.number = plan.get("number", "")
        self.plan = plan
        self.computer = Terminal(link=plan.get("link"), path=plan.get("tty"))
        self.lines = ControlLines(plan["lines"], self.computer.number) if "lines" in plan else None
        self.pin_given = False
        self.reset()
        self.peer = None       # a Modem or a Terminal
        self.online = False
        self.ringing_from = None
        self.rings = 0
        self.line = b""
        self.last_data = 0.0
        self.plus = b""
        self.closed = True
        self.look_at = 0.0

    def reset(self):
        self.echo = True
        self.caller_id = bool(self.plan.get("callerId"))

    # --- the computer's side --------------------------------------------------------------------

    def say(self, text):
        data = self.plan.get("noise", "").encode("latin-1") + b"\r\n" + text.encode("latin-1") + b"\r\n"
        self.computer.write(data)

    def take(self, data, now):
        if self.online:
            self.take_data(data, now)
            return
        for octet in data:
            self.take_octet(bytes([octet]), now)

    def take_octet(self, octet, now):
        if self.exchange.is_dialling(self):
            self.exchange.cancel(self)  # any octet ends dialling, V.250 section 5.6.1
            self.hang_up("NO CARRIER")
            return
        if self.echo and not self.plan.get("mute"):
            self.computer.write(octet)
        if octet == b"\r":
            command, self.line = self.line, b""
            if command.strip():
                self.obey(command.decode("latin-1").strip(), now)
        elif octet >= b" ":
            self.line = (self.line + octet)[-200:]

    def take_data(self, data, now):
        if data == b"+++" and now - self.last_data >= GUARD:
            self.online = False
            self.exchange.later(now + 0.3, lambda: self.say("OK"))
            tell("escape", modem=self.name)
            return
        self.last_data = now
        self.to_line(data)

    def obey(self, command, now):
        tell("command", modem=self.name, command=command)
        if self.plan.get("mute"):
            return
        if "nonsense" in self.plan:
            self.computer.write(self.plan["nonsense"].encode("latin-1"))
            return
        if self.plan.get("stuck") and command.upper().startswith(self.plan["stuck"]):
            self.computer.write(b"\r\nO")
            return
        upper = command.upper()
        if not upper.startswith("AT"):
            return
        answer = self.answer(upper[2:], command[2:], now)
        if answer:
            self.say(answer)

    def answer(self, body, as_written, now):
        if body.startswith("D"):
            return self.dial(body[1:].lstrip("TP"), now)
        if body in ("A",):
            return self.exchange.answer(self, now)
        if body in ("H", "H0"):
            self.hang_up(None)
            return "OK"
        if body == "Z":
            self.reset()
            return "OK"
        if body == "+VCID=1" or body == "+CLIP=1":
            self.caller_id = True
            return "OK"
        if "E0" in body or "E1" in body:
            self.echo = "E1" in body
            return "OK"
        return self.query(body, as_written)

    def query(self, body, as_written):
        texts = {"": "OK", "+GMI": "mprd tests\r\n\r\nOK", "+GMM": "exchange modem\r\n\r\nOK", "+GMR": "1\r\n\r\nOK",
                 "I": "33600\r\n\r\nOK"}
        if body in texts:
            return texts[body]
        if "signal" not in self.plan and body.startswith("+C"):
            return "ERROR"
        if body == "+CPIN?":
            wants = self.plan.get("pin") and not self.pin_given
            return f"+CPIN: {'SIM PIN' if wants else 'READY'}\r\n\r\nOK"
        if body.startswith("+CPIN="):
            self.pin_given = as_written[6:] == self.plan.get("pin")
            tell("pin", modem=self.name, right=self.pin_given)
            return "OK" if self.pin_given else "+CME ERROR: 16"
        if body == "+CSQ":
            return f"+CSQ: {self.plan['signal']},99\r\n\r\nOK"
        if body == "+CREG?":
            return f"+CREG: 0,{self.plan.get('registration', 1)}\r\n\r\nOK"
        return "OK"

    # --- calls ----------------------------------------------------------------------------------

    def dial(self, number, now):
        number = re.sub(r"[^0-9*#+]", "", number)
        tell("dial", modem=self.name, number=number)
        if self.peer is not None or self.ringing_from is not None:
            return "NO CARRIER"
        self.exchange.dial(self, number, now)
        return None

    def connect(self, peer, now):
        self.peer = peer
        self.online = True
        self.last_data = now
        if self.lines:
            self.lines.set_carrier(True)
        self.computer.write(f"\r\nCONNECT {self.plan.get('speed', 33600)}\r\n".encode())
        tell("connect", modem=self.name)

    def to_line(self, data):
        if isinstance(self.peer, Modem):
            if self.peer.online:
                self.peer.computer.write(data)
        elif self.peer is not None:
            self.peer.write(data)

    def hang_up(self, says):
        """On hook; `says` goes to our computer, and NO CARRIER to that of the other end."""
        peer, self.peer = self.peer, None
        was_busy = peer is not None or self.online
        self.online = False
        self.exchange.stop_ringing(self)
        if self.lines:
            self.lines.set_carrier(False)
        if says and "quiet" not in self.plan:
            self.say(says)
        if was_busy:
            tell("onhook", modem=self.name)
        if isinstance(peer, Modem) and peer.peer is self:
            peer.hang_up("NO CARRIER")
        elif isinstance(peer, Terminal):
            self.exchange.forget_wire(peer)

    def dtr_dropped(self):
        self.line = b""
        self.computer.waiting = b""
        self.exchange.cancel(self)
        self.hang_up(None)
        self.reset()


class Exchange:
    """All modems and wires, and the clock."""

    def __init__(self, plan):
        self.numbers = plan.get("numbers", {})
        self.modems = {each["name"]: Modem(self, each) for each in plan["modems"]}
        self.wires = []
        self.tasks = []      # (time, function)
        self.dialling = {}   # modem -> its task

    # --- time -----------------------------------------------------------------------------------

    def later(self, when, function):
        task = (when, function)
        self.tasks.append(task)
        return task

    def run_due(self, now):
        for task in [each for each in self.tasks if each[0] <= now]:
            if task in self.tasks:
                self.tasks.remove(task)
                task[1]()

    # --- calls ----------------------------------------------------------------------------------

    def is_dialling(self, modem):
        return modem in self.dialling

    def cancel(self, modem):
        task = self.dialling.pop(modem, None)
        if task in self.tasks:
            self.tasks.remove(task)
        for called in self.modems.values():
            if called.ringing_from is modem:
                called.ringing_from = None

    def dial(self, modem, number, now):
        target = self.numbers.get(number, {"says": "NO CARRIER"})
        wait = target.get("after", modem.plan.get("connectAfter", 0.2))
        self.dialling[modem] = self.later(now + wait, lambda: self.reach(modem, target))

    def reach(self, modem, target):
        now = time.monotonic()
        if "says" in target:
            self.dialling.pop(modem)
            modem.say(target["says"])
        elif "wire" in target:
            self.dialling.pop(modem)
            wire = Terminal(path=target["wire"])
            self.wires.append((wire, modem))
            modem.connect(wire, now)
        elif "modem" in target:
            called = self.modems[target["modem"]]
            if called.peer is not None or called.ringing_from is not None:
                self.dialling.pop(modem)
                modem.say("BUSY")
                return
            called.ringing_from = modem
            called.rings = 0
            self.ring(called, modem.number)

    def ring(self, called, caller):
        if called.ringing_from is None:
            return
        called.rings += 1
        tell("ring", modem=called.name)
        called.say("RING")
        if called.caller_id and called.rings == 1 and caller:
            called.say(f"NMBR = {caller}")
        self.later(time.monotonic() + RING_EVERY, lambda: self.ring(called, caller))

    def answer(self, modem, now):
        caller, modem.ringing_from = modem.ringing_from, None
        if caller is None:
            return "NO CARRIER"
        tell("answer", modem=modem.name)
        if isinstance(caller, Modem):
            self.dialling.pop(caller, None)
            caller.connect(modem, now)
        modem.connect(caller, now)
        return None

    def stop_ringing(self, modem):
        modem.ringing_from = None

    def forget_wire(self, wire):
        self.wires = [each for each in self.wires if each[0] is not wire]
        wire.close()

    # --- the loop -------------------------------------------------------------------------------

    def run(self):
        commands = b""
        os.set_blocking(0, False)
        while True:
            now = time.monotonic()
            ends = [modem.computer for modem in self.modems.values()
                    if modem.computer.descriptor is not None and now >= modem.look_at]
            ends += [wire for wire, _ in self.wires]
            wait = max(0.0, min([task[0] - now for task in self.tasks] + [REOPEN_EVERY]))
            writers = [end.descriptor for end in ends if end.waiting]
            ready, _, _ = select.select([0] + [end.descriptor for end in ends], writers, [], wait)
            now = time.monotonic()
            if 0 in ready:
                data = os.read(0, CHUNK)
                if not data:
                    return
                *lines, commands = (commands + data).split(b"\n")
                for line in lines:
                    self.command(json.loads(line))
            for end in ends:
                if end.descriptor is not None:
                    end.flush()
            self.serve(ready, now)
            self.run_due(now)

    def serve(self, ready, now):
        for modem in self.modems.values():
            if modem.computer.descriptor in ready and now >= modem.look_at:
                data = modem.computer.read()
                if data is None:
                    modem.look_at = now + REOPEN_EVERY
                    if not modem.closed:
                        modem.closed = True
                        tell("dtr", modem=modem.name)
                        modem.dtr_dropped()
                elif data:
                    modem.closed = False
                    modem.take(data, now)
            if modem.lines and modem.lines.dtr_fell():
                tell("dtr-low", modem=modem.name)
                modem.dtr_dropped()
        for wire, modem in list(self.wires):
            if wire.descriptor in ready:
                data = wire.read()
                if data is None:
                    modem.hang_up("NO CARRIER")
                elif data and modem.online:
                    modem.computer.write(data)

    def command(self, command):
        modem = self.modems.get(command.get("modem", ""))
        what = command["do"]
        if what == "drop":
            for each in list(self.modems.values()):
                if each.peer is not None:
                    each.hang_up("NO CARRIER")
        elif what == "unplug":
            modem.computer.close()
            self.cancel(modem)
            modem.hang_up(None)
            modem.closed = True
        elif what == "replug":
            modem.computer.open()
        elif what == "set":
            modem.plan[command["key"]] = command["value"]
            if command["value"] is None:
                del modem.plan[command["key"]]
        tell("done", command=what)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        exchange = Exchange(json.load(file))
    tell("ready")
    exchange.run()


if __name__ == "__main__":
    main()
