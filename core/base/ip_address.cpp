// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/ip_address.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace mprd {
namespace {

/// Decimal without sign, spaces or leading zeros, at most `limit`.
std::optional<std::uint32_t> parse_decimal(std::string_view text, std::uint32_t limit) {
    if (text.empty() || (text.size() > 1 && text[0] == '0')) {
        return std::nullopt;
    }
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value > limit) {
        return std::nullopt;
    }
    return value;
}

std::optional<std::uint16_t> parse_group(std::string_view text) {
    if (text.empty() || text.size() > 4) {
        return std::nullopt;
    }
    std::uint16_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
    if (error != std::errc{} || end != text.data() + text.size()) {
        return std::nullopt;
    }
    return value;
}

/// Colon-separated groups, the last of which may be a dotted IPv4 address. Empty text gives no
/// groups.
std::optional<std::vector<std::uint16_t>> parse_groups(std::string_view text) {
    std::vector<std::uint16_t> groups;
    while (!text.empty()) {
        const std::size_t colon = text.find(':');
        const std::string_view part = text.substr(0, colon);
        if (const auto v4 = Ipv4Address::parse(part); v4 && colon == std::string_view::npos) {
            groups.push_back(static_cast<std::uint16_t>(v4->value >> 16U));
            groups.push_back(static_cast<std::uint16_t>(v4->value & 0xffffU));
            return groups;
        }
        const auto group = parse_group(part);
        if (!group || groups.size() == 8) {
            return std::nullopt;
        }
        groups.push_back(*group);
        if (colon == std::string_view::npos) {
            return groups;
        }
        text.remove_prefix(colon + 1);
        if (text.empty()) {
            return std::nullopt;  // a single trailing colon
        }
    }
    return groups;
}

Ipv6Address from_groups(
    const std::vector<std::uint16_t>& head, const std::vector<std::uint16_t>& tail
) {
    Ipv6Address address;
    const auto put = [&address](std::size_t index, std::uint16_t group) {
        address.bytes[2 * index] = static_cast<std::uint8_t>(group >> 8U);
        address.bytes[2 * index + 1] = static_cast<std::uint8_t>(group & 0xffU);
    };
    for (std::size_t i = 0; i < head.size(); ++i) {
        put(i, head[i]);
    }
    for (std::size_t i = 0; i < tail.size(); ++i) {
        put(8 - tail.size() + i, tail[i]);
    }
    return address;
}

struct ZeroRun {
    std::size_t first = 0;
    std::size_t size = 0;
};

/// The first of the longest runs of zero groups that is longer than one group (RFC 5952
/// section 4.2).
ZeroRun longest_zero_run(const std::array<std::uint16_t, 8>& groups) {
    ZeroRun best;
    for (std::size_t i = 0; i < groups.size();) {
        std::size_t end = i;
        while (end < groups.size() && groups[end] == 0) {
            ++end;
        }
        if (end - i > best.size) {
            best = {i, end - i};
        }
        i = std::max(end, i + 1);
    }
    return best.size > 1 ? best : ZeroRun{};
}

std::string hex_group(std::uint16_t group) {
    std::array<char, 4> buffer{};
    const auto [end, error] =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), group, 16);
    static_cast<void>(error);  // four digits always fit
    return {buffer.data(), end};
}

bool host_bits_are_zero(ByteSpan bytes, unsigned length) {
    for (unsigned bit = length; bit < bytes.size() * 8; ++bit) {
        if ((bytes[bit / 8] & (0x80U >> (bit % 8))) != 0) {
            return false;
        }
    }
    return true;
}

}  // namespace

std::optional<Ipv4Address> Ipv4Address::parse(std::string_view text) {
    Ipv4Address address;
    for (int part = 0; part < 4; ++part) {
        const std::size_t dot = text.find('.');
        if ((dot == std::string_view::npos) != (part == 3)) {
            return std::nullopt;
        }
        const auto value = parse_decimal(text.substr(0, dot), 255);
        if (!value) {
            return std::nullopt;
        }
        address.value = (address.value << 8U) | *value;
        text.remove_prefix(part == 3 ? text.size() : dot + 1);
    }
    return address;
}

std::string Ipv4Address::to_string() const {
    return std::to_string(value >> 24U) + '.' + std::to_string((value >> 16U) & 0xffU) + '.' +
           std::to_string((value >> 8U) & 0xffU) + '.' + std::to_string(value & 0xffU);
}

