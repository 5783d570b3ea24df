// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/stderr_log.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace mprd::platform {
namespace {

/// Of syslog(3).
int priority_of(LogSeverity severity) {
    switch (severity) {
        case LogSeverity::Error:
            return 3;
        case LogSeverity::Warning:
            return 4;
        case LogSeverity::Info:
            return 6;
        case LogSeverity::Debug:
            break;
    }
    return 7;
}

}  // namespace

void StderrLog::write(LogSeverity severity, std::string_view /*id*/, std::string_view line) {
    std::string text;
    if (std::getenv("JOURNAL_STREAM") != nullptr) {  // NOLINT(concurrency-mt-unsafe): read only
        text = '<' + std::to_string(priority_of(severity)) + '>';
    }
    text.append(line).append("\n");
    static_cast<void>(std::fwrite(text.data(), 1, text.size(), stderr));
}

}  // namespace mprd::platform
