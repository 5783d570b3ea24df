// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/transport_config.hpp"

#include <set>

namespace mprd {
namespace {

constexpr TransportId kAll[] = {TransportId::Ipv4, TransportId::Ipv6};

/// The error with the place in front of it.
[[nodiscard]] Error within(const std::string& place, const Error& error) {
    return make_error(error.code, place + ": " + error.detail);
}

template <class T>
[[nodiscard]] Result<void> validate_all(const std::vector<T>& transports) {
    std::set<TransportId> seen;
    for (const T& transport : transports) {
        const std::string place = std::string("transport ") + to_string(transport.id);
        if (!seen.insert(transport.id).second) {
            return invalid(place + ": expected each transport once");
        }
        if (const auto checked = transport.validate(); !checked) {
            return within(place, checked.error());
        }
    }
    return {};
}

}  // namespace

const char* to_string(TransportId id) {
    return id == TransportId::Ipv4 ? "ipv4" : "ipv6";
}

std::optional<TransportId> parse_transport_id(std::string_view text) {
    for (const TransportId id : kAll) {
        if (text == to_string(id)) {
            return id;
        }
    }
    return std::nullopt;
}

std::optional<TransportId> find_transport_id(std::uint32_t number) {
    for (const TransportId id : kAll) {
        if (number == static_cast<std::uint32_t>(id)) {
            return id;
        }
    }
    return std::nullopt;
}

Result<void> validate_blocks(const std::vector<InfoBlock>& blocks) {
    if (blocks.size() > kMaxInfoBlocks) {
        return invalid("blocks: expected at most " + std::to_string(kMaxInfoBlocks));
    }
    std::set<std::uint32_t> seen;
    std::size_t total = 0;
    for (const InfoBlock& block : blocks) {
        const std::string place = "block " + std::to_string(block.type);
        if (!seen.insert(block.type).second) {
            return invalid(place + ": expected each type once");
        }
        if (block.data.empty() ||
            std::uint64_t{block.item_size} * block.count != block.data.size()) {
            return invalid(
                place + ": expected itemSize times count octets of data, and at least one"
            );
        }
        total += block.data.size();
    }
    if (total > kMaxInfoSize) {
        return invalid("blocks: expected at most " + std::to_string(kMaxInfoSize) + " octets");
    }
    return {};
}

Result<void> InterfaceTransport::validate() const {
    struct Part {
        const char* name;
        const FilterSet& set;
    };
    for (const Part& part :
         {Part{"demandDialFilter", demand_dial},
          Part{"inputFilter", packets.input},
          Part{"outputFilter", packets.output}}) {
        if (const auto checked = part.set.validate(is_v6()); !checked) {
            return within(part.name, checked.error());
        }
    }
    return validate_blocks(blocks);
}

Result<void> RouterTransport::validate() const {
    if (name.size() > kMaxTransportName) {
        return invalid("name: expected at most 40 bytes");
    }
    if (dll_path.size() > kMaxDllPath) {
        return invalid("dllPath: expected at most 260 bytes");
    }
    if (const auto checked = validate_blocks(global); !checked) {
        return within("global", checked.error());
    }
    if (const auto checked = validate_blocks(client); !checked) {
        return within("client", checked.error());
    }
    return {};
}

Result<void> validate_transports(const std::vector<InterfaceTransport>& transports) {
    return validate_all(transports);
}

Result<void> validate_transports(const std::vector<RouterTransport>& transports) {
    return validate_all(transports);
}

}  // namespace mprd
