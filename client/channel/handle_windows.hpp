// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

namespace mprd::client {

/// Owns a HANDLE of Windows, or none (nullptr; never INVALID_HANDLE_VALUE).
class Handle {
public:
    Handle() = default;
    explicit Handle(void* handle);
    ~Handle() { close(); }
    Handle(Handle&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    Handle& operator=(Handle&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    [[nodiscard]] void* get() const { return handle_; }
    explicit operator bool() const { return handle_ != nullptr; }
    void close();

private:
    void* handle_ = nullptr;
};

/// A new event, not signalled, that its waiters do not reset; none when out of resources.
[[nodiscard]] Handle make_event();

}  // namespace mprd::client
