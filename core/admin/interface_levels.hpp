// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to core/admin: what the levels of MPR_INTERFACE_x take and show, for the running router
// and for the store alike.

#include "core/base/error.hpp"
#include "core/tables/interface_config.hpp"

#include <cstdint>

namespace mprd::admin {

/// `code` when a level of 2 or more meets a type that has no phonebook entry.
[[nodiscard]] Result<void> check_level_of_type(std::uint32_t level, InterfaceType type, Errc code);
/// What Create of `level` takes of the caller's structure.
[[nodiscard]] InterfaceConfig taken_by_create(const InterfaceConfig& given, std::uint32_t level);
/// What SetInfo of `level` makes of the interface.
[[nodiscard]] InterfaceConfig changed_by_set(
    const InterfaceConfig& old, const InterfaceConfig& given, std::uint32_t level
);
/// The entry with the flags that GetInfo adds at level 2 and 3 (reference/rrasm-protocol.md section
/// 3).
[[nodiscard]] PhonebookEntry shown_entry(PhonebookEntry entry);

}  // namespace mprd::admin
