// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/loader/loader.hpp"
#include "core/admin/router_control.hpp"
#include "daemon/control/config_writer.hpp"
#include "platform/api/file_system.hpp"

#include <functional>
#include <string>
#include <vector>

namespace mprd::daemon {

/// The configuration on disk (design section 8): mprd.json, interfaces.d/*.json and secrets.json in
/// one folder.
class ConfigStore final : public ConfigWriter {
public:
    /// `path` is that of mprd.json.
    ConfigStore(platform::FileSystem& files, std::string path);

    /// All files. An unreadable one is a problem like any other.
    [[nodiscard]] config::Loaded load();

    /// From now on save_* writes what this router runs.
    void attach(const admin::RouterControl& router) { router_ = &router; }

    [[nodiscard]] Result<void> save_interface(std::string_view name) override;
    [[nodiscard]] Result<void> save_credentials(std::string_view name) override;
    [[nodiscard]] Result<void> save_router() override;
    [[nodiscard]] Result<void> save_user(std::string_view name) override;
    [[nodiscard]] Result<void> save_server_key() override;
    [[nodiscard]] Result<InterfaceConfig> read_interface(std::string_view name) override;

private:
    /// Replaces the secrets file by what `change` makes of its text, unless that is the same.
    [[nodiscard]] Result<void> change_secrets(
        const std::function<Result<std::string>(const std::string& old_text)>& change
    );

    /// Not owned.
    platform::FileSystem& files_;
    std::string router_path_;
    std::string interfaces_folder_;
    std::string secrets_path_;
    /// nullptr before attach().
    const admin::RouterControl* router_ = nullptr;
};

}  // namespace mprd::daemon
