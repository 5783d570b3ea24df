// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/events/event.hpp"
#include "platform/api/log_sink.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mprd::daemon {

/// Error: somebody must do something. Warning: worth a look; the router goes on. Info: what it did.
/// Debug: how.
using LogLevel = platform::LogSeverity;
/// nullopt for a word that is no level.
[[nodiscard]] std::optional<LogLevel> parse_log_level(std::string_view text);

/// Everything that the daemon itself has to say; facts of the router have their names from
/// core/events. The table in catalogue.cpp gives each its level and identifier.
enum class Message {
    Starting,
    Ready,
    Stopping,
    Stopped,
    StopForced,
    ConfigurationWrong,
    ConfigurationNotStored,
    CannotStart,
    ControlFull,
    ClockChanged,
    ReloadRefused,
    RestartNeeded,
    NotWatching,
    DeviceSays,
    AdminDllFailed,
};

/// One row of the catalogue.
struct MessageInfo {
    Message message;
    LogLevel level;
    std::string_view id;       ///< "MPRD_READY": stable, for filters
    std::string_view meaning;  ///< what happened and what to do, for the manual
};
[[nodiscard]] const MessageInfo& info_of(Message message);
/// Level of a fact of the router.
[[nodiscard]] LogLevel level_of(const events::Event& event);

/// Writes lines: level, identifier, text. One thread. Never given a secret.
class Log {
public:
    /// Writes `most` and what is more important to the sink, which must outlive it.
    Log(LogLevel most, platform::LogSink& sink) : most_(most), sink_(sink) {}

    /// One line, at the level that the catalogue gives it.
    void write(Message message, std::string_view text) const;
    void write(const events::Event& event) const;

private:
    void line(LogLevel level, std::string_view id, std::string_view text) const;

    LogLevel most_;
    platform::LogSink& sink_;
};

}  // namespace mprd::daemon
