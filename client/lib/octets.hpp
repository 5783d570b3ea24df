// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/lib/buffer_pool.hpp"
#include "core/base/bytes.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>

#include <mprapi.h>

// Octets that a caller passes and gets: base64 on the socket.

namespace mprd::lib {

using nlohmann::json;

/// Adds `data` as a member, unless it is NULL (not given).
void add_bytes(json& params, const char* member, const void* data, std::uint32_t size);

/// The octets of a member; empty when it is none.
[[nodiscard]] Bytes octets_of(const json& body, const char* member);

/// The octets of a member as one block of the family, and their number. `block` may be NULL: not
/// wanted; so may `size`. No octets: NULL and 0.
void give_bytes(const json& body, const char* member, BYTE** block, DWORD* size, Family family);

}  // namespace mprd::lib
