# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprapi.dll, loaded into a process of Wine (tests/windows/agent.py)."""
import contextlib

import agent
import header
import lab
import library

KERNEL_NAMES = {"MprdLocalFree": "LocalFree"}  # what Windows itself has


class WineLibrary(library.Library):
    ABORTED = 3  # what abort() of the C run time ends a process with
    NOWHERE = "\\\\.\\pipe\\mprd-nobody-is-here"

    def __init__(self, options, memory, dll=None, declared=None):
        super().__init__(declared or header.Header(options.cc, options.include))
        self.options, self.memory = options, memory
        self.dll = lab.windows_path(dll or options.library)
        self.calling = agent.Agent(options.agent, memory)
        self.router = None

    def close(self):
        self.calling.close()

    def raw(self, name, *arguments):
        if name in KERNEL_NAMES:
            return self.calling.kernel(KERNEL_NAMES[name], *arguments)[0] & 0xFFFFFFFF
        code = self.calling.call(self.dll, name, *arguments)[0] & 0xFFFFFFFF
        return None if self.header.functions[name].returns == "void" else code

    def new(self, kind):
        return self.memory.new(kind)

    def copy(self, to, source, size):
        self.calling.kernel("RtlMoveMemory", to, source, size)

    def make_event(self):
        return self.calling.kernel("CreateEventW", None, 1, 0, None)[0]

    def find_router_at(self, address):
        self.router = address
        self.calling.set_environment("MPRD_SOCKET", address)

    @contextlib.contextmanager
    def row(self):
        mark = self.memory.mark()
        yield
        self.memory.release(mark)

    def fail_allocation(self, number):
        return self.calling.call(self.dll, "mprd_fail_new", number)[0] & 0xFFFFFFFF

    def in_child(self, work):
        said = []
        mark = self.memory.mark()
        child = WineLibrary(self.options, self.memory, self.options.failing_library, self.header)
        child.find_router_at(self.router)
        try:
            work(child, said.append)
            return said, "finished"
        except agent.Ended as end:
            return said, end.status
        except Exception as fault:  # noqa: BLE001: what a row came to
            return said, f"{type(fault).__name__}: {fault}"
        finally:
            child.close()
            self.memory.release(mark)
