// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfigTransport* and MprConfigInterfaceTransport*.
#include "core/admin/checks.hpp"
#include "core/admin/config_api.hpp"
#include "core/info/transport_info.hpp"

#include <array>
#include <utility>

namespace mprd::admin {
namespace {

constexpr std::array kAll{TransportId::Ipv4, TransportId::Ipv6};

[[nodiscard]] Error unknown(std::uint32_t transport) {
    return fail(
        Errc::UnknownProtocolId,
        "transport " + std::to_string(transport) + ": expected 33 (IPv4) or 87 (IPv6), stored"
    );
}

[[nodiscard]] Error zero_handle(const char* name) {
    return fail(Errc::InvalidParameter, std::string(name) + ": expected a handle, found 0");
}

[[nodiscard]] Result<void> check_enum(std::uint32_t level, std::uint32_t preferred_bytes) {
    if (const auto checked = check_level(level, 0, Errc::InvalidParameter); !checked) {
        return checked.error();
    }
    if (preferred_bytes < kSizeMprTransport0) {
        return fail(
            Errc::InvalidParameter,
            "preferredMaximumLength: expected at least " + std::to_string(kSizeMprTransport0)
        );
    }
    return {};
}

[[nodiscard]] std::string name_of(const RouterTransport& transport) {
    return transport.name.empty() ? std::to_string(static_cast<std::uint32_t>(transport.id))
                                  : transport.name;
}

[[nodiscard]] Result<void> apply(RouterTransport& transport, const GivenTransport& given) {
    if (given.global) {
        if (const auto applied = info::apply_global(*given.global, transport); !applied) {
            return fail(applied.error().code, "globalInfo: " + applied.error().detail);
        }
    }
    if (given.client) {
        if (const auto applied = info::apply_client(*given.client, transport); !applied) {
            return fail(applied.error().code, "clientInterfaceInfo: " + applied.error().detail);
        }
    }
    transport.dll_path = given.dll_path.value_or(transport.dll_path);
    return transport.validate();
}

/// Of all that there are, those from `resume` on; the resume handle is a position in kAll.
[[nodiscard]] Result<Page<TransportEntry>> page_of(
    const std::vector<TransportEntry>& all, std::uint32_t preferred_bytes, std::uint32_t resume
) {
    const std::size_t room = page_entries(preferred_bytes, kSizeMprTransport0);
    Page<TransportEntry> page;
    for (std::uint32_t position = resume; position < kAll.size(); ++position) {
        for (const TransportEntry& entry : all) {
            if (entry.transport != static_cast<std::uint32_t>(kAll[position])) {
                continue;
            }
            ++page.total;
            if (page.entries.size() < room) {
                page.entries.push_back(entry);
            } else if (page.resume == 0) {
                page.resume = position;
            }
        }
    }
    if (page.entries.empty()) {
        return fail(Errc::NoMoreItems, "nothing is left");
    }
    return page;
}

}  // namespace

// ---- transports of the router

Result<StoredTransportId> ConfigApi::handle_of(TransportId transport) {
    std::optional<StoredTransportId> known;
    transports_.for_each([&](StoredTransportId id, TransportId each) {
        known = each == transport ? id : known;
    });
    if (!known) {
        known = transports_.insert(transport);
    }
    return known ? Result<StoredTransportId>(*known)
                 : fail(Errc::NotEnoughMemory, "no handle is left");
}

Result<ConfigApi::FoundTransport> ConfigApi::find_stored(StoredTransportId id) {
    if (!id) {
        return zero_handle("transport");
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    const TransportId* transport = transports_.find(id);
    if (transport == nullptr) {
        return fail(Errc::UnknownProtocolId, "no stored transport has this handle (any more)");
    }
    if (find_transport((*whole)->transports, *transport) == nullptr) {
        const Error gone = unknown(static_cast<std::uint32_t>(*transport));
        transports_.erase(id);
        return gone;
    }
    return FoundTransport{**whole, *transport};
}

Result<StoredTransportId> ConfigApi::transport_create(
    const Caller& caller,
    std::uint32_t transport,
    const std::string& name,
    const GivenTransport& given
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto id = find_transport_id(transport);
    if (!id) {
        return unknown(transport);
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    RouterConfig settings = **whole;
    RouterTransport* stored = find_transport(settings.transports, *id);
    if (stored == nullptr) {
        stored = &settings.transports.emplace_back();
        stored->id = *id;
        stored->name = name;
    }
    if (const auto applied = apply(*stored, given); !applied) {
        return applied.error();
    }
    if (const auto written = store_->put_settings(settings); !written) {
        return written.error();
    }
    return handle_of(*id);
}

Result<void> ConfigApi::transport_delete(const Caller& caller, StoredTransportId id) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    auto found = find_stored(id);
    if (!found) {
        return found.error();
    }
    std::erase_if(found->settings.transports, [&](const RouterTransport& each) {
        return each.id == found->transport;
    });
    if (const auto written = store_->put_settings(found->settings); !written) {
        return written.error();
    }
    transports_.erase(id);
    return {};
}

Result<StoredTransportId> ConfigApi::transport_get_handle(
    const Caller& caller, std::uint32_t transport
) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    const auto id = find_transport_id(transport);
    if (!id || find_transport((*whole)->transports, *id) == nullptr) {
        return unknown(transport);
    }
    return handle_of(*id);
}

Result<StoredTransport> ConfigApi::transport_get_info(const Caller& caller, StoredTransportId id) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    auto found = find_stored(id);
    if (!found) {
        return found.error();
    }
    const RouterTransport& stored = found->get();
    return StoredTransport{info::build_global(stored), info::build_client(stored), stored.dll_path};
}

