// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/log_sink.hpp"

#include <windows.h>

namespace mprd::platform {

/// The Windows event log, source "mprd" of log Application: one event a line. The texts of its
/// three events are in mprd.exe (packaging/windows/messages.mc).
class EventLog final : public LogSink {
public:
    /// Name of the source; mprd.exe install registers it.
    static constexpr const wchar_t* kSource = L"mprd";

    EventLog();
    ~EventLog() override;
    EventLog(const EventLog&) = delete;
    EventLog& operator=(const EventLog&) = delete;

    void write(LogSeverity severity, std::string_view id, std::string_view line) override;

private:
    HANDLE source_;
};

}  // namespace mprd::platform
