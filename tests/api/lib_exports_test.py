# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""libmprapi exports what the header declares and nothing else; what is declared and not there yet is named here.

    lib_exports_test.py --library FILE --include DIR
"""
import argparse
import pathlib
import re
import subprocess
import sys

WIDE = "_wchar32"
# Declared, and without a method of the daemon so far. Take a name away when the function comes.
MISSING = """
""".split()


def declared(include):
    """name -> whether it depends on the size of WCHAR."""
    text = (include / "mprd" / "mprapi_functions.h").read_text() + (include / "mprd" / "event.h").read_text()
    found = re.findall(r"^MPRAPI_API \w+\s(?:WINAPI\s+)?(\w+)\(([^;]*?)\)(\s*MPRAPI_NAME\((\w+)\))?;", text, re.MULTILINE)
    for name, _, _, alias in found:
        assert alias in ("", name), f"{name} has the entry point of {alias}"
    return {name: bool(alias) for name, _, _, alias in found}


def exported(library):
    listing = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True)
    names = [line.split()[-1].split("@")[0] for line in listing.stdout.splitlines()]
    return {name for name in names if not re.fullmatch(r"MPRAPI_\d+", name)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--library", required=True)
    parser.add_argument("--include", required=True, type=pathlib.Path)
    options = parser.parse_args()
    functions, names = declared(options.include), exported(options.library)
    if len(functions) < 112 + 7:
        sys.exit(f"only {len(functions)} declarations found: is the header read right?")
    expected = set()
    for name, wide in functions.items():
        if name not in MISSING:
            expected |= {name, name + WIDE} if wide else {name}
    problems = [f"exported, but not declared or still named MISSING: {name}" for name in sorted(names - expected)]
    problems += [f"declared, but not exported: {name}" for name in sorted(expected - names)]
    problems += [f"MISSING names what is not declared: {name}" for name in MISSING if name not in functions]
    print("\n".join(problems) or f"{len(names)} names, {len(MISSING)} functions missing")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
