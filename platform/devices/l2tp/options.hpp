// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/ip_address.hpp"
#include "core/tunnel/l2tp_engine_messages.hpp"
#include "platform/devices/data_path.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mprd::platform::l2tp {

/// The `options` of a device of kind "l2tp". All have defaults.
struct Options {
    /// Of the socket; nothing: all addresses of both families.
    std::optional<IpAddress> local_address;
    std::uint16_t port = mprd::l2tp::kPort;  ///< of the socket; 0: any free one
    /// Largest PPP frame for which LCP may ask: what fits into 1500 octets with IPv4, UDP and L2TP
    /// around it.
    std::uint16_t max_mru = 1460;
    DataPath data_path = DataPath::Auto;
    /// All that the engine is to know but the secret.
    mprd::l2tp::EngineSettings engine;

    /// From JSON text. The error's detail starts with the JSON pointer of the wrong member.
    [[nodiscard]] static Result<Options> parse(std::string_view json_text);
};

/// The name of this host, as peers see it unless the option `hostName` says otherwise.
[[nodiscard]] std::string system_host_name();

}  // namespace mprd::platform::l2tp
