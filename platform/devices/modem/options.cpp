// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/modem/options.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mprd::platform::modem {
namespace {

using mprd::modem::AtSettings;
using mprd::modem::CellularSettings;
using mprd::modem::ChatScript;
using mprd::modem::Escape;
using nlohmann::json;

constexpr std::uint32_t kMaxCommandSeconds = 60;
/// V.250 section 6.3.10: S7 is 1 to 255 seconds; the router gives up a call after 180.
constexpr std::uint32_t kMaxCarrierSeconds = 150;
constexpr std::uint32_t kMaxRings = 15;
constexpr std::size_t kMaxCommands = 20;

Error wrong(const std::string& pointer, const std::string& expected, const json& found) {
    return make_error(
        Errc::InvalidData, pointer + ": expected " + expected + ", found " + found.dump()
    );
}

/// Text that can stand in a command line: no control characters, which would end it.
bool is_command_text(const json& value, std::size_t longest = 200) {
    if (!value.is_string()) {
        return false;
    }
    const auto& text = value.get_ref<const std::string&>();
    return text.size() <= longest && std::all_of(text.begin(), text.end(), [](char each) {
               return each >= ' ' && each <= '~';
           });
}

Result<void> read_number(
    const std::string& pointer, const json& value, std::uint32_t most, std::uint32_t& out
) {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() < 1 ||
        value.get<std::uint64_t>() > most) {
        return wrong(pointer, "a number from 1 to " + std::to_string(most), value);
    }
    out = value.get<std::uint32_t>();
    return {};
}

Result<void> read_seconds(
    const std::string& pointer, const json& value, std::uint32_t most, Duration& out
) {
    std::uint32_t seconds = 0;
    auto read = read_number(pointer, value, most, seconds);
    if (read) {
        out = std::chrono::seconds{seconds};
    }
    return read;
}

Result<void> read_commands(
    const std::string& pointer, const json& value, std::vector<std::string>& out
) {
    if (!value.is_array() || value.size() > kMaxCommands) {
        return wrong(pointer, "a list of at most 20 commands such as \"ATZ\"", value);
    }
    out.clear();
    for (const json& each : value) {
        const bool is_good =
            is_command_text(each) && (each.get_ref<const std::string&>().starts_with("AT") ||
                                      each.get_ref<const std::string&>().starts_with("at"));
        if (!is_good) {
            return wrong(
                pointer + "/" + std::to_string(out.size()), "a command that begins with AT", each
            );
        }
        out.push_back(each.get<std::string>());
    }
    return {};
}

Result<void> read_dial(Options& options, const json& value) {
    static constexpr std::array kWords{
        std::pair{"tone", "ATDT"}, std::pair{"pulse", "ATDP"}, std::pair{"plain", "ATD"}};
    for (const auto& [word, command] : kWords) {
        if (value == word) {
            options.at.dial_prefix = command;
            return {};
        }
    }
    return wrong("/dial", "\"tone\", \"pulse\" or \"plain\"", value);
}

Result<void> read_escape(Options& options, const json& value) {
    if (value != "plus" && value != "never") {
        return wrong("/escape", "\"plus\" or \"never\"", value);
    }
    options.at.escape = value == "plus" ? Escape::Plus : Escape::Never;
    return {};
}

Result<void> read_carrier(Options& options, const json& value) {
    if (value != "auto" && value != "ignore") {
        return wrong("/carrier", "\"auto\" or \"ignore\"", value);
    }
    options.carrier = value == "auto" ? CarrierDetect::Auto : CarrierDetect::Ignore;
    return {};
}

Result<void> read_dialogue(Options& options, const json& value) {
    if (!value.is_boolean()) {
        return wrong("/logDialogue", "true or false", value);
    }
    options.dialogue = value.get<bool>() ? Dialogue::Logged : Dialogue::Hidden;
    return {};
}

Result<void> read_cellular_member(
    CellularSettings& cellular, const std::string& key, const json& value
) {
    const std::string pointer = "/cellular/" + key;
    if (key == "apn" || key == "pdpType") {
        if (!is_command_text(value, 100) ||
            value.get_ref<const std::string&>().find('"') != std::string::npos) {
            return wrong(pointer, "a text without quotation marks, at most 100 characters", value);
        }
        (key == "apn" ? cellular.apn : cellular.pdp_type) = value.get<std::string>();
        return {};
    }
    if (key == "context") {
        return read_number(pointer, value, 16, cellular.context);
    }
    return make_error(
        Errc::InvalidData, pointer + ": expected apn, pdpType or context, found \"" + key + '"'
    );
}

