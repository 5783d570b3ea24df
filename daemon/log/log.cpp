// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/log.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace mprd::daemon {
namespace {

struct LevelName {
    LogLevel level;
    const char* name;
    int priority;  ///< of syslog(3)
};
constexpr std::array kLevels{
    LevelName{LogLevel::Error, "error", 3},
    LevelName{LogLevel::Warning, "warning", 4},
    LevelName{LogLevel::Info, "info", 6},
    LevelName{LogLevel::Debug, "debug", 7},
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
    std::string line;
    if (std::getenv("JOURNAL_STREAM") != nullptr) {
        line = '<' + std::to_string(name.priority) + '>';
    }
    line.append(name.name).append(" ").append(id).append(": ").append(text);
    for (char& c : line) {
        // A peer's text must not forge lines.
        c = static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    }
    line += '\n';
    static_cast<void>(std::fwrite(line.data(), 1, line.size(), stderr));
    // Windows keeps what goes to a file or a pipe.
    static_cast<void>(std::fflush(stderr));
}

}  // namespace mprd::daemon
