// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/openvpn_push.hpp"

#include "core/base/cut.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace mprd::tunnel {
namespace {

/// Words of an option; missing ones are empty.
std::array<std::string_view, 5> words_of(std::string_view option) {
    std::array<std::string_view, 5> words;
    for (std::string_view& word : words) {
        word = cut(option, ' ');
    }
    return words;
}

std::optional<std::uint32_t> to_number(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = error == std::errc{} && end == text.data() + text.size();
    return is_whole ? std::optional(number) : std::nullopt;
}

/// A netmask in the place of a peer: the link is one of a subnet.
bool is_netmask(Ipv4Address address) {
    const std::uint32_t host_bits = ~address.value;
    return (host_bits & (host_bits + 1)) == 0 && address.value >= 0xff000000;
}

std::optional<Ipv4Address> to_host(std::string_view text) {
    const auto address = Ipv4Address::parse(text);
    return address && address->is_usable_host() ? address : std::nullopt;
}

}  // namespace

void OpenvpnPush::add(std::string_view message) {
    if (cut(message, ',') != "PUSH_REPLY") {
        return;
    }
    while (!message.empty()) {
        add_option(cut(message, ','));
    }
}

void OpenvpnPush::add_option(std::string_view option) {
    const auto words = words_of(option);
    if (words[0] == "ifconfig") {
        ipv4 = to_host(words[1]);
        const auto second = Ipv4Address::parse(words[2]);
        if (second && !is_netmask(*second)) {
            ipv4_peer = to_host(words[2]);
        }
    } else if (words[0] == "route-gateway") {
        ipv4_peer = to_host(words[1]);
    } else if (words[0] == "ifconfig-ipv6") {
        std::string_view prefix = words[1];
        ipv6 = Ipv6Address::parse(cut(prefix, '/'));
        ipv6_prefix = static_cast<std::uint8_t>(std::min(to_number(prefix).value_or(64), 128U));
    } else if (words[0] == "tun-mtu") {
        const auto octets = to_number(words[1]);
        if (octets && *octets >= kMinMtu && *octets <= kMaxMtu) {
            mtu = static_cast<std::uint16_t>(*octets);
        }
    } else if (words[0] == "dhcp-option" && words[1] == "DNS") {
        const auto server = to_host(words[2]);
        if (server && dns.size() < kMaxDns) {
            dns.push_back(*server);
        }
    }
}

}  // namespace mprd::tunnel
