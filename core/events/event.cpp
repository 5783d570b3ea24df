// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/events/event.hpp"

#include "core/base/concat.hpp"

#include <array>

namespace mprd::events {
namespace {

constexpr std::array<std::string_view, std::variant_size_v<AnyEvent>> kNames = {
    "InterfaceCreated",      "InterfaceDeleted",
    "InterfaceChanged",      "CredentialsChanged",
    "RouterConfigChanged",   "InterfaceStateChanged",
    "DialStarted",           "ConnectAttemptFailed",
    "CallBackAwaited",       "ProtocolOpened",
    "CallAccepted",          "CallRefused",
    "ConnectionUp",          "ConnectionDown",
    "PortStateChanged",      "NetDeviceStateChanged",
    "HoldOverflow",          "ServicePaused",
    "ServiceContinued",      "ShutdownStarted",
    "ConfigurationReloaded", "ConfigurationChangedOnDisk",
    "WhyRecorded",
};

[[nodiscard]] std::string code_text(Errc errc) {
    return concat({symbol_of(errc), " (", std::to_string(to_code(errc)), ")"});
}
[[nodiscard]] std::string with_detail(const std::string& detail) {
    return detail.empty() ? "" : ": " + detail;
}
[[nodiscard]] std::string text_of(const InterfaceCreated& e) {
    return e.name + ": created";
}
[[nodiscard]] std::string text_of(const InterfaceDeleted& e) {
    return e.name + ": deleted";
}
[[nodiscard]] std::string text_of(const InterfaceChanged& e) {
    return e.name + ": changed";
}
[[nodiscard]] std::string text_of(const CredentialsChanged& e) {
    return e.name + ": credentials changed";
}
[[nodiscard]] std::string text_of(const RouterConfigChanged&) {
    return "router settings changed";
}
[[nodiscard]] std::string text_of(const InterfaceStateChanged& e) {
    std::string text =
        concat({e.name, ": ", mprd::to_string(e.from), " -> ", mprd::to_string(e.to)});
    if (!e.reasons.is_empty()) {
        text += concat({" [", e.reasons.to_string(), "]"});
    }
    if (e.last_error != Errc::Ok) {
        text += ", last error " + code_text(e.last_error);
    }
    return e.cause == Errc::Ok ? text : text + ", because " + code_text(e.cause);
}
[[nodiscard]] std::string text_of(const DialStarted& e) {
    return concat(
        {e.name,
         ": dialling on ",
         e.port_name,
         e.number.empty() ? "" : " number ",
         e.number,
         ", attempt ",
         std::to_string(e.attempt),
         ", for ",
         to_string(e.trigger)}
    );
}
[[nodiscard]] std::string text_of(const ConnectAttemptFailed& e) {
    return concat(
        {e.name,
         ": attempt failed, ",
         code_text(e.error),
         with_detail(e.detail),
         e.gives_up ? ", giving up" : "",
         e.next_try_in == Duration{} ? "" : ", waiting " + seconds_text(e.next_try_in)}
    );
}
[[nodiscard]] std::string text_of(const CallBackAwaited& e) {
    return concat(
        {e.name, ": waiting for a call-back of \"", e.caller, "\", at most ", seconds_text(e.limit)}
    );
}
[[nodiscard]] std::string text_of(const ProtocolOpened& e) {
    const std::string& who = e.interface_name.empty() ? e.port_name : e.interface_name;
    return concat({who, ": ", e.protocol, " opened", with_detail(e.detail)});
}
[[nodiscard]] std::string text_of(const CallAccepted& e) {
    return concat({e.port_name, ": call of \"", e.user_name, "\" accepted"});
}
[[nodiscard]] std::string text_of(const CallRefused& e) {
    return concat(
        {e.port_name,
         ": call of \"",
         e.user_name,
         "\" refused, ",
         code_text(e.error),
         with_detail(e.detail)}
    );
}
[[nodiscard]] std::string text_of(const ConnectionUp& e) {
    std::string text = concat({e.name, ": up on ", e.port_name});
    if (e.projection.ipv4) {
        const auto& link = *e.projection.ipv4;
        text += concat({", ", link.local.to_string(), " -> ", link.peer.to_string()});
    }
    return text;
}
[[nodiscard]] std::string text_of(const ConnectionDown& e) {
    return concat(
        {e.name,
         ": down after ",
         seconds_text(e.duration),
         ", ",
         code_text(e.cause),
         with_detail(e.detail)}
    );
}
[[nodiscard]] std::string text_of(const PortStateChanged& e) {
    std::string text =
        concat({e.port_name, ": ", mprd::to_string(e.from), " -> ", mprd::to_string(e.to)});
    return e.error == Errc::Ok ? text : text + ", " + code_text(e.error);
}
[[nodiscard]] std::string text_of(const NetDeviceStateChanged& e) {
    return concat(
        {e.name,
         ": network interface ",
         e.error == Errc::Ok ? "well again" : "failed, " + code_text(e.error),
         with_detail(e.detail)}
    );
}
[[nodiscard]] std::string text_of(const HoldOverflow& e) {
    return concat({e.name, ": ", std::to_string(e.dropped), " held packets dropped"});
}
[[nodiscard]] std::string text_of(const ServicePaused&) {
    return "service paused";
}
[[nodiscard]] std::string text_of(const ServiceContinued&) {
    return "service continued";
}
[[nodiscard]] std::string text_of(const ShutdownStarted&) {
    return "shutting down";
}
[[nodiscard]] std::string text_of(const ConfigurationReloaded& e) {
    return "configuration reloaded: " + std::to_string(e.added) + " interfaces added, " +
           std::to_string(e.removed) + " removed, " + std::to_string(e.changed) + " changed";
}
[[nodiscard]] std::string text_of(const ConfigurationChangedOnDisk& e) {
    return e.file + " changed on disk, not loaded yet; look at it and run: mprctl service reload";
}
[[nodiscard]] std::string text_of(const WhyRecorded& e) {
    return e.record.to_string();
}

}  // namespace

Event::Event(const Event& other) = default;
Event::Event(Event&& other) noexcept = default;
Event& Event::operator=(const Event& other) = default;
Event& Event::operator=(Event&& other) noexcept = default;
Event::~Event() = default;

std::string_view name_of(const Event& event) {
    return kNames[event.index()];
}

InterfaceId interface_of(const Event& event) {
    return std::visit(
        [](const auto& e) {
            if constexpr (requires { e.interface; }) {
                return e.interface;
            } else if constexpr (requires { e.record; }) {
                return e.record.interface;
            } else {
                return InterfaceId{};
            }
        },
        event
    );
}

std::string to_string(const Event& event) {
    return std::visit([](const auto& e) { return text_of(e); }, event);
}

}  // namespace mprd::events
