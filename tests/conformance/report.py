#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Writes docs/dev/conformance.md from the table of rows. --check: says what is wrong with the table or stale."""
import argparse
import collections
import pathlib
import sys

import table

REPORT = pathlib.Path(__file__).resolve().parents[2] / "docs" / "dev" / "conformance.md"

HEAD = """<!--
SPDX-FileCopyrightText: 2026 The mprd authors
SPDX-License-Identifier: Apache-2.0
-->
# Which rows of the published reference are tested

A row is one "function, condition, code". Each runs up to three ways: on `core/admin` in virtual time (`conformance_direct`),
over the control socket of a real mprd (`conformance_socket`), and through libmprapi as a C program calls it
(`conformance_lib`). A function that the router calls (of an administration DLL) has a fourth way, `callback`: the row names
the test case elsewhere that looks at it. Made by `tests/conformance/report.py` from the table in `tests/conformance`; the test
`conformance_report` fails when it is stale, when a row is neither run nor explained, or when a named test case does not
exist. Rows "other: any other system code" of the reference name no code and are not counted.

"""


COLUMNS = (*table.WAYS, table.CALLBACK)


def line(*cells):
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"


def totals(rows):
    run = [row for row in rows if table.is_run(row)]
    text = line("rows", "in at least one way", *COLUMNS, "explained only")
    text += line(*["---"] * 7)
    counts = [sum(table.is_covered(row, way) for row in rows) for way in COLUMNS]
    text += line(len(rows), len(run), *counts, len(rows) - len(run))
    pairs = {(row.function, row.code) for row in rows if row.source == "mprapi-functions" and row.code != 0}
    run_pairs = {(row.function, row.code) for row in run if row.source == "mprapi-functions" and row.code != 0}
    return text + f"\nOf the {len(pairs)} pairs of function and refusal in the reference, {len(run_pairs)} are run.\n"


def gaps(rows):
    reasons = table.read("gaps.json")
    text = "\n## Gaps\n\n" + line("reason", *table.WAYS, "why") + line(*["---"] * 5)
    for name, why in reasons.items():
        if name in table.WINE_GAPS:
            continue  # under_wine() has them
        counts = [sum(row.gaps.get(way) == name for row in rows) for way in table.WAYS]
        text += line(name, *counts, why)
    never = collections.defaultdict(list)
    for row in rows:
        if not table.is_run(row):
            never[row.gaps["lib"]].append(f"{row.id} ({row.when})")
    text += "\n## Rows that no way runs\n\n"
    for name, ids in never.items():
        text += f"- **{name}**: {'; '.join(ids)}.\n"
    return text


def under_wine(rows):
    """The Windows build has the same rows; what it cannot run in addition."""
    text = "\n## In the Windows build, under Wine\n\n"
    text += "The same rows on `core/admin`, over the named pipe of mprd.exe, and through mprapi.dll. Less, in addition:\n\n"
    text += line("way", "rows", "reason", "not run") + line(*["---"] * 4)
    for way in table.WAYS:
        covered = [row for row in rows if table.is_covered(row, way)]
        less = [row for row in covered if way != "direct" and table.wine_gap(row)]
        reasons = ", ".join(sorted({table.wine_gap(row) for row in less})) or "-"
        text += line({"socket": "pipe", "lib": "dll"}.get(way, way), len(covered) - len(less), reasons, len(less))
    reasons = table.read("gaps.json")
    return text + "\n" + "".join(f"- **{name}**: {reasons[name]}\n" for name in table.WINE_GAPS)


def functions(rows):
    by_function = collections.defaultdict(list)
    for row in rows:
        by_function[row.function].append(row)
    text = "\n## By function\n\n" + line("function", "codes", "rows", *COLUMNS) + line(*["---"] * 7)
    for name, own in sorted(by_function.items()):
        codes = ", ".join(str(code) for code in sorted({row.code for row in own}))
        text += line(name, codes, len(own), *[sum(table.is_covered(row, way) for row in own) for way in COLUMNS])
    return text


def callbacks(rows):
    text = "\n## Tests of callbacks\n\n" + line("row", "when", "test case") + line(*["---"] * 3)
    for row in rows:
        if row.test is not None:
            text += line(row.id, row.when, row.test)
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; 1 when something is wrong or stale")
    options = parser.parse_args()
    wrong = table.problems()
    print("\n".join(wrong))
    if wrong:
        return 1
    rows = table.rows()
    text = HEAD + totals(rows) + gaps(rows) + under_wine(rows) + callbacks(rows) + functions(rows)
    print(totals(rows))
    if not options.check:
        REPORT.write_text(text)
        return 0
    if not REPORT.is_file() or REPORT.read_text() != text:
        print(f"{REPORT} is stale: run tests/conformance/report.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
