// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/modem/modem_device.hpp"

#include "platform/devices/modem/modem_port.hpp"

#include <utility>

namespace mprd::platform::modem {

ModemDevice::ModemDevice(const DeviceContext& context, Options options)
    : context_(context), options_(std::move(options)), state_(std::make_shared<ModemState>()) {}

Result<std::unique_ptr<Port>> ModemDevice::make_port(std::uint32_t index) {
    if (index > 0) {
        return make_error(Errc::InvalidParameter, "a modem has one port: set portCount to 1");
    }
    return std::unique_ptr<Port>(std::make_unique<ModemPort>(context_, options_, state_));
}

void ModemDevice::probe(ProbeDone done) {
    if (!probe_) {
        probe_ = std::make_unique<ModemProbe>(context_, options_);
    }
    probe_->begin([state = state_, done = std::move(done)](Result<std::vector<DeviceFact>> facts) {
        for (std::size_t i = 0; facts && i < facts->size(); ++i) {
            state->learn((*facts)[i].name, (*facts)[i].value);
        }
        done(std::move(facts));
    });
}

}  // namespace mprd::platform::modem
