// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

namespace mprd {

/// ROUTER_INTERFACE_TYPE (reference/mprapi-types.md section 2). The values are on the API.
enum class InterfaceType : std::uint32_t {
    Client = 0,      ///< a remote client that dialled in; dynamic, names need not be unique
    HomeRouter = 1,  ///< one-way demand-dial
    FullRouter = 2,  ///< THE demand-dial interface
    Dedicated = 3,   ///< always connected: LAN or leased line
    Internal = 4,
    Loopback = 5,
    Tunnel1 = 6,
    DialOut = 7,  ///< cannot be created through the API
};
/// "client", "homeRouter", "fullRouter"...: the words of configuration and answers.
[[nodiscard]] const char* to_string(InterfaceType type);

/// True for the types that a connect request makes sense for.
[[nodiscard]] constexpr bool can_dial(InterfaceType type) {
    return type == InterfaceType::HomeRouter || type == InterfaceType::FullRouter;
}

/// ROUTER_CONNECTION_STATE. The values are on the API.
enum class ConnectionState : std::uint32_t {
    Unreachable = 0,  ///< cannot be used now; the reasons say why; its routes are withdrawn
    /// Not in use; a packet or a request makes it dial.
    Disconnected = 1,
    /// An attempt is under way, waits between rounds included.
    Connecting = 2,
    /// Packets can pass.
    Connected = 3,
};
/// "unreachable", "disconnected", "connecting", "connected".
[[nodiscard]] const char* to_string(ConnectionState state);

/// One bit of fUnReachabilityReasons (reference/mprapi-types.md section 2).
enum class UnreachableReason : std::uint32_t {
    /// No port was free, or no device was there.
    OutOfResources = 0x01,
    /// InterfaceConfig::enabled is false.
    AdminDisabled = 0x02,
    /// The last attempt was given up; the back-off runs.
    ConnectionFailure = 0x04,
    /// The whole router is paused.
    ServicePaused = 0x08,
    /// Now is outside the dial-out hours.
    DialoutHours = 0x10,
    /// On the API; nothing here sets it.
    NoMediaSense = 0x20,
    /// On the API; nothing here sets it: a lost device is OutOfResources.
    NoDevice = 0x40,
};

/// The mask fUnReachabilityReasons.
class UnreachableReasons {
public:
    UnreachableReasons() = default;
    explicit UnreachableReasons(UnreachableReason reason)
        : bits_(static_cast<std::uint32_t>(reason)) {}

    /// As the API has it.
    [[nodiscard]] std::uint32_t bits() const { return bits_; }
    [[nodiscard]] bool is_empty() const { return bits_ == 0; }
    [[nodiscard]] bool has(UnreachableReason reason) const {
        return (bits_ & static_cast<std::uint32_t>(reason)) != 0;
    }
    void add(UnreachableReason reason) { bits_ |= static_cast<std::uint32_t>(reason); }
    void remove(UnreachableReason reason) { bits_ &= ~static_cast<std::uint32_t>(reason); }
    /// "outOfResources,connectionFailure"; empty text for none.
    [[nodiscard]] std::string to_string() const;
    friend bool operator==(UnreachableReasons, UnreachableReasons) = default;

private:
    std::uint32_t bits_ = 0;
};

}  // namespace mprd
