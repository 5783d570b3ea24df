// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/packet_filter.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include <nftables/libnftables.h>

namespace mprd::platform {
namespace {

/// Before the kernel puts fragments together, so that dropping them is possible, and behind the
/// last change that address translation makes.
constexpr const char* kTable =
    "add table inet mprd { flags owner; }\n"
    "add map inet mprd in { type ifname : verdict; }\n"
    "add map inet mprd out { type ifname : verdict; }\n"
    "add chain inet mprd input { type filter hook prerouting priority -450; policy accept; }\n"
    "add chain inet mprd output { type filter hook postrouting priority 300; policy accept; }\n"
    "flush chain inet mprd input\n"
    "flush chain inet mprd output\n"
    "add rule inet mprd input iifname vmap @in\n"
    "add rule inet mprd output oifname vmap @out\n";

/// Characters that stand for themselves in a name between quotes. All others would need an escape
/// that the language does not have.
[[nodiscard]] bool is_plain(const std::string& name) {
    return std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.' || c == ':' || c == '@';
    });
}

/// Names of chains have fewer characters than names of interfaces: as hexadecimal digits.
[[nodiscard]] std::string chain_of(const char* direction, const std::string& name) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text = direction;
    text += '_';
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0xfU];
    }
    return text;
}

[[nodiscard]] const char* verdict_of(FilterAction action) {
    return action == FilterAction::Forward ? " accept" : " drop";
}

[[nodiscard]] const char* family_word(bool is_v6) {
    return is_v6 ? "ipv6" : "ipv4";
}

/// " ip saddr 10.0.0.0/8", or nothing for any.
[[nodiscard]] std::string address_match(
    bool is_v6, const char* field, const IpPrefix& block, bool is_late_bound
) {
    if (block.length == 0 || is_late_bound) {
        return {};
    }
    return std::string(is_v6 ? " ip6 " : " ip ") + field + ' ' + block.to_string();
}

/// A field of the transport header: "first bit,bits".
[[nodiscard]] std::string header_match(const char* place, unsigned value) {
    return std::string(" @th,") + place + ' ' + std::to_string(value);
}

[[nodiscard]] std::string match_of(const PacketFilter& filter, bool is_v6) {
    constexpr std::uint8_t kIcmp = 1;
    constexpr std::uint8_t kIcmpV6 = 58;
    std::string text = " meta nfproto ";
    text += family_word(is_v6);
    text +=
        address_match(is_v6, "saddr", filter.source, (filter.late_bound & kLateBoundSource) != 0);
    text += address_match(
        is_v6, "daddr", filter.destination, (filter.late_bound & kLateBoundDestination) != 0
    );
    if (filter.protocol != 0) {
        text += " meta l4proto " + std::to_string(filter.protocol);
    }
    if (filter.protocol == kIcmp || filter.protocol == kIcmpV6) {
        text += filter.icmp_type != kAnyIcmp ? header_match("0,8", filter.icmp_type) : "";
        text += filter.icmp_code != kAnyIcmp ? header_match("8,8", filter.icmp_code) : "";
        return text;
    }
    text += filter.source_port != 0 ? header_match("0,16", filter.source_port) : "";
    text += filter.destination_port != 0 ? header_match("16,16", filter.destination_port) : "";
    return text;
}

void add_set(std::string& out, const std::string& chain, const FilterSet& set, bool is_v6) {
    if (set.is_empty()) {
        return;
    }
    const FilterAction opposite =
        set.default_action == FilterAction::Forward ? FilterAction::Drop : FilterAction::Forward;
    const std::string rule = "add rule inet mprd " + chain;
    for (const PacketFilter& filter : set.filters) {
        out += rule + match_of(filter, is_v6) + verdict_of(opposite) + '\n';
    }
    out += rule + " meta nfproto " + family_word(is_v6) + verdict_of(set.default_action) + '\n';
}

