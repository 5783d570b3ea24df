// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/absent_kind.hpp"
#include "platform/devices/openvpn/kind.hpp"

namespace mprd::platform::openvpn {
namespace {

struct Reason {
    static constexpr std::string_view kText =
        "OpenVPN for Windows gives packets to network adapters of its own only, so mprd cannot "
        "carry "
        "them; use kind l2tp, run OpenVPN's own service beside mprd, or run mprd on Linux for it";
};

}  // namespace

constinit const DeviceKind kKind = AbsentKind<Reason>::make("openvpn", "vpn");

}  // namespace mprd::platform::openvpn
