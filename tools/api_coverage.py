#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/api/coverage.md: each function of mprapi.h, where it is meant and what tests it. --check says what is stale."""
import argparse
import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXPORTS = ROOT / "tests" / "api" / "mprapi-exports.txt"
DOCS = ROOT / "docs" / "api"
TABLE = DOCS / "coverage.md"
LIBRARY = ROOT / "client" / "lib"
TESTS = ("unit", "sim", "net", "conformance")

# Levels as published; functions that are not here have none.
LEVELS = {
    "MprAdminConnectionEnum": "0-3", "MprAdminConnectionGetInfo": "0-3", "MprAdminDeviceEnum": "0",
    "MprAdminInterfaceCreate": "0-3", "MprAdminInterfaceDeviceGetInfo": "0, 1", "MprAdminInterfaceDeviceSetInfo": "0, 1",
    "MprAdminInterfaceEnum": "0", "MprAdminInterfaceGetCredentialsEx": "0, 1", "MprAdminInterfaceGetInfo": "0-3",
    "MprAdminInterfaceSetCredentialsEx": "0, 1", "MprAdminInterfaceSetInfo": "0-3", "MprAdminPortEnum": "0",
    "MprAdminPortGetInfo": "0, 1", "MprAdminServerGetCredentials": "0", "MprAdminServerGetInfo": "0-2",
    "MprAdminServerSetCredentials": "0", "MprAdminServerSetInfo": "1, 2", "MprAdminUserGetInfo": "0, 1",
    "MprAdminUserSetInfo": "0, 1", "MprConfigFilterGetInfo": "0", "MprConfigFilterSetInfo": "0",
    "MprConfigInterfaceCreate": "0-3", "MprConfigInterfaceEnum": "0", "MprConfigInterfaceGetInfo": "0-3",
    "MprConfigInterfaceSetInfo": "0-3", "MprConfigInterfaceTransportEnum": "0", "MprConfigServerGetInfo": "0-2",
    "MprConfigServerSetInfo": "1, 2", "MprConfigTransportEnum": "0",
}
# They mean something to a C program only: memory, handles, memory blocks.
LIBRARY_ONLY = re.compile(
    r"Mpr(Admin|AdminMIB|Config)BufferFree|MprAdmin(MIB)?Server(Connect|Disconnect)|MprConfigServer(Connect|Disconnect)|MprInfo\w+"
)

HEAD = """<!--
SPDX-FileCopyrightText: 2026 The mprd authors
SPDX-License-Identifier: Apache-2.0
-->
# Which functions of mprapi.h mprd has

Made by `tools/api_coverage.py` from the documents of this folder, `client/lib` and the tests; the test `api_coverage` fails
when it is stale or lacks an export. *Socket*: a method of the same name. *Library*: a function of libmprapi.

"""


def exports():
    """{name: "documented" or "undocumented"}."""
    lines = EXPORTS.read_text().splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def texts_below(folder, suffixes):
    if not folder.is_dir():
        return {}
    return {path: path.read_text() for path in sorted(folder.rglob("*")) if path.suffix in suffixes}


def names_in(texts):
    """{path: names of functions in the text}, each text read once."""
    return {path: set(re.findall(r"\bMpr\w+\b", text)) for path, text in texts.items()}


def document_of(name):
    path = DOCS / f"{name}.json"
    return json.loads(path.read_text()) if path.is_file() else None


def status_of(name, page, document, in_library):
    if page == "undocumented":
        return "undocumented: not offered"
    if document is not None:
        return "documented failure" if ": refused" in document["summary"] else "done"
    if in_library:
        return "done"
    return "missing"


def place_of(name, document, in_library):
    on_socket = document is not None
    if on_socket and in_library:
        return "both"
    if on_socket:
        return "socket"
    return "library" if in_library or LIBRARY_ONLY.fullmatch(name) else ""


def rows():
    in_library = set().union(*names_in(texts_below(LIBRARY, {".cpp"})).values(), set())
    tests = {}
    for folder in TESTS:
        for path, names in names_in(texts_below(ROOT / "tests" / folder, {".cpp", ".c", ".py"})).items():
            for name in names:
                tests.setdefault(name, []).append(path.relative_to(ROOT / "tests").as_posix())
    admin_tests = admin_tests_by_function()
    for name, page in sorted(exports().items()):
        document = document_of(name)
        has = name in in_library
        tested = ["api_docs"] if document is not None else []
        tested += sorted(set(tests.get(name, []) + admin_tests.get(name, [])))[:3]
        yield (
            name, LEVELS.get(name, ""), status_of(name, page, document, has), place_of(name, document, has),
            ", ".join(tested),
        )


def admin_tests_by_function():
    """Unit tests of core/admin are named after the header that tells which functions it is about."""
    found = {}
    for header, text in texts_below(ROOT / "core" / "admin", {".hpp"}).items():
        test = ROOT / "tests" / "unit" / "core" / "admin" / f"{header.stem}_test.cpp"
        if test.is_file():
            for name in re.findall(r"\bMpr(?:Admin|Config|Info)\w+\b", text):
                found.setdefault(name, []).append(test.relative_to(ROOT / "tests").as_posix())
    return found


def table():
    lines = list(rows())
    counts = {}
    for row in lines:
        counts[row[2]] = counts.get(row[2], 0) + 1
    text = HEAD + "| function | levels | status | where | tests |\n| --- | --- | --- | --- | --- |\n"
    for row in lines:
        text += "| " + " | ".join(row) + " |\n"
    text += "\n" + "; ".join(f"{status}: {count}" for status, count in sorted(counts.items())) + ".\n"
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; 1 when the file is stale")
    options = parser.parse_args()
    text = table()
    if not options.check:
        TABLE.write_text(text)
        return 0
    old = TABLE.read_text() if TABLE.is_file() else ""
    missing = [name for name in exports() if f"| {name} |" not in old]
    if missing:
        print(f"{TABLE}: no line for {', '.join(missing)}")
    if old != text:
        print(f"{TABLE} is stale: run tools/api_coverage.py")
    return 1 if missing or old != text else 0


if __name__ == "__main__":
    sys.exit(main())
