// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/stored_config.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace mprd::test {

/// A store in memory that writes down what it was asked and fails when the test says so.
class FakeStoredConfig final : public admin::StoredConfig {
public:
    FakeStoredConfig() = default;
    explicit FakeStoredConfig(RouterConfig stored) : config(std::move(stored)) {}

    [[nodiscard]] Result<std::shared_ptr<const RouterConfig>> read() override {
        if (unreadable) {
            return make_error(Errc::InvalidData, "mprd.json: wrong");
        }
        return std::make_shared<const RouterConfig>(config);
    }
    [[nodiscard]] std::vector<std::string> problems() override {
        return unreadable ? std::vector<std::string>{"mprd.json: wrong"}
                          : std::vector<std::string>{};
    }
    [[nodiscard]] Result<void> put_interface(const InterfaceConfig& changed) override {
        return write("put " + changed.name, [&] {
            for (InterfaceDefinition& each : config.interfaces) {
                if (each.config.name == changed.name) {
                    each.config = changed;
                    return;
                }
            }
            config.interfaces.push_back({changed, {}, {}});
        });
    }
    [[nodiscard]] Result<void> remove_interface(std::string_view name) override {
        return write("remove " + std::string(name), [&] {
            auto& all = config.interfaces;
            all.erase(
                std::remove_if(
                    all.begin(),
                    all.end(),
                    [&](const auto& each) { return each.config.name == name; }
                ),
                all.end()
            );
        });
    }
    [[nodiscard]] Result<void> put_settings(const RouterConfig& settings) override {
        return write("settings", [&] {
            auto interfaces = std::move(config.interfaces);
            config = settings;
            config.interfaces = std::move(interfaces);
        });
    }
    [[nodiscard]] Result<void> reset() override {
        return write("reset", [&] { config = RouterConfig{}; });
    }
    [[nodiscard]] Result<void> check_path(const std::string& path) const override {
        return path.starts_with('/') ? Result<void>()
                                     : make_error(Errc::InvalidParameter, "expected \"/...\"");
    }
    [[nodiscard]] Result<void> backup(const std::string& path) override {
        return write("backup " + path, [] {});
    }
    [[nodiscard]] Result<void> restore(const std::string& path) override {
        return write("restore " + path, [] {});
    }
    [[nodiscard]] Guid guid_for(std::string_view name) override {
        Guid guid = guid_of_name(name);
        guid[15] = ++guids_made;
        return guid;
    }

    RouterConfig config;
    std::vector<std::string> written;
    bool unreadable = false;
    bool is_full = false;
    std::uint8_t guids_made = 0;

private:
    template <class Change>
    Result<void> write(std::string what, Change change) {
        if (is_full) {
            return make_error(Errc::CanNotComplete, "the disk is full");
        }
        written.push_back(std::move(what));
        change();
        return {};
    }
};

}  // namespace mprd::test
