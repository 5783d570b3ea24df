// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/options.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace mprd::platform::pppoe {
namespace {

using nlohmann::json;

/// Linux: IFNAMSIZ less the final zero.
constexpr std::size_t kMaxInterfaceName = 15;
constexpr std::uint16_t kMinPayload = 1492;
constexpr std::uint16_t kMaxPayload = 1500;
constexpr std::uint32_t kMaxSessions = 0xfffe;

Error wrong(const std::string& pointer, const std::string& expected, const json& found) {
    return make_error(
        Errc::InvalidData, pointer + ": expected " + expected + ", found " + found.dump()
    );
}

bool is_interface_name(const std::string& text) {
    return !text.empty() && text.size() <= kMaxInterfaceName &&
           std::none_of(text.begin(), text.end(), [](char c) { return c == '/' || c <= ' '; });
}

Result<void> read_interface(Options& options, const json& value) {
    if (!value.is_string() || !is_interface_name(value.get_ref<const std::string&>())) {
        return wrong("/interface", "the name of an Ethernet interface such as \"eth1\"", value);
    }
    options.interface = value.get<std::string>();
    return {};
}

Result<std::string> read_text(const std::string& pointer, const json& value, std::size_t limit) {
    if (!value.is_string() || value.get_ref<const std::string&>().size() > limit) {
        return wrong(pointer, "text of at most " + std::to_string(limit) + " octets", value);
    }
    return value.get<std::string>();
}

Result<void> read_name(std::string& member, const std::string& pointer, const json& value) {
    auto text = read_text(pointer, value, Options::kMaxName);
    if (!text) {
        return text.error();
    }
    member = std::move(*text);
    return {};
}

Result<void> read_service_name(Options& options, const json& value) {
    return read_name(options.service_name, "/serviceName", value);
}

Result<void> read_ac_name(Options& options, const json& value) {
    return read_name(options.ac_name, "/acName", value);
}

Result<void> read_max_payload(Options& options, const json& value) {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() < kMinPayload ||
        value.get<std::uint64_t>() > kMaxPayload) {
        return wrong("/maxPayload", "octets from 1492 to 1500", value);
    }
    options.max_payload = value.get<std::uint16_t>();
    return {};
}

Result<void> read_host_uniq(Options& options, const json& value) {
    auto text = read_text("/hostUniq", value, Options::kMaxHostUniq);
    if (!text) {
        return text.error();
    }
    options.host_uniq = std::move(*text);
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

Result<void> read_concentrator_name(Options& options, const json& value) {
    if (value == json("")) {
        return wrong("/concentrator/name", "a name, for callers choose by it", value);
    }
    return read_name(options.concentrator_name, "/concentrator/name", value);
}

Result<void> read_services(Options& options, const json& value) {
    const std::string pointer = "/concentrator/services";
    if (!value.is_array() || value.size() > Options::kMaxServices) {
        return wrong(
            pointer, "a list of at most " + std::to_string(Options::kMaxServices) + " names", value
        );
    }
    // All of them stand in one PADO, beside name, cookie and what the caller sent.
    constexpr std::size_t kRoom = 1000;
    std::size_t octets = 0;
    for (const json& one : value) {
        std::string name;
        if (auto read =
                read_name(name, pointer + '/' + std::to_string(options.services.size()), one);
            !read) {
            return read;
        }
        octets += name.size() + 4;
        options.services.push_back(std::move(name));
    }
    if (octets > kRoom) {
        return wrong(pointer, "names of at most 1000 octets together", value);
    }
    return {};
}

Result<void> read_max_sessions(Options& options, const json& value) {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() < 1 ||
        value.get<std::uint64_t>() > kMaxSessions) {
        return wrong("/concentrator/maxSessionsPerCaller", "a number from 1 to 65534", value);
    }
    options.max_sessions_per_caller = value.get<std::uint32_t>();
    return {};
}

struct Member {
    const char* name;
    Result<void> (*read)(Options& options, const json& value);
};

/// Reads each member by the table; a name that is not in it is an error.
template <std::size_t Size>
Result<void> read_members(
    Options& options,
    const std::array<Member, Size>& members,
    const std::string& pointer,
    const json& object
) {
    for (const auto& [key, value] : object.items()) {
        const auto member =
            std::find_if(members.begin(), members.end(), [&key = key](const Member& one) {
                return one.name == key;
            });
        if (member == members.end()) {
            std::string names;
            for (const Member& one : members) {
                names += (names.empty() ? "" : ", ") + std::string(one.name);
            }
            return make_error(
                Errc::InvalidData,
                pointer + '/' + key + ": expected one of " + names + ", found \"" + key + '"'
            );
        }
        if (auto read = member->read(options, value); !read) {
            return read;
        }
    }
    return {};
}

constexpr std::array kConcentratorMembers{
    Member{"name", &read_concentrator_name},
    Member{"services", &read_services},
    Member{"maxSessionsPerCaller", &read_max_sessions},
};

Result<void> read_concentrator(Options& options, const json& value) {
    if (!value.is_object()) {
        return wrong("/concentrator", "an object", value);
    }
    return read_members(options, kConcentratorMembers, "/concentrator", value);
}

constexpr std::array kMembers{
    Member{"interface", &read_interface},
    Member{"serviceName", &read_service_name},
    Member{"acName", &read_ac_name},
    Member{"maxPayload", &read_max_payload},
    Member{"hostUniq", &read_host_uniq},
    Member{"dataPath", &read_data_path},
    Member{"concentrator", &read_concentrator},
};

}  // namespace

Result<Options> Options::parse(std::string_view json_text) {
    const json object = json::parse(json_text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) {
        return make_error(Errc::InvalidData, ": expected an object with at least \"interface\"");
    }
    Options options;
    if (auto read = read_members(options, kMembers, "", object); !read) {
        return read.error();
    }
    if (options.interface.empty()) {
        return make_error(
            Errc::InvalidData,
            "/interface: expected the name of an Ethernet interface such as \"eth1\", found nothing"
        );
    }
    return options;
}

}  // namespace mprd::platform::pppoe
