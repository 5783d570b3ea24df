// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/device.hpp"
#include "platform/devices/device_kind.hpp"
#include "platform/devices/modem/modem_probe.hpp"
#include "platform/devices/modem/modem_state.hpp"
#include "platform/devices/modem/options.hpp"

#include <memory>
#include <vector>

namespace mprd::platform::modem {

/// One configured modem.
class ModemDevice final : public Device {
public:
    /// `options` with its secrets.
    ModemDevice(const DeviceContext& context, Options options);

    [[nodiscard]] Result<std::unique_ptr<Port>> make_port(std::uint32_t index) override;
    /// As learnt at the last call, wait or probe: signal, registration, sim, model.
    [[nodiscard]] std::vector<DeviceFact> status() const override { return state_->facts; }
    void probe(ProbeDone done) override;

private:
    DeviceContext context_;
    Options options_;
    std::shared_ptr<ModemState> state_;
    std::unique_ptr<ModemProbe> probe_;
};

}  // namespace mprd::platform::modem
