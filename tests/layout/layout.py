# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Rules of the house over a tree of files. A tree is a dict: path from the root -> text."""

import os
import re
from dataclasses import dataclass

import rules

CODE_ROOTS = ("core", "platform", "config", "daemon", "client")
README_ROOTS = (*CODE_ROOTS, "tests")
CODE_SUFFIXES = (".hpp", ".cpp", ".h", ".c")
SCRIPT_SUFFIXES = (".py", ".sh", ".cmake", ".service")
SKIPPED_FOLDERS = {".git", ".cache", "build", "__pycache__", "LICENSES", "corpus"}
MOST_LINES = 1000
MOST_README_LINES = 40
SPDX = ("SPDX-FileCopyrightText: 2026 The mprd authors", "SPDX-License-Identifier: Apache-2.0")

INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')
WINDOWS = re.compile(r"^\s*#\s*(?:el)?if.*\b_?_WIN(?:32|64)\b")
STD_NAME = re.compile(r"\bstd::(\w+)")
HEADER_OF_STD_NAME = {name: header for header, names in rules.STD_HEADERS.items() for name in names}
ASIO = re.compile(r"\bboost(?:::|/)asio\b")


@dataclass(frozen=True)
class Refusal:
    path: str
    line: int
    text: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.text}" if self.line else f"{self.path}: {self.text}"


def read_tree(root):
    tree = {}
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if one not in SKIPPED_FOLDERS)
        for name in sorted(names):
            path = os.path.join(folder, name)
            try:
                with open(path, encoding="utf-8") as file:
                    tree[os.path.relpath(path, root)] = file.read()
            except (UnicodeDecodeError, FileNotFoundError):
                continue  # no text, or a link that leads nowhere
    return tree


def is_below(path, folder):
    return path == folder or path.startswith(folder + "/")


def longest(folders, path):
    """The longest of the folders that the path is in, or None."""
    return max((one for one in folders if is_below(path, one)), key=len, default=None)


def is_code(path):
    return path.endswith(CODE_SUFFIXES)


# --- includes ------------------------------------------------------------------------------------


def foreign_group(header):
    """Name of the group of a header that is not ours; None for the standard library."""
    for name, beginnings in rules.FOREIGN.items():
        if header.startswith(beginnings):
            return name
    return None if re.fullmatch(r"[a-z0-9_]+", header) else rules.SYSTEM


def row_of(path):
    folder = longest([row.folder for row in rules.ROWS], path)
    return next((row for row in rules.ROWS if row.folder == folder), None)


def is_allowed(row, path, name):
    allowed = row.allowed
    if path.endswith(".cpp"):
        allowed += row.in_sources_only
    if path.endswith(("_linux.cpp", "_windows.cpp")):
        allowed += row.in_system_sources_only
    return longest((*allowed, row.folder), name) is not None


def reason_against(row, path, name):
    """Why this row may not include that name, or None."""
    if is_below(name, rules.TESTS):
        return rules.TESTS_REASON
    if is_allowed(row, path, name):
        return None
    if name in row.in_sources_only:
        return f"{name} in .cpp files only: whoever includes this header would get it too"
    if name in row.in_system_sources_only:
        return f"{name} headers in *_linux.cpp and *_windows.cpp only"
    return row.forbidden.get(longest(row.forbidden, name), row.otherwise)


def check_includes(tree):
    for path, text in tree.items():
        if not is_code(path) or not path.startswith(tuple(root + "/" for root in CODE_ROOTS)):
            continue
        row = row_of(path)
        if row is None:
            yield Refusal(path, 0, "no row in tests/layout/rules.py says what this folder may include")
            continue
        for number, line in enumerate(text.splitlines(), 1):
            match = INCLUDE.match(line)
            if match is None:
                continue
            own, foreign = match.groups()
            if own is not None and own not in tree:
                yield Refusal(path, number, f'"{own}" is not in the tree: our includes are written from the root')
                continue
            name = own if own is not None else foreign_group(foreign)
            reason = name and reason_against(row, path, name)
            if reason:
                yield Refusal(path, number, f"{row.folder} may not include {own or foreign}, because {reason}")


