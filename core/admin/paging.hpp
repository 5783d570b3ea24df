// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// Private to core/admin.

#include "core/admin/views.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mprd::admin {

/// Entries from position `resume` on, as many as the caller has room for. Positions are indexes:
/// what comes or goes between two calls may be missed or seen twice, never a crash.
template <class Entry>
[[nodiscard]] Page<Entry> page_of(std::vector<Entry> all, std::size_t room, std::uint32_t resume) {
    Page<Entry> page;
    const std::size_t start = std::min<std::size_t>(resume, all.size());
    const std::size_t count = std::min(room, all.size() - start);
    page.total = static_cast<std::uint32_t>(all.size() - start);
    for (std::size_t i = start; i < start + count; ++i) {
        page.entries.push_back(std::move(all[i]));
    }
    if (start + count < all.size()) {
        page.code = Errc::MoreData;
        page.resume = static_cast<std::uint32_t>(start + count);
    }
    return page;
}

}  // namespace mprd::admin
