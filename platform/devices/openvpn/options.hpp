// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::platform::openvpn {

/// The `options` of a device of kind "openvpn".
struct Options {
    /// Most words of `arguments`.
    static constexpr std::size_t kMaxWords = 256;

    /// A path, or a name that is looked up in PATH.
    std::string program = "openvpn";
    /// A client configuration of openvpn (.ovpn); empty: the members below say it all.
    std::string config;
    /// Host of the server; the dialled number comes before it.
    std::string remote;
    std::uint16_t port = 1194;
    std::string protocol = "udp";
    /// Paths of PEM files, for the options of the same name; empty: not given.
    std::string ca;
    std::string certificate;
    std::string key;
    std::string tls_crypt;
    /// The common name that the server's certificate must have.
    std::string server_name;
    /// For the program, after all that is above.
    std::vector<std::string> arguments;
    std::chrono::seconds connect_limit{60};
    std::chrono::seconds stop_patience{3};

    /// From JSON text. The error's detail starts with the JSON pointer of the wrong member.
    [[nodiscard]] static Result<Options> parse(std::string_view json_text);
};

}  // namespace mprd::platform::openvpn
