// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/caller_addresses.hpp"

#include "core/wire/ip_fields.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <string_view>

namespace mprd::tunnel {
namespace {

constexpr std::size_t kV4Size = 4;
constexpr std::size_t kV6Size = 16;

std::array<std::uint8_t, 16> octets_of(const IpAddress& address) {
    if (address.is_v6) {
        return address.v6.bytes;
    }
    std::array<std::uint8_t, 16> octets{};
    wire::ip::put32(octets, 0, address.v4.value);
    return octets;
}

}  // namespace

std::size_t CallerAddresses::Hash::operator()(const Octets& octets) const {
    return std::hash<std::string_view>()(as_text(octets));
}

void CallerAddresses::mask(Octets& octets, unsigned bits) {
    for (unsigned i = 0; i < octets.size(); ++i) {
        const unsigned kept = std::min(8U, bits - std::min(bits, i * 8));
        octets[i] = static_cast<std::uint8_t>(octets[i] & (0xff00U >> kept));
    }
}

void CallerAddresses::add(Caller caller, const IpPrefix& prefix) {
    Family& family = prefix.address.is_v6 ? v6_ : v4_;
    const std::uint8_t length =
        std::min<std::uint8_t>(prefix.length, prefix.address.is_v6 ? kV6Size * 8 : kV4Size * 8);
    Octets octets = octets_of(prefix.address);
    mask(octets, length);
    auto& callers = family.by_length[length][octets];
    std::erase(callers, caller);
    callers.push_back(caller);
    if (std::find(family.lengths.begin(), family.lengths.end(), length) == family.lengths.end()) {
        family.lengths.push_back(length);
        std::sort(family.lengths.rbegin(), family.lengths.rend());
    }
}

void CallerAddresses::remove(Caller caller) {
    remove(v4_, caller);
    remove(v6_, caller);
}

void CallerAddresses::remove(Family& family, Caller caller) {
    for (const std::uint8_t length : family.lengths) {
        Prefixes& prefixes = family.by_length[length];
        for (auto at = prefixes.begin(); at != prefixes.end();) {
            std::erase(at->second, caller);
            at = at->second.empty() ? prefixes.erase(at) : std::next(at);
        }
    }
    std::erase_if(family.lengths, [&family](std::uint8_t length) {
        return family.by_length[length].empty();
    });
}

std::optional<CallerAddresses::Caller> CallerAddresses::find(const IpAddress& address) const {
    return find(address.is_v6 ? v6_ : v4_, octets_of(address));
}

std::optional<CallerAddresses::Caller> CallerAddresses::find(
    const Family& family, const Octets& address
) {
    for (const std::uint8_t length : family.lengths) {
        Octets prefix = address;
        mask(prefix, length);
        const auto& prefixes = family.by_length[length];
        if (const auto found = prefixes.find(prefix); found != prefixes.end()) {
            return found->second.back();
        }
    }
    return std::nullopt;
}

std::optional<CallerAddresses::Caller> CallerAddresses::sender_of(ByteSpan packet) const {
    return find(packet, End::Source);
}

std::optional<CallerAddresses::Caller> CallerAddresses::receiver_of(ByteSpan packet) const {
    return find(packet, End::Destination);
}

std::optional<CallerAddresses::Caller> CallerAddresses::find(ByteSpan packet, End end) const {
    namespace ip = wire::ip;
    const unsigned version = packet.empty() ? 0 : packet[0] >> 4U;
    const bool is_v6 = version == 6;
    const bool is_whole = (version == 4 && packet.size() >= ip::kV4Header) ||
                          (is_v6 && packet.size() >= ip::kV6Header);
    if (!is_whole) {
        return std::nullopt;
    }
    const std::size_t size = is_v6 ? kV6Size : kV4Size;
    const std::size_t first = is_v6 ? ip::kV6Addresses : ip::kV4Addresses;
    const ByteSpan field = packet.subspan(end == End::Source ? first : first + size, size);
    Octets address{};
    std::copy(field.begin(), field.end(), address.begin());
    return find(is_v6 ? v6_ : v4_, address);
}

}  // namespace mprd::tunnel
