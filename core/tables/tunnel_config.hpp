// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/ip_address.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mprd {

/// ROUTER_CUSTOM_IKEv2_POLICY0: what an IKEv2 (or L2TP/IPsec) tunnel must use. Numbers of the
/// API's own enumerations.
struct IkePolicy {
    std::uint32_t integrity = 1;         ///< IKEEXT_INTEGRITY_TYPE, 0 to 3
    std::uint32_t encryption = 4;        ///< IKEEXT_CIPHER_TYPE, 0 to 6
    std::uint32_t cipher_transform = 5;  ///< IPSEC_CIPHER_TYPE, 1 to 8
    std::uint32_t auth_transform = 1;    ///< IPSEC_AUTH_TYPE, 0 to 5
    std::uint32_t pfs_group = 0;         ///< IPSEC_PFS_GROUP, 0 to 7
    std::uint32_t dh_group = 3;          ///< IKEEXT_DH_GROUP, 0 to 6
    /// 87 for a value that its enumeration does not have.
    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const IkePolicy&, const IkePolicy&) = default;
};

/// Limits of the documented members (IKEV2_TUNNEL_CONFIG_PARAMS, MPR_IF_CUSTOMINFOEX).
inline constexpr std::uint32_t kMinSaLifeSeconds = 300;
inline constexpr std::uint32_t kMaxSaLifeSeconds = 17279999;
inline constexpr std::uint32_t kMinSaDataKilobytes = 1024;
inline constexpr std::uint32_t kMinBlackoutSeconds = 120;

/// IKEV2_TUNNEL_CONFIG_PARAMS, and L2TP_TUNNEL_CONFIG_PARAMS, which has a part of it.
struct TunnelParameters {
    std::uint32_t idle_timeout = 300;           ///< seconds
    std::uint32_t network_blackout = 1800;      ///< seconds; IKEv2 only
    std::uint32_t sa_life_time = 28800;         ///< seconds
    std::uint32_t sa_data_size = 102400;        ///< kilobytes
    std::uint32_t encryption_type = 2;          ///< 0 none, 1 request, 2 require, 3 maximum
    std::uint32_t main_mode_life_time = 28800;  ///< seconds
    std::optional<IkePolicy> custom_policy;     ///< nullopt: the engine's own
    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const TunnelParameters&, const TunnelParameters&) = default;
};

/// MPR_VPN_TRAFFIC_SELECTOR: which packets a tunnel is for.
struct TrafficSelector {
    std::uint32_t type = 7;         ///< 7 IPv4 range, 8 IPv6 range
    std::uint32_t protocol_id = 0;  ///< IP protocol, 0 for any
    std::uint32_t port_start = 0;
    std::uint32_t port_end = 65535;
    std::uint32_t payload_id = 0;
    IpAddress address_start;
    IpAddress address_end;
    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const TrafficSelector&, const TrafficSelector&) = default;
};

/// customIkev2Config of MPR_IF_CUSTOMINFOEX2.
struct Ikev2Custom {
    std::uint32_t sa_life_time = 28800;         ///< seconds
    std::uint32_t sa_data_size = 102400;        ///< kilobytes
    std::uint32_t main_mode_life_time = 28800;  ///< seconds
    /// Base64 of the encoded name, and of the hash; empty: none.
    std::string certificate_name;
    std::string certificate_hash;
    std::optional<IkePolicy> custom_policy;
    std::vector<TrafficSelector> initiator_selectors;
    std::vector<TrafficSelector> responder_selectors;
    /// 87 with the member that is out of its documented range.
    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const Ikev2Custom&, const Ikev2Custom&) = default;
};
/// Selectors of each direction.
inline constexpr std::size_t kMaxTrafficSelectors = 64;

/// Bits of TunnelPorts::flags (MPR_ENABLE_RAS_ON_DEVICE, MPR_ENABLE_ROUTING_ON_DEVICE).
inline constexpr std::uint32_t kPortFlagRemoteAccess = 1;
inline constexpr std::uint32_t kPortFlagRouting = 2;

/// Ports of one tunnel protocol and what they may be used for.
struct TunnelPorts {
    std::optional<std::uint32_t> ports;  ///< nullopt: as many as the devices offer
    std::uint32_t flags = 0;             ///< meaningful with `ports`
    /// No more than this while the router runs (3010 beyond it).
    std::uint32_t max_ports = 1000;
    /// IKEv2 and L2TP only; nullopt: the engine's own.
    std::optional<TunnelParameters> parameters;
    friend bool operator==(const TunnelPorts&, const TunnelPorts&) = default;
};

/// SSTP_CONFIG_PARAMS without ports.
struct SstpListener {
    bool use_https = true;    ///< false: TLS ends at a proxy before us
    std::string certificate;  ///< SHA-256 hash in hexadecimal; empty: chosen automatically
    friend bool operator==(const SstpListener&, const SstpListener&) = default;
};

/// MPRAPI_TUNNEL_CONFIG_PARAMS.
struct TunnelSettings {
    TunnelPorts pptp;
    TunnelPorts l2tp;
    TunnelPorts sstp;
    TunnelPorts ikev2;
    TunnelPorts gre;
    SstpListener sstp_listener;
    /// 87 with the member that is wrong: a count above what any system has, no PPTP port at all, a
    /// flag that the protocol does not have.
    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const TunnelSettings&, const TunnelSettings&) = default;
};

}  // namespace mprd
