// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprctl mib ...: the host's network as the MIB calls see it.
#include "client/cli/command.hpp"
#include "client/cli/table.hpp"
#include "core/base/base64.hpp"
#include "core/base/ip_address.hpp"

#include <algorithm>
#include <array>

namespace mprd::cli {
namespace mib_verbs {
namespace {

constexpr std::uint32_t kPidIp = 0x21;
constexpr std::uint32_t kPidIpv6 = 0x57;
constexpr std::uint32_t kRouterManager = 10000;
// dwVarId of MIB_OPAQUE_QUERY, and sizes of the rows (docs/api/MprAdminMIBEntryGet.json).
constexpr std::uint8_t kIfTable = 1;
constexpr std::uint8_t kForwardTable = 7;
constexpr std::size_t kIfRowSize = 860;
constexpr std::size_t kRoute4Size = 56;
constexpr std::size_t kRoute6Size = 72;
constexpr std::size_t kRowsAt = 12;  // behind variable, padding and count

std::uint32_t number_at(const Bytes& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i > 0; --i) {
        value = value << 8U | bytes[at + i - 1];
    }
    return value;
}

Ipv4Address ipv4_at(const Bytes& bytes, std::size_t at) {
    Ipv4Address address;
    for (std::size_t i = 0; i < 4; ++i) {
        address.value = address.value << 8U | bytes[at + i];
    }
    return address;
}

Ipv6Address ipv6_at(const Bytes& bytes, std::size_t at) {
    Ipv6Address address;
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), 16, address.bytes.begin());
    return address;
}

/// The rows of a table, each by itself.
std::vector<Bytes> read_table(
    Session& session, std::uint32_t protocol, std::uint8_t variable, std::size_t row_size
) {
    const json result = session.call(
        "MprAdminMIBEntryGet",
        {{"protocolId", protocol},
         {"routingPid", kRouterManager},
         {"inEntry", to_base64(Bytes{variable, 0, 0, 0})}}
    );
    const auto entry = from_base64(result.value("outEntry", ""));
    std::vector<Bytes> rows;
    for (std::size_t at = kRowsAt; entry && at + row_size <= entry->size(); at += row_size) {
        const auto begin = entry->begin() + static_cast<std::ptrdiff_t>(at);
        rows.emplace_back(begin, begin + static_cast<std::ptrdiff_t>(row_size));
    }
    return rows;
}

const char* oper_text(std::uint32_t status) {
    constexpr std::array kTexts{
        "non-operational", "unreachable", "disconnected", "connecting", "connected", "operational"};
    return status < kTexts.size() ? kTexts[status] : "?";
}

void interfaces(Session& session, const Arguments& /*arguments*/) {
    Table table({"INDEX", "NAME", "TYPE", "MTU", "ADMIN", "STATE", "IN", "OUT"});
    json all = json::array();
    for (const Bytes& row : read_table(session, kPidIp, kIfTable, kIfRowSize)) {
        std::string name;
        for (std::size_t at = 0; at < 512 && row[at] != 0; at += 2) {
            name += static_cast<char>(row[at]);
        }
        const json shown = {
            {"index", number_at(row, 512)},
            {"name", name},
            {"type", number_at(row, 516)},
            {"mtu", number_at(row, 520)},
            {"adminUp", number_at(row, 540) == 1},
            {"state", oper_text(number_at(row, 544))},
            {"inOctets", number_at(row, 552)},
            {"outOctets", number_at(row, 576)}};
        table.add(
            {shown.at("index").dump(),
             name,
             shown.at("type").dump(),
             shown.at("mtu").dump(),
             shown.at("adminUp").get<bool>() ? "up" : "down",
             shown.value("state", ""),
             shown.at("inOctets").dump(),
             shown.at("outOctets").dump()}
        );
        all.push_back(shown);
    }
    session.print(all, table.to_string());
}

json route_of(
    const std::string& destination,
    const std::string& next_hop,
    const Bytes& row,
    std::array<std::size_t, 3> places  // of interface, protocol and metric
) {
    return {
        {"destination", destination},
        {"nextHop", next_hop},
        {"interface", number_at(row, places[0])},
        {"protocol", number_at(row, places[1])},
        {"metric", number_at(row, places[2])}};
}

void routes(Session& session, const Arguments& /*arguments*/) {
    json all = json::array();
    for (const Bytes& row : read_table(session, kPidIp, kForwardTable, kRoute4Size)) {
        int length = 0;
        for (std::uint32_t mask = ipv4_at(row, 4).value; mask != 0; mask <<= 1U) {
            ++length;
        }
        all.push_back(route_of(
            ipv4_at(row, 0).to_string() + '/' + std::to_string(length),
            ipv4_at(row, 12).to_string(),
            row,
            {16, 24, 36}
        ));
    }
    for (const Bytes& row : read_table(session, kPidIpv6, kForwardTable, kRoute6Size)) {
        all.push_back(route_of(
            ipv6_at(row, 0).to_string() + '/' + std::to_string(number_at(row, 16)),
            ipv6_at(row, 20).to_string(),
            row,
            {48, 56, 44}
        ));
    }
    Table table({"DESTINATION", "NEXT HOP", "INTERFACE", "PROTOCOL", "METRIC"});
    for (const json& route : all) {
        table.add(
            {route.value("destination", ""),
             route.value("nextHop", ""),
             route.at("interface").dump(),
             route.at("protocol").dump(),
             route.at("metric").dump()}
        );
    }
    session.print(all, table.to_string());
}

constexpr std::array kCommands{
    Command{"mib", "interfaces", "", "network interfaces of the host (IF_TABLE)", 0, 0, interfaces},
    Command{"mib", "routes", "", "routes of the host (IP_FORWARDTABLE)", 0, 0, routes},
};

}  // namespace
}  // namespace mib_verbs

std::span<const Command> mib_commands() {
    return mib_verbs::kCommands;
}

}  // namespace mprd::cli
