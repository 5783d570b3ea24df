// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/views_json.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

namespace mprd::protocol {
namespace {

using nlohmann::json;

/// Members of each fact. One overload each: a new fact does not compile until it is here.
struct Members {
    json operator()(const events::InterfaceCreated& e) const { return named(e.interface, e.name); }
    json operator()(const events::InterfaceDeleted& e) const { return named(e.interface, e.name); }
    json operator()(const events::InterfaceChanged& e) const { return named(e.interface, e.name); }
    json operator()(const events::CredentialsChanged& e) const {
        return named(e.interface, e.name);
    }
    json operator()(const events::RouterConfigChanged& /*e*/) const { return json::object(); }
    json operator()(const events::InterfaceStateChanged& e) const {
        json value = named(e.interface, e.name);
        value["from"] = to_string(e.from);
        value["to"] = to_string(e.to);
        value["unreachabilityReasons"] = e.reasons.bits();
        value["lastError"] = to_code(e.last_error);
        value["cause"] = to_code(e.cause);
        return value;
    }
    json operator()(const events::DialStarted& e) const {
        json value = named(e.interface, e.name);
        value["port"] = e.port.value;
        value["portName"] = e.port_name;
        value["phoneNumber"] = e.number;
        value["attempt"] = e.attempt;
        value["trigger"] = to_string(e.trigger);
        return value;
    }
    json operator()(const events::ConnectAttemptFailed& e) const {
        json value = named(e.interface, e.name);
        value["code"] = to_code(e.error);
        value["symbol"] = symbol_of(e.error);
        value["detail"] = e.detail;
        value["givesUp"] = e.gives_up;
        value["nextTryInSeconds"] =
            std::chrono::duration_cast<std::chrono::seconds>(e.next_try_in).count();
        return value;
    }
    json operator()(const events::CallBackAwaited& e) const {
        json value = named(e.interface, e.name);
        value["caller"] = e.caller;
        value["limitSeconds"] = std::chrono::duration_cast<std::chrono::seconds>(e.limit).count();
        return value;
    }
    json operator()(const events::ProtocolOpened& e) const {
        return {
            {"port", e.port.value},
            {"portName", e.port_name},
            {"interfaceName", e.interface_name},
            {"protocol", e.protocol},
            {"detail", e.detail},
        };
    }
    json operator()(const events::CallAccepted& e) const {
        return {{"port", e.port.value}, {"portName", e.port_name}, {"userName", e.user_name}};
    }
    json operator()(const events::CallRefused& e) const {
        return {
            {"port", e.port.value},
            {"portName", e.port_name},
            {"userName", e.user_name},
            {"code", to_code(e.error)},
            {"symbol", symbol_of(e.error)},
            {"detail", e.detail},
        };
    }
    json operator()(const events::ConnectionUp& e) const {
        json value = named(e.interface, e.name);
        value["connection"] = e.connection.value;
        value["port"] = e.port.value;
        value["portName"] = e.port_name;
        value["userName"] = e.user_name;
        if (e.projection.ipv4) {
            value["address"] = e.projection.ipv4->local.to_string();
            value["remoteAddress"] = e.projection.ipv4->peer.to_string();
        }
        return value;
    }
    json operator()(const events::ConnectionDown& e) const {
        json value = named(e.interface, e.name);
        value["connection"] = e.connection.value;
        value["port"] = e.port.value;
        value["cause"] = to_code(e.cause);
        value["symbol"] = symbol_of(e.cause);
        value["detail"] = e.detail;
        value["connectedSeconds"] =
            std::chrono::duration_cast<std::chrono::seconds>(e.duration).count();
        value["bytesTransmitted"] = e.bytes_sent;
        value["bytesReceived"] = e.bytes_received;
        return value;
    }
    json operator()(const events::PortStateChanged& e) const {
        return {
            {"port", e.port.value},
            {"portName", e.port_name},
            {"from", to_string(e.from)},
            {"to", to_string(e.to)},
            {"code", to_code(e.error)},
        };
    }
    json operator()(const events::NetDeviceStateChanged& e) const {
        json value = named(e.interface, e.name);
        value["code"] = to_code(e.error);
        value["detail"] = e.detail;
        return value;
    }
    json operator()(const events::HoldOverflow& e) const {
        json value = named(e.interface, e.name);
        value["dropped"] = e.dropped;
        return value;
    }
    json operator()(const events::ServicePaused& /*e*/) const { return json::object(); }
    json operator()(const events::ServiceContinued& /*e*/) const { return json::object(); }
    json operator()(const events::ShutdownStarted& /*e*/) const { return json::object(); }
    json operator()(const events::ConfigurationReloaded& e) const {
        return {{"added", e.added}, {"removed", e.removed}, {"changed", e.changed}};
    }
    json operator()(const events::ConfigurationChangedOnDisk& e) const {
        return {{"file", e.file}};
    }
    json operator()(const events::WhyRecorded& e) const { return {{"record", to_json(e.record)}}; }

private:
    static json named(InterfaceId id, const std::string& name) {
        return {{"interface", id.value}, {"interfaceName", name}};
    }
};

}  // namespace

json to_json(const events::Event& event) {
    json value = std::visit(Members{}, event);
    value["event"] = events::name_of(event);
    value["text"] = events::to_string(event);
    return value;
}

}  // namespace mprd::protocol
