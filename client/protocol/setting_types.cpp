// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/setting_types.hpp"

#include "config/codec/codec.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace mprd::protocol {

using nlohmann::json;

bool is_text_setting(std::string_view dotted_key) {
    static const json schema = config::interface_schema();
    const json* place = &schema;
    while (true) {
        const std::size_t dot = dotted_key.find('.');
        const std::string name(dotted_key.substr(0, dot));
        if (!place->contains("properties") || !place->at("properties").contains(name)) {
            return false;
        }
        place = &place->at("properties").at(name);
        if (dot == std::string_view::npos) {
            return place->contains("enum") || place->value("type", "") == "string";
        }
        dotted_key.remove_prefix(dot + 1);
    }
}

}  // namespace mprd::protocol
