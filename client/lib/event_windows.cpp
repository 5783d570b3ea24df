// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/handle_windows.hpp"
#include "client/lib/event.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

// Each header of Windows needs the first one.
// clang-format off
#include <windows.h>
#include <winternl.h>
// clang-format on

namespace mprd::lib {
namespace {

/// A caller's event: our own handle to it, so that his may be closed, and his, by which he speaks
/// of it.
class CallersEvent final : public Event {
public:
    CallersEvent(client::Handle ours, HANDLE theirs) : ours_(std::move(ours)), theirs_(theirs) {}

    void set() override { ::SetEvent(ours_.get()); }
    [[nodiscard]] bool is_same(const Event& other) const override {
        const auto* event = dynamic_cast<const CallersEvent*>(&other);
        return event != nullptr && event->theirs_ == theirs_;
    }

private:
    client::Handle ours_;
    HANDLE theirs_;
};

/// A handle of something else (a file, a process) must not pass for an event.
[[nodiscard]] bool is_event(HANDLE handle) {
    constexpr std::size_t kRoom = 256;  // the structure and the name behind it
    alignas(PUBLIC_OBJECT_TYPE_INFORMATION) std::array<std::byte, kRoom> room{};
    if (::NtQueryObject(handle, ObjectTypeInformation, room.data(), kRoom, nullptr) < 0) {
        return false;
    }
    const auto* type =
        static_cast<const PUBLIC_OBJECT_TYPE_INFORMATION*>(static_cast<const void*>(room.data()));
    return std::wstring_view(type->TypeName.Buffer, type->TypeName.Length / sizeof(wchar_t)) ==
           L"Event";
}

}  // namespace

std::shared_ptr<Event> event_of(void* handle) {
    HANDLE copy = nullptr;
    if (handle == nullptr || handle == INVALID_HANDLE_VALUE || !is_event(handle) ||
        ::DuplicateHandle(
            ::GetCurrentProcess(),
            handle,
            ::GetCurrentProcess(),
            &copy,
            EVENT_MODIFY_STATE,
            FALSE,
            0
        ) == FALSE) {
        return nullptr;
    }
    return std::make_shared<CallersEvent>(client::Handle(copy), handle);
}

}  // namespace mprd::lib
