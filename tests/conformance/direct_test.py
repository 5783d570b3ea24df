# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Runs the rows of the conformance table on core/admin, in virtual time: direct/run_rows.cpp does it."""
import argparse
import json
import subprocess
import sys

import results
import table


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="conformance_rows")
    parser.add_argument("--emulator", help="what runs the program, where this system cannot")
    options = parser.parse_args()
    found = results.Results("direct")
    given = {
        "world": table.read("world.json"),
        "states": table.read("states.json"),
        "rows": [
            {"id": row.id, "function": row.function, "state": row.state, "caller": row.caller, "params": row.params}
            for row in found.rows
        ],
    }
    command = [options.emulator, options.program] if options.emulator else [options.program]
    done = subprocess.run(command, input=json.dumps(given), stdout=subprocess.PIPE, text=True, check=True)
    answers = {answer["id"]: answer for answer in map(json.loads, done.stdout.splitlines())}
    for row in found.rows:
        answer = answers.get(row.id, {"fault": "no answer"})
        found.compare(row, answer.get("code", answer.get("fault")))
    return found.end()


if __name__ == "__main__":
    sys.exit(main())
