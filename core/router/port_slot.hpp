// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/ppp/link_engine.hpp"
#include "core/router/admission.hpp"
#include "core/router/call_grant.hpp"
#include "core/tables/device_config.hpp"
#include "core/tables/link_counters.hpp"
#include "core/tables/link_info.hpp"
#include "core/tables/link_status.hpp"
#include "core/tables/net_config.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace mprd::router {

/// What a port is being used for.
enum class PortUse {
    /// Nothing is on it.
    Free,
    /// ListenPort was asked, nobody calls.
    Listening,
    Dialing,  ///< OpenPort was asked, the line is not open
    /// A call is on it and `engine` runs.
    Open,
    Closing,  ///< ClosePort was asked
};
/// Who called.
enum class CallRole {
    Caller,
    Answerer,
};

/// One line. What PortTable finds it by can be changed through PortTable only; the members below
/// `role` are about the call that is on it.
struct PortSlot {
    /// Its handle, from 1.
    PortId id;
    std::size_t device = 0;  ///< index in RouterConfig::devices
    /// Of the port in its device, from 0.
    std::uint32_t index = 0;
    /// What it may be used for.
    DeviceRole allowed = DeviceRole::Both;
    /// The device's name; with several ports also "-1", "-2"...
    std::string name;
    /// As the last PortStateChanged said.
    PortCondition shown = PortCondition::Disconnected;
    /// Calls since the router started.
    std::uint32_t total_calls = 0;
    LinkCounters counters;       ///< as last read
    LinkCounters counters_base;  ///< as of ClearStats

    /// Decides which of the members below have meaning.
    [[nodiscard]] PortUse use() const { return use_; }
    /// Whose call it is; a caller's from the start, an answerer's when known.
    [[nodiscard]] InterfaceId owner() const { return owner_; }
    /// Of the caller, when he has proved who he is.
    [[nodiscard]] const std::string& user_name() const { return user_name_; }
    /// Why the device cannot be used; absent: it can.
    [[nodiscard]] const std::optional<Error>& unavailable() const { return unavailable_; }

    CallRole role = CallRole::Caller;
    std::size_t target = 0;          ///< of our call: its place in dial_targets()
    TimePoint opened_at;             ///< the line
    std::uint32_t caller_magic = 0;  ///< as agreed on when LCP opened
    /// Present from the open line to the end of the call; of a call over an IP tunnel only if it is
    /// an incoming one.
    std::unique_ptr<ppp::LinkEngine> engine;
    /// As the device told when the line opened.
    LinkInfo link;
    /// Present while IPCP (IPV6CP) is open.
    std::optional<Ipv4Link> ipv4;
    std::optional<Ipv6Link> ipv6;
    /// What PPP agreed on, for views.
    PppProjection projection;
    /// BindLink was sent, with the three values below.
    bool is_bound = false;
    bool is_peer_ready = false;  ///< its data path is open: ppp::PeerReady
    bool bound_may_send = false;
    bool bound_ipv4 = false;
    bool bound_ipv6 = false;
    bool is_refused = false;        ///< CallRefused was told
    bool is_let_in = false;         ///< AdmitCaller was sent
    std::optional<Error> finished;  ///< the engine's last word
    /// Zero until packets can pass.
    ConnectionId connection;
    std::optional<CallGrant> grant;  ///< of an incoming call, once it is known what it gets
    std::string called_back;         ///< our call to a user who proves who he is on it; else empty
    InterfaceId awaited_by;   ///< which takes this incoming call for its call-back; zero: none
    std::string proved_name;  ///< of whom we called, if he has proved who he is
    std::string asked_user;   ///< whose password the caller is proving; empty: nobody's
    std::optional<ppp::PeerSecretFound> held_login;  ///< the answer that waits for its delay
    Admission admission;  ///< of an incoming call, when there is an administration DLL

private:
    friend class PortTable;
    PortUse use_ = PortUse::Free;
    InterfaceId owner_;
    std::string user_name_;
    std::optional<Error> unavailable_;
    bool is_ending_ = false;
};

}  // namespace mprd::router
