// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/answering_side.hpp"
#include "platform/devices/openvpn/kind.hpp"
#include "platform/devices/openvpn/options.hpp"
#include "platform/devices/openvpn/private_socket.hpp"
#include "platform/devices/openvpn/two_way_port.hpp"

#include <utility>

namespace mprd::platform::openvpn {
namespace {

constexpr std::string_view kKeyPassword = "keyPassword";

Result<void> check_options(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? Result<void>() : Result<void>(options.error());
}

Result<void> check_answering(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? options->check_answering() : Result<void>(options.error());
}

bool is_secret(std::string_view name) {
    return name == kKeyPassword;
}

/// Each call of ours runs a program of its own; all that we answer share one.
class OpenvpnDevice final : public Device {
public:
    OpenvpnDevice(const DeviceContext& context, Options options, Secret key_password)
        : context_(context),
          options_(std::move(options)),
          key_password_(std::move(key_password)),
          answering_(context, options_, key_password_) {}

    [[nodiscard]] Result<std::unique_ptr<Port>> make_port(std::uint32_t index) override {
        return std::unique_ptr<Port>(
            std::make_unique<TwoWayPort>(context_, options_, key_password_, answering_, index)
        );
    }
    [[nodiscard]] std::vector<DeviceFact> status() const override { return answering_.status(); }

private:
    DeviceContext context_;
    Options options_;
    Secret key_password_;
    AnsweringSide answering_;
};

Result<std::unique_ptr<Device>> make_device(
    const DeviceContext& context, std::string_view text, const DeviceSecrets& secrets
) {
    auto options = Options::parse(text);
    if (!options) {
        return options.error();
    }
    PrivateSocket::remove_leftovers();
    const auto found = secrets.find(kKeyPassword);
    return std::unique_ptr<Device>(std::make_unique<OpenvpnDevice>(
        context, std::move(*options), found == secrets.end() ? Secret() : found->second
    ));
}

}  // namespace

const DeviceKind kKind{
    .name = "openvpn",
    .api_type = "vpn",
    .check_options = &check_options,
    .is_secret = &is_secret,
    .check_answering = &check_answering,
    .make_device = &make_device,
};

}  // namespace mprd::platform::openvpn