bool Ipv4Address::is_usable_host() const {
    const std::uint32_t first = value >> 24U;
    return first != 0 && first != 127 && first < 224;
}

std::optional<Ipv6Address> Ipv6Address::parse(std::string_view text) {
    const std::size_t gap = text.find("::");
    if (gap == std::string_view::npos) {
        const auto groups = parse_groups(text);
        return groups && groups->size() == 8 ? std::optional{from_groups(*groups, {})}
                                             : std::nullopt;
    }
    const auto head = parse_groups(text.substr(0, gap));
    const auto tail = parse_groups(text.substr(gap + 2));
    if (!head || !tail || head->size() + tail->size() > 7) {
        return std::nullopt;
    }
    return from_groups(*head, *tail);
}

std::string Ipv6Address::to_string() const {
    std::array<std::uint16_t, 8> groups{};
    for (std::size_t i = 0; i < groups.size(); ++i) {
        groups[i] = static_cast<std::uint16_t>((bytes[2 * i] << 8U) | bytes[2 * i + 1]);
    }
    const ZeroRun gap = longest_zero_run(groups);
    std::string text;
    for (std::size_t i = 0; i < groups.size(); ++i) {
        if (gap.size != 0 && i == gap.first) {
            text += "::";
            i += gap.size - 1;
            continue;
        }
        if (!text.empty() && text.back() != ':') {
            text += ':';
        }
        text += hex_group(groups[i]);
    }
    return text;
}

bool Ipv6Address::is_unspecified() const {
    return bytes == std::array<std::uint8_t, 16>{};
}

std::optional<InterfaceIdentifier> InterfaceIdentifier::parse(std::string_view text) {
    const auto address = Ipv6Address::parse(text);
    if (!address || std::any_of(address->bytes.begin(), address->bytes.begin() + 8, [](auto byte) {
            return byte != 0;
        })) {
        return std::nullopt;
    }
    InterfaceIdentifier identifier;
    std::copy(address->bytes.begin() + 8, address->bytes.end(), identifier.bytes.begin());
    return identifier;
}

std::string InterfaceIdentifier::to_string() const {
    Ipv6Address address;
    std::copy(bytes.begin(), bytes.end(), address.bytes.begin() + 8);
    return address.to_string();
}

Ipv6Address InterfaceIdentifier::link_local() const {
    Ipv6Address address;
    address.bytes[0] = 0xfe;
    address.bytes[1] = 0x80;
    std::copy(bytes.begin(), bytes.end(), address.bytes.begin() + 8);
    return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text) {
    if (const auto v4 = Ipv4Address::parse(text)) {
        return from(*v4);
    }
    if (const auto v6 = Ipv6Address::parse(text)) {
        return from(*v6);
    }
    return std::nullopt;
}

std::optional<IpPrefix> IpPrefix::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    if (!address) {
        return std::nullopt;
    }
    const std::uint32_t bits = address->is_v6 ? 128 : 32;
    std::uint32_t length = bits;
    if (slash != std::string_view::npos) {
        const auto given = parse_decimal(text.substr(slash + 1), bits);
        if (!given) {
            return std::nullopt;
        }
        length = *given;
    }
    Bytes raw;
    ByteWriter writer(raw);
    if (address->is_v6) {
        writer.bytes(address->v6.bytes);
    } else {
        writer.u32(address->v4.value);
    }
    if (!host_bits_are_zero(raw, length)) {
        return std::nullopt;
    }
    return IpPrefix{*address, static_cast<std::uint8_t>(length)};
}

std::string IpPrefix::to_string() const {
    return address.to_string() + '/' + std::to_string(length);
}

bool IpPrefix::contains(const IpAddress& candidate) const {
    if (address.is_v6 != candidate.is_v6) {
        return false;
    }
    if (!address.is_v6) {
        const std::uint32_t mask = length == 0 ? 0 : ~std::uint32_t{0} << (32U - length);
        return (candidate.v4.value & mask) == address.v4.value;
    }
    for (std::size_t bit = 0; bit < length; bit += 8) {
        const std::size_t rest = length - bit;
        const unsigned mask = rest >= 8 ? 0xffU : 0xffU << (8 - rest) & 0xffU;
        const std::size_t byte = bit / 8;
        if ((candidate.v6.bytes[byte] & mask) != address.v6.bytes[byte]) {
            return false;
        }
    }
    return true;
}

}  // namespace mprd
