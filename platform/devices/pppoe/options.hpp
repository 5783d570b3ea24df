// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/devices/device_kind.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::platform::pppoe {

/// The `options` of a device of kind "pppoe".
struct Options {
    /// Octets of a name in discovery. RFC 2516 has no limit but that of a packet, which holds
    /// several of them.
    static constexpr std::size_t kMaxName = 255;
    static constexpr std::size_t kMaxServices = 16;  ///< their names must fit one packet
    static constexpr std::size_t kMaxHostUniq = 64;

    /// Of the Ethernet interface: "eth1", "eth1.7".
    std::string interface;

    // ---- calls of ours
    std::string service_name;  ///< asked for when the dialled number is empty; empty: any
    std::string ac_name;       ///< only this access concentrator; empty: any
    /// Largest PPP payload that is asked for and granted (RFC 4638), 1492 to 1500.
    std::uint16_t max_payload = 1492;
    DataPath data_path = DataPath::Auto;
    /// Fixed Host-Uniq; empty: a random one for each call.
    std::string host_uniq;

    // ---- as access concentrator
    std::string concentrator_name = "mprd";
    std::vector<std::string> services;  ///< offered; empty: whatever is asked for
    std::uint32_t max_sessions_per_caller = 16;

    /// From JSON text. The error's detail starts with the JSON pointer of the wrong member.
    [[nodiscard]] static Result<Options> parse(std::string_view json_text);
};

}  // namespace mprd::platform::pppoe
