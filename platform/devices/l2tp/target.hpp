// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/tunnel/l2tp_engine_messages.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace mprd::platform::l2tp {

/// Whom to call: the number of a dial target.
struct Target {
    std::string host;  ///< name or address, without brackets
    std::uint16_t port = mprd::l2tp::kPort;

    /// "host", "host:port", "192.0.2.1", "2001:db8::1", "[2001:db8::1]:1701". The error says what
    /// would be right.
    [[nodiscard]] static Result<Target> parse(std::string_view number);
};

}  // namespace mprd::platform::l2tp
