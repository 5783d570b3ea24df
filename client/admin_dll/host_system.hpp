// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/admin_dll/callbacks.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace mprd::admin_dll {

// What the process around an administration DLL asks of its system.

/// What the daemon may do is not for the object: on Linux no capability is left, on Windows no
/// privilege.
void give_rights_away();

/// The connection to the daemon; a number of the system.
enum class Connection : std::intptr_t {
};
/// The standard input, which the object finds empty from now on.
[[nodiscard]] Connection take_connection();
/// Octets read; 0: the daemon has closed its end. Blocks.
[[nodiscard]] std::size_t read_some(Connection connection, std::span<char> into);
/// What the daemon does not read is lost: the next read sees that it is gone.
void write_whole(Connection connection, std::string_view text);

/// What is exported by the object at `path`; nullopt, and `why`: it cannot be loaded. It stays
/// loaded.
[[nodiscard]] std::optional<FindSymbol> load_object(const std::string& path, std::string& why);

}  // namespace mprd::admin_dll
