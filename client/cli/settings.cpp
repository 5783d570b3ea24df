// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/settings.hpp"

#include "client/protocol/setting_types.hpp"

namespace mprd::cli {
namespace {

[[noreturn]] void wrong(const std::string& expected, const std::string& word) {
    throw CommandFailed(kUsage, "expected " + expected + ", found \"" + word + "\"");
}

json value_of(const std::string& text, bool is_text) {
    json value = json::parse(text, nullptr, /*allow_exceptions=*/false);
    return value.is_discarded() || (is_text && !value.is_string()) ? json(text) : value;
}

void append(json& settings, const char* list, json element, const std::string& word) {
    json& place = settings[list];
    if (!place.is_null() && !place.is_array()) {
        wrong(std::string(list) + " as a list before a further one", word);
    }
    place.push_back(std::move(element));
}

void assign(json& settings, const std::string& word) {
    const std::size_t equals = word.find('=');
    const std::string key = word.substr(0, equals);
    if (equals == std::string::npos || ('.' + key + '.').find("..") != std::string::npos) {
        wrong("key=value such as idleDisconnectSeconds=300", word);
    }
    const std::string text = word.substr(equals + 1);
    // The two that everybody needs have a short form.
    if (key == "device") {
        return append(settings, "devices", {{"name", value_of(text, /*is_text=*/true)}}, word);
    }
    if (key == "route") {
        return append(
            settings, "routes", {{"destination", value_of(text, /*is_text=*/true)}}, word
        );
    }
    json* place = &settings;
    std::size_t begin = 0;
    for (std::size_t dot = key.find('.'); dot != std::string::npos; dot = key.find('.', begin)) {
        place = &(*place)[key.substr(begin, dot - begin)];
        begin = dot + 1;
        if (!place->is_null() && !place->is_object()) {
            wrong("members only where " + key.substr(0, dot) + " is no value itself", word);
        }
    }
    (*place)[key.substr(begin)] = value_of(text, protocol::is_text_setting(key));
}

}  // namespace

json settings_of(const Arguments& words) {
    json settings = json::object();
    for (const std::string& word : words) {
        assign(settings, word);
    }
    return settings;
}

}  // namespace mprd::cli
