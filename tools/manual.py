# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Makes the manual pages from packaging/man, the help of the programs, the schemas, the guide and the headers.

    manual.py --mprctl FILE --mprd FILE --out FOLDER
"""
import argparse
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGES = ROOT / "packaging" / "man"
EXAMPLE = ROOT / "client" / "examples" / "list_interfaces.c"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout


# --- roff ------------------------------------------------------------------------------------------------------------


def roff(text):
    """Text as it is, whatever it holds."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    text = text.replace("^", "\\(ha").replace("~", "\\(ti")
    text = "".join(c if ord(c) < 128 else f"\\[u{ord(c):04X}]" for c in text)
    return "\n".join("\\&" + line if line.startswith((".", "\\(aq")) else line for line in text.split("\n"))


def item(head, body):
    return f".TP\n.B \"{roff(head).replace(chr(34), chr(92) + '(dq')}\"\n{roff(body)}"


def verbatim(text):
    return ".PP\n.in +4n\n.nf\n" + roff(text.rstrip("\n")).replace("\n\n", "\n.sp\n").replace("\n\\&\n", "\n.sp\n") + "\n.fi\n.in"


# --- what the programs say -------------------------------------------------------------------------------------------


def commands(mprctl):
    for each in json.loads(run(mprctl, "--json", "help")):
        yield " ".join(word for word in (each["noun"], each["verb"], each["arguments"]) if word), each["help"]


def options(program):
    """(option with its value, text) of "--help"."""
    found = []
    for line in run(program, "--help").split("ptions", 1)[1].splitlines():
        if line.startswith("  --"):
            head, _, text = re.match(r"  (--\S+(?: (?:arg|[A-Z]+))?( \(=[^)]*\))?)\s+(.*)", line).groups()
            found.append([head, text.strip()])
        elif line.strip() and found:
            found[-1][1] += " " + line.strip()
    return [(head.replace(" arg", " VALUE"), text) for head, text in found]


# --- schemas, guide, headers -----------------------------------------------------------------------------------------


def kind_of(schema):
    """"number, 0 to 10, default 5"."""
    words = []
    if "enum" in schema:
        words.append("one of " + ", ".join(json.dumps(value) for value in schema["enum"]))
    elif "type" in schema:
        kind = schema["type"]
        words.append(" or ".join(kind) if isinstance(kind, list) else kind)
    if "minimum" in schema and "maximum" in schema:
        words.append(f"{schema['minimum']} to {schema['maximum']}")
    if "default" in schema:
        words.append("default " + json.dumps(schema["default"]))
    return ", ".join(words)


def members(schema, prefix=""):
    for name, member in sorted(schema.get("properties", {}).items()):
        path = prefix + name
        text = member.get("description", "")
        kind = kind_of(member)
        yield path, text + (f" ({kind})" if kind else "")
        yield from members(member, path + ".")
        yield from members(member.get("items", {}), path + "[].")


def schema_items(name):
    schema = json.loads((ROOT / "config" / "schema" / f"{name}.schema.json").read_text())
    return "\n".join(item(*entry) for entry in members(schema))


def guide_pages():
    for path in sorted((ROOT / "docs" / "guide").glob("*.md")):
        text = path.read_text()
        yield re.search(r"^# (.*)$", text, re.M).group(1), text


def command_examples():
    parts = []
    for title, text in guide_pages():
        lines = re.findall(r"^    (mprctl .*)$", text, re.M)
        if lines:
            parts.append(f".SS \"{roff(title)}\"\n" + verbatim("\n".join(lines)).removeprefix(".PP\n"))
    return "\n".join(parts)


def file_examples():
    readme = (ROOT / "README.md").read_text()
    blocks = re.findall(r"^(\S[^\n]*:)\n\n```json\n(.*?)```", readme, re.S | re.M)
    parts = [f"{roff(intro.replace(chr(96), ''))}\n{verbatim(block)}" for intro, block in blocks]
    return "\n.PP\n".join(parts)


def functions():
    parts = []
    for path in sorted((ROOT / "client" / "include").rglob("*.h")):
        code = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.S)
        for name in re.findall(r"^[^#\n]*?\b(Mprd?[A-Z]\w+)\(", code, re.M):
            document = ROOT / "docs" / "api" / f"{name}.json"
            summary = json.loads(document.read_text())["summary"] if document.exists() else f"See {path.name}."
            parts.append((name, summary))
    return "\n".join(item(name, summary) for name, summary in dict(parts).items())


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("--mprctl", "--mprd", "--out"):
        parser.add_argument(name, required=True)
    arguments = parser.parse_args()
    version = run(arguments.mprd, "--version").split()[1]
    example = re.sub(r"^/\*.*?\*/\n", "", EXAMPLE.read_text(), flags=re.S)
    values = {
        "mprctl.1": {
            "COMMANDS": "\n".join(item(*each) for each in commands(arguments.mprctl)),
            "OPTIONS": "\n".join(item(*each) for each in options(arguments.mprctl)),
            "EXAMPLES": command_examples()},
        "mprd.8": {"OPTIONS": "\n".join(item(*each) for each in options(arguments.mprd))},
        "mprd.json.5": {
            "ROUTER": schema_items("router"), "INTERFACE": schema_items("interface"), "EXAMPLES": file_examples()},
        "libmprapi.3": {"FUNCTIONS": functions(), "EXAMPLES": verbatim(example).removeprefix(".PP\n")},
    }
    out = pathlib.Path(arguments.out)
    out.mkdir(parents=True, exist_ok=True)
    for page, parts in values.items():
        text = (PAGES / f"{page}.in").read_text()
        for name, value in {"VERSION": version, **parts}.items():
            if f"@{name}@" not in text or not value:
                raise SystemExit(f"{page}: nothing for @{name}@")
            text = text.replace(f"@{name}@", value)
        licence = '.\\" SPDX-FileCopyrightText: 2026 The mprd authors\n.\\" SPDX-License-Identifier: Apache-2.0\n'
        (out / page).write_text(licence + text)


if __name__ == "__main__":
    main()
