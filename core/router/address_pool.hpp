// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ids.hpp"
#include "core/router/lease_queue.hpp"
#include "core/tables/router_config.hpp"

#include <map>
#include <optional>
#include <set>
#include <vector>

namespace mprd::router {

/// The IPv4 addresses of callers: which call has which, and which one the next call gets. What is
/// excluded, our own address and the users' own addresses are never lent.
class AddressPool {
public:
    AddressPool(const AnsweringConfig& answering, const std::vector<UserConfig>& users);

    /// The users changed: so did the addresses that are kept for one of them.
    void set_users(const std::vector<UserConfig>& users);
    /// Whether there is a pool at all.
    [[nodiscard]] bool has_ranges() const { return !ranges_.empty(); }
    /// The address of the pool that has been free for longest, for the call on `port`; nullopt:
    /// none is free.
    [[nodiscard]] std::optional<Ipv4Address> lend(PortId port);
    /// Who has the address; nullopt: nobody.
    [[nodiscard]] std::optional<PortId> holder(Ipv4Address address) const;
    /// For an address that lend() does not choose. False: another call has it.
    [[nodiscard]] bool claim(Ipv4Address address, PortId port);
    /// Whether a caller may have an address of his own choice: it is not ours, not excluded, not
    /// kept for a user and nobody has it.
    [[nodiscard]] bool is_free(Ipv4Address address) const;
    /// The call on `port` is over. An address that it does not have does no harm.
    void give_back(Ipv4Address address, PortId port);

private:
    [[nodiscard]] bool is_barred(Ipv4Address address) const;
    /// Place of an address of the ranges, counted through all of them.
    [[nodiscard]] std::optional<std::uint32_t> number_of(Ipv4Address address) const;
    [[nodiscard]] Ipv4Address address_of(std::uint32_t number) const;

    std::vector<Ipv4Range> ranges_;
    std::vector<Ipv4Range> excluded_;
    Ipv4Address ours_;
    std::set<Ipv4Address> kept_;  // the users' own
    LeaseQueue queue_;
    std::map<Ipv4Address, PortId> holders_;
};

}  // namespace mprd::router
