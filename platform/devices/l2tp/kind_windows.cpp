// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/absent_kind.hpp"
#include "platform/devices/l2tp/kind.hpp"

namespace mprd::platform::l2tp {
namespace {

struct Reason {
    static constexpr std::string_view kText = "devices of kind l2tp are there on Linux only so far";
};

}  // namespace

constinit const DeviceKind kKind = AbsentKind<Reason>::make("l2tp", "vpn");

}  // namespace mprd::platform::l2tp
