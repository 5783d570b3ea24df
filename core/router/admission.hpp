// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the router asks the administration DLL, and what it is told.

#include "core/admin/views.hpp"
#include "core/base/error.hpp"
#include "core/base/ids.hpp"
#include "core/base/ip_address.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mprd::router {

/// Which functions of the administration DLL are called (reference/mprapi-functions.md, "RAS
/// admin-DLL callbacks").
enum class AdminDllCall {
    GetAddresses,      ///< MprAdminGetIpAddressForUser, MprAdminGetIpv6AddressForUser
    Accept,            ///< MprAdminAcceptNewConnection*, then MprAdminAcceptNewLink
    HungUp,            ///< MprAdminLinkHangupNotification, MprAdminConnectionHangupNotification*
    ReleaseAddresses,  ///< MprAdminReleaseIpAddress, MprAdminReleaseIpv6AddressForUser
};

/// Output: call the administration DLL. AdminDllAnswered follows, unless AdminDllLate comes first.
/// There is one at a time.
struct AskAdminDll {
    /// Tells questions apart; never 0.
    std::uint32_t number = 0;
    AdminDllCall call = AdminDllCall::Accept;
    std::string user_name;
    std::string port_name;
    /// GetAddresses: what we would give, unspecified when nothing. ReleaseAddresses: what to
    /// release; absent: not that family.
    std::optional<Ipv4Address> ipv4;
    std::optional<InterfaceIdentifier> ipv6;
    /// Accept and HungUp.
    admin::ConnectionInfo connection;
    admin::PortInfo port;
};

/// Output: the answer has not come in time and is not wanted any more. The process that hangs is to
/// be ended.
struct AdminDllLate {
    std::uint32_t number = 0;
};

/// An address that the administration DLL gave, and whether it wants to be told when that is free.
template <class Address>
struct GivenAddress {
    Address address;
    bool wants_release = false;
};

/// Input: the answer to AskAdminDll. A number that is not the last one's is ignored.
struct AdminDllAnswered {
    std::uint32_t number = 0;
    /// The call could not be made, or did not return (a crash): counts as a refusal.
    std::optional<Error> failed;
    /// Accept: what it said. GetAddresses: false ends the call.
    bool accepted = true;
    /// GetAddresses: absent when it has no function for the family.
    std::optional<GivenAddress<Ipv4Address>> ipv4;
    std::optional<GivenAddress<InterfaceIdentifier>> ipv6;
};

/// The administration DLL's view of the call on a port.
struct Admission {
    enum class State {
        NotAsked,
        Asked,
        Accepted,
        Refused,
    };
    State state = State::NotAsked;
    /// The connection's handle before it is up: the same in all calls about it.
    ConnectionId handle;
    /// Whom `addresses` are for; empty: nobody yet.
    std::string addressed_user;
    AdminDllAnswered addresses;
};

}  // namespace mprd::router
