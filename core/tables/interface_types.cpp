// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/interface_types.hpp"

#include <utility>

namespace mprd {

const char* to_string(InterfaceType type) {
    switch (type) {
        case InterfaceType::Client:
            return "client";
        case InterfaceType::HomeRouter:
            return "homeRouter";
        case InterfaceType::FullRouter:
            return "fullRouter";
        case InterfaceType::Dedicated:
            return "dedicated";
        case InterfaceType::Internal:
            return "internal";
        case InterfaceType::Loopback:
            return "loopback";
        case InterfaceType::Tunnel1:
            return "tunnel1";
        case InterfaceType::DialOut:
            return "dialOut";
    }
    return "unknown";
}

const char* to_string(ConnectionState state) {
    switch (state) {
        case ConnectionState::Unreachable:
            return "unreachable";
        case ConnectionState::Disconnected:
            return "disconnected";
        case ConnectionState::Connecting:
            return "connecting";
        case ConnectionState::Connected:
            return "connected";
    }
    return "unknown";
}

std::string UnreachableReasons::to_string() const {
    static constexpr std::pair<UnreachableReason, const char*> kNames[] = {
        {UnreachableReason::OutOfResources, "outOfResources"},
        {UnreachableReason::AdminDisabled, "adminDisabled"},
        {UnreachableReason::ConnectionFailure, "connectionFailure"},
        {UnreachableReason::ServicePaused, "servicePaused"},
        {UnreachableReason::DialoutHours, "dialoutHours"},
        {UnreachableReason::NoMediaSense, "noMediaSense"},
        {UnreachableReason::NoDevice, "noDevice"},
    };
    std::string text;
    for (const auto& [reason, name] : kNames) {
        if (has(reason)) {
            text += (text.empty() ? "" : ",") + std::string(name);
        }
    }
    return text;
}

}  // namespace mprd
