// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/lib/handle_table.hpp"
#include "core/base/errc.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <memory>
#include <new>
#include <string>

// What the functions of the C interface share.

namespace mprd::lib {

/// What a router never gives: stands for a HANDLE that cannot be one of its numbers.
inline constexpr std::uint32_t kNoHandle = 0xfffffffe;

/// Nothing leaves the library but a code.
template <class F>
[[nodiscard]] std::uint32_t guarded(F&& body) noexcept {
    try {
        return body();
    } catch (const std::bad_alloc&) {
        return to_code(Errc::NotEnoughMemory);
    } catch (...) {
        return to_code(Errc::Unknown);
    }
}

/// The router's number in a HANDLE.
[[nodiscard]] std::uint32_t router_number(void* handle);
/// The parameters of a call about one interface.
[[nodiscard]] nlohmann::json interface_params(void* interface);
/// A HANDLE with the router's number.
[[nodiscard]] void* to_handle(std::uint32_t number);

/// The connection of a server handle; nullptr: 1702.
[[nodiscard]] std::shared_ptr<Connection> server_of(void* handle);

/// The connection of a handle of MprConfigServerConnect; nullptr: 87.
[[nodiscard]] std::shared_ptr<Connection> store_of(void* handle);

/// A call that gives nothing back but its code.
[[nodiscard]] std::uint32_t simple_call(void* server, const char* method, const json& params);
/// The same to the stored configuration.
[[nodiscard]] std::uint32_t simple_store_call(void* config, const char* method, const json& params);

/// Connects to the server of this name (UTF-8). The codes of MprAdminServerConnect.
[[nodiscard]] std::uint32_t connect_by_name(
    const std::string& name, std::shared_ptr<Connection>& connection
);
/// Connects to the stored configuration of that server: through its router or, on this host,
/// without one. Codes as above.
[[nodiscard]] std::uint32_t connect_to_store(
    const std::string& name, std::shared_ptr<Connection>& connection
);
/// The handle that an answer gives as `member`, where the caller wants it.
void give_handle(const Answer& answer, const char* member, void** handle);

}  // namespace mprd::lib
