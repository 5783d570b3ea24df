# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the rows of the conformance table through libmprapi, as a C program calls it.

Rows about memory run in a child process, once for each allocation of the call, which fails (fail_new.cpp).
"""
import contextlib
import ctypes
import json
import os
import pathlib
import signal
import socket
import sys
import threading

import header
import library
import world

NOT_ENOUGH_MEMORY = 8
MOST_ALLOCATIONS = 2000
MOST_ENDED = 4  # programs of one row that may be ended; each costs a new one


class Runner:
    def __init__(self, at, options):
        self.at = at
        os.environ["MPRD_SOCKET"] = str(at.near.socket)
        self.library = library.Library(options.library, header.Header(options.cc, options.include))

    def __call__(self, row):
        if row.memory:
            return self.fail_each_allocation(row)
        if row.state == "old-router":
            return self.with_old_router(row)
        return self.call(row)

    def call(self, row):
        params = self.at.resolve(row.params)
        group = world.GROUP_OF.get(row.caller)
        with world.somebody_else(group) if group is not None else contextlib.nullcontext():
            call = library.Call(self.library, row, params)
            refused = call.prepare()
            code = refused or call.run()
            call.end()
        return code

    def with_old_router(self, row):
        params = {name: 1 if isinstance(value, str) and value[0] == "@" else value for name, value in row.params.items()}
        path = self.at.folder / "old"
        os.environ["MPRD_SOCKET"] = str(path)
        try:
            with OldRouter(path):
                call = library.Call(self.library, row, params)
                code = call.prepare() or call.run()
                call.end()
        finally:
            os.environ["MPRD_SOCKET"] = str(self.at.near.socket)
        return code

    def fail_each_allocation(self, row):
        """8 when each allocation that failed was told as 8, but for those that end the program (README.md)."""
        params = self.at.resolve(row.params)
        told, number = [], 1
        for _ in range(MOST_ENDED):
            codes, end = in_child(lambda say, first=number: self.fail_from(row, params, first, say))
            told += codes
            number += len(codes) + 1
            if end == "finished":
                break
            if end != -signal.SIGABRT:
                return f"allocation {number - 1}: {end}"
        wrong = [code for code in told if code != NOT_ENOUGH_MEMORY]
        return wrong[0] if wrong else NOT_ENOUGH_MEMORY if told else "no allocation failed"

    def fail_from(self, row, params, first, say):
        fail = ctypes.CDLL(None).mprd_fail_new
        for number in range(first, MOST_ALLOCATIONS):
            call = library.Call(self.library, row, params)
            if refused := call.prepare():
                raise AssertionError(f"no handle: {refused}")
            fail(number)
            code = call.run()
            if not fail(0):
                return
            say(code)
            call.end()


def in_child(work):
    """What `work` says in a child process, line by line, and how it ended: "finished", a fault, or minus a signal."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        def say(what):
            os.write(writing, json.dumps(what).encode() + b"\n")

        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what terminate() has to say
        try:
            work(say)
            say("finished")
        except BaseException as fault:  # noqa: BLE001: it must not come out at the other end of fork()
            say(f"{type(fault).__name__}: {fault}")
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        lines = [json.loads(line) for line in told]
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return (lines[:-1], lines[-1]) if status == 0 and lines else (lines, status)


class OldRouter:
    """A router that knows its version and no other method."""

    def __init__(self, path):
        self.listener = socket.socket(socket.AF_UNIX)
        pathlib.Path(path).unlink(missing_ok=True)
        self.listener.bind(str(path))
        self.listener.listen()
        threading.Thread(target=self.serve, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def serve(self):
        with contextlib.suppress(OSError):
            while True:
                client = self.listener.accept()[0]
                threading.Thread(target=self.answer, args=(client,), daemon=True).start()

    def answer(self, client):
        with client, client.makefile("rwb") as lines, contextlib.suppress(OSError):
            for line in lines:
                request = json.loads(line)
                answer = {"jsonrpc": "2.0", "id": request["id"]}
                if request["method"] == "mprd.GetVersion":
                    answer["result"] = {"code": 0, "version": "0.0.1"}
                else:
                    answer["error"] = {"code": -32601, "message": "no such method"}
                lines.write(json.dumps(answer).encode() + b"\n")
                lines.flush()


def extend(parser):
    parser.add_argument("--library", required=True, help="libmprapi.so")
    parser.add_argument("--include", required=True, help="the folder of mprapi.h")
    parser.add_argument("--cc", required=True, help="the C compiler, which reads it")


if __name__ == "__main__":
    sys.exit(world.main("lib", Runner, extend))
