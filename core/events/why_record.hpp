// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errc.hpp"
#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/tables/packet_summary.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace mprd::events {

/// Who or what wanted a connection.
enum class DialTrigger {
    /// A packet for a sleeping interface.
    Packet,
    /// A connect request.
    Administrator,
    /// The interface keeps itself connected.
    Persistent,
    LinkFailure,  ///< reconnect after carrier loss
    /// The peer called.
    IncomingCall,
};
/// "packet", "administrator", "persistent", "linkFailure", "incomingCall".
[[nodiscard]] const char* to_string(DialTrigger trigger);

/// "12 s", fractions cut off.
[[nodiscard]] std::string seconds_text(Duration duration);

/// Why a connection was started.
struct WhyDialled {
    DialTrigger trigger = DialTrigger::Administrator;
    /// The packet that asked.
    std::optional<PacketSummary> packet;  ///< with DialTrigger::Packet
};
/// Why one was not: the first rule of the connect decision that said no.
struct WhyRefused {
    DialTrigger trigger = DialTrigger::Administrator;
    /// The packet that asked, if one did.
    std::optional<PacketSummary> packet;
    /// As the connect decision answered.
    Errc code = Errc::Ok;
    std::string rule;  ///< "dialOutHours", "interfaceDisabled", "noRouteMayDial"...
};
/// Why one ended, and what it was.
struct WhyHungUp {
    /// As in ConnectionDown.
    Errc cause = Errc::Ok;
    Duration connected{};       ///< zero: it never came up
    Duration since_activity{};  ///< from the last packet to the end
    /// On the line, in octets, over the whole call.
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
};

/// One answer to "why": kept in a bounded list for each interface and for the router (design
/// section 6).
struct WhyRecord {
    std::uint64_t sequence = 0;  ///< rising from 1
    /// UTC; when it happened.
    WallTime time{};
    /// May name nothing any more; the name says which it was.
    InterfaceId interface;
    std::string interface_name;
    std::variant<WhyDialled, WhyRefused, WhyHungUp> what;
    /// One line for people: "dialled for icmp 10.0.0.1 -> 10.0.0.2 echo-request".
    [[nodiscard]] std::string to_string() const;
};

}  // namespace mprd::events
