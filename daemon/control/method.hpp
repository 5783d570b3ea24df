// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/api.hpp"
#include "core/admin/config_api.hpp"
#include "daemon/control/config_control.hpp"
#include "daemon/control/config_writer.hpp"
#include "daemon/control/params.hpp"
#include "daemon/runtime/device_set.hpp"
#include "daemon/runtime/runtime.hpp"
#include "platform/api/host_network.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace mprd::daemon {

class Session;

/// What methods work with. One for the whole daemon.
// Made as an aggregate, which cannot leave references out:
// NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init)
struct ControlContext {
    /// References are not owned; what they name outlives the context.
    Runtime& runtime;
    admin::Api api;
    ConfigWriter& store;
    /// What the MIB calls look at. Not owned; outlives the context.
    platform::HostNetwork& host;
    /// The stored configuration: MprConfig calls.
    admin::ConfigApi& stored;
    ConfigControl& reloads;
    /// mprd.DeviceStatus and mprd.DeviceProbe. Not owned; outlives the context.
    DeviceSet& devices;
};

/// One request to the stored configuration: all that its methods may look at, so that they work
/// without a running router (mprd --config-session).
struct ConfigCall {
    admin::ConfigApi& api;
    admin::Caller caller;
    /// An object; valid during the call only.
    const nlohmann::json& params;
};

/// One request on its way through a method.
struct Call {
    ControlContext& context;
    Session& session;
    /// Access and origin, as decided when the client connected.
    admin::Caller caller;
    /// JSON-RPC identifier; to be copied for a later answer.
    const nlohmann::json& id;
    /// An object; valid during the call only.
    const nlohmann::json& params;

    [[nodiscard]] TimePoint now() const { return context.runtime.now(); }
    [[nodiscard]] admin::Api& api() const { return context.api; }
};

/// Answered with a result (which may carry an API failure).
struct Done {
    /// An object with the member "code".
    nlohmann::json result;
};
/// Parameters of the wrong kind: a JSON-RPC error, nothing was done.
struct BadParams {
    std::string message;
};
/// The method answers later through Session::answer().
struct Later {};
using Answer = std::variant<Done, BadParams, Later>;

/// One row of the table of methods.
struct Method {
    /// "MprAdminInterfaceConnect"; ours begin with "mprd.".
    std::string_view name;
    /// nullptr for a method of the stored configuration.
    Answer (*run)(Call& call);
    /// What the caller must be allowed. Looked at before any parameter (design section 7).
    admin::Access needs = admin::Access::Administrator;
    /// nullptr for a method of the running router.
    Answer (*run_stored)(ConfigCall& call) = nullptr;

    /// A row for a method of the stored configuration.
    [[nodiscard]] static constexpr Method stored(
        std::string_view name,
        Answer (*run)(ConfigCall& call),
        admin::Access needs = admin::Access::Administrator
    ) {
        return {name, nullptr, needs, run};
    }
    [[nodiscard]] Answer operator()(Call& call) const;
};
/// For the methods that only look.
inline constexpr admin::Access kReader = admin::Access::Reader;

/// Every method of the control socket, sorted by name. One document each under docs/api; a test
/// compares.
[[nodiscard]] std::span<const Method> methods();
/// nullptr when there is none of that name.
[[nodiscard]] const Method* find_method(std::string_view name);

// ---- building answers

/// {"code": 0} and the members given.
[[nodiscard]] Answer success(nlohmann::json members = nlohmann::json::object());
/// {"code", "symbol", "message"}: an API failure is a result, not a JSON-RPC error.
[[nodiscard]] Answer failure(const Error& error);
/// success() or failure(), for calls that have no value.
[[nodiscard]] Answer outcome(const Result<void>& result);

/// Tables of the method families; each file of methods/ defines one.
std::span<const Method> server_methods();
std::span<const Method> server_config_methods();
std::span<const Method> interface_methods();
std::span<const Method> interface_ex_methods();
std::span<const Method> credentials_methods();
std::span<const Method> device_methods();
std::span<const Method> port_methods();
std::span<const Method> connection_methods();
std::span<const Method> connection_ex_methods();
std::span<const Method> user_methods();
std::span<const Method> mib_methods();
std::span<const Method> route_methods();
std::span<const Method> transport_methods();
std::span<const Method> watch_methods();
std::span<const Method> capture_methods();
std::span<const Method> reload_methods();
std::span<const Method> config_server_methods();
std::span<const Method> config_interface_methods();
std::span<const Method> config_transport_methods();

}  // namespace mprd::daemon
