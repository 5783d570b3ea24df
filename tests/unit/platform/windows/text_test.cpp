// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/text.hpp"

#include "platform/windows/command_words.hpp"
#include "tests/support/catch.hpp"

// The second needs the first.
// clang-format off
#include <windows.h>
#include <shellapi.h>
// clang-format on

using namespace mprd;
using namespace mprd::platform;

TEST_CASE("text: UTF-8 and UTF-16 are the same text", "[text]") {
    for (const std::string& text :
         {std::string(), std::string("abc"), std::string("W\u00f6rk \u0434 \U0001f600")}) {
        CHECK(to_utf8(to_wide(text)) == text);
    }
    CHECK(to_wide("\xff") == L"\xfffd");
}

TEST_CASE("text: an error has the system's words", "[text]") {
    const Error error = windows_error(Errc::FileNotFound, "cannot read x", ERROR_FILE_NOT_FOUND);
    CHECK(error.code == Errc::FileNotFound);
    CHECK(error.detail.starts_with("cannot read x: "));
    CHECK(error.detail.size() > std::string("cannot read x: ").size());
}

TEST_CASE("command line: words come out as they went in", "[text]") {
    const std::vector<std::string> words{
        "C:\\Program Files\\mprd\\mprd.exe",
        "",
        "plain",
        "two words",
        "a\"quote",
        "end\\",
        "two ends\\\\",
        "\\\"both\\\\\"",
        "tab\there",
        "\u0434\u043e\u043c"};
    int count = 0;
    wchar_t** split = ::CommandLineToArgvW(command_words(words).c_str(), &count);
    REQUIRE(split != nullptr);
    std::vector<std::string> got;
    for (int i = 0; i < count; ++i) {
        got.push_back(to_utf8(split[i]));
    }
    ::LocalFree(static_cast<void*>(split));
    CHECK(got == words);
}
