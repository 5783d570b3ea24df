// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/event_linux.hpp"

#include "client/lib/handle_table.hpp"

#include <cerrno>
#include <chrono>
#include <climits>

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace mprd::lib {
namespace {

constexpr std::uint32_t kForever = 0xffffffff;
using Clock = std::chrono::steady_clock;

[[nodiscard]] int left_until(Clock::time_point end) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
    return left <= 0 ? 0 : static_cast<int>(left > INT_MAX ? INT_MAX : left);
}

}  // namespace

std::shared_ptr<OwnEvent> OwnEvent::create(bool manual_reset, bool signalled) {
    const int descriptor = ::eventfd(signalled ? 1 : 0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (descriptor < 0) {
        return nullptr;
    }
    return std::shared_ptr<OwnEvent>(new OwnEvent(descriptor, manual_reset));
}

OwnEvent::~OwnEvent() {
    ::close(descriptor_);
}

void OwnEvent::set() {
    const std::uint64_t one = 1;
    // A full counter is signalled as well.
    static_cast<void>(::write(descriptor_, &one, sizeof one) != 0);
}

void OwnEvent::reset() const {
    std::uint64_t count = 0;
    static_cast<void>(::read(descriptor_, &count, sizeof count) != 0);
}

bool OwnEvent::wait(std::uint32_t milliseconds) {
    const auto end = Clock::now() + std::chrono::milliseconds(milliseconds);
    while (true) {
        pollfd waiting{descriptor_, POLLIN, 0};
        const int ready = ::poll(&waiting, 1, milliseconds == kForever ? -1 : left_until(end));
        if (ready > 0) {
            std::uint64_t count = 0;
            // Another waiter may have been quicker: then go on waiting.
            if (manual_reset_ || ::read(descriptor_, &count, sizeof count) > 0) {
                return true;
            }
            continue;
        }
        const bool is_over = ready == 0 && milliseconds != kForever && left_until(end) == 0;
        if (is_over || (ready < 0 && errno != EINTR)) {
            return false;
        }
    }
}

std::shared_ptr<Event> event_of(void* handle) {
    return HandleTable::instance().event(handle);
}

}  // namespace mprd::lib
