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

bool is_device_secret(const std::string& kind, const std::string& name) {
    const platform::DeviceKind* found = platform::find_device_kind(kind);
    // An unknown kind has been complained of already.
    return found == nullptr || (found->is_secret != nullptr && found->is_secret(name));
}

Result<void> check_answering(const std::string& kind, const std::string& options) {
    const platform::DeviceKind* found = platform::find_device_kind(kind);
    if (found == nullptr) {
        return {};
    }
    if (!found->answers) {
        return make_error(
            Errc::InvalidData,
            "/role: expected \"out\": a device of kind \"" + kind + "\" only calls"
        );
    }
    const auto checked =
        found->check_answering == nullptr ? Result<void>() : found->check_answering(options);
    return checked ? checked
                   : make_error(checked.error().code, "/options" + checked.error().detail);
}

const config::DeviceChecks kChecks{check_options, is_device_secret, check_answering};

}  // namespace

ConfigStore::ConfigStore(
    platform::FileSystem& files, Entropy& entropy, const Crypto& crypto, std::string path
)
    : file_system_(files),
      entropy_(entropy),
      crypto_(crypto),
      files_(files, crypto, std::move(path)) {}

config::Loaded ConfigStore::look() {
    looked_at_ = files_.read();
    config::Loaded loaded = config::load(looked_at_.sources, kChecks);
    loaded.problems.insert(
        loaded.problems.begin(), looked_at_.unreadable.begin(), looked_at_.unreadable.end()
    );
    return loaded;
}

config::Loaded ConfigStore::load() {
    config::Loaded loaded = look();
    take_over();
    return loaded;
}

const InterfaceRow* ConfigStore::running(std::string_view name) const {
    if (router_ == nullptr) {
        return nullptr;
    }
    const auto id = router_->interfaces().find_name(name, InterfaceTable::Clients::Ignored);
    return id ? router_->interfaces().find(*id) : nullptr;
}

// ---- writing files

Result<void> ConfigStore::write(
    const std::string& path, const std::string& text, Knowledge knowledge
) {
    if (auto unchanged = files_.check_unchanged(path, knowledge); !unchanged) {
        return unchanged;
    }
    const auto privacy = path == files_.secrets_path() ? platform::FileSystem::Privacy::Secret
                                                       : platform::FileSystem::Privacy::Public;
    auto written = files_.write(path, text, privacy);
    if (written && knowledge == Knowledge::Running) {
        files_.note_running(path);
    }
    return written;
}

Result<void> ConfigStore::change_secrets(
    const std::function<Result<std::string>(const std::string& old_text)>& change,
    Knowledge knowledge
) {
    const std::string& path = files_.secrets_path();
    const auto old_text = files_.text_of(path);
    if (!old_text) {
        return old_text.error();
    }
    const auto text = change(old_text->value_or(""));
    if (!text) {
        return make_error(text.error().code, path + ": " + text.error().detail);
    }
    const bool is_same = *text == old_text->value_or("{}\n");  // no file is no secrets
    return is_same ? Result<void>() : write(path, *text, knowledge);
}

Result<void> ConfigStore::remove(std::string_view name, Knowledge knowledge) {
    const std::string path = files_.interface_path(name);
    if (auto unchanged = files_.check_unchanged(path, knowledge); !unchanged) {
        return unchanged;
    }
    const auto old_text = files_.text_of(path);
    if (!old_text) {
        return old_text.error();
    }
    if (auto removed = files_.remove(path); !removed) {
        return removed;
    }
    const auto forget = [&](const std::string& secrets) {
        return config::changed_secrets(secrets, name, std::nullopt);
    };
    if (auto removed = change_secrets(forget, knowledge); !removed) {
        if (*old_text) {
            static_cast<void>(files_.write(path, **old_text, platform::FileSystem::Privacy::Public)
            );
        }
        return removed;
    }
    if (knowledge == Knowledge::Running) {
        files_.note_running(path);
    }
    return {};
}

// ---- what runs

Result<void> ConfigStore::save_interface(std::string_view name) {
    const auto lock = files_.begin();
    if (!lock) {
        return lock.error();
    }
    const InterfaceRow* row = running(name);
    return row == nullptr ? remove(name, Knowledge::Running)
                          : write(
                                files_.interface_path(name),
                                config::interface_text(row->config),
                                Knowledge::Running
                            );
}

Result<void> ConfigStore::save_credentials(std::string_view name) {
    const auto lock = files_.begin();
    if (!lock) {
        return lock.error();
    }
    const InterfaceRow* row = running(name);
    return change_secrets(
        [&](const std::string& old_text) {
            return row == nullptr
                       ? config::changed_secrets(old_text, name, std::nullopt)
                       : config::changed_secrets(old_text, name, row->credentials, row->extended);
        },
        Knowledge::Running
    );
}

Result<void> ConfigStore::save_user(std::string_view name) {
    const auto lock = files_.begin();
    if (!lock) {
        return lock.error();
    }
    if (auto saved = write_router(); !saved) {
        return saved;
    }
    const auto& users = router_->settings().users;
    const auto user = std::find_if(users.begin(), users.end(), [&](const UserConfig& each) {
        return each.name == name;
    });
    const bool has_password = user != users.end() && !user->password.is_empty();
    return change_secrets(
        [&](const std::string& old_text) {
            return config::changed_user_secret(
                old_text,
                std::string(name),
                has_password ? std::optional(user->password) : std::nullopt
            );
        },
        Knowledge::Running
    );
}

