// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/serial/options.hpp"

#include "platform/devices/serial/line_speed.hpp"

#include <nlohmann/json.hpp>

namespace mprd::platform::serial {
namespace {

using nlohmann::json;

Error wrong(const std::string& pointer, const std::string& expected, const json& found) {
    return make_error(
        Errc::InvalidData, pointer + ": expected " + expected + ", found " + found.dump()
    );
}

Result<void> read_path(Options& options, const json& value) {
    if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
        return wrong("/path", "the path of a serial device such as \"/dev/ttyS0\"", value);
    }
    options.path = value.get<std::string>();
    return {};
}

Result<void> read_speed(Options& options, const json& value) {
    if (!value.is_number_unsigned() || !is_line_speed(value.get<std::uint64_t>())) {
        return wrong("/speed", "a line speed in bit/s (" + line_speed_list() + ")", value);
    }
    options.speed = value.get<std::uint32_t>();
    return {};
}

Result<void> read_flow_control(Options& options, const json& value) {
    if (value == "none") {
        options.flow_control = FlowControl::None;
    } else if (value == "rtscts") {
        options.flow_control = FlowControl::RtsCts;
    } else {
        return wrong("/flowControl", "\"none\" or \"rtscts\"", value);
    }
    return {};
}

Result<void> read_carrier(Options& options, const json& value) {
    if (value == "ignore") {
        options.carrier = Carrier::Ignore;
    } else if (value == "require") {
        options.carrier = Carrier::Require;
    } else {
        return wrong("/carrier", "\"ignore\" or \"require\"", value);
    }
    return {};
}

Result<void> read_data_path(Options& options, const json& value) {
    const auto path = data_path_of(value.is_string() ? value.get<std::string>() : std::string{});
    if (!path) {
        return wrong("/dataPath", std::string(kDataPathWords), value);
    }
    options.data_path = *path;
    return {};
}

Result<void> read_member(Options& options, const std::string& key, const json& value) {
    if (key == "path") {
        return read_path(options, value);
    }
    if (key == "speed") {
        return read_speed(options, value);
    }
    if (key == "flowControl") {
        return read_flow_control(options, value);
    }
    if (key == "carrier") {
        return read_carrier(options, value);
    }
    if (key == "dataPath") {
        return read_data_path(options, value);
    }
    return make_error(
        Errc::InvalidData,
        "/" + key + ": expected path, speed, flowControl, carrier or dataPath, found \"" + key + '"'
    );
}

}  // namespace

Result<Options> Options::parse(std::string_view json_text) {
    const json object = json::parse(json_text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) {
        return make_error(Errc::InvalidData, ": expected an object with at least \"path\"");
    }
    Options options;
    for (const auto& [key, value] : object.items()) {
        if (auto read = read_member(options, key, value); !read) {
            return read.error();
        }
    }
    if (options.path.empty()) {
        return make_error(
            Errc::InvalidData,
            "/path: expected the path of a serial device such as \"/dev/ttyS0\", found nothing"
        );
    }
    return options;
}

}  // namespace mprd::platform::serial
