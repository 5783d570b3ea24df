// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/info/transport_info.hpp"

#include "core/info/info_header.hpp"
#include "core/info/payload.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mprd::info {
namespace {

/// The block types of one family.
struct Types {
    std::uint32_t input;
    std::uint32_t output;
    std::uint32_t demand_dial;
    std::uint32_t routes;
    std::uint32_t fragments;
    std::uint32_t global;
    std::uint32_t filter_enable;
};
constexpr Types kTypes4{
    kInputFilter,
    kOutputFilter,
    kDemandDialFilter,
    kRoutes,
    kFragments,
    kGlobalInfo,
    kFilterEnable};
constexpr Types kTypes6{
    kInputFilter6,
    kOutputFilter6,
    kDemandDialFilter6,
    kRoutes6,
    kFragments6,
    kGlobalInfo6,
    kFilterEnable6};

[[nodiscard]] const Types& types_of(TransportId id) {
    return id == TransportId::Ipv4 ? kTypes4 : kTypes6;
}

[[nodiscard]] bool has(const Types& types, std::uint32_t type) {
    return type == types.input || type == types.output || type == types.demand_dial ||
           type == types.routes || type == types.fragments || type == types.global ||
           type == types.filter_enable;
}

[[nodiscard]] bool is_of(const Route& route, TransportId id) {
    return route.destination.address.is_v6 == (id == TransportId::Ipv6);
}

[[nodiscard]] InfoBlock block_of(std::uint32_t type, Bytes data) {
    const auto size = static_cast<std::uint32_t>(data.size());
    return {type, size, 1, std::move(data)};
}

void keep(std::vector<InfoBlock>& blocks, const InfoBlock& block) {
    const auto found = std::find_if(blocks.begin(), blocks.end(), [&](const InfoBlock& old) {
        return old.type == block.type;
    });
    if (block.data.empty()) {
        if (found != blocks.end()) {
            blocks.erase(found);
        }
    } else if (found != blocks.end()) {
        *found = block;
    } else {
        blocks.push_back(block);
    }
}

[[nodiscard]] Result<void> apply_filters(const InfoBlock& block, TransportId id, FilterSet& set) {
    if (block.data.empty()) {
        set = {};
        return {};
    }
    const auto given = decode_filters(block.data, id);
    if (!given) {
        return given.error();
    }
    if (set.is_empty() || encode_filters(set, id) != encode_filters(*given, id)) {
        set = *given;
    }
    return {};
}

[[nodiscard]] Result<void> apply_flag(const InfoBlock& block, bool when_deleted, bool& flag) {
    const auto given = block.data.empty() ? Result<bool>(when_deleted) : decode_flag(block.data);
    if (!given) {
        return given.error();
    }
    flag = *given;
    return {};
}

[[nodiscard]] Result<void> apply_status(const InfoBlock& block, bool& up) {
    const auto given = block.data.empty() ? Result<bool>(true) : decode_status(block.data);
    if (!given) {
        return given.error();
    }
    up = *given;
    return {};
}

[[nodiscard]] Result<void> apply_routes(
    const InfoBlock& block, TransportId id, std::vector<Route>& routes
) {
    auto given = block.data.empty() ? Result<std::vector<Route>>(std::vector<Route>{})
                                    : decode_routes(block, id);
    if (!given) {
        return given.error();
    }
    for (Route& route : *given) {
        for (const Route& old : routes) {
            if (old.destination == route.destination && encode_route(old) == encode_route(route)) {
                route = old;
            }
        }
    }
    std::vector<Route> family;
    std::copy_if(routes.begin(), routes.end(), std::back_inserter(family), [id](const Route& old) {
        return is_of(old, id);
    });
    if (family == *given) {
        return {};  // also the order of the other family among them
    }
    std::erase_if(routes, [id](const Route& old) { return is_of(old, id); });
    routes.insert(routes.end(), given->begin(), given->end());
    return {};
}

[[nodiscard]] Result<void> apply_block(
    const InfoBlock& block, InterfaceTransport& transport, std::vector<Route>& routes
) {
    const TransportId id = transport.id;
    const Types& types = types_of(id);
    if (block.type == kInterfaceStatus) {
        return apply_status(block, transport.up);
    }
    if (block.type == types.routes) {
        return apply_routes(block, id, routes);
    }
    if (block.type == types.demand_dial) {
        return apply_filters(block, id, transport.demand_dial);
    }
    if (block.type == types.input) {
        return apply_filters(block, id, transport.packets.input);
    }
    if (block.type == types.output) {
        return apply_filters(block, id, transport.packets.output);
    }
    if (block.type == types.fragments) {
        return apply_flag(block, /*when_deleted=*/false, transport.packets.drop_fragments);
    }
    if (has(kTypes4, block.type) || has(kTypes6, block.type)) {
        return invalid(
            "block " + std::to_string(block.type) + ": belongs to the other family, or to global " +
            "information"
        );
    }
    keep(transport.blocks, block);
    return {};
}

/// Global blocks whose counts must be right although nothing acts on them.
[[nodiscard]] Result<void> check_global(const InfoBlock& block, const Types& types) {
    if (block.data.empty()) {
        return {};
    }
    if (block.type == types.global) {
        const auto global = decode_global(block.data);
        return global ? Result<void>{} : Result<void>(global.error());
    }
    if (block.type == kPriority) {
        const auto priorities = decode_priorities(block.data);
        return priorities ? Result<void>{} : Result<void>(priorities.error());
    }
    return {};
}

}  // namespace

