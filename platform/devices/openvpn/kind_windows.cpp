// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/absent_kind.hpp"
#include "platform/devices/openvpn/kind.hpp"

namespace mprd::platform::openvpn {
namespace {

struct Reason {
    static constexpr std::string_view kText =
        "devices of kind openvpn are there on Linux only so far";
};

}  // namespace

constinit const DeviceKind kKind = AbsentKind<Reason>::make("openvpn", "vpn");

}  // namespace mprd::platform::openvpn
