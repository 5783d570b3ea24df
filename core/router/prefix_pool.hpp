// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/router/lease_queue.hpp"
#include "core/tables/router_config.hpp"

#include <optional>
#include <set>
#include <vector>

namespace mprd::router {

/// The IPv6 prefixes of callers: a /64 each (RFC 7278 and RFC 4861 need no longer and no shorter
/// one on a point-to-point link). Those kept for a user are never lent.
class PrefixPool {
public:
    PrefixPool(const AnsweringConfig& answering, const std::vector<UserConfig>& users);

    /// The users changed: so did the prefixes that are kept for one of them.
    void set_users(const std::vector<UserConfig>& users);
    /// Whether there is a pool at all.
    [[nodiscard]] bool has_blocks() const { return !blocks_.empty(); }
    /// The prefix that has been free for longest; nullopt: none is free.
    [[nodiscard]] std::optional<IpPrefix> lend();
    /// The call is over. A prefix that was not lent does no harm.
    void give_back(const IpPrefix& prefix);

private:
    [[nodiscard]] IpPrefix prefix_of(std::uint32_t number) const;
    [[nodiscard]] std::optional<std::uint32_t> number_of(const IpPrefix& prefix) const;

    std::vector<IpPrefix> blocks_;
    std::set<IpPrefix> kept_;  // the users' own
    LeaseQueue queue_;
};

}  // namespace mprd::router
