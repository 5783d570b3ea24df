// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/options.hpp"

#include "platform/devices/openvpn/command.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace mprd::platform::openvpn {
namespace {

using nlohmann::json;

Error wrong(const std::string& pointer, const std::string& expected, const json& found) {
    return make_error(
        Errc::InvalidData, pointer + ": expected " + expected + ", found " + found.dump()
    );
}

/// A text that can be one word of a command line; not one that the program would take for an
/// option.
bool is_word(const json& value) {
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
        return false;
    }
    const std::string& text = value.get_ref<const std::string&>();
    return text[0] != '-' && text.size() <= 4096 && text.find('\0') == std::string::npos;
}

struct TextMember {
    const char* name;
    std::string Options::*place;
    const char* expected;
};

constexpr std::array kTexts{
    TextMember{"program", &Options::program, "a program such as \"openvpn\""},
    TextMember{"config", &Options::config, "the path of a client configuration of openvpn"},
    TextMember{
        "serverConfig", &Options::server_config, "the path of a server configuration of openvpn"},
    TextMember{
        "listenAddress", &Options::listen_address, "an address of this host, or \"::\" for all"},
    TextMember{"remote", &Options::remote, "the server's host name or address"},
    TextMember{"ca", &Options::ca, "the path of a PEM file"},
    TextMember{"certificate", &Options::certificate, "the path of a PEM file"},
    TextMember{"key", &Options::key, "the path of a PEM file"},
    TextMember{"tlsCrypt", &Options::tls_crypt, "the path of a static key file"},
    TextMember{"serverName", &Options::server_name, "the common name in the server's certificate"},
};

constexpr const char* kNames =
    "config, remote, port, protocol, ca, certificate, key, tlsCrypt, serverName, serverConfig, "
    "listenAddress, callersProve, arguments, program, connectSeconds or stopSeconds";

Result<void> read_port(Options& options, const json& value) {
    if (!value.is_number_unsigned() || value == 0U || value > 65535U) {
        return wrong("/port", "a number from 1 to 65535", value);
    }
    options.port = value.get<std::uint16_t>();
    return {};
}

Result<void> read_protocol(Options& options, const json& value) {
    if (value != "udp" && value != "tcp") {
        return wrong("/protocol", "\"udp\" or \"tcp\"", value);
    }
    options.protocol = value.get<std::string>();
    return {};
}

Result<void> read_callers_prove(Options& options, const json& value) {
    struct Row {
        const char* word;
        CallersProve value;
    };
    for (const Row& row :
         {Row{"password", CallersProve::Password},
          Row{"certificate", CallersProve::Certificate},
          Row{"both", CallersProve::Both}}) {
        if (value == row.word) {
            options.callers_prove = row.value;
            return {};
        }
    }
    return wrong("/callersProve", R"("password", "certificate" or "both")", value);
}

Result<void> read_arguments(Options& options, const json& value) {
    const bool is_list = value.is_array() && value.size() <= Options::kMaxWords;
    if (!is_list || !std::all_of(value.begin(), value.end(), [](const json& word) {
            return word.is_string() &&
                   word.get_ref<const std::string&>().find('\0') == std::string::npos;
        })) {
        return wrong("/arguments", R"(a list of texts, ["--data-ciphers", "AES-256-GCM"])", value);
    }
    options.arguments = value.get<std::vector<std::string>>();
    for (std::size_t i = 0; i < options.arguments.size(); ++i) {
        if (const auto taken = is_ours(options.arguments[i], std::nullopt); !taken.empty()) {
            return wrong("/arguments/" + std::to_string(i), std::string(taken), value[i]);
        }
    }
    return {};
}

Result<std::chrono::seconds> read_seconds(
    const std::string& name, const json& value, unsigned least, unsigned most
) {
    if (!value.is_number_unsigned() || value < least || value > most) {
        return wrong(
            '/' + name,
            "a number from " + std::to_string(least) + " to " + std::to_string(most),
            value
        );
    }
    return std::chrono::seconds{value.get<unsigned>()};
}

Result<void> read_times(Options& options, const std::string& key, const json& value) {
    const bool is_connect = key == "connectSeconds";
    const auto seconds =
        is_connect ? read_seconds(key, value, 5, 600) : read_seconds(key, value, 0, 60);
    if (!seconds) {
        return seconds.error();
    }
    (is_connect ? options.connect_limit : options.stop_patience) = *seconds;
    return {};
}

Result<void> read_member(Options& options, const std::string& key, const json& value) {
    for (const TextMember& member : kTexts) {
        if (key == member.name) {
            if (!is_word(value)) {
                return wrong('/' + key, member.expected, value);
            }
            options.*member.place = value.get<std::string>();
            return {};
        }
    }
    if (key == "port") {
        return read_port(options, value);
    }
    if (key == "protocol") {
        return read_protocol(options, value);
    }
    if (key == "callersProve") {
        return read_callers_prove(options, value);
    }
    if (key == "arguments") {
        return read_arguments(options, value);
    }
    if (key == "connectSeconds" || key == "stopSeconds") {
        return read_times(options, key, value);
    }
    return make_error(
        Errc::InvalidData, '/' + key + ": expected " + kNames + ", found \"" + key + '"'
    );
}

/// What says twice what the configuration of openvpn says, or nothing at all.
Result<void> check_whole(const Options& options, const json& object) {
    if (options.config.empty() && options.server_config.empty() && options.ca.empty()) {
        return make_error(
            Errc::InvalidData,
            "/ca: expected the path of the CA's certificate, or /config (to answer: /serverConfig) "
            "with a configuration of openvpn, found neither"
        );
    }
    struct Pair {
        const char* config;
        const char* name;
    };
    for (const Pair& pair :
         {Pair{"config", "remote"},
          Pair{"config", "protocol"},
          Pair{"config", "ca"},
          Pair{"config", "certificate"},
          Pair{"config", "key"},
          Pair{"config", "tlsCrypt"},
          Pair{"config", "serverName"},
          Pair{"serverConfig", "listenAddress"}}) {
        if (object.contains(pair.config) && object.contains(pair.name)) {
            return wrong(
                std::string("/") + pair.name,
                std::string("nothing beside /") + pair.config + ", which says it",
                object[pair.name]
            );
        }
    }
    return {};
}

}  // namespace

Result<Options> Options::parse(std::string_view json_text) {
    const json object = json::parse(json_text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) {
        return make_error(Errc::InvalidData, ": expected an object with \"config\" or \"ca\"");
    }
    Options options;
    for (const auto& [key, value] : object.items()) {
        if (auto read = read_member(options, key, value); !read) {
            return read.error();
        }
    }
    if (auto whole = check_whole(options, object); !whole) {
        return whole.error();
    }
    return options;
}

Result<void> Options::check_answering() const {
    if (!server_config.empty()) {
        return {};
    }
    if (!config.empty()) {
        return make_error(
            Errc::InvalidData,
            "/serverConfig: expected the path of a server configuration of openvpn beside /config, "
            "because the device answers (or the role \"out\"), found none"
        );
    }
    struct Needed {
        const char* name;
        const std::string& value;
    };
    for (const Needed& needed :
         {Needed{"ca", ca}, Needed{"certificate", certificate}, Needed{"key", key}}) {
        if (needed.value.empty()) {
            return make_error(
                Errc::InvalidData,
                std::string("/") + needed.name +
                    ": expected the path of a PEM file, because the device answers (or "
                    "/serverConfig, or the role \"out\"), found none"
            );
        }
    }
    return {};
}

}  // namespace mprd::platform::openvpn
