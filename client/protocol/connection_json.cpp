// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/connection_json.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <cstdio>

namespace mprd::protocol {
namespace {

using nlohmann::json;

constexpr std::uint32_t kNotOpen = 720;        // ERROR_PPP_NO_PROTOCOLS_CONFIGURED
constexpr std::uint32_t kPap = 0xc023;         // PPP_LCP_PAP
constexpr std::uint32_t kChap = 0xc223;        // PPP_LCP_CHAP
constexpr std::uint32_t kChapMd5 = 5;          // PPP_LCP_CHAP_MD5
constexpr std::uint32_t kChapMsV2 = 0x81;      // PPP_LCP_CHAP_MSV2
constexpr std::uint32_t kOptionPfc = 2;        // PPP_LCP_PFC
constexpr std::uint32_t kOptionAcfc = 4;       // PPP_LCP_ACFC
constexpr std::uint32_t kPppProjection = 1;    // MPRAPI_PPP_PROJECTION_INFO_TYPE
constexpr std::uint32_t kNotCompressed = 100;  // percent of the uncompressed size

json closed() {
    return {{"error", kNotOpen}};
}

std::uint32_t protocol_of(const std::optional<AuthKind>& kind) {
    return kind ? (*kind == AuthKind::Pap ? kPap : kChap) : 0;
}

std::uint32_t data_of(const std::optional<AuthKind>& kind) {
    if (!kind || *kind == AuthKind::Pap) {
        return 0;
    }
    return *kind == AuthKind::ChapMd5 ? kChapMd5 : kChapMsV2;
}

json ip_json(const PppProjection& projection) {
    if (!projection.ipv4) {
        return closed();
    }
    return {
        {"error", 0},
        {"address", projection.ipv4->local.to_string()},
        {"remoteAddress", projection.ipv4->peer.to_string()}};
}

json ip_2_json(const PppProjection& projection) {
    json value = ip_json(projection);
    if (projection.ipv4) {
        value["options"] = 0;  // no header compression (PPP_IPCP_VJ)
        value["remoteOptions"] = 0;
    }
    return value;
}

std::string hex(const std::array<std::uint8_t, 8>& bytes) {
    std::string text;
    for (const std::uint8_t byte : bytes) {
        std::array<char, 3> digits{};
        std::snprintf(digits.data(), digits.size(), "%02x", byte);
        text += digits.data();
    }
    return text;
}

json ipv6_json(const PppProjection& projection) {
    if (!projection.ipv6) {
        return closed();
    }
    return {
        {"error", 0},
        {"interfaceIdentifier", hex(projection.ipv6->local.bytes)},
        {"remoteInterfaceIdentifier", hex(projection.ipv6->peer.bytes)},
        {"prefix", hex({})},
        {"prefixLength", 0}};
}

json lcp_json(const PppProjection& projection) {
    // The end that receives allows the compression: what we send is the peer's option.
    const std::uint32_t remote = (projection.compress_protocol ? kOptionPfc : 0) |
                                 (projection.compress_address ? kOptionAcfc : 0);
    return {
        {"error", 0},
        {"authenticationProtocol", protocol_of(projection.local_auth)},
        {"authenticationData", data_of(projection.local_auth)},
        {"remoteAuthenticationProtocol", protocol_of(projection.peer_auth)},
        {"remoteAuthenticationData", data_of(projection.peer_auth)},
        {"terminateReason", 0},
        {"remoteTerminateReason", 0},
        {"options", kOptionPfc | kOptionAcfc},  // what we always allow the peer
        {"remoteOptions", remote},
        {"eapTypeId", 0},
        {"remoteEapTypeId", 0},
    };
}

}  // namespace

json ppp_info_json(const PppProjection& projection) {
    return {{"nbf", closed()}, {"ip", ip_json(projection)}, {"ipx", closed()}, {"at", closed()}};
}

json ppp_info_2_json(const PppProjection& projection) {
    json value = ppp_info_json(projection);
    value["ip"] = ip_2_json(projection);
    value["ccp"] = closed();
    value["lcp"] = lcp_json(projection);
    return value;
}

json ppp_info_3_json(const PppProjection& projection) {
    return {
        {"nbf", closed()},
        {"ip", ip_2_json(projection)},
        {"ipv6", ipv6_json(projection)},
        {"ccp", closed()},
        {"lcp", lcp_json(projection)}};
}

json counters_json(const LinkCounters& counters) {
    return {
        {"bytesTransmitted", counters.bytes_sent},
        {"bytesReceived", counters.bytes_received},
        {"framesTransmitted", counters.frames_sent},
        {"framesReceived", counters.frames_received},
        {"packetsTransmitted", counters.packets_sent},
        {"packetsReceived", counters.packets_received},
        {"crcErrors", counters.crc_errors},
        {"timeoutErrors", 0},
        {"alignmentErrors", 0},
        {"hardwareOverrunErrors", 0},
        {"framingErrors", counters.framing_errors},
        {"bufferOverrunErrors", counters.buffer_overruns},
        {"compressionRatioIn", kNotCompressed},
        {"compressionRatioOut", kNotCompressed},
    };
}

std::string guid_text(const admin::ConnectionInfo& connection) {
    const auto started =
        std::chrono::duration_cast<std::chrono::microseconds>(connection.started.time_since_epoch()
        );
    std::array<char, 33> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%016llx%08x%08x",
        static_cast<unsigned long long>(started.count()),
        connection.handle.value,
        connection.port.value
    );
    return text.data();
}

json to_json_ex(const admin::ConnectionInfo& connection) {
    const std::string& user = connection.user_name;
    const std::size_t slash = user.find('\\');
    const bool has_domain = slash != std::string::npos;
    json value = {
        {"connectDuration",
         std::chrono::duration_cast<std::chrono::seconds>(connection.duration).count()},
        {"interfaceType", static_cast<std::uint32_t>(connection.interface_type)},
        {"connectionFlags", connection.flags},
        {"interfaceName", connection.interface_name},
        {"userName", has_domain ? user.substr(slash + 1) : user},
        {"logonDomain", has_domain ? user.substr(0, slash) : ""},
        {"remoteComputer", connection.remote_computer},
        {"guid", guid_text(connection)},
        {"rasQuarState", 0},
        {"probationTime", nullptr},
        {"numSwitchOvers", 0},
        {"remoteEndpointAddress", connection.remote_endpoint},
        {"localEndpointAddress", connection.local_endpoint},
        {"projectionInfo",
         {{"projectionInfoType", kPppProjection},
          {"ip", ip_2_json(connection.projection)},
          {"ipv6", ipv6_json(connection.projection)},
          {"lcp", lcp_json(connection.projection)},
          {"ccp", closed()}}},
        {"connection", connection.handle.value},
        {"interface", connection.interface.value},
    };
    value.update(counters_json(connection.counters));
    return value;
}

}  // namespace mprd::protocol
