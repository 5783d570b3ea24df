// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/views.hpp"
#include "daemon/control/method.hpp"

namespace mprd::daemon {

/// One page of an enumeration as an answer; `show` makes JSON of an entry.
template <class Entry, class Show>
[[nodiscard]] Answer enumeration(const Result<admin::Page<Entry>>& page, Show show) {
    if (!page) {
        return failure(page.error());
    }
    nlohmann::json entries = nlohmann::json::array();
    for (const Entry& entry : page->entries) {
        entries.push_back(show(entry));
    }
    nlohmann::json result{
        {"code", to_code(page->code)},
        {"entriesRead", page->entries.size()},
        {"totalEntries", page->total},
        {"resumeHandle", page->resume}};
    result["buffer"] = std::move(entries);  // in braces it would be copied
    return Done{std::move(result)};
}

}  // namespace mprd::daemon
