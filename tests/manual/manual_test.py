# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Manual pages and completion, as installed from the build.

    manual_test.py --mprctl FILE --mprd FILE --cmake FILE --build FOLDER
"""
import argparse
import gzip
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = {"mprctl": 1, "mprd": 8, "mprd.json": 5, "libmprapi": 3}
COMPLETIONS = {
    "bash": "share/bash-completion/completions/mprctl", "zsh": "share/zsh/vendor-completions/_mprctl",
    "fish": "share/fish/vendor_completions.d/mprctl.fish"}
OPTIONS = None
PREFIX = None


def run(*command, **more):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60, check=False, **more)


def page(name):
    return PREFIX / "share" / "man" / f"man{PAGES[name]}" / f"{name}.{PAGES[name]}"


def text_of(name):
    """As a reader sees it, in one line; a word that was divided at a line's end is one again."""
    done = run("groff", "-man", "-Tascii", "-P-cbou", "-rHY=0", "-rLL=400n", page(name))
    return " ".join(done.stdout.split())


def schema_members(schema):
    for name, member in schema.get("properties", {}).items():
        yield name, member.get("description", "")
        yield from schema_members(member)
        yield from schema_members(member.get("items", {}))


class Pages(unittest.TestCase):
    def test_each_is_formatted_without_a_warning(self):
        for name in PAGES:
            done = run("groff", "-man", "-Tutf8", "-ww", "-z", page(name))
            self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""), name)
            if shutil.which("mandoc"):
                done = run("mandoc", "-T", "lint", "-W", "warning", page(name))
                complaints = [line for line in done.stdout.splitlines() if "missing date" not in line]
                self.assertEqual(complaints, [], name)

    def test_mprctl_tells_each_command_and_option(self):
        text = text_of("mprctl")
        commands = json.loads(run(OPTIONS.mprctl, "--json", "help").stdout)
        self.assertGreater(len(commands), 60)
        for each in commands:
            usage = " ".join(word for word in (each["noun"], each["verb"], each["arguments"]) if word)
            self.assertIn(" ".join(f"{usage} {each['help']}".split()), text)
        for program, text in ((OPTIONS.mprctl, text), (OPTIONS.mprd, text_of("mprd"))):
            options = re.findall(r"^  (--[a-z-]+)", run(program, "--help").stdout, re.M)
            self.assertGreater(len(options), 5)
            for option in options:
                self.assertIn(option, text)

    def test_mprd_json_tells_each_member(self):
        text = text_of("mprd.json")
        for name in ("router", "interface"):
            schema = json.loads((ROOT / "config" / "schema" / f"{name}.schema.json").read_text())
            for member, description in schema_members(schema):
                self.assertIn(member, text)
                self.assertIn(" ".join(description.split()), text)

    def test_libmprapi_tells_each_function_that_it_has(self):
        text = text_of("libmprapi")
        functions = (ROOT / "tests" / "api" / "mprapi-exports.txt").read_text()
        headers = "".join(path.read_text() for path in (ROOT / "client" / "include").rglob("*.h"))
        declared = [name for name in re.findall(r"^(Mpr\w+)", functions, re.M) if re.search(rf"\b{name}\(", headers)]
        self.assertGreater(len(declared), 80)
        for name in declared:
            self.assertIn(name, text)

    def test_every_example_is_one_that_a_test_runs(self):
        guide = {line for path in (ROOT / "docs" / "guide").glob("*.md")
                 for line in re.findall(r"^    (mprctl .*)$", path.read_text(), re.M)}
        text = text_of("mprctl").split(" EXAMPLES ", 1)[1]
        self.assertGreater(len(guide), 30)
        for line in guide:
            self.assertIn(" ".join(line.split()), text)


class Completion(unittest.TestCase):
    def complete(self, *words):
        """What bash offers behind these words, as after the TAB key."""
        script = (f'source {PREFIX / COMPLETIONS["bash"]}; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  '$(complete -p mprctl | sed "s/.*-F \\([^ ]*\\).*/\\1/") mprctl "${!#}" ""; '
                  'printf "%s\\n" "${COMPREPLY[@]}"')
        # mprctl of PATH lists the interfaces.
        with tempfile.TemporaryDirectory() as folder:
            fake = pathlib.Path(folder) / "mprctl"
            fake.write_text("#!/bin/sh\nprintf 'NAME STATE\\nbranch1 up\\nbranch2 up\\n'\n")
            fake.chmod(0o755)
            done = run("bash", "-c", script, "bash", "mprctl", *words,
                       env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"})
        self.assertEqual(done.stderr, "")
        return done.stdout.split()

    def test_bash_offers_nouns_verbs_and_names(self):
        commands = json.loads(run(OPTIONS.mprctl, "--json", "help").stdout)
        self.assertEqual(set(self.complete("")), {each["noun"] for each in commands})
        self.assertEqual(self.complete("interf"), ["interface"])
        verbs = {each["verb"] for each in commands if each["noun"] == "interface"}
        self.assertEqual(set(self.complete("interface", "")), verbs)
        self.assertEqual(self.complete("interface", "conn"), ["connect"])
        self.assertEqual(self.complete("interface", "connect", ""), ["branch1", "branch2"])
        self.assertEqual(self.complete("capture", "--packets", "5", ""), ["branch1", "branch2"])
        self.assertEqual(self.complete("--server", "ssh://far", "--json", "interface", "conn"), ["connect"])

    def test_bash_offers_each_option(self):
        options = re.findall(r"^  (--[a-z-]+)", run(OPTIONS.mprctl, "--help").stdout, re.M)
        self.assertEqual(set(self.complete("-")), set(options))
        self.assertEqual(self.complete("interface", "list", "--js"), ["--json"])

    def test_each_shell_accepts_its_script(self):
        for shell, path in COMPLETIONS.items():
            self.assertTrue((PREFIX / path).exists(), path)
            if shutil.which(shell) is None:
                self.assertNotEqual(shell, "bash")
                print(f"without {shell}: it is not here")
                continue
            done = run(shell, "-n", PREFIX / path)
            self.assertEqual((done.returncode, done.stderr), (0, ""), shell)


def main():
    global OPTIONS, PREFIX
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("--mprctl", "--mprd", "--cmake", "--build"):
        parser.add_argument(name, required=True)
    OPTIONS = parser.parse_args()
    if shutil.which("groff") is None:
        print("skipped: because there is no groff (tools/deps.sh test)")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        PREFIX = pathlib.Path(folder)
        script = pathlib.Path(OPTIONS.build) / "packaging" / "man" / "cmake_install.cmake"
        done = run(OPTIONS.cmake, f"-DCMAKE_INSTALL_PREFIX={PREFIX}", "-P", script)
        if done.returncode != 0:
            print(done.stdout + done.stderr)
            return 1
        for archive in PREFIX.rglob("*.gz"):
            archive.with_suffix("").write_bytes(gzip.decompress(archive.read_bytes()))
        suite = unittest.TestLoader().loadTestsFromModule(sys.modules["__main__"])
        return 0 if unittest.TextTestRunner(verbosity=2).run(suite).wasSuccessful() else 1


if __name__ == "__main__":
    sys.exit(main())
