// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "daemon/control/config_control.hpp"
#include "daemon/runtime/runtime.hpp"
#include "daemon/service/config_store.hpp"

#include <set>
#include <string>
#include <vector>

namespace mprd::daemon {

/// Applies changed files to the running router (mprctl service reload, SIGHUP).
///
/// A file counts when it has changed since it was taken over: an interface that was made or changed
/// in the running router only keeps what it has as long as nobody touches its file. All or nothing:
/// wrong files, or an interface that is connected and gone from the files, refuse the whole.
class Reloader final : public ConfigControl {
public:
    /// Both must outlive it; the store is attached to the runtime's router.
    Reloader(ConfigStore& store, Runtime& runtime) : store_(store), runtime_(runtime) {}

    [[nodiscard]] Result<ReloadReport> reload() override;
    [[nodiscard]] std::vector<std::string> not_loaded() override { return store_.not_running(); }
    [[nodiscard]] std::vector<std::string> restart_needed() const override { return restart_; }

    /// A file of the store's folders was written by whomever. Empty path: look at all. What is not
    /// ours becomes the event ConfigurationChangedOnDisk, once for each change.
    void on_file_changed(const std::string& path);

private:
    /// What differs, before anything is done.
    struct Plan {
        std::vector<InterfaceId> remove;
        std::vector<const InterfaceDefinition*> put;
    };
    [[nodiscard]] Plan plan(const RouterConfig& wanted) const;
    /// 908 when one of them is connected.
    [[nodiscard]] Result<void> check_removable(const std::vector<InterfaceId>& interfaces);
    void remove(const std::vector<InterfaceId>& interfaces, ReloadReport& report);
    void put(const InterfaceDefinition& definition, ReloadReport& report);
    void apply_settings(const RouterConfig& wanted, ReloadReport& report);
    void apply_credentials(const RouterConfig& wanted);
    [[nodiscard]] std::optional<InterfaceId> find(const std::string& name) const;
    void tell_if_changed(const std::string& path);

    ConfigStore& store_;
    Runtime& runtime_;
    std::vector<std::string> restart_;
    /// Changes on disk that were told.
    std::set<std::string> told_;
};

}  // namespace mprd::daemon
