// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/ppp_config.hpp"
#include "core/ppp/ppp_engine.hpp"
#include "core/tables/interface_table.hpp"
#include "core/tables/link_info.hpp"
#include "core/tables/link_status.hpp"
#include "core/tables/router_config.hpp"

namespace mprd::router {

/// What the engine of an outgoing call of this interface is to do.
/// The MRU is the smaller one of the interface's and the line's.
[[nodiscard]] ppp::PppConfig calling_config(
    const InterfaceRow& row, const AnsweringConfig& answering, const LinkInfo& link
);

/// What the engine of an incoming call is to do, before anybody knows who calls. `peer` is the
/// address kept for him, unspecified for none.
[[nodiscard]] ppp::PppConfig answering_config(
    const AnsweringConfig& answering, Ipv4Address peer, const LinkInfo& link
);

/// The engine's status in the words of the tables.
/// Copies; for views, events and the network interface.
[[nodiscard]] PppProjection projection_of(const ppp::PppStatus& status);

/// "LCP", "CHAP", ... or the number.
[[nodiscard]] std::string protocol_name(std::uint16_t protocol);

}  // namespace mprd::router