Result<void> read_cellular(Options& options, const json& value) {
    if (!value.is_object()) {
        return wrong("/cellular", "an object such as {\"apn\": \"internet\"}", value);
    }
    options.at.cellular.emplace();
    for (const auto& [key, member] : value.items()) {
        if (auto read = read_cellular_member(*options.at.cellular, key, member); !read) {
            return read;
        }
    }
    return {};
}

Result<void> read_chat(Options& options, const json& value) {
    std::vector<std::string> lines;
    const bool is_list =
        value.is_array() &&
        std::all_of(value.begin(), value.end(), [](const json& each) { return each.is_string(); });
    if (!is_list) {
        return wrong("/chat", "a list of statements such as \"expect CONNECT\"", value);
    }
    for (const json& each : value) {
        lines.push_back(each.get<std::string>());
    }
    auto script = ChatScript::parse(lines);
    if (!script) {
        return make_error(Errc::InvalidData, "/chat: " + script.error().detail);
    }
    options.at.chat = *std::move(script);
    return {};
}

Result<void> read_member(Options& options, const std::string& key, const json& value) {
    AtSettings& at = options.at;
    if (key == "init") {
        return read_commands("/init", value, at.init);
    }
    if (key == "answerInit") {
        return read_commands("/answerInit", value, at.answer_init);
    }
    if (key == "rings") {
        return read_number("/rings", value, kMaxRings, at.rings);
    }
    if (key == "carrierSeconds") {
        return read_seconds("/carrierSeconds", value, kMaxCarrierSeconds, at.carrier_limit);
    }
    if (key == "commandSeconds") {
        return read_seconds("/commandSeconds", value, kMaxCommandSeconds, at.command_limit);
    }
    using Read = Result<void> (*)(Options&, const json&);
    static constexpr std::array<std::pair<const char*, Read>, 6> kMembers{{
        {"dial", &read_dial},
        {"escape", &read_escape},
        {"carrier", &read_carrier},
        {"logDialogue", &read_dialogue},
        {"cellular", &read_cellular},
        {"chat", &read_chat},
    }};
    for (const auto& [name, read] : kMembers) {
        if (key == name) {
            return read(options, value);
        }
    }
    return make_error(
        Errc::InvalidData,
        "/" + key +
            ": expected path, speed, flowControl, init, answerInit, dial, rings, carrierSeconds, "
            "commandSeconds, carrier, escape, cellular, chat, logDialogue or dataPath, found \"" +
            key + '"'
    );
}

/// The members that a serial line has too are read by its kind.
constexpr std::array kLineMembers{"path", "speed", "flowControl", "dataPath"};

bool is_line_member(std::string_view key) {
    return std::find(kLineMembers.begin(), kLineMembers.end(), key) != kLineMembers.end();
}

Result<serial::Options> read_line(const json& object) {
    json line = json::object();
    for (const auto& [key, value] : object.items()) {
        if (is_line_member(key)) {
            line[key] = value;
        }
    }
    return serial::Options::parse(line.dump());
}

}  // namespace

Result<Options> Options::parse(std::string_view json_text) {
    const json object = json::parse(json_text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) {
        return make_error(Errc::InvalidData, ": expected an object with at least \"path\"");
    }
    auto line = read_line(object);
    if (!line) {
        return line.error();
    }
    Options options;
    options.line = *std::move(line);
    if (object.contains("cellular")) {
        options.at.dial_prefix = "ATD";
    }
    for (const auto& [key, value] : object.items()) {
        if (is_line_member(key)) {
            continue;
        }
        if (auto read = read_member(options, key, value); !read) {
            return read.error();
        }
    }
    return options;
}

bool is_secret(std::string_view name) {
    return !name.empty() && name != "number" && name.size() <= 64 &&
           std::all_of(name.begin(), name.end(), [](char each) {
               return (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
                      (each >= '0' && each <= '9') || each == '_' || each == '-';
           });
}

}  // namespace mprd::platform::modem
