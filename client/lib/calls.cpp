// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/calls.hpp"

namespace mprd::lib {

std::uint32_t router_number(void* handle) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): a HANDLE is a number here
    const auto value = reinterpret_cast<std::uintptr_t>(handle);
    return value > 0xffffffffU ? kNoHandle : static_cast<std::uint32_t>(value);
}

void* to_handle(std::uint32_t number) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr,cppcoreguidelines-pro-type-reinterpret-cast): as
    // above
    return reinterpret_cast<void*>(std::uintptr_t{number});
}

std::shared_ptr<Connection> server_of(void* handle) {
    return HandleTable::instance().connection(HandleKind::Server, handle);
}

std::uint32_t simple_call(void* server, const char* method, const json& params) {
    const auto connection = server_of(server);
    return connection ? connection->call(method, params).code : to_code(Errc::InvalidBinding);
}

std::uint32_t connect_by_name(const std::string& name, std::shared_ptr<Connection>& connection) {
    const auto address =
        client::parse_server_name(name, client::own_host_name(), client::local_socket_path());
    return address ? Connection::open(*address, connection) : to_code(address.error().code);
}

}  // namespace mprd::lib
