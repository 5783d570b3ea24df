// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to core/admin.

#include "core/admin/views.hpp"
#include "core/tables/handle_table.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mprd::admin {

/// Entries from position `resume` on, as many as the caller has room for. Positions are those of
/// the handles: what was there all the time is seen exactly once, whatever comes and goes.
template <class Entry>
[[nodiscard]] Page<Entry> page_of(std::vector<Entry> all, std::size_t room, std::uint32_t resume) {
    const auto position = [](const Entry& entry) { return handle_position(entry.handle.value); };
    std::erase_if(all, [&](const Entry& entry) { return position(entry) < resume; });
    std::sort(all.begin(), all.end(), [&](const Entry& a, const Entry& b) {
        return position(a) < position(b);
    });
    Page<Entry> page;
    page.total = static_cast<std::uint32_t>(all.size());
    if (all.size() > room) {
        all.erase(all.begin() + static_cast<std::ptrdiff_t>(room), all.end());
        page.code = Errc::MoreData;
        page.resume = position(all.back()) + 1;
    }
    page.entries = std::move(all);
    return page;
}

}  // namespace mprd::admin
