// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/ex_objects.hpp"

#include "client/lib/octets.hpp"
#include "core/base/ip_address.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstring>
#include <string>

namespace mprd::lib {
namespace {

constexpr DWORD kSha256 = 0x800c;  // CALG_SHA_256
constexpr std::size_t kHashSize = 32;
constexpr DWORD kServedProtocols =
    MPRAPI_SET_CONFIG_PROTOCOL_FOR_PPTP | MPRAPI_SET_CONFIG_PROTOCOL_FOR_L2TP |
    MPRAPI_SET_CONFIG_PROTOCOL_FOR_SSTP | MPRAPI_SET_CONFIG_PROTOCOL_FOR_IKEV2;

[[nodiscard]] DWORD number(const json& object, const char* member) {
    const auto found = object.find(member);
    return found != object.end() && found->is_number_unsigned()
               ? static_cast<DWORD>(std::min<std::uint64_t>(found->get<std::uint64_t>(), MAXDWORD))
               : 0;
}

[[nodiscard]] BYTE* block_of(const void* data, std::size_t size, Family family) {
    if (size == 0) {
        return nullptr;
    }
    auto* block = static_cast<BYTE*>(BufferPool::instance().allocate(size, family));
    std::memcpy(block, data, size);
    return block;
}

[[nodiscard]] CRYPT_HASH_BLOB blob_of(const Bytes& bytes, Family family) {
    return {static_cast<DWORD>(bytes.size()), block_of(bytes.data(), bytes.size(), family)};
}

[[nodiscard]] Bytes from_hex(const std::string& text) {
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoul(text.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

[[nodiscard]] std::string to_hex(const CRYPT_HASH_BLOB& blob) {
    constexpr const char* kDigits = "0123456789abcdef";
    std::string text;
    for (DWORD i = 0; i < blob.cbData; ++i) {
        text += kDigits[blob.pbData[i] >> 4U];
        text += kDigits[blob.pbData[i] & 15U];
    }
    return text;
}

[[nodiscard]] bool is_whole(const CRYPT_HASH_BLOB& blob) {
    return blob.cbData == 0 || blob.pbData != nullptr;
}

[[nodiscard]] json ports_json(DWORD count, DWORD flags) {
    return {{"numPorts", count}, {"portFlags", flags}};
}

/// nullopt: what nothing keeps.
[[nodiscard]] std::optional<json> read_ikev2(const IKEV2_CONFIG_PARAMS& given) {
    json value = ports_json(given.dwNumPorts, given.dwPortFlags);
    if (given.dwTunnelConfigParamFlags == 0) {
        return value;
    }
    const IKEV2_TUNNEL_CONFIG_PARAMS& tunnel = given.TunnelConfigParams;
    if (given.dwTunnelConfigParamFlags != MPRAPI_IKEV2_SET_TUNNEL_CONFIG_PARAMS ||
        tunnel.dwConfigOptions != 0 || tunnel.dwTotalCertificates != 0) {
        return std::nullopt;
    }
    value["tunnelConfigParams"] = {
        {"idleTimeout", tunnel.dwIdleTimeout},
        {"networkBlackoutTime", tunnel.dwNetworkBlackoutTime},
        {"saLifeTime", tunnel.dwSaLifeTime},
        {"saDataSizeForRenegotiation", tunnel.dwSaDataSizeForRenegotiation}};
    return value;
}

[[nodiscard]] std::optional<json> read_sstp_listener(const SSTP_CONFIG_PARAMS& given) {
    const CRYPT_HASH_BLOB& hash = given.sstpCertDetails.certBlob;
    if (hash.cbData != 0 &&
        (hash.cbData != kHashSize || hash.pbData == nullptr || given.certAlgorithm != kSha256)) {
        return std::nullopt;
    }
    return json{{"useHttps", given.isUseHttps != FALSE}, {"certificate", to_hex(hash)}};
}

// ---- IKEv2 policy of an interface

[[nodiscard]] bool has_header(
    const MPRAPI_OBJECT_HEADER* header, unsigned revision, unsigned type, std::size_t size
) {
    return header->revision == revision && header->type == type && header->size == size;
}

void show_address(const json& text, MPR_VPN_TS_TYPE type, VPN_TS_IP_ADDRESS& address) {
    address.Type = static_cast<USHORT>(type);
    const auto& shown = text.get_ref<const std::string&>();
    if (const auto four = Ipv4Address::parse(shown); four && type == MPR_VPN_TS_IPv4_ADDR_RANGE) {
        const std::uint32_t value = four->value;
        address.u.v4.S_un.S_un_b = {
            static_cast<UCHAR>(value >> 24U),
            static_cast<UCHAR>(value >> 16U),
            static_cast<UCHAR>(value >> 8U),
            static_cast<UCHAR>(value)};
    } else if (const auto six = Ipv6Address::parse(shown)) {
        std::memcpy(&address.u.v6, six->bytes.data(), six->bytes.size());
    }
}

[[nodiscard]] MPR_VPN_TRAFFIC_SELECTOR* show_selectors(
    const json& list, DWORD& count, Family family
) {
    count = static_cast<DWORD>(list.size());
    if (list.empty()) {
        return nullptr;
    }
    auto* block = static_cast<MPR_VPN_TRAFFIC_SELECTOR*>(
        BufferPool::instance().allocate(list.size() * sizeof(MPR_VPN_TRAFFIC_SELECTOR), family)
    );
    for (std::size_t i = 0; i < list.size(); ++i) {
        const json& entry = list[i];
        MPR_VPN_TRAFFIC_SELECTOR& shown = block[i];
        shown.type = static_cast<MPR_VPN_TS_TYPE>(number(entry, "type"));
        shown.protocolId = static_cast<UCHAR>(number(entry, "protocolId"));
        shown.portStart = static_cast<USHORT>(number(entry, "portStart"));
        shown.portEnd = static_cast<USHORT>(number(entry, "portEnd"));
        shown.tsPayloadId = static_cast<USHORT>(number(entry, "payloadId"));
        show_address(entry.at("addressStart"), shown.type, shown.addrStart);
        show_address(entry.at("addressEnd"), shown.type, shown.addrEnd);
    }
    return block;
}

[[nodiscard]] std::string address_text(MPR_VPN_TS_TYPE type, const VPN_TS_IP_ADDRESS& address) {
    if (type == MPR_VPN_TS_IPv4_ADDR_RANGE) {
        const auto& bytes = address.u.v4.S_un.S_un_b;
        return std::to_string(bytes.s_b1) + '.' + std::to_string(bytes.s_b2) + '.' +
               std::to_string(bytes.s_b3) + '.' + std::to_string(bytes.s_b4);
    }
    Ipv6Address six;
    std::memcpy(six.bytes.data(), &address.u.v6, six.bytes.size());
    return six.to_string();
}

[[nodiscard]] json read_selectors(const MPR_VPN_TRAFFIC_SELECTOR* list, DWORD count) {
    json entries = json::array();
    for (DWORD i = 0; i < count; ++i) {
        const MPR_VPN_TRAFFIC_SELECTOR& given = list[i];
        entries.push_back(
            {{"type", static_cast<DWORD>(given.type)},
             {"protocolId", given.protocolId},
             {"portStart", given.portStart},
             {"portEnd", given.portEnd},
             {"payloadId", given.tsPayloadId},
             {"addressStart", address_text(given.type, given.addrStart)},
             {"addressEnd", address_text(given.type, given.addrEnd)}}
        );
    }
    return entries;
}

/// The caller's structure in the largest form; what his form lacks is zero.
[[nodiscard]] MPR_IF_CUSTOMINFOEX2 widened(const MPR_IF_CUSTOMINFOEX* object) {
    MPR_IF_CUSTOMINFOEX2 wide{};
    std::memcpy(&wide, object, object->Header.size);
    return wide;
}

static_assert(
    offsetof(ROUTER_IKEv2_IF_CUSTOM_CONFIG1, certificateHash) ==
        offsetof(ROUTER_IKEv2_IF_CUSTOM_CONFIG2, certificateHash) &&
    offsetof(ROUTER_IKEv2_IF_CUSTOM_CONFIG0, customPolicy) ==
        offsetof(ROUTER_IKEv2_IF_CUSTOM_CONFIG2, customPolicy)
);

}  // namespace

bool is_server_ex(const MPR_SERVER_EX* object) {
    return object != nullptr && has_header(
                                    &object->Header,
                                    MPRAPI_MPR_SERVER_OBJECT_REVISION_1,
                                    MPRAPI_OBJECT_TYPE_MPR_SERVER_OBJECT,
                                    sizeof(MPR_SERVER_EX)
                                );
}

void show_server_ex(const json& info, MPR_SERVER_EX& object, Family family) {
    MPR_SERVER_EX shown{};
    shown.Header = object.Header;
    shown.fLanOnlyMode = info.at("lanOnlyMode").get<bool>() ? TRUE : FALSE;
    shown.dwUpTime = number(info, "upTime");
    shown.dwTotalPorts = number(info, "totalPorts");
    shown.dwPortsInUse = number(info, "portsInUse");
    const json& config = info.at("configParams");
    MPRAPI_TUNNEL_CONFIG_PARAMS& params = shown.ConfigParams;
    const auto show_ports = [&config](const char* protocol, DWORD& count, DWORD& flags) {
        count = number(config.at(protocol), "numPorts");
        flags = number(config.at(protocol), "portFlags");
    };
    show_ports("pptp", params.PptpConfigParams.dwNumPorts, params.PptpConfigParams.dwPortFlags);
    show_ports("l2tp", params.L2tpConfigParams.dwNumPorts, params.L2tpConfigParams.dwPortFlags);
    SSTP_CONFIG_PARAMS& sstp = params.SstpConfigParams;
    show_ports("sstp", sstp.dwNumPorts, sstp.dwPortFlags);
    IKEV2_CONFIG_PARAMS& ikev2 = params.IkeConfigParams;
    show_ports("ikev2", ikev2.dwNumPorts, ikev2.dwPortFlags);
    if (const json& tunnel = config.at("ikev2").at("tunnelConfigParams"); tunnel.is_object()) {
        ikev2.dwTunnelConfigParamFlags = MPRAPI_IKEV2_SET_TUNNEL_CONFIG_PARAMS;
        ikev2.TunnelConfigParams.dwIdleTimeout = number(tunnel, "idleTimeout");
        ikev2.TunnelConfigParams.dwNetworkBlackoutTime = number(tunnel, "networkBlackoutTime");
        ikev2.TunnelConfigParams.dwSaLifeTime = number(tunnel, "saLifeTime");
        ikev2.TunnelConfigParams.dwSaDataSizeForRenegotiation =
            number(tunnel, "saDataSizeForRenegotiation");
    }
    const json& listener = config.at("sstpListener");
    const Bytes hash = from_hex(listener.at("certificate").get<std::string>());
    sstp.isUseHttps = listener.at("useHttps").get<bool>() ? TRUE : FALSE;
    sstp.certAlgorithm = kSha256;
    sstp.sstpCertDetails.isDefault = hash.empty() ? TRUE : FALSE;
    sstp.sstpCertDetails.certBlob = blob_of(hash, family);
    object = shown;
}

std::optional<json> read_server_config(const MPR_SERVER_SET_CONFIG_EX* object) {
    if (object == nullptr || !has_header(
                                 &object->Header,
                                 MPRAPI_MPR_SERVER_SET_CONFIG_OBJECT_REVISION_1,
                                 MPRAPI_OBJECT_TYPE_MPR_SERVER_SET_CONFIG_OBJECT,
                                 sizeof(MPR_SERVER_SET_CONFIG_EX)
                             )) {
        return std::nullopt;
    }
    const DWORD protocols = object->setConfigForProtocols;
    const MPRAPI_TUNNEL_CONFIG_PARAMS& given = object->ConfigParams;
    json config = json::object();
    if ((protocols & ~kServedProtocols) != 0) {
        return std::nullopt;  // there are no members for others in this form
    }
    if ((protocols & MPRAPI_SET_CONFIG_PROTOCOL_FOR_PPTP) != 0) {
        config["pptp"] =
            ports_json(given.PptpConfigParams.dwNumPorts, given.PptpConfigParams.dwPortFlags);
    }
    if ((protocols & MPRAPI_SET_CONFIG_PROTOCOL_FOR_L2TP) != 0) {
        config["l2tp"] =
            ports_json(given.L2tpConfigParams.dwNumPorts, given.L2tpConfigParams.dwPortFlags);
    }
    if ((protocols & MPRAPI_SET_CONFIG_PROTOCOL_FOR_SSTP) != 0) {
        auto listener = read_sstp_listener(given.SstpConfigParams);
        if (!listener) {
            return std::nullopt;
        }
        config["sstp"] =
            ports_json(given.SstpConfigParams.dwNumPorts, given.SstpConfigParams.dwPortFlags);
        config["sstpListener"] = std::move(*listener);
    }
    if ((protocols & MPRAPI_SET_CONFIG_PROTOCOL_FOR_IKEV2) != 0) {
        auto ikev2 = read_ikev2(given.IkeConfigParams);
        if (!ikev2) {
            return std::nullopt;
        }
        config["ikev2"] = std::move(*ikev2);
    }
    return json{{"setConfigForProtocols", protocols}, {"configParams", std::move(config)}};
}

bool is_custom_info(const MPR_IF_CUSTOMINFOEX* object) {
    constexpr std::array<std::size_t, 3> kSizes{
        sizeof(MPR_IF_CUSTOMINFOEX0), sizeof(MPR_IF_CUSTOMINFOEX1), sizeof(MPR_IF_CUSTOMINFOEX2)};
    if (object == nullptr) {
        return false;
    }
    const unsigned revision = object->Header.revision;
    return revision >= 1 && revision <= kSizes.size() &&
           has_header(
               &object->Header,
               revision,
               MPRAPI_OBJECT_TYPE_IF_CUSTOM_CONFIG_OBJECT,
               kSizes[revision - 1]
           );
}

void show_custom_info(const json& answer, MPR_IF_CUSTOMINFOEX* object, Family family) {
    const std::size_t size = object->Header.size;
    MPR_IF_CUSTOMINFOEX2 shown{};
    shown.Header = object->Header;
    shown.dwFlags = number(answer, "flags");
    if (const json& config = answer.at("customIkev2Config"); config.is_object()) {
        ROUTER_IKEv2_IF_CUSTOM_CONFIG2& custom = shown.customIkev2Config;
        custom.dwSaLifeTime = number(config, "saLifeTime");
        custom.dwSaDataSize = number(config, "saDataSize");
        custom.certificateName = blob_of(octets_of(config, "certificateName"), family);
        if (const json& policy = config.at("customPolicy"); policy.is_object()) {
            const ROUTER_CUSTOM_IKEv2_POLICY0 values{
                number(policy, "integrityMethod"),
                number(policy, "encryptionMethod"),
                number(policy, "cipherTransformConstant"),
                number(policy, "authTransformConstant"),
                number(policy, "pfsGroup"),
                number(policy, "dhGroup")};
            void* block = block_of(&values, sizeof values, family);
            custom.customPolicy = static_cast<ROUTER_CUSTOM_IKEv2_POLICY0*>(block);
        }
        // Nothing is allocated that a shorter form has no pointer to.
        if (size >= sizeof(MPR_IF_CUSTOMINFOEX1)) {
            custom.certificateHash = blob_of(octets_of(config, "certificateHash"), family);
        }
        if (size >= sizeof(MPR_IF_CUSTOMINFOEX2)) {
            MPR_VPN_TRAFFIC_SELECTORS& selectors = custom.vpnTrafficSelectors;
            custom.dwMmSaLifeTime = number(config, "mmSaLifeTime");
            selectors.tsI =
                show_selectors(config.at("initiatorSelectors"), selectors.numTsi, family);
            selectors.tsR =
                show_selectors(config.at("responderSelectors"), selectors.numTsr, family);
        }
    }
    std::memcpy(object, &shown, size);
}

std::optional<json> read_custom_info(const MPR_IF_CUSTOMINFOEX* object) {
    if (!is_custom_info(object)) {
        return std::nullopt;
    }
    const MPR_IF_CUSTOMINFOEX2 given = widened(object);
    json params = {{"flags", given.dwFlags}};
    if (given.dwFlags == 0) {
        return params;
    }
    const ROUTER_IKEv2_IF_CUSTOM_CONFIG2& custom = given.customIkev2Config;
    const MPR_VPN_TRAFFIC_SELECTORS& selectors = custom.vpnTrafficSelectors;
    if (!is_whole(custom.certificateName) || !is_whole(custom.certificateHash) ||
        (selectors.numTsi != 0 && selectors.tsI == nullptr) ||
        (selectors.numTsr != 0 && selectors.tsR == nullptr)) {
        return std::nullopt;
    }
    json config = {{"saLifeTime", custom.dwSaLifeTime}, {"saDataSize", custom.dwSaDataSize}};
    add_bytes(
        config, "certificateName", custom.certificateName.pbData, custom.certificateName.cbData
    );
    add_bytes(
        config, "certificateHash", custom.certificateHash.pbData, custom.certificateHash.cbData
    );
    if (const auto* policy = custom.customPolicy; policy != nullptr) {
        config["customPolicy"] = {
            {"integrityMethod", policy->dwIntegrityMethod},
            {"encryptionMethod", policy->dwEncryptionMethod},
            {"cipherTransformConstant", policy->dwCipherTransformConstant},
            {"authTransformConstant", policy->dwAuthTransformConstant},
            {"pfsGroup", policy->dwPfsGroup},
            {"dhGroup", policy->dwDhGroup}};
    }
    if (given.Header.size == sizeof(MPR_IF_CUSTOMINFOEX2)) {
        config["mmSaLifeTime"] = custom.dwMmSaLifeTime;
        config["initiatorSelectors"] = read_selectors(selectors.tsI, selectors.numTsi);
        config["responderSelectors"] = read_selectors(selectors.tsR, selectors.numTsr);
    }
    params["customIkev2Config"] = std::move(config);
    return params;
}

}  // namespace mprd::lib
