#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs a test program by Wine, and makes serial lines for it (line_end_windows.cpp).

    line_server.py COMMAND...

Each connection to 127.0.0.1:$MPRD_LINE_SERVER is a line: it gets the name of a COM port and a line feed, then what the port's
program sends; what it sends goes there. When it is closed the line is hung up. The exit status is that of the command.
"""

import os
import pathlib
import select
import socket
import subprocess
import sys
import threading
import tty

FIRST_PORT = 40  # Wine makes the lower ones itself
LOOK_AGAIN = 0.02  # seconds: a pty without a program at the other end reads as EIO
CHUNK = 65536


def prefix():
    return os.environ.get("MPRD_WINEPREFIX") or f"{os.environ.get('TMPDIR', '/tmp')}/mprd-wine-{os.getuid()}"


def new_link(terminal):
    """A COM port that nobody has: its link."""
    number = FIRST_PORT
    while True:
        link = pathlib.Path(prefix()) / "dosdevices" / f"com{number}"
        try:
            link.symlink_to(terminal)
            return link
        except FileExistsError:
            number += 1


def serve(connection):
    master, slave = os.openpty()
    tty.setraw(slave)
    os.set_blocking(master, False)
    link = new_link(os.ttyname(slave))
    os.close(slave)
    connection.sendall(link.name.upper().encode() + b"\n")
    try:
        with connection:
            carry(connection, master)
    except ConnectionError:
        pass  # hung up, too
    link.unlink()
    os.close(master)


def carry(connection, master):
    """Until the connection is closed."""
    ends = [connection, master]
    while True:
        ready, _, _ = select.select(ends, [], [], LOOK_AGAIN)
        if connection in ready:
            data = connection.recv(CHUNK)
            if not data:
                return
            os.write(master, data)
        if master in ready or master not in ends:
            ends = [connection, master]
            try:
                connection.sendall(os.read(master, CHUNK))
            except BlockingIOError:
                pass  # the program is there, and has said nothing
            except ConnectionError:
                return
            except OSError:
                ends = [connection]


def accept(listener):
    while True:
        connection, _ = listener.accept()
        threading.Thread(target=serve, args=(connection,), daemon=True).start()


def main():
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=accept, args=(listener,), daemon=True).start()
    env = dict(os.environ, MPRD_LINE_SERVER=str(listener.getsockname()[1]))
    return subprocess.run(sys.argv[1:], env=env, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