Result<void> ConfigApi::transport_set_info(
    const Caller& caller, StoredTransportId id, const GivenTransport& given
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    auto found = find_stored(id);
    if (!found) {
        return found.error();
    }
    if (!given.global && !given.client && !given.dll_path) {
        return {};
    }
    if (const auto applied = apply(found->get(), given); !applied) {
        return applied.error();
    }
    return store_->put_settings(found->settings);
}

Result<Page<TransportEntry>> ConfigApi::transport_enum(
    const Caller& caller, std::uint32_t level, std::uint32_t preferred_bytes, std::uint32_t resume
) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_enum(level, preferred_bytes); !checked) {
        return checked.error();
    }
    const auto whole = store_->read();
    if (!whole) {
        return whole.error();
    }
    std::vector<TransportEntry> entries;
    for (const RouterTransport& each : (*whole)->transports) {
        const auto handle = handle_of(each.id);
        if (!handle) {
            return handle.error();
        }
        entries.push_back({handle->value, static_cast<std::uint32_t>(each.id), name_of(each)});
    }
    return page_of(entries, preferred_bytes, resume);
}

// ---- transports of an interface

Result<StoredInterfaceTransportId> ConfigApi::handle_of(
    StoredInterfaceId id, TransportId transport
) {
    const OnInterface wanted{id, transport};
    std::optional<StoredInterfaceTransportId> known;
    interface_transports_.for_each([&](StoredInterfaceTransportId each, const OnInterface& place) {
        known = place == wanted ? each : known;
    });
    if (!known) {
        known = interface_transports_.insert(wanted);
    }
    return known ? Result<StoredInterfaceTransportId>(*known)
                 : fail(Errc::NotEnoughMemory, "no handle is left");
}

Result<ConfigApi::FoundInterfaceTransport> ConfigApi::find_stored(
    StoredInterfaceId id, StoredInterfaceTransportId transport
) {
    if (!transport) {
        return zero_handle("interfaceTransport");
    }
    const auto found = find(id);
    if (!found) {
        return found.error();
    }
    const InterfaceConfig& config = found->definition->config;
    const OnInterface* place = interface_transports_.find(transport);
    if (place == nullptr || place->interface != id || !config.has_transport(place->transport)) {
        return fail(Errc::NoSuchInterface, "the interface has no stored transport of this handle");
    }
    return FoundInterfaceTransport{config, place->transport};
}

