// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/log.hpp"

#include <array>

namespace mprd::daemon {
namespace {

struct LevelName {
    LogLevel level;
    const char* name;
};
constexpr std::array kLevels{
    LevelName{LogLevel::Error, "error"},
    LevelName{LogLevel::Warning, "warning"},
    LevelName{LogLevel::Info, "info"},
    LevelName{LogLevel::Debug, "debug"},
};

}  // namespace

std::optional<LogLevel> parse_log_level(std::string_view text) {
    for (const LevelName& row : kLevels) {
        if (text == row.name) {
            return row.level;
        }
    }
    return std::nullopt;
}

void Log::write(Message message, std::string_view text) const {
    const MessageInfo& info = info_of(message);
    line(info.level, info.id, text);
}

void Log::write(const events::Event& event) const {
    line(level_of(event), events::name_of(event), events::to_string(event));
}

void Log::line(LogLevel level, std::string_view id, std::string_view text) const {
    if (level > most_) {
        return;
    }
    const LevelName& name = kLevels[static_cast<std::size_t>(level)];
    std::string line(name.name);
    line.append(" ").append(id).append(": ").append(text);
    for (char& c : line) {
        // A peer's text must not forge lines.
        c = static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    sink_.write(level, id, line);
}

}  // namespace mprd::daemon
