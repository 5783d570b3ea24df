# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""A null-modem cable: a pseudo-terminal, two pipes and a thread that carries bytes between them.

All ends are held open here, so that a program that closes its end does not hang up the other's for
good. The cable can do what bad cables do: fall silent, come unplugged, carry noise, be slow.
"""

import collections
import os
import select
import termios
import threading
import time
import tty

CHUNK = 65536
MOST_WAITING = 262144  # a cable with a delay stores bytes; one that nobody reads must not do it for ever


class Terminal:
    """An end that is a pseudo-terminal: `path` is what the program on this side opens."""

    def __init__(self):
        self.reader, self._slave = os.openpty()
        self.writer = self.reader
        tty.setraw(self._slave)
        os.set_blocking(self.reader, False)
        self.path = os.ttyname(self._slave)

    def forget_unread(self):
        termios.tcflush(self._slave, termios.TCIFLUSH)

    def close(self):
        os.close(self._slave)
        os.close(self.reader)


class Pipes:
    """An end that is two pipes, for a guest: its kernel reads byte by byte, and one byte costs half
    as much from a pipe as from a terminal. `descriptors` are the guest's input and output."""

    def __init__(self):
        guest_input, self.writer = os.pipe()
        self.reader, guest_output = os.pipe()
        self.descriptors = (guest_input, guest_output)
        for descriptor in (guest_input, self.writer, self.reader):
            os.set_blocking(descriptor, False)

    def forget_unread(self):
        try:
            while os.read(self.descriptors[0], CHUNK):
                pass
        except BlockingIOError:
            pass

    def close_guest_side(self):
        """Leaves the guest as the only holder of its ends: its death is then our end-of-file."""
        for descriptor in self.descriptors:
            os.close(descriptor)
        self.descriptors = ()

    def close(self):
        self.close_guest_side()
        os.close(self.reader)
        os.close(self.writer)


