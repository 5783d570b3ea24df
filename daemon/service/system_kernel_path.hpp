// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tables/device_config.hpp"
#include "daemon/runtime/kernel_path.hpp"

#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mprd::daemon {

/// The devices of the running configuration.
using ListDevices = std::function<std::vector<DeviceConfig>()>;
/// Why a call could not be taken.
using KernelPathLog = std::function<void(const std::string& text)>;

/// The data path of this system's kernel; nullptr where no kernel has one (Windows). `io` must
/// outlive it and all that it makes.
[[nodiscard]] std::unique_ptr<KernelPath> make_kernel_path(
    boost::asio::io_context& io, ListDevices devices, KernelPathLog log
);

}  // namespace mprd::daemon
