#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The mprd authors
# SPDX-License-Identifier: Apache-2.0
"""Holds the rules of the house over this tree, and tests the checks themselves first.

    layout_test.py [ROOT]
"""

import os
import sys
import unittest
import unittest.mock

import layout
import rules

HEAD = "// SPDX-FileCopyrightText: 2026 The mprd authors\n// SPDX-License-Identifier: Apache-2.0\n"


def including(path, *lines, also=()):
    """A tree with one file that has these lines, and empty files beside it."""
    return {**{one: HEAD for one in also}, path: HEAD + "\n".join(lines) + "\n"}


class IncludeRule(unittest.TestCase):
    def refusals(self, path, line, *also):
        return [str(one) for one in layout.check_includes(including(path, line, also=also))]

    def assert_refused(self, path, line, reason, *also):
        refusals = self.refusals(path, line, *also)
        self.assertEqual(len(refusals), 1, refusals)
        self.assertIn(f"{path}:3: ", refusals[0])
        self.assertIn(reason, refusals[0])

    def assert_fine(self, path, line, *also):
        self.assertEqual(self.refusals(path, line, *also), [])

    def test_what_goes_down_is_fine(self):
        self.assert_fine("core/ppp/lcp.cpp", '#include "core/wire/options.hpp"', "core/wire/options.hpp")
        self.assert_fine("core/ppp/lcp.cpp", '#include "core/ppp/lcp.hpp"', "core/ppp/lcp.hpp")
        self.assert_fine("core/base/error.hpp", "#include <vector>")
        self.assert_fine("core/base/error.hpp", "#include <boost/system/result.hpp>")
        self.assert_fine("daemon/control/x.cpp", '#include "client/protocol/y.hpp"', "client/protocol/y.hpp")
        self.assert_fine("config/loader/x.cpp", '#include "config/codec/y.hpp"', "config/codec/y.hpp")

    def test_what_goes_up_is_refused_with_its_reason(self):
        self.assert_refused("core/ppp/lcp.cpp", '#include "core/dial/backoff.hpp"', "does not know why it runs",
                            "core/dial/backoff.hpp")
        self.assert_refused("core/dial/x.cpp", '#include "core/ppp/lcp.hpp"', "link up and link down", "core/ppp/lcp.hpp")
        self.assert_refused("core/admin/x.cpp", '#include "core/ppp/lcp.hpp"', "the same on every link", "core/ppp/lcp.hpp")
        self.assert_refused("core/router/x.cpp", '#include "platform/api/port.hpp"', "does not reach out",
                            "platform/api/port.hpp")
        self.assert_refused("platform/linux/x.cpp", '#include "core/router/router.hpp"', "they do not decide",
                            "core/router/router.hpp")
        self.assert_refused("config/loader/x.cpp", '#include "platform/api/file_system.hpp"', "checked anywhere",
                            "platform/api/file_system.hpp")
        self.assert_refused("daemon/service/x.cpp", '#include "client/cli/table.hpp"', "not its own client",
                            "client/cli/table.hpp")
        self.assert_refused("client/cli/x.cpp", '#include "core/tables/y.hpp"', "only contract", "core/tables/y.hpp")

    def test_a_name_without_reason_of_its_own_is_refused_with_that_of_the_row(self):
        self.assert_refused("core/base/x.hpp", '#include "core/wire/y.hpp"', "ground floor", "core/wire/y.hpp")
        self.assert_refused("platform/sim/x.hpp", '#include "core/ppp/y.hpp"', "deterministic", "core/ppp/y.hpp")

    def test_foreign_headers(self):
        self.assert_refused("core/router/x.cpp", "#include <boost/asio/io_context.hpp>", "without an event loop")
        self.assert_refused("core/admin/x.cpp", "#include <nlohmann/json.hpp>", "knows values")
        self.assert_refused("core/base/x.cpp", "#include <sys/socket.h>", "without an operating system")
        self.assert_refused("platform/api/x.hpp", "#include <unistd.h>", "contract")
        self.assert_refused("platform/linux/x.cpp", "#include <nlohmann/json.hpp>", "carry")
        self.assert_refused("daemon/log/x.cpp", "#include <boost/regex.hpp>", "dependencies.md")
        self.assert_fine("platform/crypto/x.cpp", "#include <gcrypt.h>")
        self.assert_fine("platform/devices/serial/options.cpp", "#include <nlohmann/json.hpp>")

    def test_some_headers_are_for_sources_only(self):
        self.assert_fine("client/cli/x.cpp", "#include <boost/asio/write.hpp>")
        self.assert_refused("client/cli/x.hpp", "#include <boost/asio/write.hpp>", "in .cpp files only")
        self.assert_fine("client/cli/x_linux.cpp", "#include <termios.h>")
        self.assert_refused("client/cli/x.cpp", "#include <termios.h>", "*_linux.cpp")

    def test_a_standard_name_needs_its_header(self):
        refusals = [str(one) for one in layout.check_std_names(including("core/base/x.hpp", "std::span<int> a;", "std::span<int> b;"))]
        self.assertEqual(len(refusals), 1, refusals)
        self.assertIn("core/base/x.hpp:3: std::span is from <span>", refusals[0])
        for text in ("#include <span>\nstd::span<int> a;", "// std::span"):
            self.assertEqual(list(layout.check_std_names(including("core/base/x.hpp", text))), [])
        lent = {"core/base/y.hpp": HEAD + "#include <span>\n"}
        tree = {**lent, **including("core/base/x.cpp", '#include "core/base/y.hpp"', "std::span<int> a;")}
        self.assertEqual(list(layout.check_std_names(tree)), [])

    def test_nothing_includes_tests(self):
        self.assert_refused("daemon/service/x.cpp", '#include "tests/support/y.hpp"', "nothing includes tests",
                            "tests/support/y.hpp")

    def test_includes_are_written_from_the_root(self):
        self.assert_refused("core/ppp/x.cpp", '#include "lcp.hpp"', "from the root", "core/ppp/lcp.hpp")

    def test_a_folder_without_row_is_refused(self):
        refusals = self.refusals("core/brand_new/x.cpp", "")
        self.assertEqual(len(refusals), 1)
        self.assertIn("no row", refusals[0])