class Direction:
    """Bytes under way from one end to the other, each with the time at which it arrives."""

    def __init__(self):
        self.carried = 0
        self.lost = 0
        self._waiting = collections.deque()
        self._size = 0
        self._free_at = 0.0

    def has_room(self):
        return self._size < MOST_WAITING

    def put(self, data, now, bytes_per_second, delay):
        if not bytes_per_second:
            self._append(data, now + delay)
            return
        step = max(1, bytes_per_second // 100)  # a slow line delivers steadily, not by the chunk
        self._free_at = max(self._free_at, now)
        for start in range(0, len(data), step):
            piece = data[start:start + step]
            self._free_at += len(piece) / bytes_per_second
            self._append(piece, self._free_at + delay)

    def _append(self, data, due):
        self._waiting.append((due, data))
        self._size += len(data)

    def next_due(self):
        return self._waiting[0][0] if self._waiting else None

    def deliver(self, writer, now):
        """Writes what is due; stops when the end takes no more."""
        while self._waiting and self._waiting[0][0] <= now:
            due, data = self._waiting.popleft()
            try:
                taken = os.write(writer, data)
            except BlockingIOError:
                taken = 0
            self.carried += taken
            self._size -= taken
            if taken < len(data):
                self._waiting.appendleft((due, data[taken:]))
                return

    def clear(self):
        self.lost += self._size
        self._waiting.clear()
        self._size = 0


class Line:
    """The cable. `path` (a symbolic link that survives replug()) is the near end, for the program
    under test; `far_descriptors` are the far end, for the guest. All methods may be called from
    any thread."""

    def __init__(self, link_path):
        self.path = link_path
        self._far = Pipes()
        self._near = Terminal()
        self._to_near = Direction()
        self._to_far = Direction()
        self._speed = 0
        self._delay = 0.0
        self._silent = False
        self._requests = collections.deque()
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_read, False)
        self._point_link()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def far_descriptors(self):
        return self._far.descriptors

    def counters(self):
        """Bytes carried and lost, by the end at which they arrive."""
        return {"to_near": self._to_near.carried, "to_far": self._to_far.carried,
                "lost": self._to_near.lost + self._to_far.lost}

    def shape(self, bits_per_second=0, delay=0.0):
        """Sets the speed (ten bits a byte, zero for unlimited) and the delay of each way."""
        def change():
            self._speed, self._delay = bits_per_second // 10, delay
        self._in_thread(change)

    def silence(self, silent=True):
        """Drops all bytes both ways: a carrier that is gone without a sign of it."""
        def change():
            self._silent = silent
            self._drain()
        self._in_thread(change)

    def unplug(self):
        """Hangs up the near end: its program reads end-of-file or EIO, and the path is gone."""
        def change():
            if self._near:
                os.unlink(self.path)
                self._near.close()
                self._near = None
                self._to_near.clear()
        self._in_thread(change)

    def replug(self):
        """Gives the near end a new pseudo-terminal under the same path."""
        def change():
            if not self._near:
                self._near = Terminal()
                self._point_link()
        self._in_thread(change)

    def inject(self, data):
        """Noise: the near end reads these bytes as if the far end had sent them."""
        self._in_thread(lambda: self._to_near.put(data, time.monotonic(), 0, 0.0))

    def flush(self):
        """Forgets what is under way and what neither program has read yet.

        A pseudo-terminal keeps what an earlier call left in it, and a real line does not.
        """
        self._in_thread(self._drain)

    def close(self):
        if self._thread.is_alive():
            self._requests.append(None)
            self._wake()
            self._thread.join()

    def _drain(self):
        for end in (self._near, self._far):
            if end:
                end.forget_unread()
                while self._read(end):
                    pass
        self._to_near.clear()
        self._to_far.clear()

    def _point_link(self):
        temporary = self.path + ".new"
        os.symlink(self._near.path, temporary)
        os.replace(temporary, self.path)

    def _in_thread(self, change):
        done = threading.Event()
        self._requests.append((change, done))
        self._wake()
        if not done.wait(10):
            raise RuntimeError("the line's thread does not answer")

    def _wake(self):
        os.write(self._wake_write, b"w")

    @staticmethod
    def _read(end):
        try:
            return os.read(end.reader, CHUNK)
        except OSError:  # nothing there, or a terminal that has just been hung up
            return b""

    def _run(self):
        while self._serve_requests():
            self._poll()
            now = time.monotonic()
            self._carry(self._far, self._to_near, self._near, now)
            if self._near:
                self._carry(self._near, self._to_far, self._far, now)
        for end in (self._near, self._far):
            if end:
                end.close()
        if os.path.islink(self.path):
            os.unlink(self.path)
        os.close(self._wake_read)
        os.close(self._wake_write)

    def _serve_requests(self):
        try:
            os.read(self._wake_read, 1024)
        except BlockingIOError:
            pass
        while self._requests:
            request = self._requests.popleft()
            if request is None:
                return False
            request[0]()
            request[1].set()
        return True

    def _carry(self, source, direction, target, now):
        if direction.has_room():
            data = self._read(source)
            if data and (self._silent or target is None):
                direction.lost += len(data)
            elif data:
                direction.put(data, now, self._speed, self._delay)
        if target:
            direction.deliver(target.writer, now)

    def _poll(self):
        now = time.monotonic()
        poll = select.poll()
        poll.register(self._wake_read, select.POLLIN)
        timeout = None
        masks = {}
        for source, direction, target in ((self._far, self._to_near, self._near),
                                          (self._near, self._to_far, self._far)):
            if source and direction.has_room():
                masks[source.reader] = masks.get(source.reader, 0) | select.POLLIN
            due = direction.next_due()
            if target and due is not None:
                if due <= now:
                    masks[target.writer] = masks.get(target.writer, 0) | select.POLLOUT
                else:
                    wait = due - now
                    timeout = wait if timeout is None else min(timeout, wait)
        for descriptor, mask in masks.items():
            poll.register(descriptor, mask)
        poll.poll(None if timeout is None else int(timeout * 1000) + 1)
