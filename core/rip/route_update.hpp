// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/time.hpp"
#include "core/rip/rip_packet.hpp"
#include "core/tables/net_config.hpp"

#include <map>
#include <optional>
#include <vector>

namespace mprd::rip {

/// One auto-static update over one point-to-point link: asks the neighbour for all its routes and
/// collects the answer. An engine: packets in, packets out, `now` is an argument.
///
/// Trusts nobody but the neighbour: packets of others, of other ports, and entries that make no
/// sense are ignored. A default route is ignored too: through a demand link it would make every
/// unknown destination dial (docs/dev/decisions/0011).
class RouteUpdate {
public:
    static constexpr Duration kAskAgain = std::chrono::seconds{3};  ///< without an answer
    static constexpr std::uint32_t kRequests = 3;
    static constexpr Duration kQuiet = std::chrono::seconds{2};   ///< after the last response
    static constexpr Duration kLimit = std::chrono::seconds{30};  ///< for all of it
    static constexpr std::size_t kMaxRoutes = 1024;

    struct Settings {
        Ipv4Address local;
        Ipv4Address peer;
        /// The engine numbers its packets itself (`sequence`): seconds of `now`.
        Authentication authentication;
    };

    /// `crypto` must outlive it. Asks at once.
    RouteUpdate(TimePoint now, Settings settings, const Crypto& crypto);

    /// An IPv4 packet that came over the link.
    void receive(TimePoint now, ByteSpan packet);
    void handle_timeout(TimePoint now);
    /// The next IPv4 packet to send; at most one waits.
    [[nodiscard]] std::optional<Bytes> poll_packet();
    /// nullopt when it is over.
    [[nodiscard]] std::optional<TimePoint> next_deadline() const;
    /// nullopt while it runs. 638 no answer, or no end of it; 691 all answers were refused by
    /// authentication; 8 more than kMaxRoutes.
    [[nodiscard]] const std::optional<Result<std::vector<Route>>>& result() const {
        return result_;
    }

private:
    void ask(TimePoint now);
    void take(const Entry& entry);
    void finish();

    Settings settings_;
    const Crypto* crypto_;
    TimePoint limit_;
    /// When to ask again, or when the answer is complete.
    TimePoint next_;
    std::uint32_t asked_ = 0;
    bool has_answer_ = false;
    std::optional<Error> refused_;  ///< why the last packet of the neighbour did not count
    std::optional<Bytes> out_;
    std::map<IpPrefix, std::uint32_t> routes_;  ///< to the metric through the link
    std::optional<Result<std::vector<Route>>> result_;
};

}  // namespace mprd::rip
