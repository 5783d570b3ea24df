// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/absent_kind.hpp"
#include "platform/devices/exec/kind.hpp"

namespace mprd::platform::exec {
namespace {

struct Reason {
    static constexpr std::string_view kText = "devices of kind exec are there on Linux only so far";
};

}  // namespace

constinit const DeviceKind kKind = AbsentKind<Reason>::make("exec", "GENERIC");

}  // namespace mprd::platform::exec
