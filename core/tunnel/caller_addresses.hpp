// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/ip_address.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace mprd::tunnel {

/// Whose packets they are, where the packets of all callers come in one stream: each caller has
/// addresses and networks; the longest prefix that an address is in tells its caller. When two
/// callers have the same prefix it is the newer one's, until he goes.
class CallerAddresses {
public:
    using Caller = std::uint64_t;

    void add(Caller caller, const IpPrefix& prefix);
    /// All that he has.
    void remove(Caller caller);
    /// nullopt: nobody's.
    [[nodiscard]] std::optional<Caller> find(const IpAddress& address) const;
    /// Who may have sent the packet, and whom it is for. nullopt: nobody, or it is no IP packet.
    [[nodiscard]] std::optional<Caller> sender_of(ByteSpan packet) const;
    [[nodiscard]] std::optional<Caller> receiver_of(ByteSpan packet) const;

private:
    /// Network order; an IPv4 address has the first four.
    using Octets = std::array<std::uint8_t, 16>;
    struct Hash {
        std::size_t operator()(const Octets& octets) const;
    };
    /// The prefixes of one length, each with its callers, the newest last.
    using Prefixes = std::unordered_map<Octets, std::vector<Caller>, Hash>;
    /// By length in bits. Few lengths are in use: an address is looked up once for each.
    struct Family {
        std::array<Prefixes, 129> by_length;
        std::vector<std::uint8_t> lengths;  ///< in use, longest first
    };

    static void mask(Octets& octets, unsigned bits);
    [[nodiscard]] static std::optional<Caller> find(const Family& family, const Octets& address);
    static void remove(Family& family, Caller caller);
    enum class End {
        Source,
        Destination,
    };
    [[nodiscard]] std::optional<Caller> find(ByteSpan packet, End end) const;

    Family v4_;
    Family v6_;
};

}  // namespace mprd::tunnel
