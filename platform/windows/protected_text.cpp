// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/protected_text.hpp"

#include "platform/windows/text.hpp"

#include <algorithm>
#include <array>

// The second needs the first.
// clang-format off
#include <windows.h>
#include <dpapi.h>
// clang-format on

namespace mprd::platform {
namespace {

/// Before the encrypted octets. No JSON text begins so.
constexpr std::string_view kMark = "mprd secrets, encrypted for this machine (DPAPI) 1\n";
/// Mixed into the key: other programs' texts are not taken for ours.
std::array<BYTE, 4> own_part{'m', 'p', 'r', 'd'};

DATA_BLOB blob_of(std::string& text) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): octets to the calls
    return {static_cast<DWORD>(text.size()), reinterpret_cast<BYTE*>(text.data())};
}

/// What the call made; given back to the system.
std::string take(DATA_BLOB made) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): as above
    std::string text(reinterpret_cast<const char*>(made.pbData), made.cbData);
    ::SecureZeroMemory(made.pbData, made.cbData);
    ::LocalFree(made.pbData);
    return text;
}

}  // namespace

bool is_protected(std::string_view text) {
    return text.starts_with(kMark);
}

Result<std::string> protect(std::string_view text) {
    std::string clear(text);
    DATA_BLOB from = blob_of(clear);
    DATA_BLOB own{static_cast<DWORD>(own_part.size()), own_part.data()};
    DATA_BLOB made{};
    constexpr DWORD kHow = CRYPTPROTECT_LOCAL_MACHINE | CRYPTPROTECT_UI_FORBIDDEN;
    const BOOL done =
        ::CryptProtectData(&from, L"mprd secrets", &own, nullptr, nullptr, kHow, &made);
    const DWORD error = ::GetLastError();
    ::SecureZeroMemory(clear.data(), clear.size());
    if (done == 0) {
        return windows_error(Errc::CanNotComplete, "cannot encrypt secrets", error);
    }
    return std::string(kMark) + take(made);
}

Result<std::string> unprotect(std::string_view text) {
    std::string hidden(text.substr(std::min(kMark.size(), text.size())));
    DATA_BLOB from = blob_of(hidden);
    DATA_BLOB own{static_cast<DWORD>(own_part.size()), own_part.data()};
    DATA_BLOB made{};
    if (::CryptUnprotectData(
            &from, nullptr, &own, nullptr, nullptr, CRYPTPROTECT_UI_FORBIDDEN, &made
        ) == 0) {
        return windows_error(
            Errc::InvalidData,
            "it was encrypted on another machine, or is damaged; write the secrets anew as JSON, "
            "mprd "
            "encrypts them",
            ::GetLastError()
        );
    }
    return take(made);
}

}  // namespace mprd::platform
