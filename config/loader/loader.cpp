// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "config/loader/loader.hpp"

#include "config/codec/archive.hpp"
#include "config/codec/codec.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace mprd::config {
namespace {

using nlohmann::json;

/// Passwords by name, as the secrets file has them.
struct Secrets {
    std::map<std::string, InterfaceDefinition> interfaces;
    std::map<std::string, Secret> users;
    std::map<std::string, DeviceSecrets> devices;
    Secret server;
};

/// The parts of the secrets file, each an object.
constexpr std::array<std::string_view, 4> kSecretParts{"interfaces", "users", "devices", "server"};
constexpr const char* kSecretPartNames = R"("interfaces", "users", "devices" and "server")";

/// For a text whose devices were looked at before, or are not there.
const DeviceChecks kNoChecks{
    [](const std::string& /*kind*/, const std::string& /*options*/) { return Result<void>(); },
    [](const std::string& /*kind*/, const std::string& /*name*/) { return true; }};

/// Deeper than any configuration is; what walks a value does so by recursion.
constexpr int kMaxDepth = 32;

struct TooDeep {};

/// Throws json::exception or TooDeep.
json parse(const std::string& text) {
    return json::parse(text, [](int depth, json::parse_event_t /*event*/, json& /*parsed*/) {
        return depth <= kMaxDepth ? true : throw TooDeep{};
    });
}

/// Of byte number `byte`, from 1.
std::string line_and_column(const std::string& text, std::size_t byte) {
    const std::string_view before =
        std::string_view(text).substr(0, std::min(byte == 0 ? 0 : byte - 1, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t line_feed = before.rfind('\n');
    const std::size_t column =
        before.size() - (line_feed == std::string_view::npos ? 0 : line_feed + 1) + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// Notepad's "Unicode": a byte order mark, or every other octet of a JSON text is zero.
bool is_utf16(const std::string& text) {
    return text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff") ||
           text.substr(0, 2).find('\0') != std::string::npos;
}

Problem syntax_problem(const std::string& text, std::size_t byte) {
    return is_utf16(text)
               ? Problem{"", "JSON text in UTF-8", "UTF-16; save the file as UTF-8"}
               : Problem{"", "JSON text", "a syntax error at " + line_and_column(text, byte)};
}

/// An error's "member: expected what, found that" as a problem below `pointer`. The member may be a
/// JSON pointer, a name, or a description.
Problem to_problem(const std::string& pointer, const std::string& detail) {
    constexpr std::string_view kExpected = ": expected ";
    const std::size_t split = detail.find(kExpected);
    if (split == std::string::npos) {
        return {pointer, detail, ""};
    }
    const std::string member = detail.substr(0, split);
    const std::string expected = detail.substr(split + kExpected.size());
    if (member.find(' ') != std::string::npos) {
        return {pointer, member + ": " + expected, ""};
    }
    return {pointer + (member.starts_with('/') ? "" : "/") + member, expected, ""};
}

std::string_view last_part_of(std::string_view path) {
    return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

class Loading {
public:
    Loading(const DeviceChecks& checks, ParsedInterfaces* parsed)
        : checks_(checks), parsed_(parsed) {}

    void read_router(const SourceFile& file) {
        with_json(file, [this](const json& value, Problems& problems) {
            from_json(value, loaded_.config, "", problems);
            for (std::size_t i = 0; i < loaded_.config.devices.size(); ++i) {
                check_device(loaded_.config.devices[i], "/devices/" + std::to_string(i), problems);
            }
        });
    }

    void read_interface(const SourceFile& file) {
        if (const auto* known = parsed_ == nullptr ? nullptr : parsed_->find(file)) {
            loaded_.config.interfaces.push_back(*known);
            return;
        }
        InterfaceDefinition definition;
        const bool good = with_json(file, [&](const json& value, Problems& problems) {
            from_json(value, definition.config, "", problems);
            if (const auto valid = definition.config.validate(); problems.empty() && !valid) {
                problems.push_back(to_problem("", valid.error().detail));
            }
            check_file_name(file.path, definition.config.name, problems);
        });
        if (good && is_zero(definition.config.phonebook.guid)) {
            definition.config.phonebook.guid = guid_of_name(definition.config.name);
        }
        if (good && parsed_ != nullptr) {
            parsed_->keep(file, definition);
        }
        if (good) {
            loaded_.config.interfaces.push_back(std::move(definition));
        }
    }

    void read_secrets(const SourceFile& file) {
        Secrets secrets;
        with_json(file, [&](const json& value, Problems& problems) {
            read_secrets(value, secrets, problems);
        });
        for (InterfaceDefinition& definition : loaded_.config.interfaces) {
            const auto found = secrets.interfaces.find(definition.config.name);
            if (found != secrets.interfaces.end()) {
                definition.credentials = found->second.credentials;
                definition.extended = found->second.extended;
            }
        }
        loaded_.config.pre_shared_key = secrets.server;
        for (DeviceConfig& device : loaded_.config.devices) {
            take_secrets(device, secrets.devices[device.name], file.path);
        }
        for (UserConfig& user : loaded_.config.users) {
            const auto found = secrets.users.find(user.name);
            if (found != secrets.users.end()) {
                user.password = found->second;
            }
        }
    }

    /// What only shows when all files are together.
    void check_whole(const std::string& file) {
        if (!loaded_.problems.empty()) {
            return;
        }
        if (const auto valid = loaded_.config.validate(); !valid) {
            loaded_.problems.push_back({file, to_problem("", valid.error().detail)});
        }
    }

    [[nodiscard]] Loaded take() { return std::move(loaded_); }

private:
    /// Parses and hands over; true when nothing was wrong.
    template <class Use>
    bool with_json(const SourceFile& file, Use use) {
        Problems problems;
        try {
            use(parse(file.text), problems);
        } catch (const json::parse_error& error) {
            problems.push_back(syntax_problem(file.text, error.byte));
        } catch (const json::out_of_range&) {
            problems.push_back({"", "JSON text", "a number beyond all measure"});
        } catch (const TooDeep&) {
            problems.push_back(
                {"", "JSON text nested at most " + std::to_string(kMaxDepth) + " levels", ""}
            );
        }
        for (Problem& problem : problems) {
            loaded_.problems.push_back({file.path, std::move(problem)});
        }
        return problems.empty();
    }

    void check_device(const DeviceConfig& device, const std::string& pointer, Problems& problems)
        const {
        if (const auto valid = device.validate(); !valid) {
            problems.push_back(to_problem(pointer, valid.error().detail));
        }
        if (const auto good = checks_.options(device.kind, device.options); !good) {
            problems.push_back(to_problem(pointer, good.error().detail));
        } else if (device.role != DeviceRole::Out && checks_.answering) {
            if (const auto able = checks_.answering(device.kind, device.options); !able) {
                problems.push_back(to_problem(pointer, able.error().detail));
            }
        }
    }

    /// A change of the interface is written to the file of its name: from another one, it would
    /// come back as a second interface.
    static void check_file_name(
        const std::string& path, const std::string& name, Problems& problems
    ) {
        const std::string right = file_name_of(name);
        if (!name.empty() && last_part_of(path) != right) {
            problems.push_back(
                {"/name",
                 "the name that the file has (\"" + name + "\" belongs into " + right + ")",
                 '"' + name + '"'}
            );
        }
    }

    static void read_secrets(const json& value, Secrets& secrets, Problems& problems) {
        if (!value.is_object()) {
            problems.push_back({"", std::string("an object with ") + kSecretPartNames, ""});
            return;
        }
        for (const auto& [part, members] : value.items()) {
            const std::string pointer = '/' + escaped(part);
            const bool is_known =
                std::find(kSecretParts.begin(), kSecretParts.end(), part) != kSecretParts.end();
            if (!is_known || !members.is_object()) {
                problems.push_back(
                    {pointer, std::string("only ") + kSecretPartNames + ", each an object", ""}
                );
            } else if (part == "server") {
                server_key_from_json(members, secrets.server, pointer, problems);
            } else {
                for (const auto& [name, member] : members.items()) {
                    read_secret(
                        part, name, member, secrets, {pointer + '/' + escaped(name), problems}
                    );
                }
            }
        }
    }

    /// Where problems of one member go.
    struct Place {
        std::string pointer;
        Problems& problems;
    };

    static void read_secret(
        std::string_view part,
        const std::string& name,
        const json& member,
        Secrets& secrets,
        Place place
    ) {
        if (part == "interfaces") {
            secrets_from_json(member, secrets.interfaces[name], place.pointer, place.problems);
        } else if (part == "devices") {
            read_device_secrets(member, secrets.devices[name], std::move(place));
        } else if (!JsonValue<Secret>::read(member, secrets.users[name])) {
            // Never shown, whatever it is.
            place.problems.push_back({std::move(place.pointer), "the password as a text", ""});
        }
    }

    static void read_device_secrets(const json& value, DeviceSecrets& secrets, Place place) {
        if (!value.is_object()) {
            place.problems.push_back(
                {std::move(place.pointer), "an object with the device's secrets by name", ""}
            );
            return;
        }
        for (const auto& [name, text] : value.items()) {
            if (!JsonValue<Secret>::read(text, secrets[name])) {
                place.problems.push_back(
                    {place.pointer + '/' + escaped(name), "the secret as a text", ""}
                );
            }
        }
    }

    /// Gives a device what the file has for it; a name that its kind does not know is a problem.
    void take_secrets(DeviceConfig& device, const DeviceSecrets& found, const std::string& file) {
        for (const auto& [name, secret] : found) {
            if (!checks_.secret(device.kind, name)) {
                loaded_.problems.push_back(
                    {file,
                     {"/devices/" + escaped(device.name) + '/' + escaped(name),
                      "a secret that devices of kind \"" + device.kind + "\" have",
                      ""}}
                );
            }
        }
        device.secrets = found;
    }

    const DeviceChecks& checks_;
    ParsedInterfaces* parsed_;
    Loaded loaded_;
};

constexpr std::size_t kMaxPlainFileName = 200;

/// FNV-1a, 64 bits.
std::uint64_t fnv1a(std::string_view text) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const char c : text) {
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    }
    return hash;
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

}  // namespace

const InterfaceDefinition* ParsedInterfaces::find(const SourceFile& file) const {
    const auto found = files_.find(file.path);
    return found != files_.end() && found->second.size == file.text.size() &&
                   found->second.hash == std::hash<std::string>{}(file.text)
               ? &found->second.definition
               : nullptr;
}

void ParsedInterfaces::keep(const SourceFile& file, const InterfaceDefinition& definition) {
    files_.insert_or_assign(
        file.path, Parsed{file.text.size(), std::hash<std::string>{}(file.text), definition}
    );
}

void ParsedInterfaces::keep_only(const std::vector<SourceFile>& files) {
    if (files_.size() <= files.size()) {
        return;  // a file that is gone and not replaced by another one does not matter
    }
    std::set<std::string_view> paths;
    for (const SourceFile& file : files) {
        paths.insert(file.path);
    }
    std::erase_if(files_, [&](const auto& parsed) { return paths.count(parsed.first) == 0; });
}

Loaded load(const Sources& sources, const DeviceChecks& checks, ParsedInterfaces* parsed) {
    Loading loading(checks, parsed);
    loading.read_router(sources.router);
    for (const SourceFile& file : sources.interfaces) {
        loading.read_interface(file);
    }
    if (sources.secrets) {
        loading.read_secrets(*sources.secrets);
    }
    loading.check_whole(sources.router.path);
    if (parsed != nullptr) {
        parsed->keep_only(sources.interfaces);
    }
    return loading.take();
}

std::string router_text(const RouterConfig& router) {
    return to_json(router).dump(2) + '\n';
}

std::string interface_text(const InterfaceConfig& interface) {
    return to_short_json(interface).dump(2) + '\n';
}

namespace {

/// The secrets file after `change`, if load() would take the old one.
template <class Change>
Result<std::string> change_text(const std::string& old_text, Change change) {
    Sources sources{{"", "{}"}, {}, SourceFile{"", old_text.empty() ? "{}" : old_text}};
    const Loaded old = load(sources, kNoChecks);
    if (!old.problems.empty()) {
        return make_error(Errc::InvalidData, old.problems[0].problem.to_string());
    }
    json value = json::parse(sources.secrets->text);
    change(value);
    return value.dump(2) + '\n';
}

/// Sets a member of a part of the secrets file; null takes it out.
void put(json& secrets, const char* part, const std::string& name, json member) {
    if (!member.is_null()) {
        secrets[part][name] = std::move(member);
    } else if (secrets.contains(part)) {
        secrets[part].erase(name);
    }
}

}  // namespace

Result<std::string> changed_secrets(
    const std::string& old_text,
    std::string_view interface_name,
    const std::optional<Credentials>& credentials,
    const ExtendedCredentials& extended
) {
    return change_text(old_text, [&](json& secrets) {
        json member = credentials ? to_json(*credentials) : json();
        const json keys = to_json(extended);
        for (const auto& [key, text] : keys.items()) {
            if (text != json("")) {
                member[key] = text;
            }
        }
        put(secrets, "interfaces", std::string(interface_name), std::move(member));
    });
}

Result<std::string> changed_user_secret(
    const std::string& old_text, const std::string& user, const std::optional<Secret>& password
) {
    return change_text(old_text, [&](json& secrets) {
        put(secrets, "users", user, password ? JsonValue<Secret>::write(*password) : json());
    });
}

Result<std::string> changed_server_key(const std::string& old_text, const Secret& key) {
    return change_text(old_text, [&](json& secrets) {
        secrets.erase("server");
        if (!key.is_empty()) {
            secrets["server"] = server_key_json(key);
        }
    });
}

std::string file_name_of(std::string_view interface_name) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string result;
    for (const char c : interface_name) {
        if (is_plain(c)) {
            result += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            result += {'%', kDigits[byte >> 4U], kDigits[byte & 0xfU]};
        }
    }
    if (result.size() > kMaxPlainFileName) {
        // A file name has at most 255 bytes: the hash keeps what is cut apart.
        result.resize(kMaxPlainFileName);
        result += '~';
        const std::uint64_t hash = fnv1a(interface_name);
        for (unsigned shift = 64; shift > 0; shift -= 4) {
            result += kDigits[(hash >> (shift - 4)) & 0xfU];
        }
    }
    return result + ".json";
}

}  // namespace mprd::config
