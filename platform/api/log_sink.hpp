// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mprd::platform {

/// How important a line of the log is, the most important first.
enum class LogSeverity {
    Error,
    Warning,
    Info,
    Debug,
};

/// Where lines of the log go.
class LogSink {
public:
    virtual ~LogSink() = default;
    /// One line, without its end, in UTF-8 and without control characters. `id` is the identifier
    /// of its message, as it stands in the line, too.
    virtual void write(LogSeverity severity, std::string_view id, std::string_view line) = 0;
};

}  // namespace mprd::platform
