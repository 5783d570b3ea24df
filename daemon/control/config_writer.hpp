// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/tables/interface_config.hpp"

#include <string_view>

namespace mprd::daemon {

/// Writes changes of the running router back to the store. Implemented by service/ConfigStore;
/// methods only ask.
class ConfigWriter {
public:
    /// On error the stored form is as it was; the running router is not changed either way.
    virtual ~ConfigWriter() = default;
    /// The stored form of this interface becomes what is running; removed when it is not running.
    [[nodiscard]] virtual Result<void> save_interface(std::string_view name) = 0;
    /// The stored credentials of this interface become the running ones; all others stay.
    [[nodiscard]] virtual Result<void> save_credentials(std::string_view name) = 0;
    /// Router-wide settings.
    [[nodiscard]] virtual Result<void> save_router() = 0;
    /// Router-wide settings with this caller, and his password; all other passwords stay.
    [[nodiscard]] virtual Result<void> save_user(std::string_view name) = 0;
    /// The stored pre-shared key of the server becomes the running one.
    [[nodiscard]] virtual Result<void> save_server_key() = 0;
    /// The stored form of this interface: 621 when there is no file, 622 when it cannot be taken
    /// (the detail says all that is wrong).
    [[nodiscard]] virtual Result<InterfaceConfig> read_interface(std::string_view name) = 0;
};

}  // namespace mprd::daemon
