// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mprd::client {

/// Whether a name begins as those of devices do: \\.\ or \\?\ (no host is called so).
[[nodiscard]] bool is_device_name(std::string_view name);

/// Whether it is \\.\pipe\ and more: a named pipe of this host, which no file can be.
[[nodiscard]] bool is_pipe_name(std::string_view name);

}  // namespace mprd::client
