// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/problem.hpp"
#include "core/base/error.hpp"
#include "core/tables/router_config.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mprd::config {

/// A file as it was read. `path` is for messages only.
struct SourceFile {
    /// As the operator wrote or would write it.
    std::string path;
    std::string text;
};

/// All files of one configuration.
struct Sources {
    SourceFile router;                   ///< mprd.json
    std::vector<SourceFile> interfaces;  ///< interfaces.d/*.json
    std::optional<SourceFile> secrets;   ///< secrets.json
};

/// One problem and the file that has it.
struct FileProblem {
    std::string file;
    Problem problem;
    /// "/etc/mprd/mprd.json: /devices/0/role: expected one of ..., found ...".
    [[nodiscard]] std::string to_string() const { return file + ": " + problem.to_string(); }
};

/// Whether the options (JSON text) suit the device kind; the error's detail starts with a JSON
/// pointer.
using CheckOptions =
    std::function<Result<void>(const std::string& kind, const std::string& options)>;
/// Whether a device of the kind knows a secret of that name.
using CheckSecret = std::function<bool(const std::string& kind, const std::string& name)>;
/// What the loader must ask of those who know the kinds of device.
struct DeviceChecks {
    CheckOptions options;
    CheckSecret secret;
    /// Whether a device of the kind with these options can wait for calls; not set: all can. Asked
    /// only for options that are good; the error's detail starts with a JSON pointer.
    CheckOptions answering{};
};

/// What the files say, and everything that is wrong with them. With problems, `config` must not be
/// used.
struct Loaded {
    RouterConfig config;
    /// Empty: `config` has passed RouterConfig::validate().
    std::vector<FileProblem> problems;
};
/// What load() has found in the interfaces' files: who gives it again need not wait for what has
/// not changed. Files that were wrong are not in it.
class ParsedInterfaces {
public:
    /// nullptr when the file was not parsed with this text.
    [[nodiscard]] const InterfaceDefinition* find(const SourceFile& file) const;
    void keep(const SourceFile& file, const InterfaceDefinition& definition);
    /// Forgets what is of no file of `files`.
    void keep_only(const std::vector<SourceFile>& files);

private:
    struct Parsed {
        std::size_t size = 0;
        std::size_t hash = 0;
        InterfaceDefinition definition;
    };
    std::unordered_map<std::string, Parsed> files_;  // by path
};

/// Reads no file itself. Never throws for a wrong text. `parsed`: used, and brought up to date.
[[nodiscard]] Loaded load(
    const Sources& sources, const DeviceChecks& checks, ParsedInterfaces* parsed = nullptr
);

// ---- writing back
// -------------------------------------------------------------------------------------------

/// The text of mprd.json, and of an interface's file, with a final line feed.
[[nodiscard]] std::string router_text(const RouterConfig& router);
[[nodiscard]] std::string interface_text(const InterfaceConfig& interface);
/// The secrets file with other secrets, or none, for one interface; all else stays as it was.
/// Empty text: there was no file. An error when the old text is none that load() would take.
[[nodiscard]] Result<std::string> changed_secrets(
    const std::string& old_text,
    std::string_view interface_name,
    const std::optional<Credentials>& credentials,
    const ExtendedCredentials& extended = {}
);
/// The same for the password of one caller (nullopt takes him out), and for the server's key (empty
/// takes it out).
[[nodiscard]] Result<std::string> changed_user_secret(
    const std::string& old_text, const std::string& user, const std::optional<Secret>& password
);
[[nodiscard]] Result<std::string> changed_server_key(
    const std::string& old_text, const Secret& key
);
/// "<name>.json", with every byte that a file name should not have as %XX; a very long one is cut
/// and ends in a hash. Different names give different files.
[[nodiscard]] std::string file_name_of(std::string_view interface_name);

}  // namespace mprd::config
