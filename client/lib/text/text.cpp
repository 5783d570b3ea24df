// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/text/text.hpp"

#include <algorithm>
#include <cstring>

namespace MPRD_TEXT_NAMESPACE {
namespace {

/// Entries of one request: an answer stays far below what a connection may hold.
constexpr std::uint32_t kMostEntries = 512;
constexpr std::uint32_t kEverything = 0xffffffff;

/// How many structures the caller has room for; at least one.
[[nodiscard]] std::uint32_t room_for(const Page& page, const Layout& layout) {
    return page.preferred_length == kEverything
               ? kEverything
               : std::max<std::uint32_t>(page.preferred_length / layout.size, 1);
}

}  // namespace

std::uint32_t connect_to(const WCHAR* server_name, std::shared_ptr<Connection>& connection) {
    const auto name = text_of(server_name);
    return name ? connect_by_name(*name, connection) : to_code(Errc::InvalidParameter);
}

void copy_out(const json& body, const char* member, std::size_t capacity, WCHAR* out) {
    if (out != nullptr) {
        const json* value = locate(body, member);
        const std::string units = to_units(
            value != nullptr && value->is_string() ? value->get_ref<const std::string&>() : "",
            capacity,
            kUnit
        );
        std::memcpy(out, units.data(), units.size());
    }
}

std::uint32_t get_info(
    HANDLE server,
    const char* method,
    json params,
    std::span<const Layout> levels,
    DWORD level,
    LPBYTE* buffer
) {
    const auto connection = server_of(server);
    if (!connection) {
        return to_code(Errc::InvalidBinding);
    }
    if (buffer == nullptr) {
        return to_code(Errc::InvalidParameter);
    }
    *buffer = nullptr;
    params["level"] = level;
    const Answer answer = connection->call(method, params);
    if (answer.code == 0 && level < levels.size()) {
        *buffer = static_cast<LPBYTE>(
            make_block(levels[level], json::array({answer.body.at("buffer")}), Family::Admin)
        );
    }
    return answer.code;
}

std::uint32_t enumerate(
    HANDLE server,
    const char* method,
    json params,
    std::span<const Layout> levels,
    DWORD level,
    const Page& page
) {
    const auto connection = server_of(server);
    if (!connection) {
        return to_code(Errc::InvalidBinding);
    }
    if (page.buffer == nullptr || page.entries_read == nullptr || page.total_entries == nullptr) {
        return to_code(Errc::InvalidParameter);
    }
    *page.buffer = nullptr;
    *page.entries_read = 0;
    *page.total_entries = 0;
    const Layout& layout = level < levels.size() ? levels[level] : levels[0];
    std::uint32_t room = room_for(page, layout);
    if (level != kNoLevel) {
        params["level"] = level;
    }
    params["resumeHandle"] = page.resume_handle == nullptr ? 0 : *page.resume_handle;
    json entries = json::array();
    std::uint32_t total = 0;
    Answer answer;
    do {
        params["preferredMaximumLength"] = std::min(room, kMostEntries) * layout.documented_size;
        answer = connection->call(method, params);
        if (answer.code != 0 && answer.code != to_code(Errc::MoreData)) {
            return answer.code;
        }
        json& part = answer.body.at("buffer");
        if (entries.empty()) {
            total = answer.body.at("totalEntries").get<std::uint32_t>();
        }
        room -= room == kEverything ? 0 : std::min(room, static_cast<std::uint32_t>(part.size()));
        for (json& entry : part) {
            entries.push_back(std::move(entry));
        }
        params["resumeHandle"] = answer.body.at("resumeHandle");
    } while (answer.code != 0 && room > 0);
    *page.buffer = static_cast<LPBYTE>(make_block(layout, entries, Family::Admin));
    *page.entries_read = static_cast<DWORD>(entries.size());
    *page.total_entries = std::max(total, static_cast<std::uint32_t>(entries.size()));
    if (page.resume_handle != nullptr) {
        *page.resume_handle = params["resumeHandle"].get<std::uint32_t>();
    }
    return answer.code;
}

std::uint32_t call_with_structure(
    const std::shared_ptr<Connection>& connection,
    const char* method,
    json params,
    std::span<const Layout> levels,
    DWORD level,
    const void* structure,
    Answer& answer
) {
    if (!connection) {
        return to_code(Errc::InvalidBinding);
    }
    if (structure == nullptr) {
        return to_code(Errc::InvalidParameter);
    }
    params["level"] = level;
    params["buffer"] = json::object();
    if (level < levels.size()) {
        auto buffer = read_structure(levels[level], structure);
        if (!buffer) {
            return to_code(Errc::InvalidParameter);
        }
        params["buffer"] = std::move(*buffer);
    } else {
        params["buffer"]["name"] = "-";  // so that the router comes as far as the level
    }
    answer = connection->call(method, params);
    return answer.code;
}

bool add_text(json& params, const char* member, const WCHAR* text) {
    const auto value = text_of(text);
    if (text != nullptr && value) {
        params[member] = *value;
    }
    return value.has_value();
}

std::uint32_t enumerate_stored(
    HANDLE config,
    const char* method,
    json params,
    const Layout& layout,
    DWORD level,
    const Page& page
) {
    const auto connection = store_of(config);
    if (!connection || page.buffer == nullptr || page.entries_read == nullptr ||
        page.total_entries == nullptr) {
        return to_code(Errc::InvalidParameter);
    }
    *page.buffer = nullptr;
    *page.entries_read = 0;
    *page.total_entries = 0;
    std::uint32_t room =
        page.preferred_length == kEverything ? kEverything : page.preferred_length / layout.size;
    params["level"] = level;
    params["resumeHandle"] = page.resume_handle == nullptr ? 0 : *page.resume_handle;
    json entries = json::array();
    std::uint32_t total = 0;
    do {
        params["preferredMaximumLength"] = std::min(room, kMostEntries) * layout.documented_size;
        const Answer answer = connection->call(method, params);
        // What was left may have been deleted since.
        if (answer.code == to_code(Errc::NoMoreItems) && !entries.empty()) {
            params["resumeHandle"] = 0;
            break;
        }
        if (answer.code != 0) {
            return answer.code;
        }
        const json& part = answer.body.at("buffer");
        if (entries.empty()) {
            total = answer.body.at("totalEntries").get<std::uint32_t>();
        }
        room -= room == kEverything ? 0 : std::min(room, static_cast<std::uint32_t>(part.size()));
        entries.insert(entries.end(), part.begin(), part.end());
        params["resumeHandle"] = answer.body.at("resumeHandle");
    } while (params["resumeHandle"] != 0 && room > 0);
    *page.buffer = static_cast<LPBYTE>(make_block(layout, entries, Family::Config));
    *page.entries_read = static_cast<DWORD>(entries.size());
    *page.total_entries = std::max(total, static_cast<std::uint32_t>(entries.size()));
    if (page.resume_handle != nullptr) {
        *page.resume_handle = params["resumeHandle"].get<std::uint32_t>();
    }
    return 0;
}

}  // namespace MPRD_TEXT_NAMESPACE
