// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/dial_targets.hpp"

namespace mprd::router {

std::vector<DialEntry> dial_targets(const InterfaceConfig& config) {
    std::vector<DialEntry> entries;
    for (const InterfaceDevice& device : config.devices) {
        const std::string& number =
            device.number.empty() ? config.phonebook.phone_number : device.number;
        entries.push_back({device.type, device.name, number});
        for (const std::string& alternate : device.alternates) {
            entries.push_back({device.type, device.name, alternate});
        }
    }
    const PhonebookEntry& entry = config.phonebook;
    if (entries.empty() && !(entry.device_type.empty() && entry.device_name.empty())) {
        entries.push_back({entry.device_type, entry.device_name, entry.phone_number});
    }
    return entries;
}

bool promote_alternate(InterfaceConfig& config, std::size_t target) {
    for (InterfaceDevice& device : config.devices) {
        if (target == 0) {
            return false;
        }
        if (target > device.alternates.size()) {
            target -= device.alternates.size() + 1;
            continue;
        }
        // Without a number of its own the device dialled that of the phonebook entry.
        std::string& first = device.number.empty() ? config.phonebook.phone_number : device.number;
        const std::string old = first;
        const auto place = device.alternates.begin() + static_cast<std::ptrdiff_t>(target) - 1;
        first = *place;
        device.alternates.erase(place);
        if (!old.empty()) {
            device.alternates.insert(device.alternates.begin(), old);
        }
        return true;
    }
    return false;
}

}  // namespace mprd::router
