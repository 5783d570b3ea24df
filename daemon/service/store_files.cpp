// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/store_files.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace mprd::daemon {
namespace {

using platform::FileSystem;

std::string folder_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, slash);
}

}  // namespace

StoreFiles::StoreFiles(FileSystem& files, const Crypto& crypto, std::string router_path)
    : files_(files),
      crypto_(crypto),
      router_path_(std::move(router_path)),
      folder_(folder_of(router_path_)),
      interfaces_folder_(folder_ + "/interfaces.d"),
      secrets_path_(folder_ + "/secrets.json") {}

StoreFiles::Fingerprint StoreFiles::fingerprint(const std::string& text) {
    return {text.size(), std::hash<std::string>{}(text)};
}

Error StoreFiles::changed_on_disk(const std::string& path) {
    return make_error(
        Errc::CannotWritePhonebook,
        path +
            " has changed since mprd read it and was not overwritten; look at it and run: "
            "mprctl service reload"
    );
}

std::string StoreFiles::interface_path(std::string_view name) const {
    return interfaces_folder_ + '/' + config::file_name_of(name);
}

std::string StoreFiles::path_of(const std::string& stored_name) const {
    return stored_name == "mprd.json" ? router_path_ : folder_ + '/' + stored_name;
}

std::string StoreFiles::stored_name(const std::string& path) const {
    return path == router_path_ ? "mprd.json" : path.substr(folder_.size() + 1);
}

Result<std::optional<std::string>> StoreFiles::text_of(const std::string& path) {
    auto text = files_.read(path);
    if (text) {
        return std::optional<std::string>(std::move(*text));
    }
    if (text.error().code == Errc::FileNotFound) {
        return std::optional<std::string>();
    }
    return text.error();
}

// ---- reading

config::Sources StoreFiles::as_sources(const std::vector<config::StoredFile>& files) const {
    config::Sources sources;
    for (const config::StoredFile& file : files) {
        config::SourceFile source{path_of(file.name), file.text};
        if (source.path == router_path_) {
            sources.router = std::move(source);
        } else if (source.path == secrets_path_) {
            sources.secrets = std::move(source);
        } else {
            sources.interfaces.push_back(std::move(source));
        }
    }
    return sources;
}

Result<std::string> StoreFiles::interface_text(const std::string& path) {
    const auto identity = files_.identity(path);
    const auto kept = kept_.find(path);
    if (identity && identity->is_settled && kept != kept_.end() &&
        kept->second.identity == *identity) {
        return kept->second.text;
    }
    auto text = files_.read(path);
    // As it was before it was read: a change meanwhile shows at the next look.
    if (text && identity && identity->is_settled) {
        kept_.insert_or_assign(path, Kept{*identity, *text});
    } else if (kept != kept_.end()) {
        kept_.erase(kept);
    }
    return text;
}

Result<std::vector<std::string>> StoreFiles::interface_files() {
    const auto folder = files_.identity(interfaces_folder_);
    if (folder && folder->is_settled && listed_ == *folder) {
        return listing_;
    }
    auto paths = files_.list(interfaces_folder_, ".json");
    listed_.reset();
    if (paths && paths->size() < kept_.size()) {
        std::erase_if(kept_, [&](const auto& kept) {
            return !std::binary_search(paths->begin(), paths->end(), kept.first);
        });
    }
    if (paths && folder && folder->is_settled) {
        listed_ = *folder;
        listing_ = *paths;
    }
    return paths;
}

std::optional<StoreFiles::State> StoreFiles::state() {
    State state;
    const auto add = [&](const std::string& path) {
        const auto identity = files_.identity(path);
        if (identity) {
            state.emplace_back(path, *identity);
        }
        return identity ? identity->is_settled : identity.error().code == Errc::FileNotFound;
    };
    const auto paths = interface_files();
    const auto replacement = files_.identity(folder_ + '/' + kPending);
    const bool has_replacement = replacement || replacement.error().code != Errc::FileNotFound;
    bool is_known =
        paths.has_value() && !has_replacement && add(router_path_) && add(secrets_path_);
    for (std::size_t i = 0; is_known && i < paths->size(); ++i) {
        is_known = add((*paths)[i]);
    }
    return is_known ? std::optional(std::move(state)) : std::nullopt;
}