class OtherRules(unittest.TestCase):
    def assert_refused(self, check, tree, reason):
        refusals = [str(one) for one in check(tree)]
        self.assertTrue(any(reason in one for one in refusals), refusals)

    def test_a_ban_of_a_name_that_is_gone(self):
        tree = {row.folder + "/x.hpp": HEAD for row in rules.ROWS if row.folder not in rules.PLANNED}
        self.assertEqual(list(layout.check_rules(tree)), [])
        del tree["core/dial/x.hpp"]
        self.assert_refused(layout.check_rules, tree, "names core/dial, which does not exist")
        tree["core/dial/x.hpp"] = HEAD
        with unittest.mock.patch.object(rules, "PLANNED", ("core/dial",)):
            self.assert_refused(layout.check_rules, tree, "core/dial exists now")

    def test_asio_is_named_by_few(self):
        self.assert_refused(layout.check_asio, including("core/router/x.hpp", "boost::asio::io_context& io;"), ":3: names Asio")
        self.assertEqual(list(layout.check_asio(including("daemon/runtime/x.hpp", "boost::asio::io_context& io;"))), [])

    def test_windows_stays_below_platform(self):
        for line in ("#ifdef _WIN32", "#if defined(_WIN32)", "#  elif defined(_WIN64)", "#ifndef __WIN32"):
            self.assert_refused(layout.check_windows, including("daemon/log/log.cpp", line), "below platform only")
        self.assertEqual(list(layout.check_windows(including("platform/devices/x.cpp", "#ifdef _WIN32"))), [])

    def test_spdx_lines(self):
        for path in ("core/base/x.hpp", "tests/x.py", "core/CMakeLists.txt", "cmake/X.cmake"):
            self.assert_refused(layout.check_spdx, {path: "x\n"}, "missing on top: SPDX-License-Identifier")
        self.assert_refused(layout.check_spdx, {"run-tests": "#!/bin/sh\n"}, "SPDX-FileCopyrightText")
        self.assertEqual(list(layout.check_spdx({"core/base/x.hpp": HEAD, "a.json": "{}"})), [])

    def test_long_files(self):
        self.assert_refused(layout.check_length, {"core/base/x.cpp": "\n" * 1001}, "1001 lines")
        self.assertEqual(list(layout.check_length({"core/base/x.cpp": "\n" * 1000})), [])

    def test_readmes(self):
        self.assert_refused(layout.check_readmes, {"core/README.md": "", "core/base/x.hpp": HEAD}, "core/base: has no README.md")
        self.assert_refused(layout.check_readmes, {"core/base/README.md": ""}, "core: has no README.md")
        self.assert_refused(layout.check_readmes, {"core/README.md": "\n" * 41}, "at most 40")
        self.assertEqual(list(layout.check_readmes({"core/README.md": "x", "docs/a/b.md": "x"})), [])


def main():
    default = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    root = sys.argv[1] if len(sys.argv) > 1 else default
    result = unittest.main(argv=sys.argv[:1], exit=False).result
    refusals = layout.check_all(layout.read_tree(root))
    for refusal in refusals:
        print(refusal)
    print(f"{root}: {len(refusals)} refusals")
    return 0 if result.wasSuccessful() and not refusals else 1


if __name__ == "__main__":
    sys.exit(main())
