// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/config_store.hpp"

#include "platform/devices/device_kind.hpp"

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
    config::Loaded loaded = config::load(looked_at_.sources, check_options);
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

Result<void> ConfigStore::write_credentials(
    std::string_view name, const std::optional<Credentials>& credentials, Knowledge knowledge
) {
    const std::string& path = files_.secrets_path();
    const auto old_text = files_.text_of(path);
    if (!old_text) {
        return old_text.error();
    }
    const auto text = config::changed_secrets(old_text->value_or(""), name, credentials);
    if (!text) {
        return make_error(text.error().code, path + ": " + text.error().detail);
    }
    const bool is_same = *old_text ? *text == **old_text : !credentials;
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
    if (auto removed = write_credentials(name, std::nullopt, knowledge); !removed) {
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
    return write_credentials(
        name, row == nullptr ? std::nullopt : row->credentials, Knowledge::Running
    );
}

Result<void> ConfigStore::save_router() {
    const auto lock = files_.begin();
    if (!lock) {
        return lock.error();
    }
    return write(
        files_.router_path(), config::router_text(router_->settings()), Knowledge::Running
    );
}

// ---- what MprConfig calls say

Result<std::shared_ptr<const RouterConfig>> ConfigStore::read() {
    const StoreFiles::Content content = files_.read();
    config::Loaded loaded = config::load(content.sources, check_options);
    loaded.problems.insert(
        loaded.problems.begin(), content.unreadable.begin(), content.unreadable.end()
    );
    if (!loaded.problems.empty()) {
        return make_error(
            Errc::InvalidData,
            "the stored configuration is wrong: " + loaded.problems.front().to_string() +
                (loaded.problems.size() > 1 ? " (and more: mprctl config check)" : "")
        );
    }
    return std::make_shared<const RouterConfig>(std::move(loaded.config));
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
    const config::Loaded loaded = config::load(files_.as_sources(*files), check_options);
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
