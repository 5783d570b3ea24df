// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace mprd::wire {

/// Type and length in front of each configuration option (RFC 1661 section 6).
inline constexpr std::size_t kOptionHeaderSize = 2;

/// One configuration option. `value` points into the packet and does not include the head.
struct Option {
    /// Meaning depends on the protocol: kLcp..., kIpcp..., kIpv6cp....
    std::uint8_t type = 0;
    /// Length octet minus two; may be empty (a flag).
    ByteSpan value;
};

/// Splits the data of a Configure packet. Nothing if an option is shorter than its head or longer
/// than the packet.
/// The spans point into `data`; in packet order, repetitions included.
[[nodiscard]] std::optional<std::vector<Option>> parse_options(ByteSpan data);

/// Appends options to a buffer that the caller owns.
class OptionWriter {
public:
    /// `out` must outlive the writer.
    explicit OptionWriter(Bytes& out) : out_(&out) {}

    /// An option without value.
    OptionWriter& flag(std::uint8_t type) { return value(type, {}); }
    /// Numbers go high byte first.
    OptionWriter& u16(std::uint8_t type, std::uint16_t number);
    OptionWriter& u32(std::uint8_t type, std::uint32_t number);
    /// `bytes` must fit the length octet (at most 253).
    OptionWriter& value(std::uint8_t type, ByteSpan bytes);

private:
    Bytes* out_;
};

/// The value of an option that must have exactly this size; nothing for any other.
[[nodiscard]] std::optional<std::uint16_t> option_u16(const Option& option);
[[nodiscard]] std::optional<std::uint32_t> option_u32(const Option& option);

}  // namespace mprd::wire
