# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""mprapi.dll exports the names of the API, and no others.

    dll_exports_test.py --dll FILE --objdump PROGRAM --names FILE
"""
import argparse
import pathlib
import re
import subprocess
import sys


def exported(dll, objdump):
    listing = subprocess.run([objdump, "-p", dll], capture_output=True, text=True, check=True).stdout
    table = listing[listing.index("[Ordinal/Name Pointer] Table"):]
    return set(re.findall(r"^\s*\[\s*\d+\]\s+(?:\+base\[\s*\d+\]\s+[0-9a-f]+\s+)?(\S+)$", table, re.MULTILINE))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--dll", required=True)
    parser.add_argument("--objdump", required=True)
    parser.add_argument("--names", required=True, type=pathlib.Path)
    options = parser.parse_args()
    lines = options.names.read_text().splitlines()
    wanted = {line.split()[0] for line in lines if line and not line.startswith("#")}
    names = exported(options.dll, options.objdump)
    problems = [f"exported, but not of the API: {name}" for name in sorted(names - wanted)]
    problems += [f"not exported: {name}" for name in sorted(wanted - names)]
    print("\n".join(problems) or f"{len(names)} names")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
