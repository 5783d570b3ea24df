// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/mib_codec.hpp"

#include <algorithm>
#include <string_view>

namespace mprd::admin {
namespace {

constexpr std::size_t kDataOffset = 8;     // MAX_MIB_OFFSET
constexpr std::size_t kNameLength = 256;   // WCHARs of wszName
constexpr std::size_t kAddressLength = 8;  // bytes of bPhysAddr
constexpr std::size_t kDescriptionLength = 256;
constexpr std::uint32_t kUnused = 0xffffffff;
constexpr std::uint32_t kTypeDirect = 3;
constexpr std::uint32_t kTypeIndirect = 4;
constexpr std::uint32_t kAdminUp = 1;
constexpr std::uint32_t kAdminDown = 2;
constexpr std::uint32_t kForwarding = 1;  // MIB_IP_FORWARDING
constexpr std::uint32_t kNotForwarding = 2;
constexpr std::uint32_t kViewUnicast = 1;

class Writer {
public:
    explicit Writer(MibVariable variable) {
        number(static_cast<std::uint32_t>(variable));
        bytes_.resize(kDataOffset);
    }
    Writer() = default;
    void number(std::uint64_t value) {
        for (unsigned shift = 0; shift < 32; shift += 8) {
            bytes_.push_back(static_cast<std::uint8_t>(value >> shift));
        }
    }
    void address(Ipv4Address value) {
        for (unsigned shift = 32; shift > 0; shift -= 8) {
            bytes_.push_back(static_cast<std::uint8_t>(value.value >> (shift - 8)));
        }
    }
    void address(const Ipv6Address& value) {
        bytes_.insert(bytes_.end(), value.bytes.begin(), value.bytes.end());
    }
    /// Interface names are ASCII; other bytes become '?'. Zero-terminated, always.
    void wide_text(std::string_view text) {
        for (std::size_t i = 0; i < kNameLength; ++i) {
            const bool is_end = i >= text.size() || i + 1 == kNameLength;
            const auto unit = is_end ? 0U : static_cast<unsigned char>(text[i]);
            bytes_.push_back(static_cast<std::uint8_t>(unit < 0x80 ? unit : '?'));
            bytes_.push_back(0);
        }
    }
    /// Cut or filled up with zeros.
    void bytes(ByteSpan data, std::size_t size) {
        const std::size_t end = bytes_.size() + size;
        bytes_.insert(
            bytes_.end(),
            data.begin(),
            data.begin() + static_cast<std::ptrdiff_t>(std::min(size, data.size()))
        );
        bytes_.resize(end);
    }
    void zeros(std::size_t count) { bytes_.resize(bytes_.size() + count); }
    [[nodiscard]] Bytes take() { return std::move(bytes_); }

private:
    Bytes bytes_;
};

void put(Writer& writer, const MibInterface& row) {
    const HostInterface& host = row.host;
    writer.wide_text(host.name);
    writer.number(host.index);
    writer.number(host.type);
    writer.number(host.mtu);
    writer.number(0);  // dwSpeed: unknown
    writer.number(std::min(host.physical_address.size(), kAddressLength));
    writer.bytes(host.physical_address, kAddressLength);
    writer.number(host.is_admin_up ? kAdminUp : kAdminDown);
    writer.number(row.oper_status);
    writer.number(0);  // dwLastChange: unknown
    writer.number(host.in_octets);
    writer.number(host.in_packets - std::min(host.in_multicast, host.in_packets));
    writer.number(host.in_multicast);
    writer.number(host.in_discards);
    writer.number(host.in_errors);
    writer.number(host.in_unknown_protocols);
    writer.number(host.out_octets);
    writer.number(host.out_packets);
    writer.number(0);  // dwOutNUcastPkts: in the number of all
    writer.number(host.out_discards);
    writer.number(host.out_errors);
    writer.number(host.out_queue_length);
    const std::size_t described = std::min(host.name.size(), kDescriptionLength - 1);
    writer.number(described);
    writer.bytes(as_bytes(host.name).first(described), kDescriptionLength);
}

Ipv4Address mask_of(std::uint8_t length) {
    return {length == 0 ? 0U : 0xffffffffU << (32U - length)};
}

void put_ipv4(Writer& writer, const HostRoute& route) {
    writer.address(route.destination.address.v4);
    writer.address(mask_of(route.destination.length));
    writer.number(0);  // dwForwardPolicy
    writer.address(route.next_hop.v4);
    writer.number(route.interface_index);
    writer.number(route.next_hop.v4.is_unspecified() ? kTypeDirect : kTypeIndirect);
    writer.number(route.protocol);
    writer.number(0);  // dwForwardAge
    writer.number(0);  // dwForwardNextHopAS
    writer.number(route.metric);
    for (int i = 2; i <= 5; ++i) {
        writer.number(kUnused);
    }
}

/// INTERFACE_ROUTE_INFO (reference/rrasm-protocol.md section 6).
void put_ipv6(Writer& writer, const HostRoute& route) {
    writer.address(route.destination.address.v6);
    writer.number(route.destination.length);
    writer.address(route.next_hop.v6);
    writer.number(kUnused);  // lifetime: for ever
    writer.number(0);        // flags
    writer.number(route.metric);
    writer.number(route.interface_index);
    writer.number(route.next_hop.v6.is_unspecified() ? kTypeDirect : kTypeIndirect);
    writer.number(route.protocol);
    writer.number(0);  // preference
    writer.number(kViewUnicast);
    writer.number(0);  // bV4
}

void put(Writer& writer, const HostRoute& route) {
    route.destination.address.is_v6 ? put_ipv6(writer, route) : put_ipv4(writer, route);
}

}  // namespace

std::optional<MibQuery> parse_mib_query(ByteSpan bytes) {
    if (bytes.size() < 4 || bytes.size() % 4 != 0 || bytes.size() / 4 > kMaxMibIndex + 1) {
        return std::nullopt;
    }
    const auto number = [&](std::size_t at) {
        return static_cast<std::uint32_t>(bytes[at]) |
               static_cast<std::uint32_t>(bytes[at + 1]) << 8U |
               static_cast<std::uint32_t>(bytes[at + 2]) << 16U |
               static_cast<std::uint32_t>(bytes[at + 3]) << 24U;
    };
    MibQuery query;
    query.variable = number(0);
    for (std::size_t at = 4; at < bytes.size(); at += 4) {
        query.index.push_back(number(at));
    }
    return query;
}

Bytes to_bytes(const MibQuery& query) {
    Writer writer;
    writer.number(query.variable);
    for (const std::uint32_t index : query.index) {
        writer.number(index);
    }
    return writer.take();
}

Bytes mib_number(MibVariable variable, std::uint32_t number) {
    Writer writer(variable);
    writer.number(number);
    return writer.take();
}

Bytes mib_interface_row(const MibInterface& interface) {
    Writer writer(MibVariable::IfRow);
    put(writer, interface);
    return writer.take();
}

Bytes mib_interface_table(std::span<const MibInterface> interfaces) {
    Writer writer(MibVariable::IfTable);
    writer.number(interfaces.size());
    for (const MibInterface& interface : interfaces) {
        put(writer, interface);
    }
    return writer.take();
}

Bytes mib_route_row(const HostRoute& route) {
    Writer writer(MibVariable::ForwardRow);
    put(writer, route);
    return writer.take();
}

Bytes mib_route_table(std::span<const HostRoute> routes) {
    Writer writer(MibVariable::ForwardTable);
    writer.number(routes.size());
    for (const HostRoute& route : routes) {
        put(writer, route);
    }
    return writer.take();
}

Bytes mib_ip_statistics(
    MibVariable variable,
    const HostIpStatistics& statistics,
    std::uint32_t interfaces,
    std::uint32_t addresses,
    std::uint32_t routes
) {
    Writer writer(variable);
    writer.number(statistics.is_forwarding ? kForwarding : kNotForwarding);
    writer.number(statistics.default_ttl);
    writer.number(statistics.in_receives);
    writer.number(statistics.in_header_errors);
    writer.number(statistics.in_address_errors);
    writer.number(statistics.forwarded);
    writer.number(statistics.in_unknown_protocols);
    writer.number(statistics.in_discards);
    writer.number(statistics.in_delivers);
    writer.number(statistics.out_requests);
    writer.number(0);  // dwRoutingDiscards: not counted
    writer.number(statistics.out_discards);
    writer.number(statistics.out_no_routes);
    writer.number(statistics.reassembly_timeout);
    writer.number(statistics.reassembly_required);
    writer.number(statistics.reassembly_ok);
    writer.number(statistics.reassembly_failed);
    writer.number(statistics.fragments_ok);
    writer.number(statistics.fragments_failed);
    writer.number(statistics.fragments_created);
    writer.number(interfaces);
    writer.number(addresses);
    writer.number(routes);
    return writer.take();
}

}  // namespace mprd::admin
