// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "config/codec/codec.hpp"

#include "config/codec/fields.hpp"

namespace mprd::config {

/// A device's options belong to its kind: any object.
struct OpaqueOptions {
    std::string& text;
};
template <>
struct JsonValue<OpaqueOptions> {
    static bool read(const json& value, OpaqueOptions& out) {
        if (!value.is_object()) {
            return false;
        }
        out.text = value.dump();
        return true;
    }
    static json write(const OpaqueOptions& options) {
        json value = json::parse(options.text, nullptr, /*allow_exceptions=*/false);
        return value.is_object() ? value : json::object();
    }
    static std::string expected() { return "an object with the options of the device kind"; }
    static json schema() { return {{"type", "object"}}; }
};

template <class A>
void fields(A& a, DeviceConfig& device) {
    a.required("name", device.name, "Name of the device, 1 to 128 bytes, unique.");
    a.field("kind", device.kind, "Device kind: \"serial\", \"modem\".");
    OpaqueOptions options{device.options};
    a.field("options", options, "Options of the kind; see the manual page of the kind.");
    a.field("type", device.mpr_type, "Device type that the API shows (MPRDT_).");
    a.field(
        "role", device.role, "\"out\" only calls, \"in\" only answers, \"both\" answers while idle."
    );
    a.field(
        "portCount", device.port_count, "How many calls the device can carry at once.", {1, 30000}
    );
    a.field(
        "reservedForCalls",
        device.reserved_for_calls,
        "With role \"both\": so many of its ports only call, so that callers cannot take them all.",
        {0, 30000}
    );
    a.field(
        "reservedForAnswers",
        device.reserved_for_answers,
        "With role \"both\": so many of its ports only answer, so that our calls cannot take them "
        "all.",
        {0, 30000}
    );
}

template <class A>
void fields(A& a, AdminDllConfig& dll) {
    a.field("path", dll.path, "Absolute path of the shared object; empty for none.");
    a.field(
        "timeoutSeconds",
        dll.timeout,
        "How long one call of it may take before it is ended and the caller is refused.",
        {1, kMaxAdminDllTimeout.count()}
    );
}

template <class A>
void fields(A& a, RouterConfig& router) {
    IdleSeconds idle{router.idle_disconnect_seconds};
    a.field("idleDisconnectSeconds", idle, "Idle time for interfaces that say \"default\".");
    a.field(
        "lanOnly", router.lan_only, "true switches the demand-dial manager off (fLanOnlyMode)."
    );
    a.field("devices", router.devices, "What can carry calls.");
    a.field("answering", router.answering, "How incoming calls are answered.");
    a.field(
        "adminDll", router.admin_dll, "Administration DLL that has a say about incoming calls."
    );
    a.field("transports", router.transports, "Which transports run; without this, both.");
    a.field("users", router.users, "Who may call; passwords are in the secrets file.");
    a.field("tunnels", router.tunnels, "Ports and policies of the tunnel protocols.");
}

json to_json(const InterfaceConfig& interface) {
    return write_structure(interface);
}
json to_short_json(const InterfaceConfig& interface) {
    return write_differences(interface);
}
void from_json(
    const json& value, InterfaceConfig& interface, const std::string& pointer, Problems& problems
) {
    read_structure(value, interface, pointer, problems);
}

json to_json(const InterfaceDevice& device) {
    return write_structure(device);
}
void from_json(
    const json& value, InterfaceDevice& device, const std::string& pointer, Problems& problems
) {
    read_structure(value, device, pointer, problems);
}

json to_json(const Route& route) {
    return write_structure(route);
}
void from_json(const json& value, Route& route, const std::string& pointer, Problems& problems) {
    read_structure(value, route, pointer, problems);
}

json to_json(const UserConfig& user) {
    return write_structure(user);
}
void from_json(
    const json& value, UserConfig& user, const std::string& pointer, Problems& problems
) {
    read_structure(value, user, pointer, problems);
}

json to_json(const Credentials& credentials) {
    return write_structure(credentials);
}
void from_json(
    const json& value, Credentials& credentials, const std::string& pointer, Problems& problems
) {
    Problems found;
    read_structure(value, credentials, pointer, found);
    for (Problem& problem : found) {
        problem.found.clear();  // may be the password in a wrong place
        problems.push_back(std::move(problem));
    }
}

json to_json(const ExtendedCredentials& credentials) {
    return write_structure(credentials);
}
json to_json(const Ikev2Custom& custom) {
    return write_structure(custom);
}
void from_json(
    const json& value, Ikev2Custom& custom, const std::string& pointer, Problems& problems
) {
    read_structure(value, custom, pointer, problems);
}

namespace {

/// The members of both structures are side by side in the secrets file.
struct AllSecrets {
    Credentials credentials;
    ExtendedCredentials extended;
};
template <class A>
void fields(A& a, AllSecrets& secrets) {
    fields(a, secrets.credentials);
    fields(a, secrets.extended);
}

}  // namespace

void secrets_from_json(
    const json& value,
    InterfaceDefinition& interface,
    const std::string& pointer,
    Problems& problems
) {
    AllSecrets secrets;
    Problems found;
    read_structure(value, secrets, pointer, found);
    for (Problem& problem : found) {
        problem.found.clear();  // may be the password in a wrong place
        problems.push_back(std::move(problem));
    }
    if (secrets.extended.rip_key.reveal().size() > kMaxRipKey) {
        problems.push_back({pointer + "/ripKey", "at most 16 bytes", ""});
    }
    if (!value.is_object()) {
        return;
    }
    if (value.contains("userName") || value.contains("domain") || value.contains("password")) {
        interface.credentials = std::move(secrets.credentials);
    }
    interface.extended = std::move(secrets.extended);
}

namespace {

struct ServerSecrets {
    Secret& key;
};
template <class A>
void fields(A& a, ServerSecrets& secrets) {
    KeyText key{secrets.key};
    a.field("preSharedKey", key, "Pre-shared key of the server, base64.");
}

}  // namespace

json server_key_json(const Secret& key) {
    return {{"preSharedKey", to_base64(key.reveal())}};
}
void server_key_from_json(
    const json& value, Secret& key, const std::string& pointer, Problems& problems
) {
    ServerSecrets secrets{key};
    Problems found;
    read_structure(value, secrets, pointer, found);
    for (Problem& problem : found) {
        problem.found.clear();
        problems.push_back(std::move(problem));
    }
}

json to_json(const TunnelSettings& tunnels) {
    return write_structure(tunnels);
}
void from_json(
    const json& value, TunnelSettings& tunnels, const std::string& pointer, Problems& problems
) {
    read_structure(value, tunnels, pointer, problems);
}

json to_json(const RouterConfig& router) {
    return write_structure(router);
}
void from_json(
    const json& value, RouterConfig& router, const std::string& pointer, Problems& problems
) {
    read_structure(value, router, pointer, problems);
}

namespace {

template <class T>
json schema_of(const char* title) {
    T value{};
    json schema = SchemaMaker::describe(value);
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema";
    schema["title"] = title;
    return schema;
}

}  // namespace

json router_schema() {
    return schema_of<RouterConfig>("mprd.json: the router");
}
json interface_schema() {
    return schema_of<InterfaceConfig>("interfaces.d/<name>.json: one interface");
}

}  // namespace mprd::config
