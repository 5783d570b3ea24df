// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/text.hpp"

#include <boost/system/error_code.hpp>

#include <system_error>

#include <windows.h>

namespace mprd::platform {

std::wstring to_wide(std::string_view utf8) {
    const int given = static_cast<int>(utf8.size());
    const int size = ::MultiByteToWideChar(CP_UTF8, 0, utf8.data(), given, nullptr, 0);
    std::wstring wide(static_cast<std::size_t>(size), L'\0');
    ::MultiByteToWideChar(CP_UTF8, 0, utf8.data(), given, wide.data(), size);
    return wide;
}

std::string to_utf8(std::wstring_view wide) {
    const int given = static_cast<int>(wide.size());
    const int size =
        ::WideCharToMultiByte(CP_UTF8, 0, wide.data(), given, nullptr, 0, nullptr, nullptr);
    std::string utf8(static_cast<std::size_t>(size), '\0');
    ::WideCharToMultiByte(CP_UTF8, 0, wide.data(), given, utf8.data(), size, nullptr, nullptr);
    return utf8;
}

Error windows_error(Errc code, const std::string& what, std::uint32_t error) {
    // Boost's category knows the system's words; that of GCC 12 takes the number for an errno.
    const std::error_code cause(
        boost::system::error_code(static_cast<int>(error), boost::system::system_category())
    );
    return make_error(code, what + ": " + cause.message(), cause);
}

}  // namespace mprd::platform
