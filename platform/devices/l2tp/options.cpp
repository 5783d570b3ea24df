// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/options.hpp"

#include <boost/asio/ip/host_name.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>

namespace mprd::platform::l2tp {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestHostName = 64;
/// Of the data path's buffers, less the heads.
constexpr std::uint64_t kLargestMru = 4000;

Error wrong(const std::string& key, const std::string& expected, const json& found) {
    return make_error(
        Errc::InvalidData, '/' + key + ": expected " + expected + ", found " + found.dump()
    );
}

/// A number between two limits, put into the options.
struct NumberRow {
    const char* key;
    std::uint64_t smallest;
    std::uint64_t largest;
    void (*store)(Options& options, std::uint64_t number);
};

// clang-format off
const std::array kNumbers{
    NumberRow{"port", 0, 65535, [](Options& o, std::uint64_t n) { o.port = static_cast<std::uint16_t>(n); }},
    NumberRow{"maxMru", 128, kLargestMru, [](Options& o, std::uint64_t n) { o.max_mru = static_cast<std::uint16_t>(n); }},
    NumberRow{"helloSeconds", 1, 3600, [](Options& o, std::uint64_t n) { o.engine.hello_interval = std::chrono::seconds(n); }},
    NumberRow{"idleSeconds", 0, 3600, [](Options& o, std::uint64_t n) { o.engine.idle_limit = std::chrono::seconds(n); }},
    NumberRow{"window", 1, mprd::l2tp::ReliableChannel::kMaxWindow,
              [](Options& o, std::uint64_t n) { o.engine.channel.receive_window = static_cast<std::uint16_t>(n); }},
    NumberRow{"maxTunnels", 1, 30000, [](Options& o, std::uint64_t n) { o.engine.max_tunnels = n; }},
    NumberRow{"maxTunnelsPerPeer", 1, 30000, [](Options& o, std::uint64_t n) { o.engine.max_tunnels_per_peer = n; }},
};
// clang-format on

/// A switch, put into the options.
struct SwitchRow {
    const char* key;
    void (*store)(Options& options, bool on);
};

const std::array kSwitches{
    SwitchRow{"sequencing", [](Options& o, bool on) { o.engine.sequence_data = on; }},
    SwitchRow{"hideAvps", [](Options& o, bool on) { o.engine.hide_avps = on; }},
};

Result<void> read_local_address(Options& options, const std::string& key, const json& value) {
    const auto address =
        value.is_string() ? IpAddress::parse(value.get<std::string>()) : std::nullopt;
    if (!address) {
        return wrong(key, "an IPv4 or IPv6 address of this host such as \"192.0.2.1\"", value);
    }
    options.local_address = address;
    return {};
}

Result<void> read_host_name(Options& options, const std::string& key, const json& value) {
    const std::string name = value.is_string() ? value.get<std::string>() : "";
    if (name.empty() || name.size() > kLongestHostName) {
        return wrong(key, "a name of 1 to 64 bytes, which peers may know us by", value);
    }
    options.engine.host_name = name;
    return {};
}

Result<void> read_data_path(Options& options, const std::string& key, const json& value) {
    const auto path = data_path_of(value.is_string() ? value.get<std::string>() : std::string{});
    if (!path) {
        return wrong(key, std::string(kDataPathWords), value);
    }
    options.data_path = *path;
    return {};
}

Result<void> read_number(Options& options, const NumberRow& row, const json& value) {
    const bool is_good = value.is_number_unsigned() && value.get<std::uint64_t>() >= row.smallest &&
                         value.get<std::uint64_t>() <= row.largest;
    if (!is_good) {
        return wrong(
            row.key,
            "a number from " + std::to_string(row.smallest) + " to " + std::to_string(row.largest),
            value
        );
    }
    row.store(options, value.get<std::uint64_t>());
    return {};
}

std::string all_keys() {
    std::string text = "localAddress, hostName, dataPath";
    for (const NumberRow& row : kNumbers) {
        text += std::string(", ") + row.key;
    }
    for (const SwitchRow& row : kSwitches) {
        text += std::string(", ") + row.key;
    }
    return text;
}

Result<void> read_member(Options& options, const std::string& key, const json& value) {
    if (key == "localAddress") {
        return read_local_address(options, key, value);
    }
    if (key == "hostName") {
        return read_host_name(options, key, value);
    }
    if (key == "dataPath") {
        return read_data_path(options, key, value);
    }
    const auto is_named = [&](const auto& row) { return key == row.key; };
    if (const auto* row = std::find_if(kNumbers.begin(), kNumbers.end(), is_named);
        row != kNumbers.end()) {
        return read_number(options, *row, value);
    }
    const auto* row = std::find_if(kSwitches.begin(), kSwitches.end(), is_named);
    if (row == kSwitches.end()) {
        return make_error(
            Errc::InvalidData,
            '/' + key + ": expected one of " + all_keys() + ", found \"" + key + '"'
        );
    }
    if (!value.is_boolean()) {
        return wrong(key, "true or false", value);
    }
    row->store(options, value.get<bool>());
    return {};
}

}  // namespace

Result<Options> Options::parse(std::string_view json_text) {
    const json object = json::parse(json_text, nullptr, /*allow_exceptions=*/false);
    if (!object.is_object()) {
        return make_error(Errc::InvalidData, ": expected an object, which may be empty");
    }
    Options options;
    options.engine.host_name = system_host_name();
    for (const auto& [key, value] : object.items()) {
        if (auto read = read_member(options, key, value); !read) {
            return read.error();
        }
    }
    return options;
}

std::string system_host_name() {
    boost::system::error_code error;
    const std::string name = boost::asio::ip::host_name(error);
    return error || name.empty() ? "mprd" : name.substr(0, kLongestHostName);
}

}  // namespace mprd::platform::l2tp
