// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/ipcp.hpp"

#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <iterator>

namespace mprd::ppp {
namespace {

constexpr std::array<std::uint8_t, 4> kServerTypes{
    kIpcpPrimaryDns, kIpcpSecondaryDns, kIpcpPrimaryNbns, kIpcpSecondaryNbns};
constexpr std::size_t kFirstNbns = 2;

/// Place of a name server option in kServerTypes, or its size.
std::size_t server_index(std::uint8_t type) {
    const auto found = std::find(kServerTypes.begin(), kServerTypes.end(), type);
    return static_cast<std::size_t>(std::distance(kServerTypes.begin(), found));
}

Bytes address_option(std::uint8_t type, Ipv4Address address) {
    Bytes bytes;
    wire::OptionWriter(bytes).u32(type, address.value);
    return bytes;
}

}  // namespace

Ipcp::Ipcp(const PppConfig& config, LinkContext& link)
    : ControlProtocol(wire::kProtocolIpcp, config.limits, link), settings_(config.ipcp) {}

void Ipcp::assign_peer(Ipv4Address address, Assignment assignment) {
    settings_.peer = address;
    settings_.require_peer = assignment == Assignment::Required;
}

// ---- our request

void Ipcp::begin_request() {
    ask_address_ = true;
    local_ = settings_.local;
    for (std::size_t i = 0; i < kServers; ++i) {
        servers_[i] = Server{i < kFirstNbns ? settings_.ask_dns : settings_.ask_nbns, {}};
    }
}

void Ipcp::write_request(wire::OptionWriter writer) {
    if (ask_address_) {
        writer.u32(kIpcpAddress, local_.value);
    }
    for (std::size_t i = 0; i < kServers; ++i) {
        if (servers_[i].wanted) {
            writer.u32(kServerTypes[i], servers_[i].address.value);
        }
    }
}

void Ipcp::nakked(const wire::Option& option) {
    const auto value = wire::option_u32(option);
    if (!value) {
        return;
    }
    if (option.type == kIpcpAddress) {
        return nakked_address(Ipv4Address{*value});
    }
    const std::size_t index = server_index(option.type);
    if (index < kServers) {
        // A Nak with zero has nothing to give; asking again would go round in circles.
        servers_[index].wanted = servers_[index].wanted && *value != 0;
        servers_[index].address = Ipv4Address{*value};
    }
}

void Ipcp::nakked_address(Ipv4Address address) {
    if (settings_.require_local && address != settings_.local) {
        return fail(
            Errc::PppRequiredAddressRejected,
            "the peer wants us to be " + address.to_string() + " instead of " +
                settings_.local.to_string()
        );
    }
    // Nonsense is not taken over: we ask for the same again until the rounds are used up.
    if (address.is_usable_host() && address != peer_) {
        local_ = address;
    }
}

void Ipcp::rejected(const wire::Option& option) {
    if (option.type == kIpcpAddress) {
        return rejected_address();
    }
    const std::size_t index = server_index(option.type);
    if (index < kServers) {
        servers_[index] = Server{};
    }
}

void Ipcp::rejected_address() {
    if (local_.is_unspecified()) {
        return fail(Errc::PppNoAddressAssigned, "the peer gives us no IPv4 address");
    }
    if (settings_.require_local) {
        return fail(
            Errc::PppRequiredAddressRejected, "the peer rejects our address " + local_.to_string()
        );
    }
    ask_address_ = false;  // it does not want to know; the address is ours all the same
}

// ---- the peer's request

void Ipcp::begin_judging() {
    // What holds if the peer does not say who it is.
    peer_ = settings_.peer == local_ ? Ipv4Address{} : settings_.peer;
    peer_sent_address_ = false;
}

Ipcp::Opinion Ipcp::judge(const wire::Option& option) {
    if (option.type == kIpcpAddress) {
        return judge_address(option);
    }
    return server_index(option.type) < kServers ? judge_server(option) : Opinion::reject();
}

Ipcp::Opinion Ipcp::judge_address(const wire::Option& option) {
    const auto value = wire::option_u32(option);
    if (!value) {
        return Opinion::reject();
    }
    peer_sent_address_ = true;
    const Ipv4Address address{*value};
    const bool is_sane = address.is_usable_host() && address != local_;
    const bool is_allowed = !settings_.require_peer || address == settings_.peer;
    if (!is_sane || !is_allowed) {
        return suggest_peer();
    }
    peer_ = address;
    return Opinion::accept();
}

Ipcp::Opinion Ipcp::suggest_peer() const {
    if (settings_.peer.is_unspecified() || settings_.peer == local_) {
        return Opinion::reject();
    }
    return Opinion::nak(address_option(kIpcpAddress, settings_.peer));
}

Ipcp::Opinion Ipcp::judge_server(const wire::Option& option) {
    const auto value = wire::option_u32(option);
    const Ipv4Address ours = server_to_give(server_index(option.type));
    if (!value || ours.is_unspecified()) {
        return Opinion::reject();
    }
    return ours.value == *value ? Opinion::accept()
                                : Opinion::nak(address_option(option.type, ours));
}

Ipv4Address Ipcp::server_to_give(std::size_t index) const {
    const auto& list = index < kFirstNbns ? settings_.give_dns : settings_.give_nbns;
    const std::size_t place = index % kFirstNbns;
    return place < list.size() ? list[place] : Ipv4Address{};
}

void Ipcp::write_missing(wire::OptionWriter writer) {
    if (settings_.require_peer && !peer_sent_address_) {
        writer.u32(kIpcpAddress, settings_.peer.value);
    }
}

void Ipcp::gave_up_on(std::uint8_t option_type) {
    if (option_type == kIpcpAddress && settings_.require_peer) {
        fail(
            Errc::PppRequiredAddressRejected,
            "the peer does not take the address " + settings_.peer.to_string()
        );
    }
}

// ---- outcome

void Ipcp::went_up(TimePoint /*now*/) {
    if (!local_.is_usable_host()) {
        fail(Errc::PppNoAddressAssigned, "the peer gives us no IPv4 address");
    } else if (local_ == peer_) {
        fail(Errc::PppNotConverging, "both ends want to be " + local_.to_string());
    }
}

Ipv4Opened Ipcp::agreement() const {
    Ipv4Opened opened{local_, peer_, {}, {}};
    for (std::size_t i = 0; i < kServers; ++i) {
        if (servers_[i].wanted && !servers_[i].address.is_unspecified()) {
            auto& list = i < kFirstNbns ? opened.dns : opened.nbns;
            list.push_back(servers_[i].address);
        }
    }
    return opened;
}

}  // namespace mprd::ppp
