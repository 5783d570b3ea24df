// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/errc.hpp"
#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/events/why_record.hpp"
#include "core/tables/interface_types.hpp"
#include "core/tables/link_status.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace mprd::events {

// Facts, in the past tense. A fact carries names besides handles, because the object may be gone
// when it is read.

/// An interface was added: the daemon persists.
struct InterfaceCreated {
    InterfaceId interface;
    std::string name;
};
/// An interface was removed: the daemon persists. The handle names nothing any more.
struct InterfaceDeleted {
    InterfaceId interface;
    std::string name;
};
/// Who changed a configuration.
enum class ChangedBy {
    Client,  ///< a call or a file: whoever asked says whether it is stored
    Router,  ///< the router itself (promoted number): the daemon stores it
};
/// Configuration changed.
struct InterfaceChanged {
    InterfaceId interface;
    std::string name;
    ChangedBy by = ChangedBy::Client;
};
/// Credentials were set or removed: the daemon persists. Never carries them.
struct CredentialsChanged {
    InterfaceId interface;
    std::string name;
};
/// Router-wide settings (global idle time) changed: the daemon persists.
struct RouterConfigChanged {};

/// State, reasons or last error of an interface changed. `from` may equal `to` when only the
/// reasons changed.
struct InterfaceStateChanged {
    InterfaceId interface;
    std::string name;
    /// As an administrator sees it.
    ConnectionState from = ConnectionState::Disconnected;
    ConnectionState to = ConnectionState::Disconnected;
    /// After the change; empty unless unreachable.
    UnreachableReasons reasons;
    Errc last_error = Errc::Ok;
    Errc cause = Errc::Ok;  ///< why it changed: 0 by request, else what happened
};
/// One number is being dialled.
struct DialStarted {
    InterfaceId interface;
    std::string name;
    PortId port;
    /// The port that dials.
    std::string port_name;
    /// Empty on a line without numbers.
    std::string number;
    std::uint32_t attempt = 0;  ///< 1 for the first number of the first try
    /// Who wanted the connection.
    DialTrigger trigger = DialTrigger::Administrator;
};
/// One number of one attempt failed. `gives_up` when it was the last.
struct ConnectAttemptFailed {
    InterfaceId interface;
    std::string name;
    /// Why it failed.
    Errc error = Errc::Ok;
    std::string detail;
    bool gives_up = false;
    Duration next_try_in{};  ///< redial or back-off wait, zero when there is none
};
/// The peer has hung up and is to call back: the interface waits for that call.
struct CallBackAwaited {
    InterfaceId interface;
    std::string name;
    std::string caller;  ///< who has to call: the name that he must prove, if he proves one
    Duration limit{};    ///< how long he may take
};
/// A control protocol of a link reached its open state.
struct ProtocolOpened {
    PortId port;
    std::string port_name;
    std::string interface_name;  ///< empty while nobody knows whose call it is
    std::string protocol;        ///< "LCP", "CHAP", "PAP", "IPCP", "IPV6CP"
    std::string detail;          ///< what was agreed
};
/// Somebody called and proved who he is (or need not).
struct CallAccepted {
    PortId port;
    std::string port_name;
    std::string user_name;
};
/// Somebody called and was not let in.
struct CallRefused {
    PortId port;
    std::string port_name;
    std::string user_name;  ///< empty when he did not say
    /// Why he was refused.
    Errc error = Errc::Ok;
    std::string detail;
};
/// Packets can pass; ConnectionDown follows exactly once.
struct ConnectionUp {
    ConnectionId connection;
    InterfaceId interface;
    std::string name;
    PortId port;
    std::string port_name;
    std::string user_name;  ///< of the caller; empty on the calling side
    /// What PPP agreed on.
    PppProjection projection;
};
/// A connection has ended; its handle names nothing any more.
struct ConnectionDown {
    ConnectionId connection;
    InterfaceId interface;
    std::string name;
    PortId port;
    /// Why it ended.
    Errc cause = Errc::Ok;
    std::string detail;
    /// From ConnectionUp to the end.
    Duration duration{};
    /// On the line, in octets.
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
};
/// The condition that a port shows has changed.
struct PortStateChanged {
    PortId port;
    std::string port_name;
    PortCondition from = PortCondition::Disconnected;
    PortCondition to = PortCondition::Disconnected;
    Errc error = Errc::Ok;  ///< why it is not operational
};
/// The network interface of the host could not be brought to the wanted state, or is well again
/// (error 0).
struct NetDeviceStateChanged {
    InterfaceId interface;
    std::string name;
    Errc error = Errc::Ok;
    std::string detail;
};
/// Packets held for a sleeping interface were dropped. Made by the daemon's data path.
struct HoldOverflow {
    InterfaceId interface;
    std::string name;
    /// Packets.
    std::uint64_t dropped = 0;
};
/// pause(): no new calls.
struct ServicePaused {};
/// resume(): calls may be made again.
struct ServiceContinued {};
/// The files were read again and what differed was applied: mprctl service reload, SIGHUP.
struct ConfigurationReloaded {
    /// How many interfaces.
    std::uint32_t added = 0;
    std::uint32_t removed = 0;
    std::uint32_t changed = 0;
};
/// A file was changed on disk by somebody else, and is not loaded yet. Made by the daemon.
struct ConfigurationChangedOnDisk {
    std::string file;
};
/// ShutdownRequested came: all calls are being ended.
struct ShutdownStarted {};
/// One more answer to "why".
struct WhyRecorded {
    WhyRecord record;
};

using AnyEvent = std::variant<
    InterfaceCreated,
    InterfaceDeleted,
    InterfaceChanged,
    CredentialsChanged,
    RouterConfigChanged,
    InterfaceStateChanged,
    DialStarted,
    ConnectAttemptFailed,
    CallBackAwaited,
    ProtocolOpened,
    CallAccepted,
    CallRefused,
    ConnectionUp,
    ConnectionDown,
    PortStateChanged,
    NetDeviceStateChanged,
    HoldOverflow,
    ServicePaused,
    ServiceContinued,
    ShutdownStarted,
    ConfigurationReloaded,
    ConfigurationChangedOnDisk,
    WhyRecorded>;

/// One of them. A type of its own so that copying, moving and destroying it are compiled once: that
/// of a variant of so many is seconds of compiling in each source that has one.
struct Event : AnyEvent {
    using AnyEvent::AnyEvent;
    Event(const Event& other);
    Event(Event&& other) noexcept;
    Event& operator=(const Event& other);
    Event& operator=(Event&& other) noexcept;
    ~Event();
};

/// "InterfaceStateChanged": the name of the fact's type, for logs and watch streams.
[[nodiscard]] std::string_view name_of(const Event& event);
/// The interface that it is about, zero if none: for filters.
[[nodiscard]] InterfaceId interface_of(const Event& event);
/// One line for people, without time: "branch1: disconnected -> connecting".
[[nodiscard]] std::string to_string(const Event& event);

}  // namespace mprd::events
