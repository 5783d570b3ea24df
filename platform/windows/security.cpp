// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/security.hpp"

#include "platform/windows/text.hpp"
#include "platform/windows/unique_handle.hpp"

#include <vector>

#include <sddl.h>

namespace mprd::platform {
namespace {

std::string text_of(PSID sid) {
    wchar_t* text = nullptr;
    if (::ConvertSidToStringSidW(sid, &text) == 0) {
        return {};
    }
    std::string utf8 = to_utf8(text);
    ::LocalFree(text);
    return utf8;
}

/// One sort of information about a token; empty when it cannot be had.
std::vector<std::uint8_t> token_information(HANDLE token, TOKEN_INFORMATION_CLASS sort) {
    DWORD size = 0;
    ::GetTokenInformation(token, sort, nullptr, 0, &size);
    std::vector<std::uint8_t> buffer(size);
    if (size == 0 || ::GetTokenInformation(token, sort, buffer.data(), size, &size) == 0) {
        return {};
    }
    return buffer;
}

}  // namespace

SecurityDescriptor::SecurityDescriptor(PSECURITY_DESCRIPTOR descriptor) : descriptor_(descriptor) {
    attributes_.nLength = sizeof attributes_;
    attributes_.lpSecurityDescriptor = descriptor;
    attributes_.bInheritHandle = FALSE;
}

Result<SecurityDescriptor> SecurityDescriptor::parse(const wchar_t* sddl) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            sddl, SDDL_REVISION_1, &descriptor, nullptr
        ) == 0) {
        return windows_error(
            Errc::InvalidParameter, "security descriptor " + to_utf8(sddl), ::GetLastError()
        );
    }
    return SecurityDescriptor(descriptor);
}

std::wstring SecurityDescriptor::text() const {
    wchar_t* text = nullptr;
    if (::ConvertSecurityDescriptorToStringSecurityDescriptorW(
            descriptor_.get(), SDDL_REVISION_1, DACL_SECURITY_INFORMATION, &text, nullptr
        ) == 0) {
        return {};
    }
    std::wstring copy = text;
    ::LocalFree(text);
    return copy;
}

PeerIdentity identity_of_token(HANDLE token) {
    const auto user = token_information(token, TokenUser);
    const auto groups = token_information(token, TokenGroups);
    if (user.empty() || groups.empty()) {
        return {};
    }
    PeerIdentity identity;
    // NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast): what the call wrote there
    identity.user = text_of(reinterpret_cast<const TOKEN_USER*>(user.data())->User.Sid);
    const auto* list = reinterpret_cast<const TOKEN_GROUPS*>(groups.data());
    // NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast)
    for (DWORD i = 0; i < list->GroupCount; ++i) {
        // A group that is for denying only (administrators of a filtered token) gives no rights.
        constexpr DWORD kCounts = SE_GROUP_ENABLED;
        if ((list->Groups[i].Attributes & kCounts) != 0 &&
            (list->Groups[i].Attributes & SE_GROUP_USE_FOR_DENY_ONLY) == 0) {
            identity.groups.push_back(text_of(list->Groups[i].Sid));
        }
    }
    identity.known = !identity.user.empty();
    return identity;
}

std::string own_user() {
    HANDLE token = nullptr;
    if (::OpenProcessToken(::GetCurrentProcess(), TOKEN_QUERY, &token) == 0) {
        return {};
    }
    const UniqueHandle owner(token);
    return identity_of_token(token).user;
}

std::optional<std::string> find_account(const std::string& name) {
    std::vector<std::uint8_t> sid(SECURITY_MAX_SID_SIZE);
    auto sid_size = static_cast<DWORD>(sid.size());
    std::vector<wchar_t> domain(256);
    auto domain_size = static_cast<DWORD>(domain.size());
    SID_NAME_USE use{};
    if (::LookupAccountNameW(
            nullptr, to_wide(name).c_str(), sid.data(), &sid_size, domain.data(), &domain_size, &use
        ) == 0) {
        return std::nullopt;
    }
    return text_of(sid.data());
}

}  // namespace mprd::platform
