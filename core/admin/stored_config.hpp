// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/guid.hpp"
#include "core/tables/router_config.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::admin {

/// The stored configuration, as MprConfig calls see it: implemented by daemon/service/ConfigStore
/// on files, and by fakes in tests. No access checks here.
///
/// Each change is one transaction: on error nothing has changed. A file that somebody else has
/// changed since this process took note of it is not overwritten (624).
class StoredConfig {
public:
    virtual ~StoredConfig() = default;

    /// What is stored now, interfaces and secrets included; the same object as long as that is the
    /// same. 13 when it is wrong.
    [[nodiscard]] virtual Result<std::shared_ptr<const RouterConfig>> read() = 0;
    /// Everything that is wrong with it, one line each: file, place, expected, found.
    [[nodiscard]] virtual std::vector<std::string> problems() = 0;
    /// Adds the interface, or replaces the one of its name; credentials stay.
    [[nodiscard]] virtual Result<void> put_interface(const InterfaceConfig& config) = 0;
    /// With its credentials. No error when there is none.
    [[nodiscard]] virtual Result<void> remove_interface(std::string_view name) = 0;
    /// Everything but interfaces and secrets.
    [[nodiscard]] virtual Result<void> put_settings(const RouterConfig& settings) = 0;
    /// MprConfigServerInstall: the default configuration, without interfaces and secrets.
    [[nodiscard]] virtual Result<void> reset() = 0;

    /// 87 for what does not name the same file in whichever folder a program is; the detail says
    /// how such a path is written on this system.
    [[nodiscard]] virtual Result<void> check_path(const std::string& path) const = 0;
    /// The whole store in one new file that only its owner may read.
    [[nodiscard]] virtual Result<void> backup(const std::string& path) = 0;
    /// The store becomes what the file says, all or nothing. 2 no such file, 13 damaged, of a newer
    /// version, or wrong in itself.
    [[nodiscard]] virtual Result<void> restore(const std::string& path) = 0;

    /// For an interface that is about to be created: that of the running one of this name, else a
    /// new one.
    [[nodiscard]] virtual Guid guid_for(std::string_view name) = 0;
};

}  // namespace mprd::admin
