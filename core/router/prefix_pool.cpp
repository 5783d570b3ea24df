// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/prefix_pool.hpp"

#include <cstddef>

namespace mprd::router {
namespace {

/// /64 prefixes in a block: 2^20 at most (RouterConfig::validate()).
[[nodiscard]] std::uint32_t count(const IpPrefix& block) {
    return std::uint32_t{1} << (64U - block.length);
}

[[nodiscard]] std::uint32_t count(const std::vector<IpPrefix>& blocks) {
    std::uint32_t sum = 0;
    for (const IpPrefix& block : blocks) {
        sum += count(block);
    }
    return sum;
}

/// The upper half of an address, where the /64 prefixes are numbers in a row.
[[nodiscard]] std::uint64_t upper_half(const Ipv6Address& address) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 8; ++i) {
        value = (value << 8U) | address.bytes[i];
    }
    return value;
}

[[nodiscard]] IpPrefix prefix_with(std::uint64_t upper) {
    Ipv6Address address;
    for (std::size_t i = 8; i-- > 0; upper >>= 8U) {
        address.bytes[i] = static_cast<std::uint8_t>(upper & 0xffU);
    }
    return IpPrefix{IpAddress::from(address), 64};
}

}  // namespace

PrefixPool::PrefixPool(const AnsweringConfig& answering, const std::vector<UserConfig>& users)
    : blocks_(answering.ipv6_prefixes), queue_(count(answering.ipv6_prefixes)) {
    set_users(users);
}

void PrefixPool::set_users(const std::vector<UserConfig>& users) {
    kept_.clear();
    for (const UserConfig& user : users) {
        if (user.ipv6_prefix) {
            kept_.insert(*user.ipv6_prefix);
        }
    }
    queue_.reconsider();
}

std::optional<IpPrefix> PrefixPool::lend() {
    const auto number = queue_.take([this](std::uint32_t candidate) {
        return kept_.count(prefix_of(candidate)) != 0;
    });
    return number ? std::optional{prefix_of(*number)} : std::nullopt;
}

void PrefixPool::give_back(const IpPrefix& prefix) {
    if (const auto number = number_of(prefix)) {
        queue_.give_back(*number);
    }
}

IpPrefix PrefixPool::prefix_of(std::uint32_t number) const {
    auto block = blocks_.begin();
    while (number >= count(*block)) {
        number -= count(*block);
        ++block;
    }
    return prefix_with(upper_half(block->address.v6) + number);
}

std::optional<std::uint32_t> PrefixPool::number_of(const IpPrefix& prefix) const {
    std::uint32_t before = 0;
    for (const IpPrefix& block : blocks_) {
        if (block.contains(prefix.address)) {
            const std::uint64_t offset =
                upper_half(prefix.address.v6) - upper_half(block.address.v6);
            return before + static_cast<std::uint32_t>(offset);
        }
        before += count(block);
    }
    return std::nullopt;
}

}  // namespace mprd::router
