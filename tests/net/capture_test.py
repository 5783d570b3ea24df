#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""`mprctl capture` between two whole daemons, read back by tshark.

Usage: capture_test.py --bin FOLDER [-k WORD] [-v]. Status 0 all well, 1 not, 77 skipped.
"""
import argparse
import json
import os
import pathlib
import pty
import shutil
import signal
import subprocess
import sys
import unittest

import lab
from lab import PASSWORD, Lab, ping, skip, wait_until

BIN = None


def tshark(path, *words):
    """What tshark prints, line by line."""
    done = subprocess.run(["tshark", "-n", "-r", str(path), *words], stdin=subprocess.DEVNULL, capture_output=True,
                          text=True, timeout=60, check=False)
    if done.returncode:
        raise AssertionError(f"tshark cannot read {path}: {done.stderr}")
    return done.stdout.splitlines()


def protocols(path):
    """Of each frame, in order: "ppp:lcp"."""
    return [line.removeprefix("frame:") for line in tshark(path, "-T", "fields", "-e", "frame.protocols")]


class Capture:
    """One `mprctl capture` at work."""

    def __init__(self, router, path, *words):
        self.path = pathlib.Path(path)
        self.process = subprocess.Popen(
            [str(BIN / "mprctl"), "--socket", str(router.socket), "capture", "--file", str(path), *words],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        wait_until("the capture has begun", lambda: self.path.exists() or self.process.poll() is not None)

    def end(self, how=signal.SIGINT):
        """Exit status and what it printed."""
        if how is not None:
            self.process.send_signal(how)
        text, _ = self.process.communicate(timeout=10)
        return self.process.returncode, text


class CaptureTest(unittest.TestCase):
    def lab(self, **more):
        made = Lab(BIN, **more)
        self.addCleanup(made.__exit__)
        return made.start()

    def capture(self, router, name, *words):
        one = Capture(router, router.folder / "capture.pcapng", name, *words)
        self.addCleanup(one.process.wait)
        self.addCleanup(one.process.kill)
        return one

    def hang_up(self, made):
        made.near.ask("interface", "disconnect", "branch1")
        wait_until("the call is over", lambda: made.near.state() == "disconnected" and made.far.state("head") == "disconnected")

    def check_call(self, one, auth):
        status, text = one.end()
        self.assertEqual(status, 0, text)
        self.assertIn(" frames in ", text)
        self.assertNotIn("lost", text)
        self.assertEqual(tshark(one.path, "-Y", "_ws.malformed"), [])
        seen = protocols(one.path)
        self.assertEqual(seen[0], "ppp:lcp", "the first frame of the call is there")
        self.assertIn("Configuration Request", tshark(one.path, "-c", "1")[0])
        for protocol in ("ppp:lcp", f"ppp:{auth}", "ppp:ipcp", "ppp:ip:icmp:data"):
            self.assertIn(protocol, seen)
        for code, what in ((5, "the end of the call"), (6, "its acknowledgement")):
            self.assertTrue(tshark(one.path, "-Y", f"lcp and ppp.code == {code}"), what)
        return text

    def test_a_call_is_seen_whole_by_both_ends(self):
        made = self.lab()
        captures = [self.capture(made.near, "branch1"), self.capture(made.far, "head")]
        self.assertEqual(ping(3), 3, made.near.log())
        self.hang_up(made)
        for one in captures:
            self.check_call(one, "chap")
            self.assertEqual(one.path.stat().st_mode & 0o777, 0o600)
        # What one has sent the other has received.
        near, far = [[line.split() for line in tshark(one.path, "-Y", "icmp", "-T", "fields", "-e", "icmp.type", "-e",
                                                      "frame.p2p_dir")] for one in captures]
        self.assertIn(["8", "0"], near)  # the request is sent
        self.assertIn(["0", "1"], near)
        self.assertIn(["8", "1"], far)
        self.assertIn(["0", "0"], far)

    def test_a_password_of_pap_is_not_in_the_file(self):
        made = self.lab(auth="pap")
        captures = [self.capture(made.near, "branch1"), self.capture(made.far, "--port", "line0")]
        self.assertEqual(ping(3), 3, made.near.log())
        self.hang_up(made)
        for one in captures:
            self.check_call(one, "pap")
            self.assertNotIn(PASSWORD.encode(), one.path.read_bytes())
            [shown] = tshark(one.path, "-Y", "pap.password", "-T", "fields", "-e", "pap.peer_id", "-e", "pap.password")
            self.assertEqual(shown.split(), ["head", "*" * len(PASSWORD)])

    def test_a_refused_caller_is_seen_on_the_port(self):
        made = self.lab()
        made.near.ctl("credentials", "set", "branch1", "head", text="another\n")
        one = self.capture(made.far, "--port", "line0")
        made.near.ctl("interface", "connect", "branch1", "--wait")
        self.assertEqual(one.end()[0], 0)
        self.assertIn("ppp:chap", protocols(one.path))
        self.assertTrue(tshark(one.path, "-Y", "chap.code == 4"), "the failure")

    def test_it_follows_the_interface_from_call_to_call(self):
        made = self.lab()
        one = self.capture(made.near, "branch1")
        for _ in range(2):
            self.assertEqual(ping(1), 1, made.near.log())
            self.hang_up(made)
        self.check_call(one, "chap")
        self.assertEqual(len(tshark(one.path, "-Y", "icmp.type == 8")), 2)
        self.assertGreaterEqual(len(tshark(one.path, "-Y", "chap.code == 3")), 2)

    def test_it_ends_by_itself_after_so_many_frames(self):
        made = self.lab()
        one = self.capture(made.near, "branch1", "--packets", "5", "--snap", "6", "--json")
        self.assertEqual(ping(1), 1)
        status, text = one.end(None)
        self.assertEqual(status, 0, text)
        self.assertEqual(json.loads(text), {"file": str(one.path), "frames": 5, "lost": 0})
        self.assertEqual(len(protocols(one.path)), 5)
        self.assertEqual(set(tshark(one.path, "-T", "fields", "-e", "frame.cap_len")), {"6"})

    def test_it_ends_by_itself_after_some_time_and_is_a_file_without_frames_too(self):
        made = self.lab()
        one = self.capture(made.near, "branch1", "--duration", "1")
        status, text = one.end(None)
        self.assertEqual((status, text), (0, f"0 frames in {one.path}\n"))
        self.assertEqual(tshark(one.path), [])

    def test_standard_output_is_a_live_view(self):
        made = self.lab()
        command = [str(BIN / "mprctl"), "--socket", str(made.near.socket), "capture", "branch1", "--packets", "20"]
        with subprocess.Popen(command, bufsize=0, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as one:
            self.addCleanup(one.kill)
            first = one.stdout.read(28)  # there before any frame
            self.assertEqual(first[:4], b"\x0a\x0d\x0d\x0a")
            self.assertEqual(ping(5), 5)
            rest, said = one.communicate(timeout=10)
            self.assertEqual(said.decode(), "20 frames in standard output\n")
        path = made.near.folder / "pipe.pcapng"
        path.write_bytes(first + rest)
        self.assertEqual(len(protocols(path)), 20)

    def test_nobody_reads_standard_output_any_more(self):
        made = self.lab()
        command = [str(BIN / "mprctl"), "--socket", str(made.near.socket), "capture", "branch1"]
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as one:
            self.addCleanup(one.kill)
            one.stdout.read(28)
            one.stdout.close()
            self.assertEqual(ping(1), 1)
            self.assertEqual(one.wait(10), 0)

    def test_what_was_seen_is_kept_when_mprd_dies(self):
        made = self.lab()
        one = self.capture(made.near, "branch1")
        self.assertEqual(ping(1), 1)
        made.near.stop(signal.SIGKILL)
        status, text = one.end(None)
        self.assertEqual(status, 1)
        self.assertIn("connection to mprd", text)
        self.assertIn(f"frames are in {one.path}", text)
        self.assertEqual(tshark(one.path, "-Y", "_ws.malformed"), [])
        self.assertIn("ppp:ip:icmp:data", protocols(one.path))

    def test_wrong_words_are_told_what_to_type(self):
        made = self.lab()
        for words, status, text in (
                (("capture", "branch1", "--file", "/nonexistent/a"), 1, "cannot write /nonexistent/a: No such file"),
                (("capture", "brnch1", "--file", "/dev/null"), 1, 'did you mean "branch1"?'),
                (("capture", "--port", "line1", "--file", "/dev/null"), 1, 'did you mean "line0"?'),
                (("capture", "--file", "/dev/null"), 2, "expected the name of an interface or --port PORT, found none"),
                (("capture", "branch1", "--port", "line0"), 2, "found both"),
                (("capture", "branch1", "--packets", "many"), 2, '--packets: expected a number from 1 to '),
                (("interface", "list", "--snap", "1"), 2, "--snap is for mprctl capture, not for mprctl interface")):
            self.assertEqual(made.near.ctl(*words)[0], status, words)
            self.assertIn(text, made.near.ctl(*words)[1])
        ours, theirs = pty.openpty()
        done = subprocess.run([str(BIN / "mprctl"), "--socket", str(made.near.socket), "capture", "branch1"],
                              stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.PIPE, text=True, timeout=10, check=False)
        os.close(ours)
        os.close(theirs)
        self.assertEqual(done.returncode, 2)
        self.assertIn("mprctl capture branch1 | wireshark -k -i -", done.stderr)


def main():
    global BIN
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    options, rest = parser.parse_known_args()
    if shutil.which("tshark") is None:
        skip("there is no program tshark (package tshark)")
    lab.enter_namespaces()
    BIN = options.bin.resolve()
    unittest.main(argv=[sys.argv[0], *rest])


if __name__ == "__main__":
    main()
