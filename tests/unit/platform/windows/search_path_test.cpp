// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/search_path.hpp"

#include "tests/support/catch.hpp"

using namespace mprd::platform;

TEST_CASE("search path: a folder is in it once, or not at all", "[path]") {
    const std::wstring folder = L"C:\\Program Files\\mprd";
    CHECK(with_folder(L"", folder, Search::Found) == folder);
    CHECK(
        with_folder(L"C:\\a;%SystemRoot%", folder, Search::Found) == L"C:\\a;%SystemRoot%;" + folder
    );
    CHECK(
        with_folder(L"c:\\program files\\MPRD\\;C:\\a;;", folder, Search::Found) ==
        L"C:\\a;" + folder
    );
    CHECK(with_folder(L"C:\\a;" + folder + L";C:\\b", folder, Search::NotFound) == L"C:\\a;C:\\b");
    CHECK(with_folder(folder, folder, Search::NotFound).empty());
}
