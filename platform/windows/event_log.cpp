// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/event_log.hpp"

#include "platform/windows/text.hpp"

#include <array>

namespace mprd::platform {
namespace {

// As windmc numbers what messages.mc names: severity, facility 0x1f4, number.
constexpr DWORD kInformation = 0x41f40001;
constexpr DWORD kWarning = 0x81f40002;
constexpr DWORD kError = 0xc1f40003;

struct Sort {
    WORD type;
    DWORD event;
};

Sort sort_of(LogSeverity severity) {
    switch (severity) {
        case LogSeverity::Error:
            return {EVENTLOG_ERROR_TYPE, kError};
        case LogSeverity::Warning:
            return {EVENTLOG_WARNING_TYPE, kWarning};
        case LogSeverity::Info:
        case LogSeverity::Debug:
            break;
    }
    return {EVENTLOG_INFORMATION_TYPE, kInformation};
}

}  // namespace

EventLog::EventLog() : source_(::RegisterEventSourceW(nullptr, kSource)) {}

EventLog::~EventLog() {
    if (source_ != nullptr) {
        ::DeregisterEventSource(source_);
    }
}

void EventLog::write(LogSeverity severity, std::string_view id, std::string_view line) {
    const Sort sort = sort_of(severity);
    const std::wstring text = to_wide(line);
    const std::wstring name = to_wide(id);
    std::array<const wchar_t*, 2> strings{text.c_str(), name.c_str()};
    ::ReportEventW(
        source_, sort.type, 0, sort.event, nullptr, strings.size(), 0, strings.data(), nullptr
    );
}

}  // namespace mprd::platform
