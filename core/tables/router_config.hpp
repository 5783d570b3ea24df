// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"
#include "core/base/secret.hpp"
#include "core/tables/admin_dll_config.hpp"
#include "core/tables/device_config.hpp"
#include "core/tables/interface_config.hpp"
#include "core/tables/ipv4_range.hpp"
#include "core/tables/transport_config.hpp"
#include "core/tables/tunnel_config.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mprd {

/// Who is called back, and at which number (RASPRIV_CallbackType).
enum class CallBack {
    None,    ///< RASPRIV_NoCallback
    Router,  ///< RASPRIV_AdminSetCallback: hang up and call the number that is set here
    Caller,  ///< RASPRIV_CallerSetCallback: not, or at a number that he may give
};
/// "none", "router", "caller".
[[nodiscard]] const char* to_string(CallBack call_back);

/// Somebody who may call us. If an interface has this name and accepts calls, the call becomes that
/// interface's connection; else he is a remote client.
struct UserConfig {
    /// As the caller gives it in PAP or CHAP; unique.
    std::string name;
    Secret password;
    /// False: the call is refused.
    bool may_dial_in = true;
    Ipv4Address address;  ///< for this caller alone; unspecified: from a pool
    /// He may take another address than the one from the pool, if nobody has that.
    bool may_choose_address = false;
    InterfaceIdentifier ipv6_identifier{};  ///< he must take it; zero: as he likes
    std::optional<IpPrefix> ipv6_prefix{};  ///< his /64; nullopt: from a pool, if there is one
    std::vector<Route> routes{};            ///< over his interface as long as he is connected
    std::uint32_t idle_seconds = kIdleUseGlobal;  ///< or a special value; "global" is answering's
    std::uint32_t session_seconds = kIdleUseGlobal;  ///< so
    std::uint32_t max_calls = 0;                     ///< at once; 0: any number
    CallBack call_back = CallBack::None;
    std::string call_back_number{};  ///< wszPhoneNumber, at most 128 bytes
    /// What other numbers must begin with that he may give with CallBack::Caller: digits, perhaps
    /// with '+' in front. Empty: no other number.
    std::vector<std::string> call_back_prefixes{};
    /// RASPRIV2_DialinPolicy; kept for the API, nothing acts on it.
    bool policy_decides = false;
    friend bool operator==(const UserConfig&, const UserConfig&) = default;
};

/// How incoming calls are answered.
struct AnsweringConfig {
    /// Demanded of the caller, best first. Empty: nobody is asked, every caller is a client.
    std::vector<AuthKind> require{AuthKind::MsChapV2, AuthKind::ChapMd5};
    std::string server_name = "mprd";  ///< the name in our challenges
    Ipv4Address local_address;         ///< ours; unspecified: no IPv4 for callers
    /// Addresses for callers, who must take what they are given. Empty: they bring their own.
    std::vector<Ipv4Range> pools;
    std::vector<Ipv4Range> excluded;  ///< in a pool, but never given to a caller
    std::vector<Ipv4Address> dns;     ///< at most two, told to callers
    /// Whether IPV6CP is offered to callers.
    bool ipv6 = true;
    std::vector<IpPrefix> ipv6_prefixes;  ///< each caller gets a /64 of them; empty: none
    /// Limits of a call whose user has none of his own; zero: none.
    std::chrono::seconds idle_limit{0};
    std::chrono::seconds session_limit{0};
};
/// Addresses in all pools together, and /64 prefixes: no more are ever up at once.
inline constexpr std::uint64_t kMaxPoolAddresses = 1U << 20U;
/// Entries of each list of AnsweringConfig.
inline constexpr std::size_t kMaxPoolRanges = 64;
/// Static routes of one user.
inline constexpr std::size_t kMaxUserRoutes = 256;

/// What runs when nothing else is configured: IPv4 and IPv6.
[[nodiscard]] std::vector<RouterTransport> default_transports();

/// Everything that the router is started with. A value, checked by the loader (config/) with
/// validate() of the parts. Making, copying, moving and destroying it are compiled once.
struct RouterConfig {
    RouterConfig();
    RouterConfig(const RouterConfig& other);
    RouterConfig(RouterConfig&& other) noexcept;
    RouterConfig& operator=(const RouterConfig& other);
    RouterConfig& operator=(RouterConfig&& other) noexcept;
    ~RouterConfig();

    std::uint32_t idle_disconnect_seconds = 300;  ///< global default; kIdleNever for never
    bool lan_only = false;                        ///< fLanOnlyMode: the demand-dial manager is off
    /// Ports and policies of the tunnel protocols.
    TunnelSettings tunnels;
    /// The server-wide pre-shared key; empty: none. From the secrets file.
    Secret pre_shared_key;
    AnsweringConfig answering;
    AdminDllConfig admin_dll;
    /// Who may call; the passwords come from the secrets file.
    std::vector<UserConfig> users;
    /// Their ports are made when the router starts.
    std::vector<DeviceConfig> devices;
    /// Which transports run. A family whose transport is not here has no routes on any interface.
    std::vector<RouterTransport> transports = default_transports();
    std::vector<InterfaceDefinition> interfaces;

    /// Names unique, pool sane: the first thing that is wrong. An interface may name a device that
    /// is not there: it answers 925 when it dials.
    [[nodiscard]] Result<void> validate() const;
};

}  // namespace mprd
