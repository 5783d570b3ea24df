# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the rows of the conformance table over the control socket of a real mprd."""
import sys

import world


def make_runner(at, _options):
    def run(row):
        with at.client(row.caller) as client:
            for step in at.states[row.state].get("session", []):  # what belongs to the caller's own connection
                client.result(step["method"], step["params"])
            answer = client.call(row.function, at.resolve(row.params))
        if "error" in answer:
            return f"JSON-RPC error: {answer['error']}"
        result = answer["result"]
        return int(result[row.result]) if row.result in result else result["code"]

    return run


if __name__ == "__main__":
    sys.exit(world.main("socket", make_runner))