/// All fragments, the first one too: without it the others are of no use.
void add_fragments(
    std::string& out, const std::string& chain, const PacketFilterTable::Rules& rules
) {
    const std::string rule = "add rule inet mprd " + chain;
    if (rules.ipv4.drop_fragments) {
        out += rule + " ip frag-off & 0x3fff != 0 drop\n";
    }
    if (rules.ipv6.drop_fragments) {
        out += rule + " exthdr frag exists drop\n";
    }
}

/// Chains are made, emptied and filled anew; the map leads to them.
[[nodiscard]] std::string set_commands(
    const std::string& name, const PacketFilterTable::Rules& rules
) {
    const std::string in = chain_of("in", name);
    const std::string out = chain_of("out", name);
    std::string text;
    for (const std::string& chain : {in, out}) {
        text += "add chain inet mprd " + chain + "\nflush chain inet mprd " + chain + '\n';
    }
    add_fragments(text, in, rules);
    add_set(text, in, rules.ipv4.input, /*is_v6=*/false);
    add_set(text, in, rules.ipv6.input, /*is_v6=*/true);
    add_set(text, out, rules.ipv4.output, /*is_v6=*/false);
    add_set(text, out, rules.ipv6.output, /*is_v6=*/true);
    text += "add element inet mprd in { \"" + name + "\" : jump " + in + " }\n";
    text += "add element inet mprd out { \"" + name + "\" : jump " + out + " }\n";
    return text;
}

[[nodiscard]] std::string delete_commands(const std::string& name) {
    const std::string in = chain_of("in", name);
    const std::string out = chain_of("out", name);
    return "delete element inet mprd in { \"" + name + "\" : jump " + in + " }\n" +
           "delete element inet mprd out { \"" + name + "\" : jump " + out + " }\n" +
           "delete chain inet mprd " + in + "\ndelete chain inet mprd " + out + '\n';
}

}  // namespace

void PacketFilterTable::Free::operator()(nft_ctx* context) const {
    nft_ctx_free(context);
}

/// The kernel takes the table away with the socket of the context.
PacketFilterTable::~PacketFilterTable() = default;

Result<void> PacketFilterTable::run(const std::string& commands, const std::string& name) {
    if (context_ == nullptr) {
        context_.reset(nft_ctx_new(NFT_CTX_DEFAULT));
        if (context_ == nullptr) {
            return make_error(Errc::NotEnoughMemory, "packet filters of " + name);
        }
        static_cast<void>(nft_ctx_buffer_error(context_.get()));
        static_cast<void>(nft_ctx_buffer_output(context_.get()));
    }
    if (nft_run_cmd_from_buffer(context_.get(), commands.c_str()) == 0) {
        return {};
    }
    std::string said = nft_ctx_get_error_buffer(context_.get());
    said = said.substr(0, said.find('\n'));
    return make_error(
        Errc::InterfaceUnreachable,
        "packet filters of " + name +
            ": the kernel refused them (nftables, Linux 5.12 and CAP_NET_ADMIN "
            "are needed): " +
            said
    );
}

Result<void> PacketFilterTable::apply(
    const std::string& name, const PacketRules& ipv4, const PacketRules& ipv6
) {
    const Rules wanted{ipv4, ipv6};
    const auto found = applied_.find(name);
    if (found == applied_.end() ? wanted.is_empty() : found->second == wanted) {
        return {};
    }
    if (!is_plain(name)) {
        return make_error(
            Errc::InvalidParameter,
            "packet filters of \"" + name +
                "\": expected a network name of letters, digits and - _ . : @"
        );
    }
    if (wanted.is_empty()) {
        // The last one takes the table with it.
        auto removed =
            run(applied_.size() == 1 ? "delete table inet mprd\n" : delete_commands(name), name);
        if (removed) {
            applied_.erase(found);
        }
        return removed;
    }
    auto set = run((applied_.empty() ? kTable : "") + set_commands(name, wanted), name);
    if (set) {
        applied_[name] = wanted;
    }
    return set;
}

}  // namespace mprd::platform
