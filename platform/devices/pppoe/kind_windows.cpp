// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/absent_kind.hpp"
#include "platform/devices/pppoe/kind.hpp"

namespace mprd::platform::pppoe {
namespace {

struct Reason {
    static constexpr std::string_view kText =
        "PPPoE needs a driver for packets of an Ethernet, which Windows does not have; run mprd on "
        "Linux for it, or let a DSL router or Windows' own broadband connection make the call";
};

}  // namespace

constinit const DeviceKind kKind = AbsentKind<Reason>::make("pppoe", "PPPoE");

}  // namespace mprd::platform::pppoe
