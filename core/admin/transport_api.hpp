// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/caller.hpp"
#include "core/admin/router_control.hpp"
#include "core/base/bytes.hpp"
#include "core/base/error.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mprd::admin {

/// An information header that a caller gave; nullopt is the API's NULL.
using GivenHeader = std::optional<Bytes>;

/// MprAdminTransport* and MprAdminInterfaceTransport*: the part of Api that deals with information
/// headers. Same rules: access first, a call that fails has changed nothing, drain the router's
/// outputs after each call.
///
/// Checks in this order: 5 access, 6 interface, 902 transport, then whether it is on the interface,
/// then the header (87). Source: reference/mprapi-functions.md, the section of the function named.
class TransportApi {
public:
    /// The router must outlive the object.
    explicit TransportApi(RouterControl& router) : router_(&router) {}

    // ---- transports of the router
    /// What MprAdminTransportGetInfo shows.
    struct Info {
        Bytes global;  ///< with what acts, and what was kept
        Bytes client;  ///< without blocks when no default was set
    };
    /// MprAdminTransportCreate. 902 a transport that cannot run here, 948 it runs already, 87
    /// neither header given or one that is wrong. The path is kept, nothing is loaded.
    [[nodiscard]] Result<void> transport_create(
        const Caller& caller,
        TimePoint now,
        std::uint32_t transport,
        const std::string& name,
        const std::string& dll_path,
        const GivenHeader& global,
        const GivenHeader& client
    );
    /// MprAdminTransportGetInfo. 902 not installed.
    [[nodiscard]] Result<Info> transport_get_info(const Caller& caller, std::uint32_t transport)
        const;
    /// MprAdminTransportSetInfo. 902 not installed, 87 neither header given or one that is wrong.
    [[nodiscard]] Result<void> transport_set_info(
        const Caller& caller,
        TimePoint now,
        std::uint32_t transport,
        const GivenHeader& global,
        const GivenHeader& client
    );

    // ---- transports of an interface
    /// MprAdminInterfaceTransportAdd. 6, 902, 948 it is there, 87. An interface that only has
    /// routes of the family lets the transport be added.
    [[nodiscard]] Result<void> interface_add(
        const Caller& caller,
        TimePoint now,
        InterfaceId id,
        std::uint32_t transport,
        const GivenHeader& header
    );
    /// MprAdminInterfaceUpdateRoutes: asks the neighbour for his routes (RIP, so IPv4 only). 903,
    /// 6, 902, 905 the transport is not on the interface, 906, 911. On success `request` completes.
    [[nodiscard]] Result<void> interface_update_routes(
        const Caller& caller,
        TimePoint now,
        InterfaceId id,
        std::uint32_t transport,
        RequestId request
    );
    /// MprAdminInterfaceQueryUpdateResult, once per update; Pending while it runs. 903, 6, 902,
    /// 905, 906 there is none, or it went with the link.
    [[nodiscard]] Result<Errc> interface_query_update_result(
        const Caller& caller, InterfaceId id, std::uint32_t transport
    );
    /// MprAdminInterfaceTransportRemove: with it go its routes and filters. 6, 902, 905 it is not
    /// there, 908 while connected.
    [[nodiscard]] Result<void> interface_remove(
        const Caller& caller, TimePoint now, InterfaceId id, std::uint32_t transport
    );
    /// MprAdminInterfaceTransportGetInfo. 6 also for a disabled interface, 902, 905.
    [[nodiscard]] Result<Bytes> interface_get_info(
        const Caller& caller, InterfaceId id, std::uint32_t transport
    ) const;
    /// MprAdminInterfaceTransportSetInfo. 6, 902, 905, 87. A block that is absent is left alone,
    /// one of zero length is deleted.
    [[nodiscard]] Result<void> interface_set_info(
        const Caller& caller,
        TimePoint now,
        InterfaceId id,
        std::uint32_t transport,
        const GivenHeader& header
    );

private:
    RouterControl* router_;
};

}  // namespace mprd::admin
