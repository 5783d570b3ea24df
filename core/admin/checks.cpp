// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/admin/checks.hpp"

#include <algorithm>
#include <utility>

namespace mprd::admin {

Error fail(Errc code, std::string detail) {
    return make_error(code, std::move(detail));
}

Result<void> may_read(const Caller& caller) {
    if (caller.access == Access::None) {
        return fail(Errc::AccessDenied, "the caller may neither look nor change");
    }
    return {};
}

Result<void> may_administer(const Caller& caller) {
    if (caller.access != Access::Administrator) {
        return fail(Errc::AccessDenied, "the caller may not administer this router");
    }
    return {};
}

Result<const InterfaceRow*> find_row(const RouterControl& router, InterfaceId id) {
    const InterfaceRow* row = router.interfaces().find(id);
    if (row == nullptr) {
        return fail(Errc::InvalidHandle, "no interface has this handle");
    }
    return row;
}

Result<void> check_level(std::uint32_t level, std::uint32_t highest, Errc code) {
    if (level > highest) {
        return fail(
            code, "level " + std::to_string(level) + ": expected 0 to " + std::to_string(highest)
        );
    }
    return {};
}

Result<void> manager_runs(const RouterControl& router) {
    if (router.settings().lan_only) {
        return fail(Errc::DdmNotRunning, "the router is in LAN-only mode");
    }
    return {};
}

std::size_t page_entries(std::uint32_t preferred_bytes, std::uint32_t entry_bytes) {
    return std::clamp(std::size_t{preferred_bytes} / entry_bytes, std::size_t{1}, kMaxPageEntries);
}

}  // namespace mprd::admin
