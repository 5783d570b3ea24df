// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/security.hpp"

#include "platform/windows/unique_handle.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>

using namespace mprd;
using namespace mprd::platform;

TEST_CASE("security: the descriptors are the intended ones", "[security]") {
    auto pipe = SecurityDescriptor::parse(kPipeSddl);
    REQUIRE(pipe);
    const std::wstring text = pipe->text();
    // Nobody from the network; SYSTEM, administrators and the owner all; everybody reads and
    // writes, and does not make another end (FILE_CREATE_PIPE_INSTANCE is FILE_APPEND_DATA, 0x4).
    CHECK(text.find(L"D;;") != std::wstring::npos);
    CHECK(text.find(L"NU)") != std::wstring::npos);
    CHECK(text.find(L"SY)") != std::wstring::npos);
    CHECK(text.find(L"BA)") != std::wstring::npos);
    CHECK(text.find(L"0x12019b;;;WD)") != std::wstring::npos);
    CHECK((0x0012019bU & FILE_CREATE_PIPE_INSTANCE) == 0);
    CHECK((0x0012019bU & FILE_READ_DATA) != 0);
    CHECK((0x0012019bU & FILE_WRITE_DATA) != 0);
    auto secret = SecurityDescriptor::parse(kSecretSddl);
    REQUIRE(secret);
    CHECK(secret->text().find(L"WD)") == std::wstring::npos);
    CHECK(secret->text().find(L"D:P(") == 0);
    CHECK_FALSE(SecurityDescriptor::parse(L"no descriptor"));
}

TEST_CASE("security: a token says who it is", "[security]") {
    HANDLE token = nullptr;
    REQUIRE(::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token) != 0);
    const UniqueHandle owner(token);
    const PeerIdentity identity = identity_of_token(token);
    CHECK(identity.known);
    CHECK(identity.user == own_user());
    CHECK(identity.user.starts_with("S-1-5-"));
    // Everyone.
    CHECK(
        std::find(identity.groups.begin(), identity.groups.end(), "S-1-1-0") !=
        identity.groups.end()
    );
    CHECK_FALSE(identity_of_token(nullptr).known);
    CHECK_FALSE(find_account("no such group of mprd"));
}
