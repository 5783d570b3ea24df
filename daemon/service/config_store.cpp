// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/config_store.hpp"

#include "platform/devices/device_kind.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace mprd::daemon {
namespace {

Result<void> check_options(const std::string& kind, const std::string& options) {
    const platform::DeviceKind* found = platform::find_device_kind(kind);
    if (found == nullptr) {
        std::string known;
        for (const platform::DeviceKind& each : platform::device_kinds()) {
            known += (known.empty() ? "\"" : ", \"") + std::string(each.name) + '"';
        }
        return make_error(
            Errc::InvalidData, "/kind: expected one of " + known + ", found \"" + kind + '"'
        );
    }
    auto checked = found->check_options(options);
    return checked ? checked
                   : make_error(checked.error().code, "/options" + checked.error().detail);
}

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, slash);
}

}  // namespace

ConfigStore::ConfigStore(platform::FileSystem& files, std::string path)
    : files_(files),
      router_path_(std::move(path)),
      interfaces_folder_(folder_of(router_path_) + "/interfaces.d"),
      secrets_path_(folder_of(router_path_) + "/secrets.json") {}

config::Loaded ConfigStore::load() {
    std::vector<config::FileProblem> unreadable;
    const auto read = [&](const std::string& path) {
        auto text = files_.read(path);
        if (!text) {
            unreadable.push_back({path, {"", "a readable file", text.error().detail}});
        }
        return text ? std::optional(config::SourceFile{path, std::move(*text)}) : std::nullopt;
    };
    config::Sources sources;
    sources.router = read(router_path_).value_or(config::SourceFile{router_path_, "{}"});
    const auto paths = files_.list(interfaces_folder_, ".json");
    if (!paths) {
        unreadable.push_back({interfaces_folder_, {"", "a readable folder", paths.error().detail}});
    } else {
        for (const std::string& path : *paths) {
            if (auto file = read(path)) {
                sources.interfaces.push_back(std::move(*file));
            }
        }
    }
    if (auto secrets = files_.read(secrets_path_); secrets) {
        sources.secrets = config::SourceFile{secrets_path_, std::move(*secrets)};
    } else if (secrets.error().code != Errc::FileNotFound) {
        unreadable.push_back({secrets_path_, {"", "a readable file", secrets.error().detail}});
    }
    config::Loaded loaded = config::load(sources, check_options);
    loaded.problems.insert(loaded.problems.begin(), unreadable.begin(), unreadable.end());
    return loaded;
}

Result<void> ConfigStore::save_interface(std::string_view name) {
    const std::string path = interfaces_folder_ + '/' + config::file_name_of(name);
    const auto id = router_->interfaces().find_name(name, InterfaceTable::Clients::Ignored);
    if (!id) {
        auto removed = files_.remove(path);
        return removed ? save_credentials(name) : removed;
    }
    if (auto made = files_.make_folder(interfaces_folder_); !made) {
        return made;
    }
    return files_.write_atomically(
        path,
        config::interface_text(router_->interfaces().find(*id)->config),
        platform::FileSystem::Privacy::Public
    );
}

Result<void> ConfigStore::save_credentials(std::string_view name) {
    const auto id = router_->interfaces().find_name(name, InterfaceTable::Clients::Ignored);
    const InterfaceRow* row = id ? router_->interfaces().find(*id) : nullptr;
    return change_secrets([&](const std::string& old_text) {
        return row == nullptr
                   ? config::changed_secrets(old_text, name, std::nullopt)
                   : config::changed_secrets(old_text, name, row->credentials, row->extended);
    });
}

Result<void> ConfigStore::save_user(std::string_view name) {
    if (auto saved = save_router(); !saved) {
        return saved;
    }
    const auto& users = router_->settings().users;
    const auto user = std::find_if(users.begin(), users.end(), [&](const UserConfig& each) {
        return each.name == name;
    });
    const bool has_password = user != users.end() && !user->password.is_empty();
    return change_secrets([&](const std::string& old_text) {
        return config::changed_user_secret(
            old_text, std::string(name), has_password ? std::optional(user->password) : std::nullopt
        );
    });
}

Result<void> ConfigStore::save_server_key() {
    return change_secrets([&](const std::string& old_text) {
        return config::changed_server_key(old_text, router_->settings().pre_shared_key);
    });
}

Result<void> ConfigStore::change_secrets(
    const std::function<Result<std::string>(const std::string& old_text)>& change
) {
    auto old_text = files_.read(secrets_path_);
    if (!old_text && old_text.error().code != Errc::FileNotFound) {
        return old_text.error();
    }
    const auto text = change(old_text ? *old_text : std::string{});
    if (!text) {
        return make_error(text.error().code, secrets_path_ + ": " + text.error().detail);
    }
    if (old_text && *text == *old_text) {
        return {};
    }
    return files_.write_atomically(secrets_path_, *text, platform::FileSystem::Privacy::Secret);
}

Result<InterfaceConfig> ConfigStore::read_interface(std::string_view name) {
    const std::string path = interfaces_folder_ + '/' + config::file_name_of(name);
    auto text = files_.read(path);
    if (!text) {
        const bool is_missing = text.error().code == Errc::FileNotFound;
        return make_error(
            is_missing ? Errc::CannotOpenPhonebook : Errc::CannotLoadPhonebook,
            path + ": " + text.error().detail
        );
    }
    const config::Sources sources{{"", "{}"}, {{path, std::move(*text)}}, std::nullopt};
    config::Loaded loaded = config::load(sources, check_options);
    std::string problems;
    for (const config::FileProblem& problem : loaded.problems) {
        problems += (problems.empty() ? "" : "; ") + problem.to_string();
    }
    if (!problems.empty()) {
        return make_error(Errc::CannotLoadPhonebook, problems);
    }
    return std::move(loaded.config.interfaces.at(0).config);
}

Result<void> ConfigStore::save_router() {
    return files_.write_atomically(
        router_path_,
        config::router_text(router_->settings()),
        platform::FileSystem::Privacy::Public
    );
}

}  // namespace mprd::daemon
