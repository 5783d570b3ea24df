// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/exec/options.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace mprd::platform::exec {
namespace {

using nlohmann::json;

Error wrong(const std::string& pointer, const std::string& expected, const json& found) {
    return make_error(
        Errc::InvalidData, pointer + ": expected " + expected + ", found " + found.dump()
    );
}

/// A text that can be a word of a command or the value of a variable.
bool is_word(const json& value) {
    return value.is_string() && value.get_ref<const std::string&>().size() <= Options::kMaxWord &&
           value.get_ref<const std::string&>().find('\0') == std::string::npos;
}

Result<void> read_command(Options& options, const json& value) {
    const bool is_list = value.is_array() && !value.empty() && value.size() <= Options::kMaxWords;
    if (!is_list || !std::all_of(value.begin(), value.end(), is_word) || value[0] == json("")) {
        return wrong(
            "/command",
            R"(a program and its arguments as a list of texts, ["ssh", "-T", "host"] (no shell reads it))",
            value
        );
    }
    options.command = value.get<std::vector<std::string>>();
    return {};
}

Result<void> read_environment(Options& options, const json& value) {
    if (!value.is_object() || value.size() > Options::kMaxWords) {
        return wrong("/environment", R"(an object of texts, {"LANG": "C"})", value);
    }
    for (const auto& [name, text] : value.items()) {
        if (!is_variable_name(name) || !is_word(text)) {
            return wrong(
                "/environment/" + name,
                "the name of a variable (letters, digits, _) and a text",
                text
            );
        }
        options.environment[name] = text.get<std::string>();
    }
    return {};
}

Result<void> read_working_directory(Options& options, const json& value) {
    if (!is_word(value) || !is_from_root(value.get_ref<const std::string&>())) {
        return wrong(
            "/workingDirectory",
            "a path from the root such as " + json(kFolderExample).dump(),
            value
        );
    }
    options.working_directory = value.get<std::string>();
    return {};
}

Result<void> read_limits(Options& options, const json& value) {
    constexpr std::uint64_t kMebibyte = 1U << 20U;
    if (!value.is_object()) {
        return wrong("/limits", R"(an object, {"openFiles": 64, "memoryMiB": 256})", value);
    }
    for (const auto& [name, number] : value.items()) {
        if (!number.is_number_unsigned() || number == 0U || number > 1000000000U) {
            return wrong("/limits/" + name, "a number from 1 to 1000000000", number);
        }
        const auto limit = number.get<std::uint64_t>();
        if (name == "openFiles" && !kProcessAbilities.has_open_files_limit) {
            return make_error(
                Errc::NotSupported,
                "/limits/openFiles: this system cannot limit the files of a program: leave it out"
            );
        }
        if (name == "openFiles") {
            options.limits.open_files = limit;
        } else if (name == "memoryMiB") {
            options.limits.memory = limit * kMebibyte;
        } else if (name == "cpuSeconds") {
            options.limits.cpu_time = std::chrono::seconds{limit};
        } else {
            return wrong("/limits/" + name, "openFiles, memoryMiB or cpuSeconds", name);
        }
    }
    return {};
}

Result<void> read_io(Options& options, const json& value) {
    if (value != "socket" && value != "terminal") {
        return wrong("/io", "\"socket\" or \"terminal\"", value);
    }
    options.has_terminal = value == "terminal";
    if (options.has_terminal && !kProcessAbilities.has_terminals) {
        return make_error(
            Errc::NotSupported,
            "/io: this system has no terminals that pass every octet: leave it out, or write "
            "\"socket\""
        );
    }
    return {};
}

Result<void> read_framing(Options& options, const json& value) {
    if (value != "async" && value != "pppFrames") {
        return wrong("/framing", "\"async\" or \"pppFrames\"", value);
    }
    options.framing = value == "async" ? Framing::Async : Framing::PppFrames;
    return {};
}

Result<void> read_stop_seconds(Options& options, const json& value) {
    if (!value.is_number_unsigned() || value > 60U) {
        return wrong("/stopSeconds", "a number from 0 to 60", value);
    }
    options.stop_patience = std::chrono::seconds{value.get<unsigned>()};
    return {};
}

struct Member {
    const char* name;
    Result<void> (*read)(Options& options, const json& value);
};

constexpr std::array kMembers{
    Member{"command", read_command},
    Member{"environment", read_environment},
    Member{"workingDirectory", read_working_directory},
    Member{"limits", read_limits},
    Member{"io", read_io},
    Member{"framing", read_framing},
    Member{"stopSeconds", read_stop_seconds},
};

Result<void> read_member(Options& options, const std::string& key, const json& value) {
    std::string names;
    for (const Member& member : kMembers) {
        if (key == member.name) {
            return member.read(options, value);
        }
        names += (names.empty() ? "" : ", ") + std::string(member.name);
    }
    return make_error(
        Errc::InvalidData, "/" + key + ": expected one of " + names + ", found \"" + key + '"'
    );
}

/// `word` with the number in place of each kNumber.
Result<std::string> fill_in(const std::string& word, const std::string& number) {
    std::string filled = word;
    std::size_t at = filled.find(kNumber);
    if (at == 0 && number.rfind('-', 0) == 0) {
        return make_error(
            Errc::InvalidParameter,
            "the number \"" + number +
                "\" would be an option of the program: it must not begin with -"
        );
    }
    if (at != std::string::npos && number.empty()) {
        return make_error(
            Errc::InvalidParameter,
            "the command needs a number for {number}, and the interface has none"
        );
    }
    for (; at != std::string::npos; at = filled.find(kNumber, at + number.size())) {
        filled.replace(at, kNumber.size(), number);
    }
    return filled;
}

}  // namespace

bool is_variable_name(std::string_view text) {
    const auto is_letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    };
    return !text.empty() && text.size() <= 128 && is_letter(text[0]) &&
           std::all_of(text.begin(), text.end(), [&](char c) {
               return is_letter(c) || (c >= '0' && c <= '9');
           });
}

Result<Options> Options::parse(std::string_view json_text) {
    const json object = json::parse(json_text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) {
        return make_error(Errc::InvalidData, ": expected an object with at least \"command\"");
    }
    Options options;
    for (const auto& [key, value] : object.items()) {
        if (auto read = read_member(options, key, value); !read) {
            return read.error();
        }
    }
    if (options.command.empty()) {
        return make_error(
            Errc::InvalidData,
            R"(/command: expected a program and its arguments, ["ssh", "-T", "host"], found nothing)"
        );
    }
    if (options.has_terminal && options.framing == Framing::PppFrames) {
        return make_error(
            Errc::InvalidData,
            R"(/framing: expected "async" with "io": "terminal" (a terminal does not keep frames apart), found "pppFrames")"
        );
    }
    return options;
}

Result<ProcessCommand> Options::command_for(const std::string& number, const DeviceSecrets& secrets)
    const {
    ProcessCommand start;
    for (const std::string& word : command) {
        auto filled = fill_in(word, number);
        if (!filled) {
            return filled.error();
        }
        start.arguments.push_back(std::move(*filled));
    }
    start.environment = environment;
    for (const auto& [name, secret] : secrets) {
        start.environment[name] = as_text(secret.reveal());
    }
    start.working_directory = working_directory;
    start.limits = limits;
    start.channel = has_terminal                    ? ProcessChannel::Terminal
                    : framing == Framing::PppFrames ? ProcessChannel::Messages
                                                    : ProcessChannel::Bytes;
    return start;
}

}  // namespace mprd::platform::exec