Result<void> ConfigStore::save_server_key() {
    const auto lock = files_.begin();
    if (!lock) {
        return lock.error();
    }
    return change_secrets(
        [&](const std::string& old_text) {
            return config::changed_server_key(old_text, router_->settings().pre_shared_key);
        },
        Knowledge::Running
    );
}

Result<InterfaceConfig> ConfigStore::read_interface(std::string_view name) {
    const std::string path = files_.interface_path(name);
    auto text = files_.text_of(path);
    if (!text) {
        return make_error(Errc::CannotLoadPhonebook, path + ": " + text.error().detail);
    }
    if (!*text) {
        return make_error(Errc::CannotOpenPhonebook, path + ": there is no such file");
    }
    const config::Sources sources{{"", "{}"}, {{path, std::move(**text)}}, std::nullopt};
    config::Loaded loaded = config::load(sources, kChecks);
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
    const auto lock = files_.begin();
    return lock ? write_router() : Result<void>(lock.error());
}

Result<void> ConfigStore::write_router() {
    // Only what changes while the router runs: the rest of the file may say what is to be in force
    // after a restart.
    const std::string& path = files_.router_path();
    const auto text = files_.text_of(path);
    if (!text) {
        return text.error();
    }
    RouterConfig settings = router_->settings();
    if (*text) {
        config::Loaded stored = config::load({{path, **text}, {}, std::nullopt}, kChecks);
        if (!stored.problems.empty()) {
            return make_error(Errc::InvalidData, stored.problems.front().to_string());
        }
        settings = std::move(stored.config);
    }
    const RouterConfig& running = router_->settings();
    settings.idle_disconnect_seconds = running.idle_disconnect_seconds;
    settings.users = running.users;
    settings.transports = running.transports;
    settings.tunnels = running.tunnels;
    return write(files_.router_path(), config::router_text(settings), Knowledge::Running);
}

// ---- what MprConfig calls say

config::Loaded ConfigStore::read_all() {
    const StoreFiles::Content content = files_.read();
    config::Loaded loaded = config::load(content.sources, kChecks, &parsed_);
    loaded.problems.insert(
        loaded.problems.begin(), content.unreadable.begin(), content.unreadable.end()
    );
    return loaded;
}

std::vector<std::string> ConfigStore::problems() {
    std::vector<std::string> lines;
    for (const config::FileProblem& problem : read_all().problems) {
        lines.push_back(problem.to_string());
    }
    return lines;
}

Result<std::shared_ptr<const RouterConfig>> ConfigStore::read() {
    // Before reading: a file that changes meanwhile has another identity at the next call.
    auto state = files_.state();
    if (state && read_ != nullptr && read_state_ == state) {
        return read_;
    }
    read_.reset();
    config::Loaded loaded = read_all();
    if (!loaded.problems.empty()) {
        return make_error(
            Errc::InvalidData,
            "the stored configuration is wrong: " + loaded.problems.front().to_string() +
                (loaded.problems.size() > 1 ? " (and more: mprctl config check)" : "")
        );
    }
    read_state_ = std::move(state);
    read_ = std::make_shared<const RouterConfig>(std::move(loaded.config));
    return read_;
}

Result<void> ConfigStore::put_interface(const InterfaceConfig& config) {
    const auto lock = files_.begin();
    if (!lock) {
        return lock.error();
    }
    const std::string path = files_.interface_path(config.name);
    auto written = write(path, config::interface_text(config), Knowledge::Stored);
    const InterfaceRow* row = running(config.name);
    if (written && row != nullptr && row->config == config) {
        files_.note_running(path);
    }
    return written;
}

Result<void> ConfigStore::remove_interface(std::string_view name) {
    const auto lock = files_.begin();
    if (!lock) {
        return lock.error();
    }
    auto removed = remove(name, Knowledge::Stored);
    if (removed && running(name) == nullptr) {
        files_.note_running(files_.interface_path(name));
    }
    return removed;
}

Result<void> ConfigStore::put_settings(const RouterConfig& settings) {
    const auto lock = files_.begin();
    if (!lock) {
        return lock.error();
    }
    return write(files_.router_path(), config::router_text(settings), Knowledge::Stored);
}

Result<void> ConfigStore::reset() {
    return files_.replace({{"mprd.json", config::router_text(RouterConfig{})}});
}

Result<void> ConfigStore::backup(const std::string& path) {
    // The checks of a read: a backup that cannot be restored helps nobody.
    if (const auto checked = read(); !checked) {
        return checked.error();
    }
    const auto there = files_.text_of(path);
    if (!there || *there) {
        return make_error(
            there ? Errc::InvalidParameter : there.error().code,
            there ? "path: expected a new file, found " + path : there.error().detail
        );
    }
    const auto all = files_.all();
    if (!all) {
        return all.error();
    }
    return file_system_.write_atomically(
        path, config::backup_text(*all, crypto_), platform::FileSystem::Privacy::Secret
    );
}

Result<void> ConfigStore::restore(const std::string& path) {
    const auto text = file_system_.read(path);
    if (!text) {
        return text.error();
    }
    const auto files = config::read_backup(*text, crypto_);
    if (!files) {
        return make_error(files.error().code, path + ": " + files.error().detail);
    }
    const config::Loaded loaded = config::load(files_.as_sources(*files), kChecks);
    if (!loaded.problems.empty()) {
        return make_error(
            Errc::InvalidData,
            path + ": the configuration in it is wrong: " + loaded.problems.front().to_string()
        );
    }
    return files_.replace(*files);
}

Guid ConfigStore::guid_for(std::string_view name) {
    const InterfaceRow* row = running(name);
    return row == nullptr ? make_guid(entropy_) : row->config.phonebook.guid;
}

}  // namespace mprd::daemon
