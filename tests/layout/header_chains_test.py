#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of header_chains.py, and of the chains of this tree.

    header_chains_test.py [ROOT]
"""

import os
import sys
import tempfile
import unittest

import header_chains

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def including(*names):
    return "#pragma once\n" + "".join(f'#include "{name}"\n' for name in names)


class Chains(unittest.TestCase):
    def chains_of(self, tree):
        return header_chains.chains(sorted(tree), header_chains.closures(tree))

    def test_a_header_stands_behind_what_it_includes(self):
        tree = {"a": including("b"), "b": including("c"), "c": including()}
        self.assertEqual(self.chains_of(tree), [["c", "b", "a"]])

    def test_what_is_included_through_others_counts(self):
        # b and c, which do not know each other, need two chains; d and e, which are met through them, none of their own.
        tree = {"a": including("b", "c"), "b": including("d"), "c": including("d"), "d": including("e"), "e": including()}
        self.assertEqual(len(self.chains_of(tree)), 2)

    def test_strangers_are_not_in_one_chain(self):
        self.assertEqual(self.chains_of({"a": including(), "b": including()}), [["a"], ["b"]])

    def test_an_earlier_pair_gives_way(self):
        # a is tried first with c, the only one that b could stand before.
        tree = {"a": including(), "b": including(), "c": including("a", "b"), "d": including("a")}
        self.assertEqual(sorted(self.chains_of(tree)), [["a", "d"], ["b", "c"]])

    def test_an_include_below_a_condition_does_not_count(self):
        text = '#include "a"\n#ifdef X\n#if Y\n#endif\n#include "b"\n#endif\n#include "c"\n#include <d>\n'
        self.assertEqual(header_chains.own_includes(text), ["a", "c"])

    def test_a_circle_is_said(self):
        with self.assertRaisesRegex(ValueError, "a -> b -> a"):
            self.chains_of({"a": including("b"), "b": including("a")})

    def test_a_header_is_included_twice_at_its_place(self):
        self.assertEqual(header_chains.source_text(["a", "b"]), '#include "a"\n#include "a"\n#include "b"\n#include "b"\n')


class Files(unittest.TestCase):
    def test_what_is_the_same_is_not_touched_and_what_is_gone_is_removed(self):
        with tempfile.TemporaryDirectory() as place:
            header_chains.write({"core": {"a.cpp": "1", "b.cpp": "1"}}, place)
            kept = os.path.join(place, "core", "a.cpp")
            os.utime(kept, (1, 1))
            header_chains.write({"core": {"a.cpp": "1", "c.cpp": "1"}}, place)
            self.assertEqual(os.stat(kept).st_mtime, 1)
            self.assertEqual(sorted(os.listdir(os.path.join(place, "core"))), ["a.cpp", "c.cpp"])
            with open(os.path.join(place, "sources.cmake"), encoding="utf-8") as file:
                self.assertIn("core/c.cpp", file.read())


class ThisTree(unittest.TestCase):
    def test_each_header_is_in_one_chain_behind_only_what_it_includes(self):
        tree = header_chains.read_headers(ROOT)
        included = header_chains.closures(tree)
        headers = sorted(one for one in tree if header_chains.is_checked(one))
        found = header_chains.chains(headers, included)
        self.assertEqual(sorted(sum(found, [])), headers)
        for chain in found:
            for place, header in enumerate(chain):
                self.assertLessEqual(set(chain[:place]), included[header], header)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        ROOT = sys.argv.pop()
    unittest.main()
