// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/lib/buffer_pool.hpp"
#include "client/lib/utf.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <optional>
#include <span>

#include <mprapi.h>

namespace mprd::lib {

using nlohmann::json;

/// How a member of a C structure and a value of an answer become each other.
enum class Kind {
    Number,        ///< DWORD; a larger number shows as 0xffffffff, a boolean as 0 or 1
    Boolean,       ///< BOOL
    Handle,        ///< HANDLE with the router's number
    Text,          ///< array of `capacity` WCHARs
    TextList,      ///< pointer to a list of texts within the block, NULL when it is empty
    Ipv4,          ///< DWORD, network order
    Ipv6,          ///< 16 bytes, network order
    Guid,          ///< 16 bytes; as text 32 hexadecimal digits
    Octets,        ///< `capacity` bytes; as text hexadecimal digits
    IdleTime,      ///< DWORD; "default" is 0, "never" 0xffffffff
    Type,          ///< to the router only: DWORD with ROUTER_INTERFACE_TYPE, as a word
    Count,         ///< DWORD: length of a list
    Constant,      ///< DWORD: `capacity` itself
    Negotiated,    ///< DWORD: 0 when there is a value, else ERROR_PPP_CP_REJECTED
    Identifier,    ///< 8 bytes: the interface identifier of an IPv6 address
    AuthProtocol,  ///< DWORD: PPP_LCP_PAP and so on, of a word
    AuthData,      ///< DWORD: the algorithm of CHAP, of the same word
    Bit,           ///< adds `capacity` to a DWORD when the value is true
    MustBeNull,    ///< a pointer or size that a caller must leave at zero
};

/// One member.
struct Field {
    Kind kind{};
    std::uint32_t offset = 0;
    /// Where in the answer: names joined by '.'; "" for kinds that need none.
    const char* source = nullptr;
    std::uint32_t capacity = 0;
    /// Taken from callers' structures, too.
    bool writable = false;
};

/// One structure.
struct Layout {
    std::uint32_t size;
    /// Bytes that the router counts for it (its size in the documented 64-bit layout).
    std::uint32_t documented_size;
    Unit unit;
    std::span<const Field> fields;
};

/// One block with a structure for each entry of `values` (an array), and all that they point to;
/// its size in bytes where the caller wants it.
[[nodiscard]] void* make_block(
    const Layout& layout, const json& values, Family family, DWORD* size = nullptr
);

/// The writable members as the router takes them. nullopt: one is not acceptable (87).
[[nodiscard]] std::optional<json> read_structure(const Layout& layout, const void* structure);

/// The value at `path` (names joined by '.'), nullptr when there is none.
[[nodiscard]] const json* locate(const json& value, const char* path);

}  // namespace mprd::lib
