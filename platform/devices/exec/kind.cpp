// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/exec/kind.hpp"

#include "platform/devices/exec/exec_port.hpp"
#include "platform/devices/exec/options.hpp"

#include <utility>

namespace mprd::platform::exec {
namespace {

Result<void> check_options(std::string_view text) {
    const auto options = Options::parse(text);
    return options ? Result<void>() : Result<void>(options.error());
}

/// Each port runs a program of its own: nothing is shared.
class ExecDevice final : public Device {
public:
    ExecDevice(const DeviceContext& context, Options options, DeviceSecrets secrets)
        : io_(context.io),
          log_(context.log),
          options_(std::move(options)),
          secrets_(std::move(secrets)) {}

    [[nodiscard]] Result<std::unique_ptr<Port>> make_port(std::uint32_t /*index*/) override {
        return std::unique_ptr<Port>(std::make_unique<ExecPort>(io_, options_, secrets_, log_));
    }

private:
    boost::asio::io_context& io_;
    std::function<void(const std::string&)> log_;
    Options options_;
    DeviceSecrets secrets_;
};

Result<std::unique_ptr<Device>> make_device(
    const DeviceContext& context, std::string_view text, const DeviceSecrets& secrets
) {
    auto options = Options::parse(text);
    if (!options) {
        return options.error();
    }
    return std::unique_ptr<Device>(
        std::make_unique<ExecDevice>(context, std::move(*options), secrets)
    );
}

}  // namespace

const DeviceKind kKind{
    .name = "exec",
    .api_type = "GENERIC",
    .check_options = &check_options,
    .is_secret = &is_variable_name,
    .answers = false,
    .make_device = &make_device,
};

}  // namespace mprd::platform::exec
