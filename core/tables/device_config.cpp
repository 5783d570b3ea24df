// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/device_config.hpp"

#include <algorithm>

namespace mprd {

const char* to_string(DeviceRole role) {
    switch (role) {
        case DeviceRole::Out:
            return "out";
        case DeviceRole::In:
            return "in";
        case DeviceRole::Both:
            return "both";
    }
    return "unknown";
}

std::optional<DeviceRole> parse_device_role(std::string_view text) {
    for (const DeviceRole role : {DeviceRole::Out, DeviceRole::In, DeviceRole::Both}) {
        if (text == to_string(role)) {
            return role;
        }
    }
    return std::nullopt;
}

Result<void> DeviceConfig::validate() const {
    if (name.empty() || name.size() > 128) {
        return make_error(Errc::InvalidParameter, "device name: expected 1 to 128 bytes");
    }
    if (mpr_type.empty() || mpr_type.size() > 16) {
        return make_error(
            Errc::InvalidParameter, "device " + name + ": type: expected 1 to 16 bytes"
        );
    }
    if (port_count < 1 || port_count > 30000) {
        return make_error(
            Errc::InvalidParameter, "device " + name + ": ports: expected 1 to 30000"
        );
    }
    if (reserved_for_calls > port_count || reserved_for_answers > port_count - reserved_for_calls) {
        return make_error(
            Errc::InvalidParameter,
            "device " + name +
                ": reservedForCalls, reservedForAnswers: expected no more than portCount (" +
                std::to_string(port_count) + ") together"
        );
    }
    if (role != DeviceRole::Both && (reserved_for_calls != 0 || reserved_for_answers != 0)) {
        return make_error(
            Errc::InvalidParameter,
            "device " + name +
                ": reservedForCalls, reservedForAnswers: expected role \"both\", which is what can "
                "be shared out"
        );
    }
    return {};
}

DeviceRole DeviceConfig::role_of_port(std::uint32_t index) const {
    if (role == DeviceRole::Both && index < reserved_for_calls) {
        return DeviceRole::Out;
    }
    if (role == DeviceRole::Both && index >= port_count - reserved_for_answers) {
        return DeviceRole::In;
    }
    return role;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    const auto lower = [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) {
               return lower(x) == lower(y);
           });
}

}  // namespace mprd
