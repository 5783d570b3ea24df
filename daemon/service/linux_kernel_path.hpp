// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/device_config.hpp"
#include "daemon/runtime/kernel_path.hpp"
#include "platform/kernel/ppp_device.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace mprd::daemon {

/// The data path of Linux kernels with PPP, for interfaces whose devices all want it.
class LinuxKernelPath final : public KernelPath {
public:
    using Devices = std::function<std::vector<DeviceConfig>()>;
    using Log = std::function<void(const std::string& text)>;

    /// `devices`: those of the running configuration. `log`: why a call could not be taken. `io`
    /// must outlive it and all that it makes.
    LinuxKernelPath(boost::asio::io_context& io, Devices devices, Log log)
        : io_(io), devices_(std::move(devices)), log_(std::move(log)), nets_(io) {}

    /// An interface with a device that insists on it has it even where the kernel cannot: its
    /// network interface says what is missing.
    [[nodiscard]] bool carries(const InterfaceConfig& config) const override;
    [[nodiscard]] platform::NetDeviceFactory& nets() override { return nets_; }
    [[nodiscard]] Result<std::unique_ptr<platform::Pump>> take(
        platform::Port& port, platform::ControlFrameSink& control, const LinkCounters& before
    ) override;

private:
    /// Asked once: an interface must not change its sort between two calls.
    [[nodiscard]] bool has_ppp() const;

    boost::asio::io_context& io_;
    Devices devices_;
    Log log_;
    platform::PppFactory nets_;
    mutable std::optional<bool> has_ppp_;
};

}  // namespace mprd::daemon