Bytes build_interface(const InterfaceConfig& config, TransportId id) {
    const InterfaceTransport* listed = find_transport(config.transports, id);
    const InterfaceTransport transport = listed != nullptr ? *listed : InterfaceTransport{};
    const Types& types = types_of(id);
    std::vector<InfoBlock> blocks{block_of(kInterfaceStatus, encode_status(transport.up))};
    InfoBlock routes{types.routes, kRouteSize, 0, {}};
    for (const Route& route : config.routes) {
        if (is_of(route, id)) {
            const Bytes one = encode_route(route);
            routes.data.insert(routes.data.end(), one.begin(), one.end());
            ++routes.count;
        }
    }
    if (routes.count != 0) {
        blocks.push_back(std::move(routes));
    }
    const std::pair<std::uint32_t, const FilterSet&> sets[] = {
        {types.demand_dial, transport.demand_dial},
        {types.input, transport.packets.input},
        {types.output, transport.packets.output}};
    for (const auto& [type, set] : sets) {
        if (!set.is_empty()) {
            blocks.push_back(block_of(type, encode_filters(set, id)));
        }
    }
    blocks.push_back(block_of(types.fragments, encode_flag(transport.packets.drop_fragments)));
    blocks.insert(blocks.end(), transport.blocks.begin(), transport.blocks.end());
    return encode(blocks);
}

Result<void> apply_interface(ByteSpan header, TransportId id, InterfaceConfig& config) {
    const auto blocks = decode(header);
    if (!blocks) {
        return blocks.error();
    }
    InterfaceConfig changed = config;
    if (find_transport(changed.transports, id) == nullptr) {
        changed.transports.emplace_back().id = id;
    }
    InterfaceTransport& transport = *find_transport(changed.transports, id);
    for (const InfoBlock& block : *blocks) {
        if (const auto applied = apply_block(block, transport, changed.routes); !applied) {
            return applied.error();
        }
    }
    if (!transport.demand_dial.is_empty() && config.type != InterfaceType::HomeRouter &&
        config.type != InterfaceType::FullRouter) {
        return invalid("demand-dial filter: expected on a demand-dial interface only");
    }
    if (const auto checked = changed.validate(); !checked) {
        return checked.error();
    }
    config = std::move(changed);
    return {};
}

Bytes build_global(const RouterTransport& transport) {
    std::vector<InfoBlock> blocks = transport.global;
    blocks.push_back(
        block_of(types_of(transport.id).filter_enable, encode_flag(transport.filtering))
    );
    return encode(blocks);
}

Result<void> apply_global(ByteSpan header, RouterTransport& transport) {
    const auto blocks = decode(header);
    if (!blocks) {
        return blocks.error();
    }
    RouterTransport changed = transport;
    const Types& types = types_of(transport.id);
    for (const InfoBlock& block : *blocks) {
        const auto checked = block.type == types.filter_enable
                                 ? apply_flag(block, /*when_deleted=*/true, changed.filtering)
                                 : check_global(block, types);
        if (!checked) {
            return checked.error();
        }
        if (block.type != types.filter_enable) {
            keep(changed.global, block);
        }
    }
    if (const auto checked = changed.validate(); !checked) {
        return checked.error();
    }
    transport = std::move(changed);
    return {};
}

Bytes build_client(const RouterTransport& transport) {
    return encode(transport.client);
}

Result<void> apply_client(ByteSpan header, RouterTransport& transport) {
    // A client interface is what the defaults are for: what it would refuse is refused here.
    InterfaceConfig client;
    client.name = "client";
    client.type = InterfaceType::Client;
    if (const auto tried = apply_interface(header, transport.id, client); !tried) {
        return tried.error();
    }
    const auto blocks = decode(header);
    if (!blocks) {
        return blocks.error();
    }
    RouterTransport changed = transport;
    for (const InfoBlock& block : *blocks) {
        keep(changed.client, block);
    }
    if (const auto checked = changed.validate(); !checked) {
        return checked.error();
    }
    transport = std::move(changed);
    return {};
}

}  // namespace mprd::info