def check_rules(tree):
    """The table itself: a ban of a name that is gone protects nothing."""
    here = "tests/layout/rules.py"
    folders = {os.path.dirname(path) for path in tree}

    def exists(name):
        return name in rules.FOREIGN or name == rules.SYSTEM or any(is_below(folder, name) for folder in folders)

    for name in rules.PLANNED:
        if exists(name):
            yield Refusal(here, 0, f"{name} exists now: take it out of PLANNED")
    for row in rules.ROWS:
        names = {row.folder, *row.allowed, *row.forbidden, *row.in_sources_only, *row.in_system_sources_only}
        for name in sorted(names):
            if not exists(name) and name not in rules.PLANNED:
                yield Refusal(here, 0, f"the row of {row.folder} names {name}, which does not exist")


def headers_seen(tree, path, seen):
    """What of the standard library a file gets, its own includes and theirs: names of headers."""
    seen.add(path)
    found = set()
    for line in tree[path].splitlines():
        match = INCLUDE.match(line)
        if match is None:
            continue
        own, foreign = match.groups()
        if foreign is not None:
            found.add(foreign)
        elif own in tree and own not in seen:
            found |= headers_seen(tree, own, seen)
    return found


def check_std_names(tree):
    """A source that compiles only because of the precompiled headers fails for whoever has none."""
    for path, text in tree.items():
        if not path.endswith((".hpp", ".cpp")) or not path.startswith(tuple(root + "/" for root in CODE_ROOTS)):
            continue
        seen = headers_seen(tree, path, set())
        for number, line in enumerate(text.splitlines(), 1):
            for name in STD_NAME.findall(line.split("//")[0]):
                header = HEADER_OF_STD_NAME.get(name)
                if header and header not in seen:
                    yield Refusal(path, number, f"std::{name} is from <{header}>, which neither this file nor what it includes "
                                  f"includes: add #include <{header}>")
                    seen.add(header)  # said once for each file


# --- text ----------------------------------------------------------------------------------------


def check_asio(tree):
    for path, text in tree.items():
        if is_code(path) and longest(rules.ASIO_FOLDERS, path) is None and ASIO.search(text):
            line = next(n for n, one in enumerate(text.splitlines(), 1) if ASIO.search(one))
            yield Refusal(path, line, "names Asio; only these may, so that the rest can be tested without an event loop: "
                          + ", ".join(rules.ASIO_FOLDERS))


def check_windows(tree):
    for path, text in tree.items():
        if not is_code(path) or is_below(path, "platform"):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if WINDOWS.match(line):
                yield Refusal(path, number, "_WIN32 belongs below platform only: give the other system a file of its own, "
                              "*_linux.cpp and *_windows.cpp")


def needs_spdx(path, text):
    return (is_code(path) or path.endswith(SCRIPT_SUFFIXES) or os.path.basename(path) == "CMakeLists.txt"
            or text.startswith("#!"))


def check_spdx(tree):
    for path, text in tree.items():
        if not needs_spdx(path, text):
            continue
        top = "\n".join(text.splitlines()[:4])
        for line in SPDX:
            if line not in top:
                yield Refusal(path, 1, f"missing on top: {line}")


def check_length(tree):
    for path, text in tree.items():
        lines = text.count("\n")
        if (is_code(path) or path.endswith(SCRIPT_SUFFIXES)) and lines > MOST_LINES:
            yield Refusal(path, 0, f"{lines} lines; at most {MOST_LINES}: it is about more than one thing")


def check_readmes(tree):
    folders = set()
    for path in tree:
        parts = path.split("/")
        if parts[0] in README_ROOTS:
            folders.update("/".join(parts[:depth]) for depth in (1, 2) if len(parts) > depth)
    for folder in sorted(folders):
        if folder + "/README.md" not in tree:
            yield Refusal(folder, 0, "has no README.md: what is it for, who may include it, where does one start?")
    for path, text in tree.items():
        lines = text.count("\n")
        if path.endswith("/README.md") and path.split("/")[0] in README_ROOTS and lines > MOST_README_LINES:
            yield Refusal(path, 0, f"{lines} lines; at most {MOST_README_LINES}: long texts belong under docs")


CHECKS = (check_includes, check_std_names, check_rules, check_asio, check_windows, check_spdx, check_length, check_readmes)


def check_all(tree):
    return [refusal for check in CHECKS for refusal in check(tree)]
