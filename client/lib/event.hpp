// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

namespace mprd::lib {

/// What an hEvent stands for. Thread-safe.
class Event {
public:
    Event() = default;
    virtual ~Event() = default;
    Event(const Event&) = delete;
    Event& operator=(const Event&) = delete;

    virtual void set() = 0;
    /// Whether a caller means one event with both.
    [[nodiscard]] virtual bool is_same(const Event& other) const = 0;
};

/// The event that a caller passes; nullptr: it is none. The caller may close it at any time.
[[nodiscard]] std::shared_ptr<Event> event_of(void* handle);

}  // namespace mprd::lib
