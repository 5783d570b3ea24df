// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/log_sink.hpp"

namespace mprd::platform {

/// Standard error, line by line.
class ConsoleLog final : public LogSink {
public:
    void write(LogSeverity severity, std::string_view id, std::string_view line) override;
};

}  // namespace mprd::platform
