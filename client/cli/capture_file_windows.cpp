// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/text_windows.hpp"
#include "client/cli/capture_file.hpp"

#include <algorithm>

// Each header of Windows needs the first one.
// clang-format off
#include <windows.h>
#include <sddl.h>
// clang-format on

namespace mprd::cli {
namespace {

/// Owner, administrators and the system: other people's traffic is in it.
constexpr const wchar_t* kOwnerOnly = L"D:P(A;;FA;;;OW)(A;;FA;;;BA)(A;;FA;;;SY)";

[[nodiscard]] HANDLE create(const std::wstring& path) {
    PSECURITY_DESCRIPTOR descriptor = nullptr;
    if (::ConvertStringSecurityDescriptorToSecurityDescriptorW(
            kOwnerOnly, SDDL_REVISION_1, &descriptor, nullptr
        ) == FALSE) {
        return INVALID_HANDLE_VALUE;
    }
    SECURITY_ATTRIBUTES attributes{sizeof attributes, descriptor, FALSE};
    const HANDLE file = ::CreateFileW(
        path.c_str(),
        GENERIC_WRITE,
        FILE_SHARE_READ,
        &attributes,
        CREATE_ALWAYS,
        FILE_ATTRIBUTE_NORMAL,
        nullptr
    );
    const DWORD error = ::GetLastError();
    ::LocalFree(descriptor);
    ::SetLastError(error);
    return file;
}

// NOLINTBEGIN(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr): a HANDLE is a
// number
[[nodiscard]] HANDLE to_handle(std::intptr_t file) {
    return reinterpret_cast<HANDLE>(file);
}

[[nodiscard]] std::intptr_t to_number(HANDLE file) {
    return reinterpret_cast<std::intptr_t>(file);
}
// NOLINTEND(cppcoreguidelines-pro-type-reinterpret-cast,performance-no-int-to-ptr)

}  // namespace

CaptureFile::~CaptureFile() {
    if (owned_) {
        ::CloseHandle(to_handle(file_));
    }
}

bool CaptureFile::is_terminal() {
    DWORD mode = 0;
    return ::GetConsoleMode(::GetStdHandle(STD_OUTPUT_HANDLE), &mode) != FALSE;
}

std::string CaptureFile::open(const std::string& path) {
    if (path.empty()) {
        file_ = to_number(::GetStdHandle(STD_OUTPUT_HANDLE));
        return "";
    }
    const HANDLE file = create(client::to_wide(path));
    if (file == INVALID_HANDLE_VALUE) {
        return client::text_of_error(::GetLastError());
    }
    file_ = to_number(file);
    owned_ = true;
    return "";
}

std::string CaptureFile::write(ByteSpan octets) {
    constexpr std::size_t kMost = std::size_t{1} << 20;
    while (!octets.empty() && !unread_) {
        DWORD done = 0;
        const auto size = static_cast<DWORD>(std::min(octets.size(), kMost));
        if (::WriteFile(to_handle(file_), octets.data(), size, &done, nullptr) == FALSE) {
            const DWORD error = ::GetLastError();
            unread_ = error == ERROR_NO_DATA || error == ERROR_BROKEN_PIPE;
            return unread_ ? "" : client::text_of_error(error);
        }
        octets = octets.subspan(done);
    }
    return "";
}

}  // namespace mprd::cli
