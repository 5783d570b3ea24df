// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/control_protocol.hpp"
#include "core/ppp/ppp_config.hpp"

#include <cstdint>

namespace mprd::ppp {

/// Interface-Identifier, the only IPV6CP option that we take (RFC 5072 section 4.1).
inline constexpr std::uint8_t kIpv6cpInterfaceIdentifier = 1;

/// The IPv6 Control Protocol, RFC 5072: agrees on two different interface identifiers, from which
/// the link-local addresses follow.
class Ipv6cp final : public ControlProtocol {
public:
    /// `link` must outlive the object; Ipv6cpSettings are copied.
    Ipv6cp(const PppConfig& config, LinkContext& link);

    /// What the authentication says that this caller must have. Before lower_up().
    /// Any other identifier of the peer is nakked with this one (RFC 5072 section 4.1).
    void assign_peer(const InterfaceIdentifier& identifier);
    /// What was agreed on; meaningful while open.
    [[nodiscard]] Ipv6Opened agreement() const { return {local_, peer_}; }

private:
    void begin_request() override;
    void write_request(wire::OptionWriter writer) override;
    void begin_judging() override;
    [[nodiscard]] Opinion judge(const wire::Option& option) override;
    void write_missing(wire::OptionWriter writer) override;
    void nakked(const wire::Option& option) override;
    void rejected(const wire::Option& option) override;
    void went_up(TimePoint now) override;

    /// An identifier for the peer that is neither zero nor ours.
    [[nodiscard]] InterfaceIdentifier identifier_for_peer();
    [[nodiscard]] InterfaceIdentifier random_identifier();

    Ipv6cpSettings settings_;
    /// The peer may have no identifier but the assigned one.
    bool must_be_assigned_ = false;
    /// False: our request leaves the option out, because the peer rejected it.
    bool ask_identifier_ = true;
    /// 64 bits in network order; ours as in the next request.
    InterfaceIdentifier local_;
    /// The peer's, as last accepted.
    InterfaceIdentifier peer_;
};

}  // namespace mprd::ppp
