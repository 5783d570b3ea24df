// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/ipv6cp.hpp"

#include "core/wire/protocol_numbers.hpp"

#include <algorithm>

namespace mprd::ppp {
namespace {

/// RFC 5072 section 4.1: a random identifier has the "universal" bit clear.
constexpr std::uint8_t kUniversalBit = 0x02;

std::optional<InterfaceIdentifier> identifier_of(const wire::Option& option) {
    InterfaceIdentifier identifier;
    if (option.value.size() != identifier.bytes.size()) {
        return std::nullopt;
    }
    std::copy(option.value.begin(), option.value.end(), identifier.bytes.begin());
    return identifier;
}

Bytes identifier_option(const InterfaceIdentifier& identifier) {
    Bytes bytes;
    wire::OptionWriter(bytes).value(kIpv6cpInterfaceIdentifier, identifier.bytes);
    return bytes;
}

}  // namespace

Ipv6cp::Ipv6cp(const PppConfig& config, LinkContext& link)
    : ControlProtocol(wire::kProtocolIpv6cp, config.limits, link), settings_(config.ipv6cp) {}

void Ipv6cp::assign_peer(const InterfaceIdentifier& identifier) {
    settings_.peer = identifier;
    must_be_assigned_ = true;
}

void Ipv6cp::begin_request() {
    ask_identifier_ = true;
    local_ = settings_.local.is_zero() ? random_identifier() : settings_.local;
}

void Ipv6cp::write_request(wire::OptionWriter writer) {
    if (ask_identifier_) {
        writer.value(kIpv6cpInterfaceIdentifier, local_.bytes);
    }
}

void Ipv6cp::nakked(const wire::Option& option) {
    const auto identifier = identifier_of(option);
    if (option.type != kIpv6cpInterfaceIdentifier || !identifier) {
        return;
    }
    // A useless hint still says that ours is no good.
    const bool is_usable = !identifier->is_zero() && *identifier != peer_;
    local_ = is_usable ? *identifier : random_identifier();
}

void Ipv6cp::rejected(const wire::Option& option) {
    if (option.type == kIpv6cpInterfaceIdentifier) {
        ask_identifier_ = false;
    }
}

void Ipv6cp::begin_judging() {
    peer_ = InterfaceIdentifier{};
}

Ipv6cp::Opinion Ipv6cp::judge(const wire::Option& option) {
    const auto identifier = identifier_of(option);
    if (option.type != kIpv6cpInterfaceIdentifier || !identifier) {
        return Opinion::reject();
    }
    const bool is_allowed = !must_be_assigned_ || *identifier == settings_.peer;
    if (identifier->is_zero() || *identifier == local_ || !is_allowed) {
        peer_ = identifier_for_peer();
        return Opinion::nak(identifier_option(peer_));
    }
    peer_ = *identifier;
    return Opinion::accept();
}

void Ipv6cp::write_missing(wire::OptionWriter writer) {
    // Without an identifier there is no link-local address to talk to (RFC 5072 section 4.1).
    if (peer_.is_zero()) {
        writer.value(kIpv6cpInterfaceIdentifier, identifier_for_peer().bytes);
    }
}

InterfaceIdentifier Ipv6cp::identifier_for_peer() {
    InterfaceIdentifier identifier = settings_.peer;
    if (identifier.is_zero() || identifier == local_) {
        identifier = random_identifier();
    }
    return identifier;
}

InterfaceIdentifier Ipv6cp::random_identifier() {
    InterfaceIdentifier identifier;
    for (std::uint8_t& byte : identifier.bytes) {
        byte = static_cast<std::uint8_t>(link().random.next_u32() & 0xffU);
    }
    identifier.bytes[0] &= static_cast<std::uint8_t>(~kUniversalBit);
    identifier.bytes[7] |= 1U;  // never zero
    return identifier;
}

void Ipv6cp::went_up(TimePoint /*now*/) {
    if (local_ == peer_ || peer_.is_zero()) {
        fail(Errc::PppNotConverging, "the two interface identifiers are not different");
    }
}

}  // namespace mprd::ppp
