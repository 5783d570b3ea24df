// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/calls.hpp"

#include "client/lib/explanation.hpp"

#include <nlohmann/json.hpp>

namespace mprd::lib {

std::uint32_t router_number(void* handle) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): a HANDLE is a number here
    const auto value = reinterpret_cast<std::uintptr_t>(handle);
    return value > 0xffffffffU ? kNoHandle : static_cast<std::uint32_t>(value);
}

nlohmann::json interface_params(void* interface) {
    return {{"interface", router_number(interface)}};
}

void* to_handle(std::uint32_t number) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr,cppcoreguidelines-pro-type-reinterpret-cast): as
    // above
    return reinterpret_cast<void*>(std::uintptr_t{number});
}

std::shared_ptr<Connection> server_of(void* handle) {
    return HandleTable::instance().connection(HandleKind::Server, handle);
}

std::shared_ptr<Connection> store_of(void* handle) {
    return HandleTable::instance().connection(HandleKind::Config, handle);
}

std::uint32_t simple_call(void* server, const char* method, const json& params) {
    const auto connection = server_of(server);
    return connection ? connection->call(method, params).code : to_code(Errc::InvalidBinding);
}

std::uint32_t simple_store_call(void* config, const char* method, const json& params) {
    const auto connection = store_of(config);
    return connection ? connection->call(method, params).code : to_code(Errc::InvalidParameter);
}

std::uint32_t connect_by_name(const std::string& name, std::shared_ptr<Connection>& connection) {
    const auto address =
        client::parse_server_name(name, client::own_host_name(), client::own_local_path());
    if (!address) {
        explain(address.error());
        return to_code(address.error().code);
    }
    return Connection::open(*address, connection);
}

std::uint32_t connect_to_store(const std::string& name, std::shared_ptr<Connection>& connection) {
    const std::string own_path = client::own_local_path();
    const auto address = client::parse_server_name(name, client::own_host_name(), own_path);
    if (!address) {
        explain(address.error());
        return to_code(address.error().code);
    }
    const auto code = Connection::open(*address, connection);
    const bool without_router =
        code == to_code(Errc::UnknownInterface) && address->path == own_path;
    return without_router ? Connection::open_session(connection) : code;
}

void give_handle(const Answer& answer, const char* member, void** handle) {
    if (answer.code == 0) {
        *handle = to_handle(answer.body.at(member).get<std::uint32_t>());
    }
}

}  // namespace mprd::lib
