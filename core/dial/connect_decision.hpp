// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errc.hpp"
#include "core/events/why_record.hpp"

namespace mprd::dial {

/// What the connect decision looks at. The defaults refuse nothing, so that a caller who knows only
/// the first rows (administration) asks about those alone.
struct ConnectFacts {
    /// Who asks; rows for packets or for machines look at it.
    events::DialTrigger trigger = events::DialTrigger::Administrator;
    /// False: 5.
    bool may_administer = true;
    /// True: 87.
    bool event_from_remote = false;  ///< an event handle was given by a remote caller
    /// False while starting, stopping or in LAN-only mode: 903.
    bool manager_running = true;
    /// False: 6.
    bool interface_exists = true;
    /// False: 87.
    bool type_can_dial = true;
    /// True: 928.
    bool service_paused = false;
    /// False: 916.
    bool enabled = true;
    /// True: Ok, nothing to do.
    bool connected = false;
    /// True: 910.
    bool connecting = false;
    /// False: 944.
    bool inside_hours = true;
    /// False: 50.
    bool dials_on_demand = true;  ///< looked at for packets only
    /// False: 50.
    bool packet_may_dial = true;  ///< kind of packet and route, looked at for packets only
    /// False: 50.
    bool family_up = true;  ///< status of the packet's transport, looked at for packets only
    /// False: 50.
    bool filter_may_dial = true;  ///< demand-dial filter, looked at for packets only
    /// True: 927.
    bool backing_off = false;  ///< not looked at for administrators
    /// False: 927.
    bool host_ready = true;     ///< the network interface of the host is as wanted
    Errc phonebook = Errc::Ok;  ///< 621, 622 or 623 when the entry is unusable
    /// False: 925.
    bool has_device = true;
    /// False: 633.
    bool port_free = true;
};

/// Errc::Pending: start. Errc::Ok: it is connected, nothing to do. Else refused; `rule` is a word
/// for the why record.
struct ConnectDecision {
    Errc code = Errc::Pending;
    /// Static text, in camel case: "dialOutHours".
    const char* rule = "start";
};

/// The one decision table of design section 5, in its order: the first row that applies answers.
/// Rows that concern one kind of trigger only are in reference/demand-dial-behaviour.md section 3.
[[nodiscard]] ConnectDecision decide_connect(const ConnectFacts& facts);

}  // namespace mprd::dial
