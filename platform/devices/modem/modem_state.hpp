// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/device.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace mprd::platform::modem {

/// What is known of one modem; shared by its port and its status.
struct ModemState {
    std::vector<DeviceFact> facts;
    /// Its SIM refused the PIN that we have. Three wrong ones block it, so it is not tried again
    /// before the device is made anew with another one.
    bool pin_refused = false;

    void learn(const std::string& name, const std::string& value) {
        const auto known = std::find_if(facts.begin(), facts.end(), [&](const DeviceFact& fact) {
            return fact.name == name;
        });
        if (known == facts.end()) {
            facts.push_back({name, value});
        } else {
            known->value = value;
        }
    }
};

}  // namespace mprd::platform::modem
