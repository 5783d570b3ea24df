// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/api/port.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace mprd::platform {

/// One thing that a device tells of itself, for people: {"signal", "-71 dBm"}. Never a secret.
struct DeviceFact {
    /// One word in lowerCamelCase, the same for every device of the kind.
    std::string name;
    std::string value;
};

/// One configured device: what its ports share (a modem's line, the socket of a tunnel protocol,
/// the sessions on an Ethernet interface). MUST: nothing is opened before a port of it is used. It
/// outlives its ports. Thread: the event loop's.
class Device {
public:
    virtual ~Device() = default;
    /// A closed port. `index` counts from 0 and is below the device's port count; called once for
    /// each.
    [[nodiscard]] virtual Result<std::unique_ptr<Port>> make_port(std::uint32_t index) = 0;
    /// What is known now, without asking the line; empty when there is nothing to tell.
    [[nodiscard]] virtual std::vector<DeviceFact> status() const { return {}; }
    /// What a probe found, or why there was none.
    using ProbeDone = std::function<void(Result<std::vector<DeviceFact>>)>;
    /// Asks the line what is on it; takes seconds. `done` is called once, unless the device goes
    /// first. 633 while a port of the device uses the line, 50 where there is nothing to ask.
    // NOLINTNEXTLINE(performance-unnecessary-value-param): devices that can be probed keep it
    virtual void probe(ProbeDone done) {
        done(make_error(Errc::NotSupported, "devices of this kind cannot be probed"));
    }
};

}  // namespace mprd::platform
