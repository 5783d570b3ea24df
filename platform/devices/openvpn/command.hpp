// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/tables/link_info.hpp"
#include "platform/devices/openvpn/options.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::platform::openvpn {

/// A server to call.
struct Server {
    /// Empty: the configuration of openvpn names it.
    std::string host;
    std::uint16_t port = 1194;
};

/// Whom to call: "host", "host:port" or "[address]:port" of the dialled number, else what the
/// options say. Error 87 for a number that is no host.
[[nodiscard]] Result<Server> server_of(const Options& options, const std::string& number);

/// The words to start the program with. `socket` is the path of our management socket.
[[nodiscard]] std::vector<std::string> command_line(
    const Options& options, const Server& server, bool has_credentials, const std::string& socket
);
/// The same for the program that answers.
[[nodiscard]] std::vector<std::string> server_command_line(
    const Options& options, const std::string& socket
);

/// Which of the two a configuration is for.
enum class Side {
    Calling,
    Answering,
};
/// Empty for what users may give the program, with or without "--" before it and a value behind it;
/// else what is to be done instead: mprd sets the option, or cannot work with it. nullopt: words
/// that both sides get.
[[nodiscard]] std::string_view is_ours(std::string_view option, std::optional<Side> side);

/// Looks for options of ours in the text of a configuration of openvpn. Error 13 names line and
/// option.
[[nodiscard]] Result<void> check_configuration(std::string_view text, Side side);

}  // namespace mprd::platform::openvpn
