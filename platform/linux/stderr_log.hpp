// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/log_sink.hpp"

namespace mprd::platform {

/// Standard error. Under a service manager each line begins with the priority that sd-daemon(3)
/// describes.
class StderrLog final : public LogSink {
public:
    void write(LogSeverity severity, std::string_view id, std::string_view line) override;
};

}  // namespace mprd::platform
