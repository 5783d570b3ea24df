// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/service/system_kernel_path.hpp"
#include "platform/kernel/ppp_device.hpp"

#include <boost/asio/io_context.hpp>

#include <optional>
#include <utility>

namespace mprd::daemon {

/// The data path of Linux kernels with PPP, for interfaces whose devices all want it.
class LinuxKernelPath final : public KernelPath {
public:
    /// As make_kernel_path().
    LinuxKernelPath(boost::asio::io_context& io, ListDevices devices, KernelPathLog log)
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
    ListDevices devices_;
    KernelPathLog log_;
    platform::PppFactory nets_;
    mutable std::optional<bool> has_ppp_;
};

}  // namespace mprd::daemon
