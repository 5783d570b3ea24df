// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/loader/backup.hpp"
#include "config/loader/loader.hpp"
#include "platform/api/file_system.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mprd::daemon {

/// The files of the store as texts: mprd.json, interfaces.d/*.json and secrets.json in one folder.
/// Remembers of each what this process knows, so that nobody's change is overwritten unseen, and
/// replaces all of them in one step.
class StoreFiles {
public:
    /// Name of the file next to mprd.json that holds a replacement that is not finished. While it
    /// is there it *is* the store.
    static constexpr const char* kPending = "replacement.pending";
    /// Name of the file that is locked for each write.
    static constexpr const char* kLock = ".mprd.lock";

    /// `router_path` is that of mprd.json. Both references must outlive the object.
    StoreFiles(platform::FileSystem& files, const Crypto& crypto, std::string router_path);

    /// All files; what cannot be read goes to `unreadable`.
    struct Content {
        config::Sources sources;
        std::vector<config::FileProblem> unreadable;
    };
    [[nodiscard]] Content read();
    /// The files and their identities, sorted. nullopt: something cannot be looked at, is not
    /// settled, or a replacement is not finished; then only reading tells.
    using State = std::vector<std::pair<std::string, platform::FileIdentity>>;
    [[nodiscard]] std::optional<State> state();
    /// What a process may know of a file.
    enum class Knowledge {
        Stored,   ///< as it was last read at a load, or written by this process
        Running,  ///< as the running router has it
    };
    /// A load: from now on `content` is what is stored and what runs.
    void take_note(const Content& content);
    /// The file's stored text is what runs.
    void note_running(const std::string& path);
    /// Paths that have changed since the running router took them over, by whomever.
    [[nodiscard]] std::vector<std::string> not_running();
    /// The same for one file.
    [[nodiscard]] bool is_running(const std::string& path);

    /// Whether this text of the file, read by read(), is what runs.
    [[nodiscard]] bool is_running(const config::SourceFile& file) const;
    /// Whether a file of this path runs at all.
    [[nodiscard]] bool has_running(const std::string& path) const {
        return running_.count(path) != 0;
    }

    /// Keeps other writers out as long as the lock lives; finishes a replacement that was
    /// interrupted.
    [[nodiscard]] Result<std::unique_ptr<platform::FileLock>> begin();
    /// 624 when the file is not as it is known.
    [[nodiscard]] Result<void> check_unchanged(const std::string& path, Knowledge knowledge);
    [[nodiscard]] Result<void> write(
        const std::string& path, const std::string& text, platform::FileSystem::Privacy privacy
    );
    [[nodiscard]] Result<void> remove(const std::string& path);
    /// The text, nullopt when there is no such file.
    [[nodiscard]] Result<std::optional<std::string>> text_of(const std::string& path);

    /// Everything in the store's form of StoredFile.
    [[nodiscard]] Result<std::vector<config::StoredFile>> all();
    /// All or nothing, whenever the power fails: the store becomes these files. 624 when a file has
    /// changed behind our back.
    [[nodiscard]] Result<void> replace(const std::vector<config::StoredFile>& files);
    /// The same files as Sources, to be checked before replace().
    [[nodiscard]] config::Sources as_sources(const std::vector<config::StoredFile>& files) const;

    [[nodiscard]] const std::string& folder() const { return folder_; }
    [[nodiscard]] const std::string& router_path() const { return router_path_; }
    [[nodiscard]] const std::string& interfaces_folder() const { return interfaces_folder_; }
    [[nodiscard]] const std::string& secrets_path() const { return secrets_path_; }
    [[nodiscard]] std::string interface_path(std::string_view name) const;
    /// Where a write is refused with this: what to do about it.
    [[nodiscard]] static Error changed_on_disk(const std::string& path);

private:
    /// Of a text; enough to notice a change.
    struct Fingerprint {
        std::size_t size = 0;
        std::size_t hash = 0;
        friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
    };
    using Fingerprints = std::map<std::string, Fingerprint>;
    /// The text of an interface's file, as long as that is the same.
    struct Kept {
        platform::FileIdentity identity;
        std::string text;
    };

    /// The file's text; of one that has not changed without reading it.
    [[nodiscard]] Result<std::string> interface_text(const std::string& path);
    /// The interfaces' files; of a folder that has not changed without listing it.
    [[nodiscard]] Result<std::vector<std::string>> interface_files();

    [[nodiscard]] static Fingerprint fingerprint(const std::string& text);
    [[nodiscard]] std::string path_of(const std::string& stored_name) const;
    [[nodiscard]] std::string stored_name(const std::string& path) const;
    /// The replacement that is not finished, if there is one.
    [[nodiscard]] Result<std::optional<std::vector<config::StoredFile>>> pending();
    /// Makes the files on disk the same as `files`, then ends the replacement.
    [[nodiscard]] Result<void> carry_out(const std::vector<config::StoredFile>& files);
    [[nodiscard]] Result<void> check_all_unchanged();

    platform::FileSystem& files_;
    const Crypto& crypto_;
    std::string router_path_;
    std::string folder_;
    std::string interfaces_folder_;
    std::string secrets_path_;
    std::unordered_map<std::string, Kept> kept_;    ///< by path
    std::optional<platform::FileIdentity> listed_;  ///< the folder, when it was listed last
    std::vector<std::string> listing_;
    Fingerprints stored_;   ///< Knowledge::Stored; a file that is not in it is not there
    Fingerprints running_;  ///< Knowledge::Running
};

}  // namespace mprd::daemon
