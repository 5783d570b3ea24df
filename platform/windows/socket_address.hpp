// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"

// In this order: the later ones need the earlier.
// clang-format off
#include <winsock2.h>
#include <ws2ipdef.h>
#include <ws2tcpip.h>
#include <iphlpapi.h>
#include <netioapi.h>
// clang-format on
#undef interface  // a word of COM that those headers define

namespace mprd::platform {

// Our addresses and those of IP Helper.
[[nodiscard]] IpAddress address_of(const SOCKADDR_INET& from);
[[nodiscard]] SOCKADDR_INET socket_address(const IpAddress& from);

}  // namespace mprd::platform
