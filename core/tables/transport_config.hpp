// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tables/packet_filter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the router manager of a transport keeps: for the router, and for each interface. On the API
// these are information headers; core/info makes the one of the other. What has an effect is a
// member here, and the static routes are InterfaceConfig::routes; any other block is kept as it
// came.

namespace mprd {

/// dwTransportId of a transport that can run here: PID_IP and PID_IPV6. The values are on the API.
enum class TransportId : std::uint32_t {
    Ipv4 = 0x21,
    Ipv6 = 0x57,
};
/// "ipv4", "ipv6"; nullopt for any other text, or number.
[[nodiscard]] const char* to_string(TransportId id);
[[nodiscard]] std::optional<TransportId> parse_transport_id(std::string_view text);
[[nodiscard]] std::optional<TransportId> find_transport_id(std::uint32_t number);

/// Limits on what a client can make us keep.
inline constexpr std::size_t kMaxInfoBlocks = 64;                     ///< entries of one header
inline constexpr std::size_t kMaxInfoSize = std::size_t{512} * 1024;  ///< octets of one header
inline constexpr std::size_t kMaxTransportName = 40;                  ///< MAX_TRANSPORT_NAME_LEN
inline constexpr std::size_t kMaxDllPath = 260;                       ///< MAX_PATH

/// A block that nothing acts on: an array of `count` items of `item_size` octets each.
struct InfoBlock {
    std::uint32_t type = 0;  ///< InfoType of RTR_TOC_ENTRY; once in a list
    std::uint32_t item_size = 0;
    std::uint32_t count = 0;
    Bytes data;  ///< item_size * count octets
    friend bool operator==(const InfoBlock&, const InfoBlock&) = default;
};
/// Sizes agree, types differ, limits hold; else 87.
[[nodiscard]] Result<void> validate_blocks(const std::vector<InfoBlock>& blocks);

/// One transport of an interface.
struct InterfaceTransport {
    /// At most one of each is in an interface.
    TransportId id = TransportId::Ipv4;
    /// INTERFACE_STATUS_INFO. False: the interface's routes of this family are not there.
    bool up = true;
    /// Which packets may start a call.
    FilterSet demand_dial;
    /// Which packets may pass.
    PacketRules packets;
    /// Blocks without a member above.
    std::vector<InfoBlock> blocks;

    [[nodiscard]] bool is_v6() const { return id == TransportId::Ipv6; }
    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const InterfaceTransport&, const InterfaceTransport&) = default;
};

/// One transport of the router, with its router manager.
struct RouterTransport {
    /// At most one of each is in a router.
    TransportId id = TransportId::Ipv4;
    /// At most kMaxTransportName bytes. Empty: the number as text.
    std::string name;
    /// Of the router manager; kept and shown, nothing is loaded. At most kMaxDllPath bytes.
    std::string dll_path;
    /// MPR_FILTER_0: false switches the packet filters of all interfaces off.
    bool filtering = true;
    /// Global information: blocks without a member above.
    std::vector<InfoBlock> global;
    /// Default information for client interfaces. Empty: none was set.
    std::vector<InfoBlock> client;

    [[nodiscard]] Result<void> validate() const;
    friend bool operator==(const RouterTransport&, const RouterTransport&) = default;
};

/// The entry with this id, or nullptr. For lists of either kind.
template <class T>
[[nodiscard]] T* find_transport(std::vector<T>& transports, TransportId id) {
    for (T& transport : transports) {
        if (transport.id == id) {
            return &transport;
        }
    }
    return nullptr;
}
template <class T>
[[nodiscard]] const T* find_transport(const std::vector<T>& transports, TransportId id) {
    return find_transport(const_cast<std::vector<T>&>(transports), id);
}

/// Each entry by itself, and each id once; the error names the transport (87).
[[nodiscard]] Result<void> validate_transports(const std::vector<InterfaceTransport>& transports);
[[nodiscard]] Result<void> validate_transports(const std::vector<RouterTransport>& transports);

}  // namespace mprd
