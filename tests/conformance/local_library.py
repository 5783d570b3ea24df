# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""libmprapi.so, loaded into this process."""
import ctypes
import json
import os
import signal

import header
import library


class LocalLibrary(library.Library):
    ABORTED = -signal.SIGABRT
    NOWHERE = "unix:///nonexistent/s"

    def __init__(self, options):
        super().__init__(header.Header(options.cc, options.include))
        self.functions = ctypes.CDLL(str(options.library))

    def raw(self, name, *arguments):
        function = getattr(self.functions, name)
        declared = self.header.functions[name]
        function.restype = None if declared.returns == "void" else library.DWORD
        function.argtypes = [self.kind_of(argument.type) for argument in declared.arguments]
        return function(*arguments)

    def new(self, kind):
        return kind()

    def copy(self, to, source, size):
        ctypes.memmove(to, source, size)

    def make_event(self):
        event = self.functions.MprdCreateEvent
        event.restype = library.POINTER
        return event(1, 0)

    def find_router_at(self, address):
        os.environ["MPRD_SOCKET"] = str(address)

    def fail_allocation(self, number):
        return ctypes.CDLL(None).mprd_fail_new(number)  # of fail_new.cpp, preloaded

    def in_child(self, work):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            def say(what):
                os.write(writing, json.dumps(what).encode() + b"\n")

            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what terminate() has to say
            try:
                work(self, say)
                say("finished")
            except BaseException as fault:  # noqa: BLE001: it must not come out at the other end of fork()
                say(f"{type(fault).__name__}: {fault}")
            os._exit(0)
        os.close(writing)
        with os.fdopen(reading) as told:
            lines = [json.loads(line) for line in told]
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return (lines[:-1], lines[-1]) if status == 0 and lines else (lines, status)
