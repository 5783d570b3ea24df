// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/search_path.hpp"

#include "tests/support/catch.hpp"

using namespace mprd::platform;

TEST_CASE("search path: a folder is in it once, or not at all", "[path]") {
    const std::wstring folder = L"C:\\Program Files\\mprd";
    struct Row {
        const wchar_t* path;
        Search wanted;
        const wchar_t* after;
    };
    const Row rows[] = {
        {L"", Search::Found, L"C:\\Program Files\\mprd"},
        {L"C:\\a;%SystemRoot%", Search::Found, L"C:\\a;%SystemRoot%;C:\\Program Files\\mprd"},
        {L"c:\\program files\\MPRD\\;C:\\a;;", Search::Found, L"C:\\a;C:\\Program Files\\mprd"},
        {L"C:\\a;C:\\Program Files\\mprd;C:\\b", Search::NotFound, L"C:\\a;C:\\b"},
        {L"C:\\Program Files\\mprd", Search::NotFound, L""},
    };
    for (const Row& row : rows) {
        CHECK(with_folder(row.path, folder, row.wanted) == row.after);
    }
}
