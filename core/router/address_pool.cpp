// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/address_pool.hpp"

#include <algorithm>
#include <numeric>

namespace mprd::router {
namespace {

[[nodiscard]] std::uint32_t count(const std::vector<Ipv4Range>& ranges) {
    // At most kMaxPoolAddresses: RouterConfig::validate().
    return std::accumulate(
        ranges.begin(),
        ranges.end(),
        std::uint32_t{0},
        [](std::uint32_t sum, const Ipv4Range& range) {
            return sum + static_cast<std::uint32_t>(range.size());
        }
    );
}

}  // namespace

AddressPool::AddressPool(const AnsweringConfig& answering, const std::vector<UserConfig>& users)
    : ranges_(answering.pools),
      excluded_(answering.excluded),
      ours_(answering.local_address),
      queue_(count(answering.pools)) {
    set_users(users);
}

void AddressPool::set_users(const std::vector<UserConfig>& users) {
    kept_.clear();
    for (const UserConfig& user : users) {
        if (!user.address.is_unspecified()) {
            kept_.insert(user.address);
        }
    }
    queue_.reconsider();
}

bool AddressPool::is_barred(Ipv4Address address) const {
    return address == ours_ || kept_.count(address) != 0 || holders_.count(address) != 0 ||
           std::any_of(excluded_.begin(), excluded_.end(), [&](const Ipv4Range& range) {
               return range.contains(address);
           });
}

std::optional<Ipv4Address> AddressPool::lend(PortId port) {
    const auto number =
        queue_.take([this](std::uint32_t candidate) { return is_barred(address_of(candidate)); });
    if (!number) {
        return std::nullopt;
    }
    const Ipv4Address address = address_of(*number);
    holders_.emplace(address, port);
    return address;
}

std::optional<PortId> AddressPool::holder(Ipv4Address address) const {
    const auto found = holders_.find(address);
    return found == holders_.end() ? std::nullopt : std::optional{found->second};
}

bool AddressPool::claim(Ipv4Address address, PortId port) {
    return holders_.emplace(address, port).first->second == port;
}

bool AddressPool::is_free(Ipv4Address address) const {
    return !is_barred(address);
}

void AddressPool::give_back(Ipv4Address address, PortId port) {
    if (holder(address) != port) {
        return;
    }
    holders_.erase(address);
    const auto number = number_of(address);
    if (number && queue_.is_lent(*number)) {
        queue_.give_back(*number);
    } else if (number && kept_.count(address) == 0) {
        queue_.reconsider();  // it was barred while a caller had chosen it
    }
}

std::optional<std::uint32_t> AddressPool::number_of(Ipv4Address address) const {
    std::uint32_t before = 0;
    for (const Ipv4Range& range : ranges_) {
        if (range.contains(address)) {
            return before + (address.value - range.first.value);
        }
        before += static_cast<std::uint32_t>(range.size());
    }
    return std::nullopt;
}

Ipv4Address AddressPool::address_of(std::uint32_t number) const {
    auto range = ranges_.begin();
    while (number >= range->size()) {
        number -= static_cast<std::uint32_t>(range->size());
        ++range;
    }
    return Ipv4Address{range->first.value + number};
}

}  // namespace mprd::router
