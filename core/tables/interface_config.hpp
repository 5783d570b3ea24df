// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/guid.hpp"
#include "core/base/ip_address.hpp"
#include "core/base/secret.hpp"
#include "core/base/time.hpp"
#include "core/tables/call_back_options.hpp"
#include "core/tables/interface_types.hpp"
#include "core/tables/net_config.hpp"
#include "core/tables/rip_options.hpp"
#include "core/tables/transport_config.hpp"
#include "core/tables/tunnel_config.hpp"
#include "core/tables/weekly_hours.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mprd {

/// Limits of the API's structures, in bytes of UTF-8 here and without the final zero.
inline constexpr std::size_t kMaxInterfaceName = 256;  ///< MAX_INTERFACE_NAME_LEN
inline constexpr std::size_t kMaxUserName = 256;       ///< UNLEN
inline constexpr std::size_t kMaxPassword = 256;       ///< PWLEN
inline constexpr std::size_t kMaxDomain = 15;          ///< DNLEN
inline constexpr std::size_t kMaxPhoneNumber = 128;    ///< MPR_MaxPhoneNumber
inline constexpr std::size_t kMaxDeviceName = 128;     ///< MPR_MaxDeviceName
inline constexpr std::size_t kMaxDeviceType = 16;      ///< MPR_MaxDeviceType

/// Special values of dwIdleDisconnectSeconds (MPRIDS_*).
inline constexpr std::uint32_t kIdleUseGlobal = 0;
inline constexpr std::uint32_t kIdleNever = 0xffffffff;

/// A way for a PPP peer to prove who it is, as configuration names it: "pap", "chap-md5",
/// "mschapv2". The router turns it into the engine's own type.
enum class AuthKind {
    Pap,
    ChapMd5,
    MsChapV2,
};
/// Both ways between the type and the configuration's words; nullopt for any other text.
[[nodiscard]] const char* to_string(AuthKind kind);
[[nodiscard]] std::optional<AuthKind> parse_auth_kind(std::string_view text);

/// One device of an interface: MPR_DEVICE_1. Tried in list order; several are a multilink one day.
struct InterfaceDevice {
    std::string type;                     ///< an MPRDT_ text, compared without case
    std::string name;                     ///< of a DeviceConfig; empty: any of the type
    std::string number;                   ///< the entire number or host
    std::vector<std::string> alternates;  ///< dialled in order if `number` fails
    friend bool operator==(const InterfaceDevice&, const InterfaceDevice&) = default;
};

/// What is dialled and how: the members of MPR_INTERFACE_2 and _3 that are no policy
/// (reference/mprapi-types.md section 3). Kept and returned as they were given; the ones that act
/// say so.
struct PhonebookEntry {
    std::uint32_t options = 0;  ///< MPRIO_* mask; 0x2, 0x4, 0x20, 0x400, 0x800, 0x8000 act
    std::string phone_number;   ///< acts when no device has a number of its own
    Ipv4Address address;        ///< wanted local address, with MPRIO_SpecificIpAddr
    /// Name servers; unspecified: none.
    Ipv4Address dns;
    Ipv4Address dns_alternate;
    Ipv4Address wins;
    Ipv4Address wins_alternate;
    Ipv6Address dns6;
    Ipv6Address dns6_alternate;
    std::uint32_t net_protocols = 4;  ///< MPRNP_*: 4 IPv4, 8 IPv6; acts
    std::string device_type;          ///< an MPRDT_ text; acts when `devices` is empty
    std::string device_name;          ///< acts when `devices` is empty
    std::uint32_t dial_mode = 1;      ///< MPRDM_*
    /// Multilink thresholds; kept for the API, nothing acts on them.
    std::uint32_t dial_extra_percent = 0;
    std::uint32_t dial_extra_sample_seconds = 0;
    std::uint32_t hang_up_extra_percent = 0;
    std::uint32_t hang_up_extra_sample_seconds = 0;
    std::uint32_t type = 3;             ///< MPRET_*: 1 phone, 2 VPN, 3 direct
    std::uint32_t encryption_type = 0;  ///< MPR_ET_*
    std::uint32_t custom_auth_key = 0;
    Guid guid{};                     ///< made at creation, read-only on the API
    std::uint32_t vpn_strategy = 0;  ///< MPR_VS_*
    /// X.25 settings; kept for the API, nothing acts on them.
    std::string x25_pad_type;
    std::string x25_address;
    std::string x25_facilities;
    std::string x25_user_data;
    friend bool operator==(const PhonebookEntry&, const PhonebookEntry&) = default;
};
/// Bits of PhonebookEntry::options that act (MPRIO_*), and of net_protocols (MPRNP_*).
inline constexpr std::uint32_t kOptionSpecificIpAddress = 0x2;
inline constexpr std::uint32_t kOptionSpecificNameServers = 0x4;
inline constexpr std::uint32_t kOptionRemoteDefaultGateway = 0x10;
inline constexpr std::uint32_t kOptionDisableLcpExtensions = 0x20;
inline constexpr std::uint32_t kOptionRequireEncryptedPassword = 0x400;
inline constexpr std::uint32_t kOptionRequireMsEncryptedPassword = 0x800;
inline constexpr std::uint32_t kOptionPromoteAlternates = 0x8000;
inline constexpr std::uint32_t kNetProtocolIpv4 = 4;
inline constexpr std::uint32_t kNetProtocolIpv6 = 8;

