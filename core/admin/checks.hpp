// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to core/admin: the checks that most calls begin with.

#include "core/admin/caller.hpp"
#include "core/admin/router_control.hpp"
#include "core/base/error.hpp"

#include <string>

namespace mprd::admin {

/// The Error of a refusal; `detail` is for people.
[[nodiscard]] Error fail(Errc code, std::string detail);
/// 5 unless the caller may look, or may change.
[[nodiscard]] Result<void> may_read(const Caller& caller);
[[nodiscard]] Result<void> may_administer(const Caller& caller);
/// The row, or 6.
[[nodiscard]] Result<const InterfaceRow*> find_row(const RouterControl& router, InterfaceId id);
/// `level` at most `highest`, or `code` (which differs by family, reference section 0.4).
[[nodiscard]] Result<void> check_level(std::uint32_t level, std::uint32_t highest, Errc code);
/// 903 in LAN-only mode.
[[nodiscard]] Result<void> manager_runs(const RouterControl& router);

/// How many entries of `entry_bytes` a page takes: at least one, so that paging always ends, and at
/// most kMaxPageEntries, kAllEntries or not.
[[nodiscard]] std::size_t page_entries(std::uint32_t preferred_bytes, std::uint32_t entry_bytes);

}  // namespace mprd::admin
