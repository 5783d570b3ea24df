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

/// How callers prove who they are.
enum class CallersProve {
    Password,     ///< user name and password
    Certificate,  ///< a certificate; its common name is the user name
    Both,         ///< a certificate of the CA, whoever's, and user name and password
};

/// The `options` of a device of kind "openvpn".
struct Options {
    /// Most words of `arguments`.
    static constexpr std::size_t kMaxWords = 256;

    /// A path, or a name that is looked up in PATH.
    std::string program = "openvpn";
    /// A client configuration of openvpn (.ovpn); empty: the members below say it all.
    std::string config;
    /// A server configuration of openvpn; empty: the members below say it all.
    std::string server_config;
    /// Where it waits for callers; empty: on all IPv4 addresses.
    std::string listen_address;
    CallersProve callers_prove = CallersProve::Password;
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
    /// Whether calls can be answered with them. The same error.
    [[nodiscard]] Result<void> check_answering() const;
};

}  // namespace mprd::platform::openvpn
