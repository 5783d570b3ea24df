// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/crypto.hpp"
#include "core/base/error.hpp"
#include "core/base/ip_address.hpp"
#include "core/base/secret.hpp"
#include "core/tables/rip_options.hpp"

#include <cstdint>
#include <vector>

namespace mprd::rip {

inline constexpr std::uint16_t kPort = 520;            ///< RFC 2453 section 3.1
inline constexpr std::uint32_t kInfinity = 16;         ///< RFC 2453 section 3.6
inline constexpr Ipv4Address kAllRouters{0xe0000009};  ///< 224.0.0.9
inline constexpr std::size_t kMaxEntries = 25;         ///< of one packet, authentication included

/// How both ends prove that they belong together.
struct Authentication {
    enum class Kind {
        None,
        Password,  ///< RFC 2453 section 4.1: in clear text
        KeyedMd5,  ///< RFC 2082
    };
    Kind kind = Kind::None;
    /// At most kMaxRipKey octets; longer ones are cut.
    Secret key;
    std::uint8_t key_id = 1;     ///< KeyedMd5
    std::uint32_t sequence = 0;  ///< KeyedMd5: of what we send
};

/// One route entry (RFC 2453 section 4), fields as on the wire.
struct Entry {
    std::uint16_t family = 2;  ///< 2: IP; 0 in a request for everything
    std::uint16_t tag = 0;
    Ipv4Address address;
    std::uint32_t mask = 0;
    Ipv4Address next_hop;
    std::uint32_t metric = 0;
    friend bool operator==(const Entry&, const Entry&) = default;
};

/// One message of RIP version 2.
struct Packet {
    enum class Command : std::uint8_t {
        Request = 1,
        Response = 2,
    };
    Command command = Command::Request;
    std::vector<Entry> entries;

    /// A request for the whole table: one entry of family 0 with metric 16 (RFC 2453
    /// section 3.9.1).
    [[nodiscard]] static Packet whole_table();
    [[nodiscard]] bool asks_for_whole_table() const;

    /// At most kMaxEntries entries, one less with authentication: more are cut.
    [[nodiscard]] Bytes encode(const Authentication& authentication, const Crypto& crypto) const;
    /// 13 malformed, or not version 2; 691 the authentication is not the wanted one.
    [[nodiscard]] static Result<Packet> decode(
        ByteSpan bytes, const Authentication& authentication, const Crypto& crypto
    );
    friend bool operator==(const Packet&, const Packet&) = default;
};

}  // namespace mprd::rip
