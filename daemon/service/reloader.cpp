// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/reloader.hpp"

#include "config/codec/codec.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace mprd::daemon {

std::optional<InterfaceId> Reloader::find(const std::string& name) const {
    return runtime_.router().interfaces().find_name(name, InterfaceTable::Clients::Ignored);
}

Result<ReloadReport> Reloader::reload() {
    config::Loaded loaded = store_.look();
    ReloadReport report;
    if (!loaded.problems.empty()) {
        report.problems = std::move(loaded.problems);
        return report;
    }
    const Plan planned = plan(loaded.config);
    if (const auto possible = check_removable(planned.remove); !possible) {
        return possible.error();
    }
    remove(planned.remove, report);
    for (const InterfaceDefinition* definition : planned.put) {
        put(*definition, report);
    }
    apply_settings(loaded.config, report);
    store_.take_over();
    told_.clear();
    restart_ = report.restart;
    const auto count = [](const auto& names) { return static_cast<std::uint32_t>(names.size()); };
    runtime_.drain();
    runtime_.events().publish(
        runtime_.now(),
        events::ConfigurationReloaded{
            count(report.added), count(report.removed), count(report.changed)}
    );
    return report;
}

Reloader::Plan Reloader::plan(const RouterConfig& wanted) const {
    const StoreFiles& files = store_.files();
    const auto& table = runtime_.router().interfaces();
    std::set<std::string> changed;
    for (const config::SourceFile& file : store_.looked_at().sources.interfaces) {
        if (!files.is_running(file)) {
            changed.insert(file.path);
        }
    }
    Plan plan;
    std::set<std::string> names;
    for (const InterfaceDefinition& definition : wanted.interfaces) {
        const std::string& name = definition.config.name;
        names.insert(name);
        if (changed.count(files.interface_path(name)) == 0) {
            continue;
        }
        plan.put.push_back(&definition);
        // The type is fixed at creation: another one is another interface.
        if (const auto id = find(name);
            id && table.find(*id)->config.type != definition.config.type) {
            plan.remove.push_back(*id);
        }
    }
    table.rows().for_each([&](InterfaceId id, const InterfaceRow& row) {
        if (row.config.type != InterfaceType::Client && names.count(row.config.name) == 0 &&
            files.has_running(files.interface_path(row.config.name))) {
            plan.remove.push_back(id);
        }
    });
    return plan;
}

Result<void> Reloader::check_removable(const std::vector<InterfaceId>& interfaces) {
    router::Router& router = runtime_.router();
    for (const InterfaceId id : interfaces) {
        if (router.status(runtime_.now(), id).state == ConnectionState::Connected) {
            return make_error(
                Errc::InterfaceConnected,
                "interface \"" + router.interfaces().find(id)->config.name +
                    "\" is gone from the files, or of another type, and connected: disconnect it "
                    "first"
            );
        }
    }
    return {};
}

void Reloader::remove(const std::vector<InterfaceId>& interfaces, ReloadReport& report) {
    router::Router& router = runtime_.router();
    for (const InterfaceId id : interfaces) {
        std::string name = router.interfaces().find(id)->config.name;
        if (router.remove(runtime_.now(), id)) {
            report.removed.push_back(std::move(name));
        }
        runtime_.drain();
    }
}

void Reloader::put(const InterfaceDefinition& definition, ReloadReport& report) {
    router::Router& router = runtime_.router();
    const std::string& name = definition.config.name;
    const std::string place = "interfaces/" + name;
    if (const auto id = find(name)) {
        const InterfaceConfig old = router.interfaces().find(*id)->config;
        if (old == definition.config) {
            return;
        }
        if (!router.change(runtime_.now(), *id, definition.config)) {
            report.restart.push_back(place);
            return;
        }
        report.changed.push_back(name);
        if (old.network_name != definition.config.network_name) {
            report.restart.push_back(place + "/networkName");
        }
    } else if (router.create(runtime_.now(), definition)) {
        report.added.push_back(name);
    } else {
        report.restart.push_back(place);  // not in LAN-only mode, for one
    }
    runtime_.drain();
}

void Reloader::apply_settings(const RouterConfig& wanted, ReloadReport& report) {
    router::Router& router = runtime_.router();
    const StoreFiles& files = store_.files();
    const auto& sources = store_.looked_at().sources;
    const nlohmann::json running = config::to_json(router.settings());
    const nlohmann::json stored = config::to_json(wanted);
    for (const char* member : {"devices", "lanOnly", "answering", "adminDll"}) {
        if (running.at(member) != stored.at(member)) {
            report.restart.emplace_back(member);
        }
    }
    const bool secrets_same = sources.secrets ? files.is_running(*sources.secrets)
                                              : !files.has_running(files.secrets_path());
    if (files.is_running(sources.router) && secrets_same) {
        return;
    }
    if (wanted.idle_disconnect_seconds != router.settings().idle_disconnect_seconds &&
        !files.is_running(sources.router)) {
        router.set_global_idle(runtime_.now(), wanted.idle_disconnect_seconds);
    }
    RouterConfig settings = wanted;
    settings.interfaces.clear();
    if (!router.change_settings(runtime_.now(), std::move(settings))) {
        report.restart.emplace_back("users, transports, tunnels");
    }
    runtime_.drain();
    if (!secrets_same) {
        apply_credentials(wanted);
    }
}

void Reloader::apply_credentials(const RouterConfig& wanted) {
    router::Router& router = runtime_.router();
    for (const InterfaceDefinition& definition : wanted.interfaces) {
        const auto id = find(definition.config.name);
        if (!id) {
            continue;
        }
        if (router.interfaces().find(*id)->credentials != definition.credentials) {
            static_cast<void>(router.set_credentials(runtime_.now(), *id, definition.credentials));
        }
        if (router.interfaces().find(*id)->extended != definition.extended) {
            static_cast<void>(
                router.set_extended_credentials(runtime_.now(), *id, definition.extended)
            );
        }
        runtime_.drain();
    }
}

// ---- edits on disk

void Reloader::on_file_changed(const std::string& path) {
    if (path.empty()) {
        for (const std::string& each : store_.not_running()) {
            tell_if_changed(each);
        }
        return;
    }
    const StoreFiles& files = store_.files();
    const bool is_interface = path.starts_with(files.interfaces_folder() + '/') &&
                              path.ends_with(".json") &&
                              path[files.interfaces_folder().size() + 1] != '.';
    if (is_interface || path == files.router_path() || path == files.secrets_path()) {
        tell_if_changed(path);
    }
}

void Reloader::tell_if_changed(const std::string& path) {
    if (store_.is_running(path)) {
        told_.erase(path);
    } else if (told_.insert(path).second) {
        runtime_.events().publish(runtime_.now(), events::ConfigurationChangedOnDisk{path});
    }
}

}  // namespace mprd::daemon
