// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/exec/options.hpp"

#include "platform/devices/device_kind.hpp"
#include "tests/support/catch.hpp"

using namespace mprd;            // NOLINT(google-build-using-namespace)
using namespace mprd::platform;  // NOLINT(google-build-using-namespace)
using exec::Options;

TEST_CASE("exec: options name what is wrong with a pointer", "[exec][options]") {
    struct Row {
        const char* text;
        const char* message;
    };
    const Row rows[] = {
        {"[]", ": expected an object"},
        {"{}", "/command: expected a program"},
        {R"({"command": "ssh host"})", "/command: expected a program"},
        {R"({"command": []})", "/command: expected a program"},
        {R"({"command": ["ssh", 7]})", "/command: expected a program"},
        {R"({"command": ["cat"], "environment": {"A=B": "c"}})", "/environment/A=B: expected"},
        {R"({"command": ["cat"], "workingDirectory": "tmp"})", "/workingDirectory: expected"},
        {R"({"command": ["cat"], "limits": {"openFiles": 0}})", "/limits/openFiles: expected"},
        {R"({"command": ["cat"], "limits": {"files": 9}})", "/limits/files: expected openFiles, "},
        {R"({"command": ["cat"], "io": "pipe"})", "/io: expected"},
        {R"({"command": ["cat"], "framing": "sync"})", "/framing: expected"},
        {R"({"command": ["cat"], "stopSeconds": 61})", "/stopSeconds: expected"},
        {R"({"command": ["cat"], "comand": []})", "/comand: expected one of command, "},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto options = Options::parse(row.text);
        REQUIRE_FALSE(options);
        CHECK(options.error().detail.rfind(row.message, 0) == 0);
    }
    const auto good = Options::parse(
        R"({"command": ["ssh", "{number}"], "limits": {"memoryMiB": 64}, "io": "socket", "stopSeconds": 5})"
    );
    REQUIRE(good);
    CHECK(good->limits.memory == 64U << 20U);
    CHECK_FALSE(good->has_terminal);
    REQUIRE(find_device_kind("exec") != nullptr);
    CHECK_FALSE(find_device_kind("exec")->answers);
    CHECK(find_device_kind("exec")->is_secret("SSHPASS"));
    CHECK_FALSE(find_device_kind("exec")->is_secret("a-b"));
}

TEST_CASE("exec: what this system cannot do is refused with what to do", "[exec][options]") {
    const auto terminal = Options::parse(R"({"command": ["cat"], "io": "terminal"})");
    const auto files = Options::parse(R"({"command": ["cat"], "limits": {"openFiles": 64}})");
    CHECK(terminal.has_value() == kProcessAbilities.has_terminals);
    CHECK(files.has_value() == kProcessAbilities.has_open_files_limit);
    if (!terminal) {
        CHECK(terminal.error().code == Errc::NotSupported);
        CHECK(terminal.error().detail.rfind("/io: ", 0) == 0);
        CHECK(terminal.error().detail.find("\"socket\"") != std::string::npos);
    }
    if (!files) {
        CHECK(files.error().detail.rfind("/limits/openFiles: ", 0) == 0);
    }
}

TEST_CASE("exec: a working directory is one from the root of this system", "[exec][options]") {
    const auto takes = [](const std::string& folder) {
        return Options::parse(R"({"command": ["cat"], "workingDirectory": ")" + folder + "\"}")
            .has_value();
    };
    const bool is_windows = kFolderExample[0] != '/';
    CHECK(takes("/var") != is_windows);
    CHECK(takes(R"(C:\\Users)") == is_windows);
    CHECK_FALSE(takes("C:Users"));
}