/// When an interface dials and hangs up. Defaults are those of reference/demand-dial-behaviour.md
/// section 5.
struct DialPolicy {
    /// A packet may start a call.
    bool dial_on_demand = true;
    bool persistent = false;                   ///< dials by itself, never hung up for being idle
    bool redial_on_link_failure = false;       ///< reconnect at once after carrier loss
    std::uint32_t redial_attempts = 0;         ///< 0 to 99, after the first
    std::chrono::seconds redial_interval{60};  ///< 1 to 600
    /// Seconds, or one of the two special values above.
    std::uint32_t idle_disconnect_seconds = kIdleUseGlobal;
    std::chrono::seconds min_unreachability{600};    ///< first wait of the back-off, and its step
    std::chrono::seconds max_unreachability{21600};  ///< longest wait of the back-off
    /// When it may dial; a call that is up is not ended by it.
    WeeklyHours dialout_hours;
    /// The idle time to use, nullopt for never. `global` is RouterConfig::idle_disconnect_seconds.
    [[nodiscard]] std::optional<Duration> idle_timeout(std::uint32_t global) const;
    friend bool operator==(const DialPolicy&, const DialPolicy&) = default;
};

/// The PPP side of an interface.
struct PppOptions {
    /// Octets; what we ask for in LCP (RFC 1661 section 6.1).
    std::uint16_t mru = 1500;
    /// How we prove who we are to the peer that we call, best first.
    std::vector<AuthKind> offer{AuthKind::MsChapV2, AuthKind::ChapMd5, AuthKind::Pap};
    /// What we demand of the peer that we call. Empty: he need not authenticate.
    std::vector<AuthKind> require;
    /// Addresses that must come out of the negotiation when set.
    /// Another value ends the link with 735.
    Ipv4Address expected_local;
    Ipv4Address expected_peer;
    /// Ask the peer for DNS servers (RFC 1877).
    bool ask_dns = true;
    std::chrono::seconds echo_interval{20};  ///< zero: no LCP echo
    /// LCP Echo-Requests without an answer before the link ends with 829.
    std::uint32_t echo_failures = 4;
    CallBackOptions call_back;
    friend bool operator==(const PppOptions&, const PppOptions&) = default;
};

/// Everything that is configured of one interface, but not its credentials. A value. Making,
/// copying, moving and destroying it are compiled once, not in each source that does so.
struct InterfaceConfig {
    InterfaceConfig();
    InterfaceConfig(const InterfaceConfig& other);
    InterfaceConfig(InterfaceConfig&& other) noexcept;
    InterfaceConfig& operator=(const InterfaceConfig& other);
    InterfaceConfig& operator=(InterfaceConfig&& other) noexcept;
    ~InterfaceConfig();

    std::string name;  ///< 1 to 256 bytes of UTF-8, unique unless a client interface
    /// Fixed at creation.
    InterfaceType type = InterfaceType::FullRouter;
    /// False: neither dials nor takes calls (916).
    bool enabled = true;
    /// Accepts incoming calls from the user of its name.
    bool accept_incoming = true;
    DialPolicy policy;
    PhonebookEntry phonebook;
    /// Empty: the phonebook entry's device and number are dialled.
    std::vector<InterfaceDevice> devices;
    /// There while the interface is reachable; a packet that takes one may dial.
    std::vector<Route> routes;
    /// What the router managers keep of this interface.
    std::vector<InterfaceTransport> transports;
    PppOptions ppp;
    /// How auto-static updates ask the neighbour.
    RipOptions rip;
    /// Of the host's network interface, at most 15 bytes. Empty: derived from `name`.
    std::string network_name;
    /// Octets, of the host's network interface.
    std::uint16_t mtu = 1500;
    /// Of a full router whose device speaks IKEv2; nullopt: the engine's own policy.
    std::optional<Ikev2Custom> ikev2;

    /// Whether the transport is on the interface: it was added, or there are routes of its family.
    [[nodiscard]] bool has_transport(TransportId id) const;
    /// Checks every member by itself and the members against each other; the error says which is
    /// wrong and what would be right (87).
    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const InterfaceConfig&, const InterfaceConfig&) = default;
};

/// What an interface proves itself with when it dials. Kept apart from the configuration.
struct Credentials {
    /// At most kMaxUserName bytes.
    std::string user_name;
    /// At most kMaxDomain bytes; may be empty.
    std::string domain;
    Secret password;
    /// "user" or "domain\user".
    [[nodiscard]] std::string full_name() const;
    friend bool operator==(const Credentials&, const Credentials&) = default;
};

/// Secrets that are no user name and password: MPR_CREDENTIALSEX_0 and _1, which are any bytes, and
/// the key of RIP. Empty: none.
struct ExtendedCredentials {
    /// Of the interface's own tunnel (MPRIO_IpSecPreSharedKey).
    Secret pre_shared_key;
    Secret eap_data;
    Secret rip_key;  ///< password or key of RipOptions, at most kMaxRipKey bytes
    friend bool operator==(const ExtendedCredentials&, const ExtendedCredentials&) = default;
};

/// An interface as the store keeps it.
struct InterfaceDefinition {
    InterfaceConfig config;
    /// nullopt: none are set (909 or 623 where they are needed).
    std::optional<Credentials> credentials;
    ExtendedCredentials extended{};
};

}  // namespace mprd
