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

/// What the engine of a call that `row` awaits is to do: it goes on where our call ended, and must
/// find out who calls.
[[nodiscard]] ppp::PppConfig awaited_config(
    const InterfaceRow& row, const AnsweringConfig& answering, const LinkInfo& link
);

/// By what and as whom `row` proves who we are; nothing without credentials.
[[nodiscard]] std::optional<ppp::OwnProof> proof_of(const InterfaceRow& row);

/// What the engine of an incoming call is to do, before anybody knows who calls. `peer` is the
/// address kept for him, unspecified for none.
[[nodiscard]] ppp::PppConfig answering_config(
    const AnsweringConfig& answering, Ipv4Address peer, const LinkInfo& link
);
/// The same for a call to a user who wants to be called back: he knows whom he waits for, and gets
/// this proof if he asks for it.
void set_proof(ppp::PppConfig& config, const std::optional<ppp::OwnProof>& proof);

/// The engine's status in the words of the tables.
/// Copies; for views, events and the network interface.
[[nodiscard]] PppProjection projection_of(const ppp::PppStatus& status);

/// "LCP", "CHAP", ... or the number.
[[nodiscard]] std::string protocol_name(std::uint16_t protocol);

}  // namespace mprd::router
