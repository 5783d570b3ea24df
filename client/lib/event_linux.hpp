// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/lib/event.hpp"

#include <cstdint>
#include <memory>

namespace mprd::lib {

/// An event object (client/include/mprd/event.h says what callers see). Thread-safe.
class OwnEvent final : public Event {
public:
    /// nullptr when out of resources. Closed when the last owner goes.
    [[nodiscard]] static std::shared_ptr<OwnEvent> create(bool manual_reset, bool signalled);
    ~OwnEvent() override;
    OwnEvent(const OwnEvent&) = delete;
    OwnEvent& operator=(const OwnEvent&) = delete;

    void set() override;
    [[nodiscard]] bool is_same(const Event& other) const override { return this == &other; }
    void reset() const;
    /// False: not within so many milliseconds (0xffffffff: without end).
    [[nodiscard]] bool wait(std::uint32_t milliseconds);
    /// Readable while signalled; stays ours.
    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    OwnEvent(int descriptor, bool manual_reset)
        : descriptor_(descriptor), manual_reset_(manual_reset) {}

    int descriptor_;
    bool manual_reset_;
};

}  // namespace mprd::lib
