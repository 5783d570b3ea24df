// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprAdminUser*, our own list of callers, and the calls about a domain.
#include "client/protocol/views_json.hpp"
#include "config/codec/codec.hpp"
#include "core/admin/domain_api.hpp"
#include "core/admin/user_api.hpp"
#include "daemon/control/method.hpp"

#include <boost/asio/ip/host_name.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace mprd::daemon {
namespace user_calls {
namespace {

using nlohmann::json;

admin::UserApi api_of(Call& call) {
    return admin::UserApi(call.context.runtime.router());
}

/// Answers with `done`, after the caller's settings and password are stored if that is wished.
Answer stored(Call& call, const Result<void>& done, bool persist, const std::string& name) {
    return done && persist ? outcome(call.context.store.save_user(name)) : outcome(done);
}

void read_info(
    const json& value, admin::UserInfo& info, const std::string& pointer, config::Problems& problems
) {
    config::Reader reader(value, pointer, problems);
    reader.required("privilege", info.privilege, "");
    reader.field("phoneNumber", info.phone_number, "");
    reader.field("privilege2", info.privilege2, "");
    reader.finish();
}

Answer get_info(Call& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("userName");
    const auto level = params.optional<std::uint32_t>("level", 0);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto info = api_of(call).get_info(call.caller, name, level);
    if (!info) {
        return failure(info.error());
    }
    json buffer = {{"privilege", info->privilege}, {"phoneNumber", info->phone_number}};
    if (level == 1) {
        buffer["privilege2"] = info->privilege2;
    }
    return success({{"buffer", buffer}});
}

Answer set_info(Call& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("userName");
    const auto level = params.optional<std::uint32_t>("level", 0);
    const auto persist = params.optional("persist", /*fallback=*/true);
    admin::UserInfo info;
    params.structure(
        "buffer",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            read_info(value, info, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = api_of(call).set_info(call.caller, call.now(), name, level, info);
    return stored(call, done, persist, name);
}

Answer list(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto users = api_of(call).list(call.caller);
    if (!users) {
        return failure(users.error());
    }
    json shown = json::array();
    for (const UserConfig& user : *users) {
        shown.push_back(config::to_json(user));
        shown.back()["hasPassword"] = !user.password.is_empty();
    }
    return success({{"users", shown}});
}

Answer add(Call& call) {
    Params params(call.params);
    const auto password = params.optional<Secret>("password");
    const auto persist = params.optional("persist", /*fallback=*/false);
    UserConfig user;
    params.structure(
        "user",
        [&](const json& value, const std::string& pointer, config::Problems& problems) {
            config::from_json(value, user, pointer, problems);
        }
    );
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    user.password = password.value_or(Secret());
    const std::string name = user.name;
    const auto done = api_of(call).add(call.caller, call.now(), std::move(user));
    return stored(call, done, persist, name);
}

Answer set(Call& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("userName");
    const auto password = params.optional<Secret>("password");
    const auto persist = params.optional("persist", /*fallback=*/false);
    // What the caller leaves out stays as it is.
    const auto& users = call.context.runtime.router().settings().users;
    const auto old = std::find_if(users.begin(), users.end(), [&](const UserConfig& user) {
        return user.name == name;
    });
    UserConfig user = old == users.end() ? UserConfig{} : *old;
    user.name = name;
    if (params.has("user")) {
        params.structure(
            "user",
            [&](json value, const std::string& pointer, config::Problems& problems) {
                if (value.is_object() && !value.contains("name")) {
                    value["name"] = name;
                }
                config::from_json(value, user, pointer, problems);
            }
        );
    } else {
        static_cast<void>(params.optional<json>("user"));
    }
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    user.password = password.value_or(user.password);
    const auto done = api_of(call).replace(call.caller, call.now(), name, std::move(user));
    return stored(call, done, persist, name);
}

Answer remove(Call& call) {
    Params params(call.params);
    const auto name = params.required<std::string>("userName");
    const auto persist = params.optional("persist", /*fallback=*/false);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto done = api_of(call).remove(call.caller, call.now(), name);
    return stored(call, done, persist, name);
}

std::string host_name() {
    boost::system::error_code error;
    const std::string name = boost::asio::ip::host_name(error);
    return error ? "localhost" : name;
}

Answer get_pdc_server(Call& call) {
    Params params(call.params);
    const auto domain = params.optional<std::string>("domain", "");
    const auto server = params.optional<std::string>("server", "");
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto name = admin::DomainApi(host_name()).get_pdc_server(call.caller, domain, server);
    return name ? success({{"pdcServer", *name}}) : failure(name.error());
}

Answer establish_domain_ras_server(Call& call) {
    Params params(call.params);
    static_cast<void>(params.required<std::string>("domain"));
    static_cast<void>(params.required<std::string>("machine"));
    static_cast<void>(params.required<bool>("enable"));
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return outcome(admin::DomainApi::establish_domain_ras_server(call.caller));
}

Answer is_domain_ras_server(Call& call) {
    Params params(call.params);
    static_cast<void>(params.required<std::string>("domain"));
    static_cast<void>(params.required<std::string>("machine"));
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const auto is_server = admin::DomainApi::is_domain_ras_server(call.caller);
    return is_server ? success({{"isRasServer", *is_server}}) : failure(is_server.error());
}

constexpr std::array kMethods{
    Method{"MprAdminUserGetInfo", get_info, kReader},
    Method{"MprAdminUserSetInfo", set_info},
    Method{"mprd.UserList", list, kReader},
    Method{"mprd.UserAdd", add},
    Method{"mprd.UserSet", set},
    Method{"mprd.UserDelete", remove},
    Method{"MprAdminGetPDCServer", get_pdc_server, kReader},
    Method{"MprAdminEstablishDomainRasServer", establish_domain_ras_server},
    Method{"MprAdminIsDomainRasServer", is_domain_ras_server, kReader},
};

}  // namespace
}  // namespace user_calls

std::span<const Method> user_methods() {
    return user_calls::kMethods;
}

}  // namespace mprd::daemon
