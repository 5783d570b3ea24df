// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/devices/device_kind.hpp"

#include <string>

namespace mprd::platform {

/// A kind of device that this system cannot have: whoever configures one is told why (50).
/// `Reason::kText` is that sentence; a type, because a DeviceKind holds plain functions. Made
/// before any code runs (constinit): kinds.cpp copies it.
template <class Reason>
class AbsentKind {
public:
    [[nodiscard]] static constexpr DeviceKind make(
        std::string_view name, std::string_view api_type
    ) {
        return {
            .name = name,
            .api_type = api_type,
            .check_options = &check_options,
            .make_device = &make_device,
        };
    }

private:
    static Error refusal() {
        return make_error(
            Errc::NotSupported, ": expected a device of another kind: " + std::string(Reason::kText)
        );
    }
    static Result<void> check_options(std::string_view /*options*/) { return refusal(); }
    static Result<std::unique_ptr<Device>> make_device(
        const DeviceContext& /*context*/,
        std::string_view /*options*/,
        const DeviceSecrets& /*secrets*/
    ) {
        return refusal();
    }
};

}  // namespace mprd::platform
