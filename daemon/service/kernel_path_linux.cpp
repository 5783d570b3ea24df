// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/kernel_path_linux.hpp"

#include "core/router/dial_targets.hpp"
#include "platform/devices/device_kind.hpp"
#include "platform/kernel/kernel_pump.hpp"
#include "platform/kernel/ppp_unit.hpp"
#include "platform/system/clock.hpp"

#include <algorithm>

namespace mprd::daemon {
namespace {

platform::DataPath data_path_of(const DeviceConfig& device) {
    const platform::DeviceKind* kind = platform::find_device_kind(device.kind);
    return kind != nullptr && kind->data_path != nullptr ? kind->data_path(device.options)
                                                         : platform::DataPath::User;
}

/// As the router chooses: the device of that name, else any of its type.
bool is_meant(
    const router::DialEntry& entry, const DeviceConfig& device, const std::vector<DeviceConfig>& all
) {
    const auto named = std::find_if(all.begin(), all.end(), [&](const DeviceConfig& one) {
        return one.name == entry.device_name;
    });
    const std::string& type = named != all.end() ? named->mpr_type : entry.device_type;
    return device.name == entry.device_name || equals_ignoring_case(device.mpr_type, type);
}

}  // namespace

bool LinuxKernelPath::carries(const InterfaceConfig& config) const {
    const auto entries = router::dial_targets(config);
    const auto devices = devices_();
    bool insists = false;
    bool is_any = false;
    for (const DeviceConfig& device : devices) {
        if (std::none_of(entries.begin(), entries.end(), [&](const router::DialEntry& entry) {
                return is_meant(entry, device, devices);
            })) {
            continue;
        }
        const platform::DataPath path = data_path_of(device);
        if (path == platform::DataPath::User) {
            return false;
        }
        insists = insists || path == platform::DataPath::Kernel;
        is_any = true;
    }
    return is_any && (insists || has_ppp());
}

bool LinuxKernelPath::has_ppp() const {
    if (!has_ppp_) {
        has_ppp_ = platform::check_kernel_ppp().has_value();
    }
    return *has_ppp_;
}

Result<std::unique_ptr<platform::Pump>> LinuxKernelPath::take(
    platform::Port& port, platform::ControlFrameSink& control, const LinkCounters& before
) {
    auto taken = platform::KernelPump::take(port, control, {io_, platform::boottime_now, before});
    if (!taken) {
        log_(taken.error().detail);
    }
    return taken;
}

std::unique_ptr<KernelPath> make_kernel_path(
    boost::asio::io_context& io, ListDevices devices, KernelPathLog log
) {
    return std::make_unique<LinuxKernelPath>(io, std::move(devices), std::move(log));
}

}  // namespace mprd::daemon
