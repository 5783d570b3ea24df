// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminInterface*: create, delete, find, read, change, list, connect, disconnect.
#include "client/protocol/views_json.hpp"
#include "config/codec/codec.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/methods/enumeration.hpp"
#include "daemon/control/methods/interface_buffer.hpp"
#include "daemon/control/session.hpp"

#include <array>
#include <string>
#include <utility>

namespace mprd::daemon {
namespace interface_calls {
namespace {

using nlohmann::json;

/// Stores the interface when the caller wished so. A failure to store is the answer, although the
/// running router has changed: the caller must know that the change will not survive.
Answer persisted(Call& call, bool persist, const std::string& name, json members) {
    if (persist) {
        if (const auto saved = call.context.store.save_interface(name); !saved) {
            return failure(make_error(
                Errc::CannotWritePhonebook,
                "changed in the running router but not stored: " + saved.error().detail
            ));
        }
    }
    return success(std::move(members));
}

/// Name of an interface that may be gone after the call.
std::string name_of(Call& call, InterfaceId id) {
    const InterfaceRow* row = call.context.runtime.router().interfaces().find(id);
    return row == nullptr ? std::string{} : row->config.name;
}

Answer create(Call& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 3);
    const auto persist = params.optional("persist", /*fallback=*/false);
    InterfaceConfig config;
    params.structure(
        "buffer",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            config::from_json(value, config, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto id = call.api().interface_create(call.caller, call.now(), level, config);
    return id ? persisted(call, persist, config.name, {{"interface", id->value}})
              : failure(id.error());
}

Answer remove(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto persist = params.optional("persist", /*fallback=*/false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const std::string name = name_of(call, id);
    const auto done = call.api().interface_delete(call.caller, call.now(), id);
    return done ? persisted(call, persist, name, json::object()) : failure(done.error());
}

Answer get_handle(Call& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("interfaceName");
    const auto clients = params.optional("includeClientInterfaces", /*fallback=*/false)
                             ? InterfaceTable::Clients::Included
                             : InterfaceTable::Clients::Ignored;
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto id = call.api().interface_get_handle(call.caller, name, clients);
    return id ? success({{"interface", id->value}}) : failure(id.error());
}

Answer get_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto level = params.optional<std::uint32_t>("level", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto info = call.api().interface_get_info(call.caller, call.now(), id, level);
    return info ? success({{"buffer", protocol::to_json(*info)}}) : failure(info.error());
}

/// Members that the caller leaves out stay as they are: what is running.
InterfaceConfig running_config(Call& call, InterfaceId id) {
    const InterfaceRow* row = call.context.runtime.router().interfaces().find(id);
    return row != nullptr ? row->config : InterfaceConfig();
}

Answer set_info(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto level = params.optional<std::uint32_t>("level", 3);
    const auto persist = params.optional("persist", /*fallback=*/false);
    InterfaceConfig config;
    params.structure(
        "buffer",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            config = running_config(call, id);
            read_interface_changes(value, config, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = call.api().interface_set_info(call.caller, call.now(), id, level, config);
    return done ? persisted(call, persist, config.name, json::object()) : failure(done.error());
}

/// Beyond the API: any member but name and type; those that are left out stay as they are.
Answer set(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    const auto persist = params.optional("persist", /*fallback=*/false);
    InterfaceConfig config;
    params.structure(
        "buffer",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            config = running_config(call, id);
            read_interface_changes(value, config, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = call.api().interface_replace(call.caller, call.now(), id, config);
    return done ? persisted(call, persist, config.name, json::object()) : failure(done.error());
}

Answer enumerate(Call& call) {
    Params params(call.params);
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto bytes = params.optional("preferredMaximumLength", admin::kAllEntries);
    const auto resume = params.optional<std::uint32_t>("resumeHandle", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto page = call.api().interface_enum(call.caller, call.now(), level, bytes, resume);
    return enumeration(page, [](const admin::InterfaceInfo& info) {
        return protocol::to_json(info);
    });
}

/// What the session is told at the end of an attempt that it did not wait for.
void notify_completed(Session& session, const json& id, InterfaceId interface, Errc result) {
    json params = protocol::failure_json(result, "");
    params["request"] = id;
    params["interface"] = interface.value;
    session.notify("MprAdminInterfaceConnectCompleted", params);
}

Answer connect(Call& call) {
    Params params(call.params);
    const auto interface = params.handle<InterfaceId>("interface");
    const auto event = params.optional("event", /*fallback=*/false);
    const auto synchronous = params.optional("synchronous", /*fallback=*/false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    admin::WaitMode mode = synchronous ? admin::WaitMode::Wait : admin::WaitMode::NoWait;
    if (event) {
        mode = admin::WaitMode::Event;
    }
    const std::weak_ptr<Session> session = call.session.weak_from_this();
    const RequestId request =
        call.context.runtime.expect([session, id = call.id, interface, mode](Errc result) {
            const auto client = session.lock();
            if (!client || !client->is_open()) {
                return;  // the client went away; the attempt did not
            }
            if (mode == admin::WaitMode::Wait) {
                client->answer(
                    id, result == Errc::Ok ? json{{"code", 0}} : protocol::failure_json(result, "")
                );
            } else if (mode == admin::WaitMode::Event) {
                notify_completed(*client, id, interface, result);
            }
        });
    const auto reply =
        call.api().interface_connect(call.caller, call.now(), interface, mode, request);
    if (!reply || *reply == admin::ConnectReply::AlreadyConnected) {
        call.context.runtime.forget(request);
        return reply ? success() : failure(reply.error());
    }
    if (mode == admin::WaitMode::Wait) {
        return Later{};
    }
    return Done{protocol::failure_json(Errc::Pending, "")};
}

Answer disconnect(Call& call) {
    Params params(call.params);
    const auto id = params.handle<InterfaceId>("interface");
    return params.ok() ? outcome(call.api().interface_disconnect(call.caller, call.now(), id))
                       : Answer(BadParams{params.error()});
}

constexpr std::array kMethods{
    Method{"MprAdminInterfaceCreate", create},
    Method{"MprAdminInterfaceDelete", remove},
    Method{"MprAdminInterfaceGetHandle", get_handle, kReader},
    Method{"MprAdminInterfaceGetInfo", get_info, kReader},
    Method{"MprAdminInterfaceSetInfo", set_info},
    Method{"mprd.InterfaceSet", set},
    Method{"MprAdminInterfaceEnum", enumerate, kReader},
    Method{"MprAdminInterfaceConnect", connect},
    Method{"MprAdminInterfaceDisconnect", disconnect},
};

}  // namespace
}  // namespace interface_calls

std::span<const Method> interface_methods() {
    return interface_calls::kMethods;
}

}  // namespace mprd::daemon
