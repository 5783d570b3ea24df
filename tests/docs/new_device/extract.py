#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Takes the files out of docs/dev/new-device.md: extract.py PAGE FOLDER FILE...

A file is a code block below a line that has nothing but its path, in bold code. Fails unless exactly the named ones are there.
"""
import pathlib
import re
import sys


def main():
    page, folder, *names = sys.argv[1:]
    text = pathlib.Path(page).read_text(encoding="utf-8")
    found = dict(re.findall(r"^\*\*`([^`]+)`\*\*\n\n```\w+\n(.*?)^```$", text, re.S | re.M))
    if sorted(found) != sorted(names):
        sys.exit(f"{page} has the files {sorted(found)}, and {sorted(names)} are wanted")
    for name, content in found.items():
        path = pathlib.Path(folder) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != content:
            path.write_text(content, encoding="utf-8")
    (pathlib.Path(folder) / "extracted").touch()


main()
