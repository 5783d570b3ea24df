// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/views_json.hpp"

#include "client/protocol/connection_json.hpp"
#include "config/codec/codec.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace mprd::protocol {
namespace {

using nlohmann::json;

std::int64_t seconds(Duration duration) {
    return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

json seconds_or_null(const std::optional<Duration>& duration) {
    return duration ? json(seconds(*duration)) : json(nullptr);
}

/// RFC 3339 with milliseconds. By hand: the library of GCC 12 has no std::format, and strftime
/// knows no milliseconds.
std::string rfc3339(WallTime time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    std::array<char, 64> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        static_cast<int>(clock.hours().count()),
        static_cast<int>(clock.minutes().count()),
        static_cast<int>(clock.seconds().count()),
        static_cast<int>(clock.subseconds().count())
    );
    return text.data();
}

json reasons_json(UnreachableReasons reasons) {
    json words = json::array();
    const std::string text = reasons.to_string();
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        words.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return words;
}

template <class T>
json text_list(const std::vector<T>& values) {
    json list = json::array();
    for (const T& value : values) {
        list.push_back(value.to_string());
    }
    return list;
}

std::string to_text(const InterfaceIdentifier& id) {
    return id.link_local().to_string();
}

json projection_json(const PppProjection& projection) {
    json value = {
        {"localAuthentication",
         projection.local_auth ? json(to_string(*projection.local_auth)) : json(nullptr)},
        {"peerAuthentication",
         projection.peer_auth ? json(to_string(*projection.peer_auth)) : json(nullptr)},
        {"ipv4", nullptr},
        {"ipv6", nullptr},
        {"sendMru", projection.send_mru},
        {"compressProtocol", projection.compress_protocol},
        {"compressAddress", projection.compress_address},
    };
    if (projection.ipv4) {
        value["ipv4"] = {
            {"address", projection.ipv4->local.to_string()},
            {"remoteAddress", projection.ipv4->peer.to_string()},
            {"dns", text_list(projection.ipv4->dns)},
            {"nbns", text_list(projection.ipv4->nbns)},
        };
    }
    if (projection.ipv6) {
        value["ipv6"] = {
            {"address", to_text(projection.ipv6->local)},
            {"remoteAddress", to_text(projection.ipv6->peer)}};
    }
    return value;
}

json packet_json(const std::optional<PacketSummary>& packet) {
    if (!packet) {
        return nullptr;
    }
    return {
        {"text", packet->to_string()},
        {"source", packet->source.to_string()},
        {"destination", packet->destination.to_string()},
        {"protocol", packet->protocol},
        {"sourcePort", packet->source_port},
        {"destinationPort", packet->destination_port},
        {"size", packet->size},
    };
}

json code_json(Errc code) {
    return {{"code", to_code(code)}, {"symbol", symbol_of(code)}};
}

/// Member by member: a list in braces is made twice, which ten thousand interfaces feel.
void add_state(json& value, const admin::InterfaceStatus& status) {
    value["connectionState"] = static_cast<std::uint32_t>(status.state);
    value["state"] = to_string(status.state);
    value["unreachabilityReasons"] = status.reasons.bits();
    value["reasons"] = reasons_json(status.reasons);
    value["lastError"] = to_code(status.last_error);
    value["lastErrorSymbol"] = status.last_error == Errc::Ok ? "" : symbol_of(status.last_error);
    // What MPR_INTERFACE_0 cannot say but people want to know.
    json& more = value["status"];
    more["phase"] = status.phase;
    more["retryInSeconds"] = seconds_or_null(status.retry_in);
    more["connectedSeconds"] = seconds_or_null(status.up_for);
    more["idleCheckInSeconds"] = seconds_or_null(status.idle_in);
    more["connection"] = status.connection.value;
    more["networkName"] = status.network_name;
}

}  // namespace

json to_json(const admin::ServerInfo& server) {
    if (server.level == 0) {
        return {
            {"lanOnlyMode", server.lan_only},
            {"paused", server.paused},
            {"upTime", seconds(server.uptime)},
            {"totalPorts", server.total_ports},
            {"portsInUse", server.ports_in_use},
        };
    }
    json value = {
        {"numPptpPorts", server.pptp_ports},
        {"pptpPortFlags", server.pptp_flags},
        {"numL2tpPorts", server.l2tp_ports},
        {"l2tpPortFlags", server.l2tp_flags},
    };
    if (server.level == 2) {
        value["numSstpPorts"] = server.sstp_ports;
        value["sstpPortFlags"] = server.sstp_flags;
    }
    return value;
}

