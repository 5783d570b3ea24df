// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/ppp_pipe.hpp"

#include <utility>
#include <vector>

namespace mprd::test {

inline constexpr Ipv4Address kHere{0x0a4e0002};   // 10.78.0.2
inline constexpr Ipv4Address kThere{0x0a4e0001};  // 10.78.0.1
inline constexpr Ipv4Address kDns{0xc0000235};    // 192.0.2.53
/// kThere as an option of IPCP.
inline const Bytes kAddressThere{3, 6, 10, 78, 0, 1};

/// branch1, who asks for everything.
inline ppp::PppConfig caller_config() {
    ppp::PppConfig config;
    config.auth.user_name = "branch1";
    config.auth.password = Secret("s3cret");
    return config;
}

/// A server that gives addresses and knows its own.
inline ppp::PppConfig answerer_config() {
    ppp::PppConfig config;
    config.ipcp.local = kThere;
    config.ipcp.peer = kHere;
    config.ipcp.give_dns = {kDns};
    config.ipcp.ask_dns = false;
    return config;
}

inline PppPipe make_pipe(std::vector<ppp::AuthMethod> require, std::uint64_t seed = 1) {
    ppp::PppConfig answerer = answerer_config();
    answerer.auth.require = std::move(require);
    PppPipe pipe(caller_config(), answerer, seed);
    pipe.answerer.secrets["branch1"] = Secret("s3cret");
    return pipe;
}

}  // namespace mprd::test
