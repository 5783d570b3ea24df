# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""The table of rows: reads rows/*.json, says what is wrong with it, and which way can run which row.

A row is one "function, condition, code" of the published reference, in our words. README.md has the members.
"""
import ast
import collections
import json
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
EXPORTS = HERE.parent / "api" / "mprapi-exports.txt"
ROOT = HERE.parents[1]
WAYS = ("direct", "socket", "lib")  # of a request
CALLBACK = "callback"  # not a request: the router calls the function, and a test elsewhere looks
ROW_MEMBERS = {
    "code", "when", "with", "caller", "state", "null", "args", "memory", "gap", "not", "expect", "from", "test",
}
FUNCTION_MEMBERS = {"call", "rows", "only", "why", "not", "result"}
WINE_GAPS = ("wine-caller",)  # of gaps.json: of the Windows build under Wine only
CALLERS = {"administrator", "reader", "stranger", "remote"}
# A success of functions with these words in their names leaves the router as it was.
LOOKS_ONLY = (
    "Get", "Enum", "Is", "Notification", "ServerConnect", "ServerDisconnect", "BufferFree", "ClearStats", "MprInfo",
)

Row = collections.namedtuple("Row", "id function code when params caller state null args memory gaps expect source result test")


def read(name):
    return json.loads((HERE / name).read_text())


def functions():
    """{function: its entry}, in the order of the files."""
    found = {}
    for path in sorted((HERE / "rows").glob("*.json")):
        for name, entry in json.loads(path.read_text()).items():
            if name in found:
                raise ValueError(f"{path.name}: {name} has rows in another file, too")
            found[name] = entry
    return found


def gaps_of(entry, row, states):
    """{way: reason} for the ways that cannot express the row."""
    if "gap" in row or "test" in row:
        return dict.fromkeys(WAYS, row.get("gap", "called-by-router"))
    gaps = {**entry.get("not", {}), **row.get("not", {})}
    state = states[row.get("state", "rest")]
    for kept, why in ((entry.get("only"), entry.get("why")), (state.get("only"), state.get("why"))):
        for way in WAYS:
            if kept is not None and way != kept:
                gaps.setdefault(way, why)
    for way in ("direct", "socket"):
        if row.get("memory"):
            gaps.setdefault(way, "memory")
        if "args" in row and "lpwsServerName" in row["args"]:
            gaps.setdefault(way, "no-router")
        if "null" in row or "args" in row:
            gaps.setdefault(way, "c-pointer")
    return gaps


def rows():
    """All rows. Their ids are function, code, and a number where one code has several rows."""
    states = read("states.json")
    found = []
    for name, entry in functions().items():
        counts = collections.Counter()
        many = collections.Counter(row["code"] for row in entry["rows"])
        for row in entry["rows"]:
            counts[row["code"]] += 1
            suffix = f"/{counts[row['code']]}" if many[row["code"]] > 1 else ""
            params = {**entry["call"], **row.get("with", {})}
            found.append(Row(
                f"{name}/{row['code']}{suffix}", name, row["code"], row["when"],
                {key: value for key, value in params.items() if value is not None},
                row.get("caller", "administrator"), row.get("state", "rest"), row.get("null", []), row.get("args", {}),
                row.get("memory", False), gaps_of(entry, row, states), row.get("expect", {}),
                row.get("from", "mprapi-functions"), entry.get("result"), row.get("test"),
            ))
    return found


def is_covered(row, way):
    return row.test is not None if way == CALLBACK else way not in row.gaps


def is_run(row):
    return any(is_covered(row, way) for way in (*WAYS, CALLBACK))


def wine_gap(row):
    """Why a row cannot be run over the pipe under Wine, a name of gaps.json; None when it can."""
    return "wine-caller" if row.caller in ("reader", "stranger") else None


def rows_of(way):
    return [row for row in rows() if way not in row.gaps]


def expected(row, way):
    return row.expect.get(way, row.code)


def changes_router(row):
    """Whether the next row must not find the router that this one leaves."""
    if row.caller == "remote" or row.state in ("store-wrong", "updating"):
        return True
    if not row.memory and row.code not in (0, 600, 3010, 3011):
        return False
    name = row.function.removeprefix("MprAdmin").removeprefix("MprConfig")
    return not any(word in name for word in LOOKS_ONLY)


def documented_functions():
    lines = [line.split() for line in EXPORTS.read_text().splitlines() if line and not line.startswith("#")]
    return [name for name, page in lines if page == "documented"]


def cases_of(path):
    """The names of the test cases in a file: of TEST_CASE, or the keys of a Python program's `cases`."""
    text = path.read_text() if path.is_file() else ""
    if path.suffix == ".cpp":
        return set(re.findall(r'TEST_CASE\(\s*"([^"]*)"', text))
    return {
        key.value for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "cases"
        for key in node.value.keys
    }


def test_problems(name, row):
    """What is wrong with the test that a row of a callback names."""
    if "test" not in row:
        return []
    place = f"{name}/{row['code']}"
    if set(row) & {"gap", "with", "caller", "state", "null", "args", "memory", "not", "expect"}:
        return [f"{place}: a row with a test is no request"]
    file, _, case = row["test"].partition(": ")
    return [] if case in cases_of(ROOT / file) else [f"{place}: {file} has no test case \"{case}\""]


def problems():
    """Everything that is wrong with the table, one line each."""
    found = []
    entries, states, reasons = functions(), read("states.json"), read("gaps.json")
    found += [f"{name}: no rows" for name in documented_functions() if name not in entries]
    for name, entry in entries.items():
        found += [f"{name}: unknown member {member}" for member in set(entry) - FUNCTION_MEMBERS]
        for row in entry["rows"]:
            found += [f"{name}/{row['code']}: unknown member {member}" for member in set(row) - ROW_MEMBERS]
            if row.get("state", "rest") not in states:
                found.append(f"{name}/{row['code']}: unknown state {row['state']}")
            if row.get("caller", "administrator") not in CALLERS:
                found.append(f"{name}/{row['code']}: unknown caller {row['caller']}")
            found += test_problems(name, row)
    if not found:
        used = {reason for row in rows() for reason in row.gaps.values()}
        used |= set(WINE_GAPS)
        found += [f"gaps.json: no text for {reason}" for reason in used - set(reasons)]
        found += [f"gaps.json: {reason} explains nothing" for reason in set(reasons) - used]
    return found
