// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The event objects of client/include/mprd/event.h, and LocalFree.
#include "client/lib/buffer_pool.hpp"
#include "client/lib/event_linux.hpp"
#include "client/lib/handle_table.hpp"

#include <mprapi.h>

using namespace mprd::lib;  // NOLINT(google-build-using-namespace): the functions are global

namespace {

template <class F>
BOOL with_event(HANDLE handle, F&& act) noexcept {
    const auto event = std::dynamic_pointer_cast<OwnEvent>(HandleTable::instance().event(handle));
    if (!event) {
        return FALSE;
    }
    act(*event);
    return TRUE;
}

}  // namespace

extern "C" {

HANDLE MprdCreateEvent(BOOL manualReset, BOOL initialState) {
    try {
        auto event = OwnEvent::create(manualReset != FALSE, initialState != FALSE);
        return event ? HandleTable::instance().add(std::move(event)) : nullptr;
    } catch (...) {
        return nullptr;
    }
}

DWORD MprdWaitForEvent(HANDLE event, DWORD milliseconds) {
    DWORD result = MPRD_WAIT_FAILED;
    static_cast<void>(with_event(event, [&](OwnEvent& object) {
        result = object.wait(milliseconds) ? MPRD_WAIT_SIGNALLED : MPRD_WAIT_TIMEOUT;
    }));
    return result;
}

BOOL MprdSetEvent(HANDLE event) {
    return with_event(event, [](OwnEvent& object) { object.set(); });
}

BOOL MprdResetEvent(HANDLE event) {
    return with_event(event, [](OwnEvent& object) { object.reset(); });
}

BOOL MprdCloseEvent(HANDLE event) {
    return HandleTable::instance().close(HandleKind::Event, event) ? TRUE : FALSE;
}

int MprdEventFd(HANDLE event) {
    int descriptor = -1;
    static_cast<void>(with_event(event, [&](OwnEvent& object) { descriptor = object.descriptor(); })
    );
    return descriptor;
}

HANDLE MprdLocalFree(HANDLE memory) {
    return memory == nullptr || BufferPool::instance().release(memory, Family::Text) ? nullptr
                                                                                     : memory;
}

}  // extern "C"
