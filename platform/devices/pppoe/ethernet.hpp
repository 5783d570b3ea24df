// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/wire/mac_address.hpp"

#include <cstdint>
#include <string>

namespace mprd::platform::pppoe {

/// An Ethernet interface of the host, as it is at the moment of the question.
struct EthernetInterface {
    std::string name;
    int index = 0;
    wire::MacAddress address;
    std::uint32_t mtu = 0;

    /// 666 when there is none of that name, when it is no Ethernet, not up, or without carrier.
    [[nodiscard]] static Result<EthernetInterface> find(const std::string& name);
};

}  // namespace mprd::platform::pppoe
