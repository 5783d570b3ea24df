// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/devices/openvpn/command.hpp"

#include <string>

namespace mprd::platform::openvpn {

/// Whether the program and `configuration` (a path; empty: none) are there. Error 666 says what is
/// missing.
[[nodiscard]] Result<void> check_files(const Options& options, const std::string& configuration);
/// check_configuration() of a file. Error 13 names file and line. (A device that is there may be
/// configured wrongly: that is told when it is used.)
[[nodiscard]] Result<void> check_file(const std::string& path, Side side);

}  // namespace mprd::platform::openvpn
