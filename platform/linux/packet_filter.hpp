// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/tables/packet_filter.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>

struct nft_ctx;

namespace mprd::platform {

/// What may pass our network interfaces, enforced by the kernel (nftables). One table of our own,
/// "inet mprd"; in it a chain for each interface and direction, reached through a map of interface
/// names, so that other interfaces cost one look-up and no rule.
///
/// The table belongs to this process (flag "owner", Linux 5.12): nobody else changes or flushes it,
/// and the kernel takes it away when the process ends, however it ends. It is made when the first
/// filter is set and goes with the last one; a host without nftables is only asked for it then.
class PacketFilterTable {
public:
    PacketFilterTable() = default;
    ~PacketFilterTable();
    PacketFilterTable(const PacketFilterTable&) = delete;
    PacketFilterTable& operator=(const PacketFilterTable&) = delete;

    /// The rules of the interface called `name`, all or nothing; empty ones take its chains away.
    /// Packets of other interfaces are not touched. On error what was set before stays.
    [[nodiscard]] Result<void> apply(
        const std::string& name, const PacketRules& ipv4, const PacketRules& ipv6
    );

    /// Rules of both families.
    struct Rules {
        PacketRules ipv4;
        PacketRules ipv6;
        [[nodiscard]] bool is_empty() const { return ipv4.is_empty() && ipv6.is_empty(); }
        friend bool operator==(const Rules&, const Rules&) = default;
    };

private:
    struct Free {
        void operator()(nft_ctx* context) const;
    };
    /// One transaction in the language of nft(8).
    [[nodiscard]] Result<void> run(const std::string& commands, const std::string& name);

    std::unique_ptr<nft_ctx, Free> context_;
    /// Of each interface that has any.
    std::map<std::string, Rules, std::less<>> applied_;
};

}  // namespace mprd::platform
