// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/loader/loader.hpp"
#include "core/admin/router_control.hpp"
#include "core/admin/stored_config.hpp"
#include "core/base/crypto.hpp"
#include "core/base/random.hpp"
#include "daemon/control/config_writer.hpp"
#include "daemon/service/store_files.hpp"
#include "platform/api/file_system.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mprd::daemon {

/// The configuration on disk (design section 8): mprd.json, interfaces.d/*.json and secrets.json in
/// one folder. Writes what the running router has (ConfigWriter) and what MprConfig calls say
/// (admin::StoredConfig). Neither overwrites what somebody else has changed meanwhile (624).
class ConfigStore final : public ConfigWriter, public admin::StoredConfig {
public:
    /// `path` is that of mprd.json; the references must outlive the object.
    ConfigStore(
        platform::FileSystem& files, Entropy& entropy, const Crypto& crypto, std::string path
    );

    /// All files. An unreadable one is a problem like any other. What was read counts as known
    /// from now on: as what the router runs, too.
    [[nodiscard]] config::Loaded load();
    /// All files as they are now; take_over() makes them known.
    [[nodiscard]] config::Loaded look();
    /// What the last look() read is what runs now.
    void take_over() { files_.take_note(looked_at_); }

    [[nodiscard]] const StoreFiles::Content& looked_at() const { return looked_at_; }

    /// From now on save_* writes what this router runs.
    void attach(const admin::RouterControl& router) { router_ = &router; }
    /// Files that the running router has not taken over in their present form.
    [[nodiscard]] std::vector<std::string> not_running() { return files_.not_running(); }
    /// The same for one file.
    [[nodiscard]] bool is_running(const std::string& path) { return files_.is_running(path); }
    [[nodiscard]] const StoreFiles& files() const { return files_; }

    // ---- ConfigWriter
    [[nodiscard]] Result<void> save_interface(std::string_view name) override;
    [[nodiscard]] Result<void> save_credentials(std::string_view name) override;
    [[nodiscard]] Result<void> save_router() override;
    [[nodiscard]] Result<void> save_user(std::string_view name) override;
    [[nodiscard]] Result<void> save_server_key() override;
    [[nodiscard]] Result<InterfaceConfig> read_interface(std::string_view name) override;

    // ---- admin::StoredConfig
    [[nodiscard]] Result<std::shared_ptr<const RouterConfig>> read() override;
    [[nodiscard]] std::vector<std::string> problems() override;
    [[nodiscard]] Result<void> put_interface(const InterfaceConfig& config) override;
    [[nodiscard]] Result<void> remove_interface(std::string_view name) override;
    [[nodiscard]] Result<void> put_settings(const RouterConfig& settings) override;
    [[nodiscard]] Result<void> reset() override;
    [[nodiscard]] Result<void> check_path(const std::string& path) const override {
        return file_system_.check_absolute(path);
    }
    [[nodiscard]] Result<void> backup(const std::string& path) override;
    [[nodiscard]] Result<void> restore(const std::string& path) override;
    [[nodiscard]] Guid guid_for(std::string_view name) override;

private:
    using Knowledge = StoreFiles::Knowledge;
    /// Reads and checks all files.
    [[nodiscard]] config::Loaded read_all();
    /// The running interface of this name, nullptr when there is none or no router.
    [[nodiscard]] const InterfaceRow* running(std::string_view name) const;
    /// Checks, then writes.
    [[nodiscard]] Result<void> write(
        const std::string& path, const std::string& text, Knowledge knowledge
    );
    /// save_router() under a lock that is held.
    [[nodiscard]] Result<void> write_router();
    /// Replaces the secrets file by what `change` makes of its text, unless that is the same.
    [[nodiscard]] Result<void> change_secrets(
        const std::function<Result<std::string>(const std::string& old_text)>& change,
        Knowledge knowledge
    );
    /// The file of the interface and its credentials go, or both stay.
    [[nodiscard]] Result<void> remove(std::string_view name, Knowledge knowledge);

    platform::FileSystem& file_system_;
    Entropy& entropy_;
    const Crypto& crypto_;
    StoreFiles files_;
    StoreFiles::Content looked_at_;
    /// What read() gave last, and the files that it was in; what it parsed for that.
    std::optional<StoreFiles::State> read_state_;
    std::shared_ptr<const RouterConfig> read_;
    config::ParsedInterfaces parsed_;
    /// nullptr before attach().
    const admin::RouterControl* router_ = nullptr;
};

}  // namespace mprd::daemon
