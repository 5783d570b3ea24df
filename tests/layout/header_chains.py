#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Writes the sources in which each header is compiled as if it stood alone: several in one source, in chains.

    header_chains.py ROOT OUTPUT

Whatever stands before a header in its chain is included by that header anyway, itself or through others: it sees what it would
see alone, and what the chain has in common is read once. OUTPUT gets a folder of sources for each of FOLDERS, and sources.cmake
with their names. What is the same as before is not touched.
"""

import os
import re
import sys

import layout

FOLDERS = layout.CODE_ROOTS
CONDITION = re.compile(r"^\s*#\s*(if|endif)")


def is_checked(path):
    """Headers of the other system need what this one lacks."""
    return not path.endswith("_windows.hpp") and not layout.is_below(path, "platform/windows")


def own_includes(text):
    """Headers of ours that a text includes whatever is defined: one below #if may be left out."""
    depth = 0
    found = []
    for line in text.splitlines():
        condition = CONDITION.match(line)
        if condition:
            depth += 1 if condition.group(1) == "if" else -1
        include = layout.INCLUDE.match(line)
        if include and include.group(1) and depth == 0:
            found.append(include.group(1))
    return found


def closures(tree):
    """Header -> set of all headers of ours that it includes, itself or through others. A header in a circle is an error."""
    done = {}

    def closure(path, above):
        if path in above:
            raise ValueError("headers include each other in a circle: " + " -> ".join((*above, path)))
        if path not in done:
            own = [one for one in own_includes(tree[path]) if one in tree]
            done[path] = set(own).union(*(closure(one, (*above, path)) for one in own))
        return done[path]

    for path in tree:
        closure(path, ())
    return done


def chains(headers, included):
    """The fewest chains that hold each header once, what is included before what includes it.

    A maximum matching of headers with one that includes them (Kuhn's way): each pair found is a chain less (Dilworth, Fulkerson).
    """
    includers = {header: [one for one in headers if header in included[one]] for header in headers}
    before = {}  # header -> the one that stands before it

    def place(header, tried):
        for one in includers[header]:
            if one in tried:
                continue
            tried.add(one)
            if one not in before or place(before[one], tried):
                before[one] = header
                return True
        return False

    for header in headers:
        place(header, set())
    after = {first: second for second, first in before.items()}
    found = []
    for header in headers:
        if header not in before:
            chain = [header]
            while chain[-1] in after:
                chain.append(after[chain[-1]])
            found.append(chain)
    return found


def source_text(chain):
    """Each header twice: that also finds one without #pragma once."""
    return "".join(f'#include "{header}"\n' * 2 for header in chain)


def read_headers(root):
    tree = {}
    for folder in FOLDERS:
        for path, text in layout.read_tree(os.path.join(root, folder)).items():
            if path.endswith(".hpp"):
                tree[f"{folder}/{path.replace(os.sep, '/')}"] = text
    return tree


def sources_of(tree):
    """Folder -> {name of a source: its text}."""
    included = closures(tree)
    found = {}
    for folder in FOLDERS:
        headers = sorted(one for one in tree if layout.is_below(one, folder) and is_checked(one))
        found[folder] = {chain[-1].replace("/", "__") + ".cpp": source_text(chain) for chain in chains(headers, included)}
    return found


def write_changed(path, text):
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write(found, output):
    listing = "# Written by tests/layout/header_chains.py.\n"
    for folder, sources in found.items():
        place = os.path.join(output, folder)
        os.makedirs(place, exist_ok=True)
        for name in set(os.listdir(place)) - set(sources):
            os.remove(os.path.join(place, name))
        for name, text in sources.items():
            write_changed(os.path.join(place, name), text)
        listing += f"set(header_chains_{folder}\n" + "".join(f'    "{place}/{name}"\n' for name in sorted(sources)) + ")\n"
    write_changed(os.path.join(output, "sources.cmake"), listing.replace(os.sep, "/"))


def main():
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        write(sources_of(read_headers(sys.argv[1])), sys.argv[2])
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
