// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/transport_api.hpp"

#include "core/admin/checks.hpp"
#include "core/info/transport_info.hpp"

#include <utility>

namespace mprd::admin {
namespace {

[[nodiscard]] std::string number_text(std::uint32_t transport) {
    return "transport " + std::to_string(transport);
}

/// One that runs in this router, or 902.
[[nodiscard]] Result<const RouterTransport*> find_installed(
    const RouterControl& router, std::uint32_t number
) {
    const auto id = find_transport_id(number);
    const RouterTransport* found = id ? find_transport(router.settings().transports, *id) : nullptr;
    if (found == nullptr) {
        return fail(
            Errc::UnknownProtocolId,
            number_text(number) + ": expected one that is installed: 33 (IPv4) or 87 (IPv6)"
        );
    }
    return found;
}

/// The row and the transport of a call, both checked.
struct Place {
    const InterfaceRow* row;
    TransportId transport;
};
[[nodiscard]] Result<Place> find_place(
    const RouterControl& router, InterfaceId id, std::uint32_t number
) {
    const auto row = find_row(router, id);
    if (!row) {
        return row.error();
    }
    const auto installed = find_installed(router, number);
    if (!installed) {
        return installed.error();
    }
    return Place{*row, (*installed)->id};
}

[[nodiscard]] Result<void> is_present(const Place& place) {
    if (!place.row->config.has_transport(place.transport)) {
        return fail(
            Errc::NoSuchInterface,
            std::string("the interface has no transport ") + to_string(place.transport)
        );
    }
    return {};
}

[[nodiscard]] Result<InterfaceConfig> with_header(const Place& place, const GivenHeader& header) {
    if (!header) {
        return fail(Errc::InvalidParameter, "interfaceInfo: expected an information header");
    }
    InterfaceConfig config = place.row->config;
    if (const auto applied = info::apply_interface(*header, place.transport, config); !applied) {
        return fail(applied.error().code, "interfaceInfo: " + applied.error().detail);
    }
    return config;
}

[[nodiscard]] Result<void> apply_headers(
    RouterTransport& transport, const GivenHeader& global, const GivenHeader& client
) {
    if (!global && !client) {
        return fail(Errc::InvalidParameter, "expected globalInfo, clientInterfaceInfo, or both");
    }
    if (global) {
        if (const auto applied = info::apply_global(*global, transport); !applied) {
            return fail(applied.error().code, "globalInfo: " + applied.error().detail);
        }
    }
    if (client) {
        if (const auto applied = info::apply_client(*client, transport); !applied) {
            return fail(applied.error().code, "clientInterfaceInfo: " + applied.error().detail);
        }
    }
    return {};
}

/// What both calls about route updates look at before the link.
[[nodiscard]] Result<void> may_update(
    const RouterControl& router, const Caller& caller, InterfaceId id, std::uint32_t number
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    if (const auto runs = manager_runs(router); !runs) {
        return runs.error();
    }
    const auto place = find_place(router, id, number);
    if (!place) {
        return place.error();
    }
    if (place->transport != TransportId::Ipv4) {
        return fail(
            Errc::UnknownProtocolId, number_text(number) + ": updates are for 33 (IPv4) only"
        );
    }
    return is_present(*place);
}

}  // namespace

Result<void> TransportApi::interface_update_routes(
    const Caller& caller, TimePoint now, InterfaceId id, std::uint32_t transport, RequestId request
) {
    if (const auto may = may_update(*router_, caller, id, transport); !may) {
        return may.error();
    }
    const Errc code = router_->update_routes(now, id, request);
    if (code == Errc::Pending) {
        return {};
    }
    return fail(
        code,
        code == Errc::UpdateInProgress
            ? "an update of this interface is under way: wait for its end"
            : "the interface is not connected with IPv4: mprctl interface connect NAME --wait first"
    );
}

Result<Errc> TransportApi::interface_query_update_result(
    const Caller& caller, InterfaceId id, std::uint32_t transport
) {
    if (const auto may = may_update(*router_, caller, id, transport); !may) {
        return may.error();
    }
    return router_->take_update_result(id);
}

Result<void> TransportApi::transport_create(
    const Caller& caller,
    TimePoint now,
    std::uint32_t transport,
    const std::string& name,
    const std::string& dll_path,
    const GivenHeader& global,
    const GivenHeader& client
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto id = find_transport_id(transport);
    if (!id) {
        return fail(
            Errc::UnknownProtocolId, number_text(transport) + ": expected 33 (IPv4) or 87 (IPv6)"
        );
    }
    RouterConfig settings = router_->settings();
    if (find_transport(settings.transports, *id) != nullptr) {
        return fail(Errc::ProtocolAlreadyInstalled, number_text(transport) + ": runs already");
    }
    RouterTransport& made = settings.transports.emplace_back();
    made.id = *id;
    made.name = name;
    made.dll_path = dll_path;
    if (const auto applied = apply_headers(made, global, client); !applied) {
        return applied.error();
    }
    return router_->change_settings(now, std::move(settings));
}

Result<TransportApi::Info> TransportApi::transport_get_info(
    const Caller& caller, std::uint32_t transport
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto installed = find_installed(*router_, transport);
    if (!installed) {
        return installed.error();
    }
    return Info{info::build_global(**installed), info::build_client(**installed)};
}

Result<void> TransportApi::transport_set_info(
    const Caller& caller,
    TimePoint now,
    std::uint32_t transport,
    const GivenHeader& global,
    const GivenHeader& client
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto installed = find_installed(*router_, transport);
    if (!installed) {
        return installed.error();
    }
    RouterConfig settings = router_->settings();
    RouterTransport& changed = *find_transport(settings.transports, (*installed)->id);
    if (const auto applied = apply_headers(changed, global, client); !applied) {
        return applied.error();
    }
    return router_->change_settings(now, std::move(settings));
}

Result<void> TransportApi::interface_add(
    const Caller& caller,
    TimePoint now,
    InterfaceId id,
    std::uint32_t transport,
    const GivenHeader& header
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto place = find_place(*router_, id, transport);
    if (!place) {
        return place.error();
    }
    if (find_transport(place->row->config.transports, place->transport) != nullptr) {
        return fail(
            Errc::ProtocolAlreadyInstalled,
            number_text(transport) +
                ": is on the interface; MprAdminInterfaceTransportSetInfo changes it"
        );
    }
    auto config = with_header(*place, header);
    return config ? router_->change(now, id, std::move(*config)) : Result<void>(config.error());
}

Result<void> TransportApi::interface_remove(
    const Caller& caller, TimePoint now, InterfaceId id, std::uint32_t transport
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto place = find_place(*router_, id, transport);
    if (!place) {
        return place.error();
    }
    if (const auto present = is_present(*place); !present) {
        return present.error();
    }
    InterfaceConfig config = place->row->config;
    if (can_dial(config.type) && router_->status(now, id).state == ConnectionState::Connected) {
        return fail(Errc::InterfaceConnected, "the interface is connected; disconnect it first");
    }
    const bool is_v6 = place->transport == TransportId::Ipv6;
    std::erase_if(config.transports, [&](const InterfaceTransport& old) {
        return old.id == place->transport;
    });
    std::erase_if(config.routes, [is_v6](const Route& route) {
        return route.destination.address.is_v6 == is_v6;
    });
    return router_->change(now, id, std::move(config));
}

Result<Bytes> TransportApi::interface_get_info(
    const Caller& caller, InterfaceId id, std::uint32_t transport
) const {
    if (const auto allowed = may_read(caller); !allowed) {
        return allowed.error();
    }
    const auto place = find_place(*router_, id, transport);
    if (!place) {
        return place.error();
    }
    if (!place->row->config.enabled) {
        return fail(Errc::InvalidHandle, "the interface is disabled");
    }
    if (const auto present = is_present(*place); !present) {
        return present.error();
    }
    return info::build_interface(place->row->config, place->transport);
}

Result<void> TransportApi::interface_set_info(
    const Caller& caller,
    TimePoint now,
    InterfaceId id,
    std::uint32_t transport,
    const GivenHeader& header
) {
    if (const auto allowed = may_administer(caller); !allowed) {
        return allowed.error();
    }
    const auto place = find_place(*router_, id, transport);
    if (!place) {
        return place.error();
    }
    if (const auto present = is_present(*place); !present) {
        return present.error();
    }
    auto config = with_header(*place, header);
    return config ? router_->change(now, id, std::move(*config)) : Result<void>(config.error());
}

}  // namespace mprd::admin
