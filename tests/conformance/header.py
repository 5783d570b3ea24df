# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Reads mprapi.h, as the C compiler does, into ctypes: structures, and the arguments of each function.

So the library is called with what the header promises to a C program, and with nothing else.
"""
import collections
import ctypes
import re
import subprocess

Argument = collections.namedtuple("Argument", "type name")
Function = collections.namedtuple("Function", "returns arguments")

NUMBERS = {
    "uint8_t": ctypes.c_uint8, "char": ctypes.c_char, "uint16_t": ctypes.c_uint16, "char16_t": ctypes.c_uint16,
    "int32_t": ctypes.c_int32, "uint32_t": ctypes.c_uint32, "uint64_t": ctypes.c_uint64, "int": ctypes.c_int32,
    "unsigned int": ctypes.c_uint32,
}
MARK = "extern int behind_here_is_ours;"
PROGRAM = f"#include <stddef.h>\n#include <stdint.h>\n#include <uchar.h>\n{MARK}\n#include <mprapi.h>\n"
TOKEN = re.compile(r"\w+|[{};,*\[\]()]|[^\s\w]")


class Header:
    def __init__(self, compiler, include):
        command = [compiler, "-E", "-P", "-x", "c", "-I", include, "-"]
        text = subprocess.run(command, input=PROGRAM, capture_output=True, text=True, check=True).stdout.split(MARK)[1]
        text = re.sub(r"static inline [^{]*\{[^}]*\}", "", text)
        self.types = dict(NUMBERS)
        self.functions = {}
        for statement in statements(text):
            if statement.startswith("typedef"):
                self.read_typedef(statement)
            elif found := re.match(r"extern (\w+) (Mpr\w+) ?\((.*)\)$", statement):
                self.functions[found[2]] = Function(found[1], arguments(found[3]))

    def read_typedef(self, statement):
        if pointer_to_function := re.match(r"[^{]*\( ?\* ?(\w+)\)", statement):
            self.types[pointer_to_function[1]] = ctypes.c_void_p
            return
        tokens = TOKEN.findall(statement.removeprefix("typedef"))
        if tokens[0] in ("struct", "union") and "{" in tokens[:3]:
            kind, tokens = self.read_body(tokens)
        elif tokens[0] == "enum":
            kind, tokens = ctypes.c_int32, tokens[tokens.index("}") + 1:]
        else:
            at = next(i for i in range(len(tokens), 0, -1) if " ".join(tokens[:i]) in self.types or i == 1)
            kind = self.types.get(" ".join(word for word in tokens[:at] if word != "const"))
            tokens = tokens[at:]
        for name in " ".join(tokens).split(","):
            is_pointer = "*" in name
            name = name.replace("*", "").split()[-1]
            if is_pointer or kind is not None:
                self.types[name] = ctypes.c_void_p if is_pointer else kind

    def read_body(self, tokens):
        """A struct or union up to its closing brace, and what is behind."""
        base = ctypes.Structure if tokens[0] == "struct" else ctypes.Union
        at = tokens.index("{") + 1
        fields = []
        while tokens[at] != "}":
            if tokens[at] in ("struct", "union") and tokens[at + 1] == "{":
                kind, rest = self.read_body(tokens[at:])
                fields.append((rest[0], kind))
                at = len(tokens) - len(rest) + 2
                continue
            end = tokens.index(";", at)
            fields += self.read_fields(tokens[at:end])
            at = end + 1
        return type("Layout", (base,), {"_fields_": fields}), tokens[at + 1:]

    def read_fields(self, tokens):
        kind, fields = tokens[0], []
        for declared in " ".join(tokens[1:]).split(","):
            name = re.search(r"\w+", declared)[0]
            room = re.search(r"\[ (.*) \]", declared)
            field = ctypes.c_void_p if "*" in declared else self.types[kind]
            if room:
                field = field * sum(int(part) for part in room[1].replace("(", "").replace(")", "").split("+"))
            fields.append((name, field))
        return fields


def statements(text):
    """Pieces of C that end with a semicolon outside of braces, each on one line."""
    depth, piece = 0, ""
    for each in re.findall(r"[{};]|[^{};]+", text):
        depth += {"{": 1, "}": -1}.get(each, 0)
        if each == ";" and depth == 0:
            yield " ".join(piece.split())
            piece = ""
        else:
            piece += each


def arguments(text):
    if text.strip() in ("", "void"):
        return []
    found = []
    for each in text.split(","):
        words = re.findall(r"\w+|\*", each.replace("const ", " "))
        found.append(Argument("".join(words[:-1]), words[-1]))
    return found
