// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/pipe_name_windows.hpp"

#include <algorithm>
#include <cctype>

namespace mprd::client {

bool is_device_name(std::string_view name) {
    return name.starts_with(R"(\\.\)") || name.starts_with(R"(\\?\)");
}

bool is_pipe_name(std::string_view name) {
    constexpr std::string_view kPrefix = R"(\\.\pipe\)";
    constexpr std::size_t kLongest = 256;  // of CreateNamedPipe
    return name.size() > kPrefix.size() && name.size() <= kLongest &&
           std::equal(
               kPrefix.begin(),
               kPrefix.end(),
               name.begin(),
               [](char expected, char found) {
                   return expected == std::tolower(static_cast<unsigned char>(found));
               }
           ) &&
           name.find('\\', kPrefix.size()) == std::string_view::npos;
}

}  // namespace mprd::client