Result<StoredInterfaceTransportId> ConfigApi::interface_transport_add(
    const Caller& caller, StoredInterfaceId id, std::uint32_t transport, const Bytes& header
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto found = find(id);
    if (!found) {
        return found.error();
    }
    const auto family = find_transport_id(transport);
    if (!family) {
        return unknown(transport);
    }
    InterfaceConfig config = found->definition->config;
    if (const auto applied = info::apply_interface(header, *family, config); !applied) {
        return fail(applied.error().code, "interfaceInfo: " + applied.error().detail);
    }
    if (const auto written = store_->put_interface(config); !written) {
        return written.error();
    }
    return handle_of(id, *family);
}

Result<void> ConfigApi::interface_transport_remove(
    const Caller& caller, StoredInterfaceId id, StoredInterfaceTransportId transport
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    auto found = find_stored(id, transport);
    if (!found) {
        return found.error();
    }
    const bool is_v6 = found->transport == TransportId::Ipv6;
    std::erase_if(found->config.transports, [&](const InterfaceTransport& each) {
        return each.id == found->transport;
    });
    std::erase_if(found->config.routes, [is_v6](const Route& route) {
        return route.destination.address.is_v6 == is_v6;
    });
    if (const auto written = store_->put_interface(found->config); !written) {
        return written.error();
    }
    interface_transports_.erase(transport);
    return {};
}

Result<StoredInterfaceTransportId> ConfigApi::interface_transport_get_handle(
    const Caller& caller, StoredInterfaceId id, std::uint32_t transport
) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto found = find(id);
    if (!found) {
        return found.error();
    }
    const auto family = find_transport_id(transport);
    if (!family || !found->definition->config.has_transport(*family)) {
        return fail(
            Errc::NoSuchInterface,
            "the interface has no stored transport " + std::to_string(transport)
        );
    }
    return handle_of(id, *family);
}

Result<Bytes> ConfigApi::interface_transport_get_info(
    const Caller& caller, StoredInterfaceId id, StoredInterfaceTransportId transport
) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto found = find_stored(id, transport);
    if (!found) {
        return found.error();
    }
    return info::build_interface(found->config, found->transport);
}

Result<void> ConfigApi::interface_transport_set_info(
    const Caller& caller,
    StoredInterfaceId id,
    StoredInterfaceTransportId transport,
    const std::optional<Bytes>& header
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    auto found = find_stored(id, transport);
    if (!found) {
        return found.error();
    }
    if (!header) {
        return {};
    }
    if (const auto applied = info::apply_interface(*header, found->transport, found->config);
        !applied) {
        return fail(applied.error().code, "interfaceInfo: " + applied.error().detail);
    }
    return store_->put_interface(found->config);
}

Result<Page<TransportEntry>> ConfigApi::interface_transport_enum(
    const Caller& caller,
    StoredInterfaceId id,
    std::uint32_t level,
    std::uint32_t preferred_bytes,
    std::uint32_t resume
) {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    if (const auto checked = check_enum(level, preferred_bytes); !checked) {
        return checked.error();
    }
    const auto found = find(id);
    if (!found) {
        return found.error();
    }
    std::vector<TransportEntry> entries;
    for (const TransportId each : kAll) {
        if (!found->definition->config.has_transport(each)) {
            continue;
        }
        const auto handle = handle_of(id, each);
        if (!handle) {
            return handle.error();
        }
        // MprConfigInterfaceTransportAdd without a name: "IP", otherwise the number.
        entries.push_back(
            {handle->value,
             static_cast<std::uint32_t>(each),
             each == TransportId::Ipv4 ? "IP" : std::to_string(static_cast<std::uint32_t>(each))}
        );
    }
    return page_of(entries, preferred_bytes, resume);
}

}  // namespace mprd::admin
