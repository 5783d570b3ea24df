// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/tunnel_config.hpp"

#include "core/base/base64.hpp"

#include <initializer_list>
#include <string>

namespace mprd {
namespace {

// What the largest edition takes (reference/mprapi-types.md section 4).
constexpr std::uint32_t kMaxPptpPorts = 16384;
constexpr std::uint32_t kMaxOtherPorts = 30000;

// MPR_VPN_TS_TYPE.
constexpr std::uint32_t kSelectorIpv4 = 7;
constexpr std::uint32_t kSelectorIpv6 = 8;

/// One number and the range that it must be in.
struct Limit {
    const char* member;
    std::uint32_t value;
    std::uint32_t low;
    std::uint32_t high;
};

[[nodiscard]] Result<void> check_limits(std::initializer_list<Limit> limits) {
    for (const Limit& limit : limits) {
        if (limit.value < limit.low || limit.value > limit.high) {
            return invalid_member(
                limit.member, std::to_string(limit.low) + " to " + std::to_string(limit.high)
            );
        }
    }
    return {};
}

struct Protocol {
    const char* name;
    const TunnelPorts& ports;
    std::uint32_t most;
    std::uint32_t flags;
    bool has_parameters;
};

[[nodiscard]] Result<void> check_ports(const Protocol& protocol) {
    const std::string name = protocol.name;
    const TunnelPorts& ports = protocol.ports;
    if (ports.ports.value_or(0) > protocol.most || ports.max_ports > protocol.most) {
        return invalid_member(name + "/numPorts", "at most " + std::to_string(protocol.most));
    }
    if (ports.ports.value_or(0) > ports.max_ports) {
        return invalid_member(
            name + "/numPorts", "at most maxPorts, " + std::to_string(ports.max_ports)
        );
    }
    if ((ports.flags & ~protocol.flags) != 0) {
        return invalid_member(
            name + "/portFlags",
            protocol.flags == kPortFlagRemoteAccess ? "0 or 1 (remote access)"
                                                    : "a sum of 1 (remote access) and 2 (routing)"
        );
    }
    if (!ports.parameters) {
        return {};
    }
    if (!protocol.has_parameters) {
        return invalid_member(name + "/tunnelConfigParams", "none: only ikev2 and l2tp have them");
    }
    const auto valid = ports.parameters->validate();
    return valid ? valid
                 : make_error(
                       valid.error().code, name + "/tunnelConfigParams/" + valid.error().detail
                   );
}

}  // namespace

Result<void> IkePolicy::validate() const {
    return check_limits(
        {{"integrityMethod", integrity, 0, 3},
         {"encryptionMethod", encryption, 0, 6},
         {"cipherTransformConstant", cipher_transform, 1, 8},
         {"authTransformConstant", auth_transform, 0, 5},
         {"pfsGroup", pfs_group, 0, 7},
         {"dhGroup", dh_group, 0, 6}}
    );
}

Result<void> TunnelParameters::validate() const {
    constexpr std::uint32_t kAny = 0xffffffff;
    if (auto checked = check_limits(
            {{"idleTimeout", idle_timeout, kMinSaLifeSeconds, kMaxSaLifeSeconds},
             {"networkBlackoutTime", network_blackout, kMinBlackoutSeconds, kAny},
             {"saLifeTime", sa_life_time, kMinSaLifeSeconds, kMaxSaLifeSeconds},
             {"saDataSizeForRenegotiation", sa_data_size, kMinSaDataKilobytes, kAny},
             {"encryptionType", encryption_type, 0, 3},
             {"mmSaLifeTime", main_mode_life_time, kMinSaLifeSeconds, kMaxSaLifeSeconds}}
        );
        !checked) {
        return checked;
    }
    return custom_policy ? custom_policy->validate() : Result<void>();
}

Result<void> TrafficSelector::validate() const {
    if (auto checked = check_limits(
            {{"type", type, kSelectorIpv4, kSelectorIpv6},
             {"protocolId", protocol_id, 0, 255},
             {"portStart", port_start, 0, 65535},
             {"portEnd", port_end, port_start, 65535},
             {"payloadId", payload_id, 0, 65535}}
        );
        !checked) {
        return checked;
    }
    const bool wants_v6 = type == kSelectorIpv6;
    if (address_start.is_v6 != wants_v6 || address_end.is_v6 != wants_v6) {
        return invalid_member("addressStart, addressEnd", "addresses of the selector's type");
    }
    return {};
}

Result<void> Ikev2Custom::validate() const {
    constexpr std::uint32_t kAny = 0xffffffff;
    if (auto checked = check_limits(
            {{"saLifeTime", sa_life_time, kMinSaLifeSeconds, kMaxSaLifeSeconds},
             {"saDataSize", sa_data_size, kMinSaDataKilobytes, kAny},
             {"mmSaLifeTime", main_mode_life_time, kMinSaLifeSeconds, kMaxSaLifeSeconds}}
        );
        !checked) {
        return checked;
    }
    if (!from_base64(certificate_name)) {
        return invalid_member("certificateName", "base64");
    }
    if (!from_base64(certificate_hash)) {
        return invalid_member("certificateHash", "base64");
    }
    for (const auto* selectors : {&initiator_selectors, &responder_selectors}) {
        if (selectors->size() > kMaxTrafficSelectors) {
            return invalid_member("vpnTrafficSelectors", "at most 64 of each direction");
        }
        for (const TrafficSelector& selector : *selectors) {
            if (auto valid = selector.validate(); !valid) {
                return valid;
            }
        }
    }
    return custom_policy ? custom_policy->validate() : Result<void>();
}

Result<void> TunnelSettings::validate() const {
    constexpr std::uint32_t kBoth = kPortFlagRemoteAccess | kPortFlagRouting;
    const Protocol protocols[] = {
        {"pptp", pptp, kMaxPptpPorts, kBoth, false},
        {"l2tp", l2tp, kMaxOtherPorts, kBoth, true},
        {"sstp", sstp, kMaxOtherPorts, kPortFlagRemoteAccess, false},
        {"ikev2", ikev2, kMaxOtherPorts, kPortFlagRemoteAccess, true},
        {"gre", gre, kMaxOtherPorts, kBoth, false},
    };
    for (const Protocol& protocol : protocols) {
        if (auto checked = check_ports(protocol); !checked) {
            return checked;
        }
    }
    if (pptp.ports == 0U) {
        return invalid_member("pptp/numPorts", "at least 1");
    }
    const std::string& hash = sstp_listener.certificate;
    const bool is_hex = hash.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
    if (!hash.empty() && (hash.size() != 64 || !is_hex)) {
        return invalid_member(
            "sstpListener/certificate", "64 hexadecimal digits, or nothing to choose one"
        );
    }
    return {};
}

}  // namespace mprd
