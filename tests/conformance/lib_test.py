# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the rows of the conformance table through libmprapi, as a C program calls it.

Rows about memory run in a child process, once for each allocation of the call, which fails (fail_new.cpp).
"""
import sys

import library
import world

NOT_ENOUGH_MEMORY = 8
MOST_ALLOCATIONS = 2000
MOST_ENDED = 4  # programs of one row that may be ended; each costs a new one


class Runner:
    def __init__(self, at, options):
        self.at = at
        self.library = at.system.library(options)
        self.library.find_router_at(at.near.socket)

    def __call__(self, row):
        if row.memory:
            return self.fail_each_allocation(row)
        if row.state == "old-router":
            return self.with_old_router(row)
        return self.call(row)

    def call(self, row):
        params = self.at.resolve(row.params)
        with self.at.system.calling_as(row.caller), self.library.row():
            call = library.Call(self.library, row, params)
            refused = call.prepare()
            code = refused or call.run()
            call.end()
        return code

    def with_old_router(self, row):
        params = {name: 1 if isinstance(value, str) and value[0] == "@" else value for name, value in row.params.items()}
        try:
            with self.at.system.old_router() as router, self.library.row():
                self.library.find_router_at(router.address)
                call = library.Call(self.library, row, params)
                code = call.prepare() or call.run()
                call.end()
        finally:
            self.library.find_router_at(self.at.near.socket)
        return code

    def fail_each_allocation(self, row):
        """8 when each allocation that failed was told as 8, but for those that end the program (README.md)."""
        params = self.at.resolve(row.params)
        told, number = [], 1
        for _ in range(MOST_ENDED):
            codes, end = self.library.in_child(lambda child, say, first=number: fail_from(child, row, params, first, say))
            told += codes
            number += len(codes) + 1
            if end == "finished":
                break
            if end != self.library.ABORTED:
                return f"allocation {number - 1}: {end}"
        wrong = [code for code in told if code != NOT_ENOUGH_MEMORY]
        return wrong[0] if wrong else NOT_ENOUGH_MEMORY if told else "no allocation failed"


def fail_from(child, row, params, first, say):
    for number in range(first, MOST_ALLOCATIONS):
        with child.row():
            call = library.Call(child, row, params)
            if refused := call.prepare():
                raise AssertionError(f"no handle: {refused}")
            child.fail_allocation(number)
            code = call.run()
            if not child.fail_allocation(0):
                return
            say(code)
            call.end()


def extend(parser):
    parser.add_argument("--library", required=True, help="libmprapi.so or mprapi.dll")
    parser.add_argument("--failing-library", help="mprapi.dll with fail_new.cpp; a libmprapi.so has that preloaded")
    parser.add_argument("--include", required=True, help="the folder of mprapi.h")
    parser.add_argument("--cc", required=True, help="the C compiler, which reads it")


if __name__ == "__main__":
    sys.exit(world.main("lib", Runner, extend))
