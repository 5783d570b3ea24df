// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/interface_config.hpp"
#include "platform/api/net_device.hpp"
#include "platform/api/port.hpp"
#include "platform/pump/pump.hpp"

#include <memory>

namespace mprd::daemon {

/// The kernel's data path, where there is one: which interfaces have it, their network interfaces,
/// and the pumps that join these with calls.
class KernelPath {
public:
    virtual ~KernelPath() = default;
    /// Decided from the configuration, so that an interface has one network interface whether idle
    /// or up.
    [[nodiscard]] virtual bool carries(const InterfaceConfig& config) const = 0;
    [[nodiscard]] virtual platform::NetDeviceFactory& nets() = 0;
    /// Takes the open call of the port into the kernel. `net` is of nets(). `before`: what passed
    /// so far.
    [[nodiscard]] virtual Result<std::unique_ptr<platform::Pump>> take(
        platform::Port& port, platform::ControlFrameSink& control, const LinkCounters& before
    ) = 0;
};

}  // namespace mprd::daemon
