// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace mprd::wire {

/// Ethernet types (RFC 2516 section 4).
inline constexpr std::uint16_t kEtherTypePppoeDiscovery = 0x8863;
inline constexpr std::uint16_t kEtherTypePppoeSession = 0x8864;

/// Version and type, code, session id, length (RFC 2516 section 4).
inline constexpr std::size_t kPppoeHeaderSize = 6;
/// The PPP MRU without RFC 4638: 1500 less the header and the PPP protocol (RFC 2516 section 7).
inline constexpr std::uint16_t kPppoeMru = 1492;
/// What PPPoE and PPP take of an Ethernet payload.
inline constexpr std::uint16_t kPppoeOverhead = 8;
/// No discovery packet is longer than an Ethernet payload, header included.
inline constexpr std::size_t kMaxDiscoverySize = 1500;

/// The CODE field (RFC 2516 section 5, Appendix A).
enum class PppoeCode : std::uint8_t {
    SessionData = 0x00,
    Pado = 0x07,  ///< Active Discovery Offer
    Padi = 0x09,  ///< Active Discovery Initiation
    Padr = 0x19,  ///< Active Discovery Request
    Pads = 0x65,  ///< Active Discovery Session-confirmation
    Padt = 0xa7,  ///< Active Discovery Terminate
};
/// "PADI" and so on; "?" for a code that RFC 2516 does not have.
[[nodiscard]] const char* to_string(PppoeCode code);

/// TAG_TYPE (RFC 2516 Appendix A, RFC 4638).
enum class PppoeTag : std::uint16_t {
    EndOfList = 0x0000,
    ServiceName = 0x0101,
    AcName = 0x0102,
    HostUniq = 0x0103,
    AcCookie = 0x0104,
    VendorSpecific = 0x0105,
    RelaySessionId = 0x0110,
    PppMaxPayload = 0x0120,
    ServiceNameError = 0x0201,
    AcSystemError = 0x0202,
    GenericError = 0x0203,
};

/// One Ethernet payload of type 0x8863 or 0x8864. `payload` points into it, without the padding of
/// short frames.
struct PppoePacket {
    PppoeCode code = PppoeCode::SessionData;
    std::uint16_t session = 0;
    ByteSpan payload;
};

/// Nothing unless version and type are 1 and the length field fits the data.
[[nodiscard]] std::optional<PppoePacket> parse_pppoe(ByteSpan data);

/// Header of one session packet with `size` octets of PPP behind it.
[[nodiscard]] std::array<std::uint8_t, kPppoeHeaderSize> pppoe_session_header(
    std::uint16_t session, std::uint16_t size
);

/// The tag list of a discovery packet: a view, valid as long as the packet. Nothing is copied.
class PppoeTags {
public:
    struct Tag {
        PppoeTag type = PppoeTag::EndOfList;
        ByteSpan value;
    };

    /// Nothing if a tag ends behind the packet. Reading ends at End-Of-List, whatever follows.
    [[nodiscard]] static std::optional<PppoeTags> parse(ByteSpan payload);

    /// The value of the first tag of that type; empty values are found too.
    [[nodiscard]] std::optional<ByteSpan> find(PppoeTag type) const;
    /// Whether there is a tag of that type with exactly this value.
    [[nodiscard]] bool has(PppoeTag type, ByteSpan value) const;
    /// Calls `take(tag)` for each tag in order.
    template <class Take>
    void for_each(Take take) const {
        for (ByteReader reader(list_); const auto tag = next(reader);) {
            take(*tag);
        }
    }

private:
    explicit PppoeTags(ByteSpan list) : list_(list) {}
    /// Nothing at the end of the list.
    static std::optional<Tag> next(ByteReader& reader);

    ByteSpan list_;
};

/// PPP-Max-Payload (RFC 4638): two octets; a value below 1492 counts as none.
[[nodiscard]] std::optional<std::uint16_t> max_payload_of(const PppoeTags& tags);

/// Builds one discovery packet.
class PppoeDiscovery {
public:
    explicit PppoeDiscovery(PppoeCode code, std::uint16_t session = 0);

    /// A tag that would make the packet longer than kMaxDiscoverySize is left out.
    PppoeDiscovery& tag(PppoeTag type, ByteSpan value);
    PppoeDiscovery& tag_u16(PppoeTag type, std::uint16_t number);
    /// The same tag as in `from`, if it is there.
    PppoeDiscovery& copy(PppoeTag type, const PppoeTags& from);
    /// The Ethernet payload. The builder is empty afterwards.
    [[nodiscard]] Bytes take();

private:
    Bytes packet_;
};

}  // namespace mprd::wire
