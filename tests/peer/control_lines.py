# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The modem's side of modem control lines, which a pty has not: files for tests/windows/modem_lines.c."""

import os
import struct
import termios


class ControlLines:
    """DCD and DTR of terminal /dev/pts/<number>. DCD is off at first."""

    def __init__(self, folder, number):
        self._said = os.path.join(folder, f"{number}.in")
        self._heard = os.path.join(folder, f"{number}.out")
        self._had_dtr = False
        self.set_carrier(False)

    def set_carrier(self, on):
        lines = termios.TIOCM_DSR | termios.TIOCM_CTS | (termios.TIOCM_CAR if on else 0)
        descriptor = os.open(self._said, os.O_WRONLY | os.O_CREAT, 0o600)
        os.write(descriptor, struct.pack("i", lines))
        os.close(descriptor)

    def has_dtr(self):
        try:
            with open(self._heard, "rb") as file:
                return bool(struct.unpack("i", file.read(4).ljust(4, b"\0"))[0] & termios.TIOCM_DTR)
        except FileNotFoundError:
            return False  # no program had the port yet

    def dtr_fell(self):
        """Since it was asked last."""
        had, self._had_dtr = self._had_dtr, self.has_dtr()
        return had and not self._had_dtr
