#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Executes what the manual shows: configurations are checked by mprd, commands are known to mprctl, links lead somewhere.

    docs_test.py --source DIR --mprd FILE --mprctl FILE
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

NOT_REACHED = 1  # mprctl's status when there is no daemon; a wrong command line would be 2


def manual(source):
    pages = ["README.md", "CONTRIBUTING.md", "packaging/README.md"]
    for folder, _, files in os.walk(os.path.join(source, "docs")):
        pages += [os.path.relpath(os.path.join(folder, name), source) for name in files if name.endswith(".md")]
    return sorted(set(pages))


def check_configuration(mprd, block):
    """One JSON block of the manual, put where its members say that it belongs."""
    router, interface, secrets = {"devices": []}, None, None
    if "devices" in block and "name" in block:
        interface = block
        router["devices"] = [{"name": each["name"], "options": {"path": "/dev/ttyS0"}} for each in block["devices"]]
    elif set(block) <= {"interfaces", "users"} and all(isinstance(part, dict) for part in block.values()):
        secrets = block
    else:
        router = block
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "interfaces.d"))
        files = {"mprd.json": router, "secrets.json": secrets}
        if interface:
            files[os.path.join("interfaces.d", interface["name"] + ".json")] = interface
        for name, value in files.items():
            if value is not None:
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    json.dump(value, file)
        done = subprocess.run([mprd, "--check-config", "--config", os.path.join(folder, "mprd.json")],
                              capture_output=True, text=True, timeout=20, check=False)
    return None if done.returncode == 0 else done.stdout + done.stderr


def check_command(mprctl, line):
    words = line.split("#")[0].split()[1:]
    nowhere = {**os.environ, "MPRD_SOCKET": "/nonexistent/mprd.sock", "MPRD_SSH": "/nonexistent/ssh"}
    done = subprocess.run([mprctl, "--config", "/nonexistent/mprd.json", *words],
                          capture_output=True, text=True, timeout=20, check=False, env=nowhere)
    wanted = 0 if words[0] in ("--help", "--version", "completion") else NOT_REACHED
    return None if done.returncode == wanted else f"status {done.returncode}: {done.stderr}"


def problems_of(page, text, options):
    folder = os.path.dirname(os.path.join(options.source, page))
    for block in re.findall(r"```json\n(.*?)```", text, re.S):
        value = json.loads(block)
        if "jsonrpc" not in value and (complaint := check_configuration(options.mprd, value)):
            yield f"configuration {block!r}: {complaint}"
    for line in re.findall(r"^    (mprctl .*)$", text, re.M):
        if complaint := check_command(options.mprctl, line):
            yield f"{line}: {complaint}"
    prose = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)  # in code, brackets are no links
    for link in re.findall(r"\]\(([^)#]+)[^)]*\)", prose):
        if not link.startswith("http") and not os.path.exists(os.path.join(folder, link)):
            yield f"link to {link}: nothing is there"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("--source", "--mprd", "--mprctl"):
        parser.add_argument(name, required=True)
    options = parser.parse_args()
    found = checked = 0
    for page in manual(options.source):
        with open(os.path.join(options.source, page), encoding="utf-8") as file:
            text = file.read()
        checked += 1
        for problem in problems_of(page, text, options):
            print(f"{page}: {problem}")
            found += 1
    print(f"{checked} pages, {found} problems")
    return 1 if found or checked < 5 else 0


if __name__ == "__main__":
    sys.exit(main())
