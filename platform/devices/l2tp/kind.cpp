// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/kind.hpp"

#include "platform/devices/l2tp/kernel_tunnel.hpp"
#include "platform/devices/l2tp/l2tp_port.hpp"
#include "platform/devices/l2tp/options.hpp"

#include <utility>

namespace mprd::platform::l2tp {
namespace {

constexpr std::string_view kTunnelSecret = "tunnelSecret";

Result<void> check_options(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? Result<void>() : Result<void>(options.error());
}

DataPath data_path(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? possible_path(options->data_path, &KernelTunnel::is_possible) : DataPath::User;
}

bool is_secret(std::string_view name) {
    return name == kTunnelSecret;
}

/// The socket and the tunnels; a port is one call.
class L2tpDevice final : public Device {
public:
    L2tpDevice(const DeviceContext& context, const Options& options)
        : exchange_(std::make_shared<Exchange>(context, options)), max_mru_(options.max_mru) {}

    [[nodiscard]] Result<std::unique_ptr<Port>> make_port(std::uint32_t /*index*/) override {
        return std::unique_ptr<Port>(std::make_unique<L2tpPort>(exchange_, max_mru_));
    }
    [[nodiscard]] std::vector<DeviceFact> status() const override {
        const auto status = exchange_->status();
        return {
            {"tunnels", std::to_string(status.tunnels)},
            {"halfOpenTunnels", std::to_string(status.half_open_tunnels)},
            {"calls", std::to_string(status.calls)},
            {"packetsMalformed", std::to_string(status.packets_malformed)},
            {"packetsUnexpected", std::to_string(status.packets_unexpected)},
            {"tunnelsRefused", std::to_string(status.tunnels_refused)},
            {"callsRefused", std::to_string(status.calls_refused)}};
    }

private:
    std::shared_ptr<Exchange> exchange_;
    std::uint16_t max_mru_;
};

Result<std::unique_ptr<Device>> make_device(
    const DeviceContext& context, std::string_view text, const DeviceSecrets& secrets
) {
    auto options = Options::parse(text);
    if (!options) {
        return options.error();
    }
    if (const auto secret = secrets.find(kTunnelSecret); secret != secrets.end()) {
        options->engine.secret = secret->second;
    }
    return std::unique_ptr<Device>(std::make_unique<L2tpDevice>(context, *options));
}

}  // namespace

const DeviceKind kKind{
    .name = "l2tp",
    .api_type = "vpn",
    .check_options = &check_options,
    .is_secret = &is_secret,
    .data_path = &data_path,
    .make_device = &make_device,
};

}  // namespace mprd::platform::l2tp
