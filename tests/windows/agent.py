# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Calls functions of Windows libraries in a process of Wine (call_agent.exe), and named pipes by that means."""

import ctypes
import mmap
import os
import select
import subprocess
import tempfile
import time

import lab

ADDRESS = 0x100000000000  # of the memory that the agent shares with us; far from what loaders choose
SIZE = 16 << 20
MAP_FIXED_NOREPLACE = 0x100000


class Ended(Exception):
    """The agent's process ended during a call; `status` is its exit status."""

    def __init__(self, status):
        super().__init__(f"the calling process ended with {status}")
        self.status = status


class Memory:
    """Memory at the same address here and in every agent that is given it. For one thread."""

    def __init__(self, place=0):
        """Memories at the same time have different places: 0, 1..."""
        self.address = ADDRESS + place * SIZE
        self._file = tempfile.NamedTemporaryFile(prefix="mprd-agent-")
        self._file.truncate(SIZE)
        self.path = self._file.name
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._libc.mmap.restype = ctypes.c_void_p
        self._libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]
        got = self._libc.mmap(self.address, SIZE, mmap.PROT_READ | mmap.PROT_WRITE, mmap.MAP_SHARED | MAP_FIXED_NOREPLACE,
                              self._file.fileno(), 0)
        if got != self.address:
            raise OSError(ctypes.get_errno(), "no shared memory at its address")
        self._used = 0

    def close(self):
        self._libc.munmap(ctypes.c_void_p(self.address), ctypes.c_size_t(SIZE))
        self._file.close()

    def mark(self):
        return self._used

    def release(self, mark):
        """Everything since that mark."""
        self._used = mark

    def new(self, kind):
        """A ctypes object there, all zero."""
        size = ctypes.sizeof(kind)
        at = (self._used + 15) & ~15
        if at + size > SIZE:
            raise MemoryError("the agent's shared memory is full")
        self._used = at + size
        ctypes.memset(self.address + at, 0, size)
        return kind.from_address(self.address + at)

    def text(self, value):
        """Its address, as UTF-16 with an end."""
        return self.put(value.encode("utf-16-le") + b"\0\0")

    def put(self, data):
        """The address of these octets."""
        room = self.new(ctypes.c_char * max(len(data), 1))
        ctypes.memmove(room, data, len(data))
        return ctypes.addressof(room)


def number(value):
    """A ctypes value, None or a number, as 64 bits."""
    value = getattr(value, "value", value)
    return (0 if value is None else int(value)) & 0xFFFFFFFFFFFFFFFF


class Agent:
    """One process of Wine."""

    def __init__(self, program, memory):
        self.memory = memory
        self._process = subprocess.Popen(
            ["wine", str(program), lab.windows_path(memory.path), f"{memory.address:x}", str(SIZE)], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=lab.wine_environment(), bufsize=0)
        self._unread = b""
        if self._line(lab.PATIENCE) != "ready":
            raise RuntimeError("call_agent does not start")

    def close(self):
        self._process.stdin.close()
        self.kill()

    def kill(self):
        """A call that another thread waits for raises Ended."""
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()

    def _line(self, patience):
        while b"\n" not in self._unread:
            if patience is not None and not select.select([self._process.stdout], [], [], patience)[0]:
                raise TimeoutError("the call does not return")
            data = os.read(self._process.stdout.fileno(), 65536)
            if not data:
                raise Ended(self._process.wait())
            self._unread += data
        line, self._unread = self._unread.split(b"\n", 1)
        return line.decode().strip()

    def call(self, library, function, *arguments, patience=lab.PATIENCE):
        """(what it returns, GetLastError()). `patience` None: as long as it takes."""
        words = [library, function, *(str(number(each)) for each in arguments)]
        self._process.stdin.write("\t".join(words).encode() + b"\n")
        said = self._line(patience)
        if said == "none":
            raise AttributeError(f"{library} has no {function}")
        result, error = said.split()
        return int(result), int(error)

    def kernel(self, function, *arguments, **options):
        return self.call("kernel32.dll", function, *arguments, **options)

    def set_environment(self, name, value):
        mark = self.memory.mark()
        self.kernel("SetEnvironmentVariableW", self.memory.text(name), self.memory.text(value))
        self.memory.release(mark)


class PipeStream:
    """A connection to a named pipe, as far as a socket object is needed."""

    BROKEN_PIPE = 109
    INVALID = 0xFFFFFFFFFFFFFFFF

    def __init__(self, agent, name, timeout=lab.PATIENCE):
        self._agent, self._timeout = agent, timeout
        memory = agent.memory
        mark = memory.mark()
        self._pipe = self._open(memory.text(name))
        memory.release(mark)

    @classmethod
    def of(cls, agent, pipe):
        """A pipe that the agent has made or opened."""
        made = cls.__new__(cls)
        made._agent, made._pipe, made._timeout = agent, pipe, lab.PATIENCE
        return made

    def _open(self, name):
        read_write, open_existing, busy = 0xC0000000, 3, 231
        until = time.monotonic() + lab.PATIENCE
        while True:
            pipe, error = self._agent.kernel("CreateFileW", name, read_write, 0, None, open_existing, 0, None)
            if pipe != self.INVALID:
                return pipe
            if error != busy or time.monotonic() > until:
                raise OSError(error, "the pipe cannot be opened")
            self._agent.kernel("WaitNamedPipeW", name, 1000)

    def settimeout(self, timeout):
        self._timeout = timeout

    def gettimeout(self):
        return self._timeout

    def sendall(self, data):
        memory = self._agent.memory
        mark = memory.mark()
        done = memory.new(ctypes.c_uint32)
        worked, error = self._agent.kernel("WriteFile", self._pipe, memory.put(data), len(data), ctypes.addressof(done), None)
        memory.release(mark)
        if not worked & 0xFFFFFFFF:
            raise OSError(error, "the pipe is broken")

    def recv(self, size):
        """As of a socket: nothing when the other end is gone."""
        memory = self._agent.memory
        mark = memory.mark()
        room, got = memory.new(ctypes.c_char * size), memory.new(ctypes.c_uint32)
        worked, error = self._agent.kernel("ReadFile", self._pipe, ctypes.addressof(room), size, ctypes.addressof(got), None,
                                           patience=self._timeout)
        data = room.raw[:got.value]
        memory.release(mark)
        if not worked & 0xFFFFFFFF and error != self.BROKEN_PIPE:
            raise OSError(error, "the pipe cannot be read")
        return data

    def close(self):
        if self._pipe is not None:
            self._agent.kernel("CloseHandle", self._pipe)
            self._pipe = None