json to_json(const admin::InterfaceInfo& interface) {
    json value = json::object();
    if (interface.level < 2) {
        value["name"] = interface.config.name;
        value["type"] = to_string(interface.config.type);
        value["enabled"] = interface.config.enabled;
        if (interface.level == 1) {
            value["dialOutHours"] = interface.config.policy.dialout_hours.to_texts();
        }
    } else {
        value = config::to_json(interface.config);
        value["hasCredentials"] = interface.has_credentials;
    }
    value["handle"] = interface.handle.value;
    value["ifType"] = static_cast<std::uint32_t>(interface.config.type);
    add_state(value, interface.status);
    return value;
}

json to_json(const admin::PortInfo& port, std::uint32_t level) {
    json value = {
        {"port", port.handle.value},
        {"connection", port.connection.value},
        {"portName", port.name}};
    if (level == 0) {
        value.update(json{
            {"portCondition", static_cast<std::uint32_t>(port.condition)},
            {"condition", to_string(port.condition)},
            {"totalNumberOfCalls", port.total_calls},
            {"connectDuration", seconds(port.connected)},
            {"mediaName", port.media_name},
            {"deviceName", port.device_name},
            {"deviceType", port.device_type},
            {"role", to_string(port.role)},
            {"error", code_json(port.hardware_error)},
        });
        return value;
    }
    value["hardwareCondition"] = port.hardware_error == Errc::Ok ? 0 : 1;
    value["lineSpeed"] = port.line_speed;
    value.update(counters_json(port.counters));
    return value;
}

json to_json(const admin::ConnectionInfo& connection, std::uint32_t level) {
    json value = {
        {"connection", connection.handle.value},
        {"interface", connection.interface.value},
        {"interfaceName", connection.interface_name},
        {"interfaceType", static_cast<std::uint32_t>(connection.interface_type)},
        {"port", connection.port.value},
        {"userName", connection.user_name},
    };
    if (level == 0) {
        value.update(json{
            {"connectDuration", seconds(connection.duration)},
            {"started", rfc3339(connection.started)},
            {"connectionFlags", connection.flags},
            {"remoteComputer", connection.remote_computer},
            {"localEndpoint", connection.local_endpoint},
            {"remoteEndpoint", connection.remote_endpoint},
        });
    } else {
        value["ppp"] = projection_json(connection.projection);
    }
    if (level == 1) {
        value.update(counters_json(connection.counters));
        value["pppInfo"] = ppp_info_json(connection.projection);
    } else if (level == 2) {
        value["guid"] = guid_text(connection);
        value["pppInfo2"] = ppp_info_2_json(connection.projection);
    } else if (level == 3) {
        value["guid"] = guid_text(connection);
        value["pppInfo3"] = ppp_info_3_json(connection.projection);
        value["rasQuarState"] = 0;  // RAS_QUAR_STATE_NORMAL
    }
    return value;
}

json to_json(const admin::DeviceInfo& device) {
    return {{"deviceType", device.type}, {"deviceName", device.name}};
}

json to_json(const events::WhyRecord& record) {
    json value = {
        {"sequence", record.sequence},
        {"time", rfc3339(record.time)},
        {"interface", record.interface.value},
        {"interfaceName", record.interface_name},
        {"text", record.to_string()},
    };
    if (const auto* dialled = std::get_if<events::WhyDialled>(&record.what)) {
        value["what"] = "dialled";
        value["trigger"] = to_string(dialled->trigger);
        value["packet"] = packet_json(dialled->packet);
    } else if (const auto* refused = std::get_if<events::WhyRefused>(&record.what)) {
        value["what"] = "refused";
        value["trigger"] = to_string(refused->trigger);
        value["packet"] = packet_json(refused->packet);
        value["rule"] = refused->rule;
        value.update(code_json(refused->code));
    } else if (const auto* hung_up = std::get_if<events::WhyHungUp>(&record.what)) {
        value["what"] = "hungUp";
        value["cause"] = code_json(hung_up->cause);
        value["connectedSeconds"] = seconds(hung_up->connected);
        value["sinceActivitySeconds"] = seconds(hung_up->since_activity);
        value["bytesTransmitted"] = hung_up->bytes_sent;
        value["bytesReceived"] = hung_up->bytes_received;
    }
    return value;
}

json failure_json(Errc code, const std::string& detail) {
    const ErrcText* text = find_errc_text(to_code(code));
    std::string message =
        text != nullptr ? std::string(text->text) : "error " + std::to_string(to_code(code));
    if (!detail.empty() && detail != message) {
        message += ": " + detail;
    }
    return {{"code", to_code(code)}, {"symbol", symbol_of(code)}, {"message", message}};
}

}  // namespace mprd::protocol
