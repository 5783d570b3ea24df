// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/handle_windows.hpp"
#include "client/lib/event.hpp"

#include <utility>

#include <windows.h>

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

}  // namespace

std::shared_ptr<Event> event_of(void* handle) {
    HANDLE copy = nullptr;
    if (handle == nullptr || handle == INVALID_HANDLE_VALUE ||
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
