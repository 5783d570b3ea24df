// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/archive.hpp"
#include "core/base/base64.hpp"
#include "core/tables/router_config.hpp"

// Names of transports and filters in JSON; the other part of fields.hpp.

namespace mprd::config {

/// An address block of a filter, or "any". Each of these refers to the member of the structure.
struct AnyOrBlock {
    IpPrefix& value;
};
/// An IP protocol: a word for the usual ones, else its number.
struct ProtocolWord {
    std::uint8_t& value;
};
/// A port, or "any" (0).
struct AnyOrPort {
    std::uint16_t& value;
};
/// An ICMP type or code, or "any" (255).
struct AnyOrIcmp {
    std::uint8_t& value;
};
/// Octets as base64.
struct Base64Octets {
    Bytes& value;
};

template <class A>
void fields(A& a, PacketFilter& filter) {
    AnyOrBlock source{filter.source};
    AnyOrBlock destination{filter.destination};
    ProtocolWord protocol{filter.protocol};
    AnyOrPort source_port{filter.source_port};
    AnyOrPort destination_port{filter.destination_port};
    AnyOrIcmp type{filter.icmp_type};
    AnyOrIcmp code{filter.icmp_code};
    a.field("source", source, "Where the packet comes from: an address block, or \"any\".");
    a.field("destination", destination, "Where it goes: an address block, or \"any\".");
    a.field("protocol", protocol, "\"tcp\", \"udp\", \"icmp\", \"icmpv6\", \"any\" or a number.");
    a.field("sourcePort", source_port, "With tcp and udp: a port, or \"any\".");
    a.field("destinationPort", destination_port, "With tcp and udp: a port, or \"any\".");
    a.field("icmpType", type, "With icmp and icmpv6: a type, or \"any\".");
    a.field("icmpCode", code, "With icmp and icmpv6: a code, or \"any\".");
    a.field(
        "lateBound",
        filter.late_bound,
        "fLateBound: bits 1 and 16 take any source, bits 4 and 32 any destination."
    );
}

template <class A>
void fields(A& a, FilterSet& set) {
    a.field(
        "default",
        set.default_action,
        "What happens to packets that match no filter; one that matches gets the opposite."
    );
    a.field("filters", set.filters, "What packets are looked at for.");
}

template <class A>
void fields(A& a, InfoBlock& block) {
    Base64Octets data{block.data};
    a.required("type", block.type, "InfoType.");
    a.required("itemSize", block.item_size, "Octets of one item.");
    a.required("count", block.count, "How many items.");
    a.required("data", data, "All items, in base64.");
}

template <class A>
void fields(A& a, InterfaceTransport& transport) {
    a.required("transport", transport.id, "The family.");
    a.field("up", transport.up, "false takes the interface's routes of this family away.");
    a.field("demandDialFilter", transport.demand_dial, "Which packets may start a call.");
    a.field("inputFilter", transport.packets.input, "Which packets may come from the link.");
    a.field("outputFilter", transport.packets.output, "Which packets may go to the link.");
    a.field(
        "dropFragments",
        transport.packets.drop_fragments,
        "true drops fragments that come from the link."
    );
    a.field("blocks", transport.blocks, "Information blocks that are kept for programs.");
}

template <class A>
void fields(A& a, RouterTransport& transport) {
    a.required("transport", transport.id, "The family.");
    a.field("name", transport.name, "Name; empty: the number of the transport.");
    a.field("dllPath", transport.dll_path, "Kept for programs; nothing is loaded.");
    a.field(
        "filtering",
        transport.filtering,
        "false switches the input and output filters of all interfaces off."
    );
    a.field("globalBlocks", transport.global, "Global information that is kept for programs.");
    a.field("clientBlocks", transport.client, "Default information for client interfaces.");
}

template <>
struct JsonValue<AnyOrBlock> {
    static bool read(const json& value, AnyOrBlock& out) {
        if (value == "any") {
            out.value = IpPrefix{};
            return true;
        }
        return JsonValue<IpPrefix>::read(value, out.value);
    }
    static json write(const AnyOrBlock& block) {
        return block.value.length == 0 ? json("any") : JsonValue<IpPrefix>::write(block.value);
    }
    static std::string expected() { return "\"any\" or " + JsonValue<IpPrefix>::expected(); }
    static json schema() { return JsonValue<IpPrefix>::schema(); }
};

template <>
struct JsonValue<ProtocolWord> {
    struct Word {
        const char* text;
        std::uint8_t number;
    };
    static constexpr Word kWords[] = {
        {"any", 0}, {"icmp", 1}, {"tcp", 6}, {"udp", 17}, {"icmpv6", 58}};
    static bool read(const json& value, ProtocolWord& out) {
        for (const Word& word : kWords) {
            if (value == word.text) {
                out.value = word.number;
                return true;
            }
        }
        return JsonValue<std::uint8_t>::read(value, out.value);
    }
    static json write(const ProtocolWord& protocol) {
        for (const Word& word : kWords) {
            if (protocol.value == word.number) {
                return word.text;
            }
        }
        return protocol.value;
    }
    static std::string expected() {
        return R"("any", "icmp", "tcp", "udp", "icmpv6" or a number from 0 to 255)";
    }
    static json schema() {
        json words = json::array();
        for (const Word& word : kWords) {
            words.push_back(word.text);
        }
        return {{"anyOf", {{{"enum", words}}, JsonValue<std::uint8_t>::schema()}}};
    }
};

/// A number, or "any" for the one that stands for it.
template <class Wrapper, class Number, Number kAny>
struct JsonAnyOrNumber {
    static bool read(const json& value, Wrapper& out) {
        if (value == "any") {
            out.value = kAny;
            return true;
        }
        return JsonValue<Number>::read(value, out.value);
    }
    static json write(const Wrapper& number) {
        return number.value == kAny ? json("any") : json(number.value);
    }
    static std::string expected() { return "\"any\" or " + JsonValue<Number>::expected(); }
    static json schema() { return {{"anyOf", {{{"const", "any"}}, JsonValue<Number>::schema()}}}; }
};
template <>
struct JsonValue<AnyOrPort> : JsonAnyOrNumber<AnyOrPort, std::uint16_t, 0> {};
template <>
struct JsonValue<AnyOrIcmp> : JsonAnyOrNumber<AnyOrIcmp, std::uint8_t, kAnyIcmp> {};

template <>
struct JsonValue<Base64Octets> {
    static bool read(const json& value, Base64Octets& out) {
        auto octets =
            value.is_string() ? from_base64(value.get_ref<const std::string&>()) : std::nullopt;
        if (octets) {
            out.value = std::move(*octets);
        }
        return octets.has_value();
    }
    static json write(const Base64Octets& octets) { return to_base64(octets.value); }
    static std::string expected() { return "a text in base64"; }
    static json schema() { return {{"type", "string"}, {"contentEncoding", "base64"}}; }
};

}  // namespace mprd::config