StoreFiles::Content StoreFiles::read() {
    Content content;
    const auto unreadable = [&](const std::string& path, const char* what, const Error& error) {
        content.unreadable.push_back({path, {"", what, error.detail}});
    };
    const auto replacement = pending();
    if (!replacement) {
        unreadable(folder_ + '/' + kPending, "a readable file", replacement.error());
    } else if (*replacement) {
        content.sources = as_sources(**replacement);
        return content;
    }
    const auto read_file = [&](const std::string& path) {
        auto text = files_.read(path);
        if (!text) {
            unreadable(path, "a readable file", text.error());
        }
        return text ? std::optional(config::SourceFile{path, std::move(*text)}) : std::nullopt;
    };
    content.sources.router =
        read_file(router_path_).value_or(config::SourceFile{router_path_, "{}"});
    const auto paths = interface_files();
    if (!paths) {
        unreadable(interfaces_folder_, "a readable folder", paths.error());
    } else {
        for (const std::string& path : *paths) {
            auto text = interface_text(path);
            if (text) {
                content.sources.interfaces.push_back({path, *std::move(text)});
            } else {
                unreadable(path, "a readable file", text.error());
            }
        }
    }
    auto secrets = text_of(secrets_path_);
    if (!secrets) {
        unreadable(secrets_path_, "a readable file", secrets.error());
    } else if (*secrets) {
        content.sources.secrets = config::SourceFile{secrets_path_, std::move(**secrets)};
    }
    return content;
}

Result<std::vector<config::StoredFile>> StoreFiles::all() {
    const Content content = read();
    if (!content.unreadable.empty()) {
        return make_error(Errc::InvalidData, content.unreadable.front().to_string());
    }
    std::vector<config::StoredFile> files{
        {stored_name(content.sources.router.path), content.sources.router.text}};
    for (const config::SourceFile& file : content.sources.interfaces) {
        files.push_back({stored_name(file.path), file.text});
    }
    if (content.sources.secrets) {
        files.push_back({stored_name(content.sources.secrets->path), content.sources.secrets->text}
        );
    }
    return files;
}

// ---- what is known

void StoreFiles::take_note(const Content& content) {
    stored_.clear();
    stored_[content.sources.router.path] = fingerprint(content.sources.router.text);
    for (const config::SourceFile& file : content.sources.interfaces) {
        stored_[file.path] = fingerprint(file.text);
    }
    if (content.sources.secrets) {
        stored_[content.sources.secrets->path] = fingerprint(content.sources.secrets->text);
    }
    for (const config::FileProblem& problem : content.unreadable) {
        stored_.erase(problem.file);
    }
    running_ = stored_;
}

void StoreFiles::note_running(const std::string& path) {
    const auto stored = stored_.find(path);
    if (stored == stored_.end()) {
        running_.erase(path);
    } else {
        running_[path] = stored->second;
    }
}

bool StoreFiles::is_running(const std::string& path) {
    const auto text = text_of(path);
    const auto known = running_.find(path);
    if (!text || !*text) {
        return known == running_.end();
    }
    return known != running_.end() && known->second == fingerprint(**text);
}

bool StoreFiles::is_running(const config::SourceFile& file) const {
    const auto known = running_.find(file.path);
    return known != running_.end() && known->second == fingerprint(file.text);
}

std::vector<std::string> StoreFiles::not_running() {
    std::set<std::string> paths;
    for (const auto& [path, print] : running_) {
        paths.insert(path);
    }
    if (const auto listed = files_.list(interfaces_folder_, ".json")) {
        paths.insert(listed->begin(), listed->end());
    }
    paths.insert({router_path_, secrets_path_});
    std::vector<std::string> changed;
    for (const std::string& path : paths) {
        if (!is_running(path)) {
            changed.push_back(path);
        }
    }
    return changed;
}

