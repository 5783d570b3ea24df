// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>

namespace mprd::l2tp {

inline constexpr std::uint16_t kPort = 1701;            ///< UDP, RFC 2661 section 8.1
inline constexpr std::size_t kControlHeaderSize = 12;   ///< all optional fields but the offset
inline constexpr std::size_t kMaxDataHeaderSize = 10;   ///< of the ones that we send
inline constexpr std::size_t kMaxControlSize = 0xffff;  ///< the length field has 16 bits

/// Ns and Nr (RFC 2661 sections 5.4 and 5.8). Numbers wrap: compare with is_before().
struct Sequence {
    std::uint16_t ns = 0;
    std::uint16_t nr = 0;
    friend bool operator==(const Sequence&, const Sequence&) = default;
};

/// `a` is one of the 32767 numbers in front of `b` (RFC 2661 section 5.8).
[[nodiscard]] constexpr bool is_before(std::uint16_t a, std::uint16_t b) {
    return a != b && static_cast<std::uint16_t>(b - a) < 0x8000U;
}

/// One datagram without its header (RFC 2661 section 3.1). The ids are those that the receiver
/// gave out.
struct Packet {
    bool is_control = false;
    /// Zero in a message that asks for a tunnel.
    std::uint16_t tunnel_id = 0;
    /// Zero in a message about the tunnel itself.
    std::uint16_t session_id = 0;
    std::optional<Sequence> sequence;
    /// AVPs, or a PPP frame. Points into the datagram; empty in a ZLB.
    ByteSpan payload;
};

/// Nothing for another version than 2, for a control message without length or sequence numbers,
/// and where a length or an offset does not fit the datagram. Octets past the length are padding.
/// Allocates nothing.
[[nodiscard]] std::optional<Packet> parse_packet(ByteSpan datagram);

/// A control message; without `avps` a ZLB, which acknowledges and nothing else. At most
/// kMaxControlSize octets: more are cut.
[[nodiscard]] Bytes make_control_packet(
    std::uint16_t tunnel_id, std::uint16_t session_id, Sequence sequence, ByteSpan avps
);

/// The head of a data message, without the length field that UDP makes superfluous.
class DataHeader {
public:
    DataHeader(
        std::uint16_t tunnel_id, std::uint16_t session_id, const std::optional<Sequence>& sequence
    );
    /// Valid as long as the object.
    [[nodiscard]] ByteSpan bytes() const { return ByteSpan(bytes_).first(size_); }

private:
    void put(std::uint16_t number);
    std::array<std::uint8_t, kMaxDataHeaderSize> bytes_{};
    std::size_t size_ = 0;
};

}  // namespace mprd::l2tp
