// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/lib/calls.hpp"
#include "client/lib/layout.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>

#include <mprapi.h>

// This folder is compiled twice, once for each size of WCHAR. All names have the size in their
// namespace, so that the two never meet: no template of the standard library may be instantiated
// with a structure of mprapi.h here.
#ifdef MPRAPI_USE_WCHAR_T
#define MPRD_TEXT_NAMESPACE mprd::lib::text32
#else
#define MPRD_TEXT_NAMESPACE mprd::lib::text16
#endif

namespace MPRD_TEXT_NAMESPACE {

inline constexpr Unit kUnit = static_cast<Unit>(sizeof(WCHAR));

// Layouts by level.
[[nodiscard]] std::span<const Layout> interface_levels();
[[nodiscard]] std::span<const Layout> device_levels();
[[nodiscard]] std::span<const Layout> connection_levels();
[[nodiscard]] std::span<const Layout> port_levels();
/// RAS_CONNECTION_EX, and its header as a number.
[[nodiscard]] const Layout& connection_ex_layout();
[[nodiscard]] std::uint32_t connection_ex_header();

/// A text that a caller passes. nullopt: not valid Unicode, or without end. NULL is an empty text.
[[nodiscard]] inline std::optional<std::string> text_of(const WCHAR* text) {
    return text == nullptr ? std::string{} : to_utf8(text, kLongestText, kUnit);
}

/// Connects to a server by a name that a caller passes. The codes of MprAdminServerConnect.
[[nodiscard]] std::uint32_t connect_to(
    const WCHAR* server_name, std::shared_ptr<Connection>& connection
);
/// Writes a text of an answer where the caller has room for `capacity` units; NULL: not wanted.
void copy_out(const json& body, const char* member, std::size_t capacity, WCHAR* out);

/// GetInfo of any kind: `params` without the level, the answer's structure as one block.
[[nodiscard]] std::uint32_t get_info(
    HANDLE server,
    const char* method,
    json params,
    std::span<const Layout> levels,
    DWORD level,
    LPBYTE* buffer
);

/// Calls that take a structure; without a connection 1702. A level that this library does not know
/// goes to the router without one: it has the right code for it.
[[nodiscard]] std::uint32_t call_with_structure(
    const std::shared_ptr<Connection>& connection,
    const char* method,
    json params,
    std::span<const Layout> levels,
    DWORD level,
    const void* structure,
    Answer& answer
);

/// Adds a text that a caller passes, unless it is NULL. False: not valid.
[[nodiscard]] bool add_text(json& params, const char* member, const WCHAR* text);

/// The output pointers of an enumeration.
struct Page {
    LPBYTE* buffer;
    DWORD preferred_length;
    LPDWORD entries_read;
    LPDWORD total_entries;
    /// May be NULL.
    LPDWORD resume_handle;
};

/// For enumerations without levels, of which there is one layout.
inline constexpr DWORD kNoLevel = 0xffffffff;

/// An enumeration of any kind, asked of the router in parts that are no burden to it.
[[nodiscard]] std::uint32_t enumerate(
    HANDLE server,
    const char* method,
    json params,
    std::span<const Layout> levels,
    DWORD level,
    const Page& page
);

/// The same of the stored configuration, by the rules of MprConfig: 0 while there is more, 259 when
/// nothing is left, 87 when there is no room for one.
[[nodiscard]] std::uint32_t enumerate_stored(
    HANDLE config,
    const char* method,
    json params,
    const Layout& layout,
    DWORD level,
    const Page& page
);

}  // namespace MPRD_TEXT_NAMESPACE