Result<void> StoreFiles::check_unchanged(const std::string& path, Knowledge knowledge) {
    const auto text = text_of(path);
    if (!text) {
        return text.error();
    }
    const Fingerprints& known = knowledge == Knowledge::Stored ? stored_ : running_;
    const auto print = known.find(path);
    const bool same =
        *text ? print != known.end() && print->second == fingerprint(**text) : print == known.end();
    return same ? Result<void>() : changed_on_disk(path);
}

Result<void> StoreFiles::check_all_unchanged() {
    std::set<std::string> paths{router_path_, secrets_path_};
    for (const auto& [path, print] : stored_) {
        paths.insert(path);
    }
    const auto listed = files_.list(interfaces_folder_, ".json");
    if (!listed) {
        return listed.error();
    }
    paths.insert(listed->begin(), listed->end());
    for (const std::string& path : paths) {
        if (auto unchanged = check_unchanged(path, Knowledge::Stored); !unchanged) {
            return unchanged;
        }
    }
    return {};
}

// ---- writing

Result<std::unique_ptr<platform::FileLock>> StoreFiles::begin() {
    auto lock = files_.lock(folder_ + '/' + kLock);
    if (!lock) {
        return lock;
    }
    const auto replacement = pending();
    if (!replacement) {
        return replacement.error();
    }
    if (*replacement) {
        if (auto done = carry_out(**replacement); !done) {
            return done.error();
        }
    }
    return lock;
}

Result<void> StoreFiles::write(
    const std::string& path, const std::string& text, FileSystem::Privacy privacy
) {
    if (path.starts_with(interfaces_folder_)) {
        if (auto made = files_.make_folder(interfaces_folder_); !made) {
            return made;
        }
    }
    auto written = files_.write_atomically(path, text, privacy);
    if (written) {
        stored_[path] = fingerprint(text);
    }
    return written;
}

Result<void> StoreFiles::remove(const std::string& path) {
    auto removed = files_.remove(path);
    if (removed) {
        stored_.erase(path);
    }
    return removed;
}

// ---- replacing everything

Result<std::optional<std::vector<config::StoredFile>>> StoreFiles::pending() {
    const auto text = text_of(folder_ + '/' + kPending);
    if (!text) {
        return text.error();
    }
    if (!*text) {
        return std::optional<std::vector<config::StoredFile>>();
    }
    auto files = config::read_backup(**text, crypto_);
    if (!files) {
        return files.error();
    }
    return std::optional(std::move(*files));
}

Result<void> StoreFiles::replace(const std::vector<config::StoredFile>& files) {
    const auto lock = begin();
    if (!lock) {
        return lock.error();
    }
    if (auto unchanged = check_all_unchanged(); !unchanged) {
        return unchanged;
    }
    const std::string path = folder_ + '/' + kPending;
    const std::string text = config::backup_text(files, crypto_);
    if (auto written = files_.write_atomically(path, text, FileSystem::Privacy::Secret); !written) {
        static_cast<void>(files_.remove(path));  // it may be there although its folder did not sync
        return written;
    }
    // Now it has happened: who reads reads the replacement, and each writer finishes it first.
    static_cast<void>(carry_out(files));
    return {};
}

Result<void> StoreFiles::carry_out(const std::vector<config::StoredFile>& files) {
    std::set<std::string> wanted;
    for (const config::StoredFile& file : files) {
        const std::string path = path_of(file.name);
        wanted.insert(path);
        const auto privacy =
            path == secrets_path_ ? FileSystem::Privacy::Secret : FileSystem::Privacy::Public;
        if (auto written = write(path, file.text, privacy); !written) {
            return written;
        }
    }
    const auto listed = files_.list(interfaces_folder_, ".json");
    if (!listed) {
        return listed.error();
    }
    std::set<std::string> there(listed->begin(), listed->end());
    there.insert(secrets_path_);
    for (const std::string& path : there) {
        if (wanted.count(path) == 0) {
            if (auto removed = remove(path); !removed) {
                return removed;
            }
        }
    }
    return files_.remove(folder_ + '/' + kPending);
}

}  // namespace mprd::daemon
