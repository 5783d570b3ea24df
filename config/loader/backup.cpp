// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "config/loader/backup.hpp"

#include <nlohmann/json.hpp>

#include <string_view>

namespace mprd::config {
namespace {

using nlohmann::json;

constexpr std::string_view kFormat = "mprd-backup";
constexpr std::string_view kInterfaces = "interfaces.d/";

Error wrong(std::string what) {
    return make_error(Errc::InvalidData, std::move(what));
}

/// Against damage, not against people: who can write the file can write the checksum.
std::string checksum(const json& files, const Crypto& crypto) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : crypto.sha1(as_bytes(files.dump()))) {
        text += {kDigits[byte >> 4U], kDigits[byte & 0xfU]};
    }
    return text;
}

/// Nothing that leads out of the store's folder.
bool is_store_name(std::string_view name) {
    if (name == "mprd.json" || name == "secrets.json") {
        return true;
    }
    if (!name.starts_with(kInterfaces) || !name.ends_with(".json")) {
        return false;
    }
    name.remove_prefix(kInterfaces.size());
    return name.size() <= 255 && name.front() != '.' && name.find('/') == std::string_view::npos &&
           name.find('\0') == std::string_view::npos;
}

}  // namespace

std::string backup_text(const std::vector<StoredFile>& files, const Crypto& crypto) {
    json texts = json::object();
    for (const StoredFile& file : files) {
        texts[file.name] = file.text;
    }
    const json whole = {
        {"format", kFormat},
        {"version", kBackupVersion},
        {"checksum", checksum(texts, crypto)},
        {"files", texts}};
    return whole.dump(2) + '\n';
}

Result<std::vector<StoredFile>> read_backup(const std::string& text, const Crypto& crypto) {
    const json whole = json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (!whole.is_object() || whole.value("format", json()) != json(kFormat)) {
        return wrong("no backup of mprd, or a damaged one");
    }
    if (whole.value("version", json()) != json(kBackupVersion)) {
        return wrong(
            "a backup of version " + whole.value("version", json()).dump() + "; this mprd reads " +
            std::to_string(kBackupVersion) +
            ": restore it with the mprd that made it, or a newer one"
        );
    }
    const json files = whole.value("files", json());
    if (!files.is_object() || whole.value("checksum", json()) != json(checksum(files, crypto))) {
        return wrong("the backup is damaged: its checksum is not that of its contents");
    }
    std::vector<StoredFile> result;
    for (const auto& [name, content] : files.items()) {
        if (!is_store_name(name) || !content.is_string()) {
            return wrong("the backup has a file that no store has");
        }
        result.push_back({name, content.get<std::string>()});
    }
    if (!files.contains("mprd.json")) {
        return wrong("the backup has no mprd.json");
    }
    return result;
}

}  // namespace mprd::config
