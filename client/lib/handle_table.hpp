// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/lib/connection.hpp"
#include "client/lib/event.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <variant>

namespace mprd::lib {

/// What a handle of this library stands for. Handles of interfaces, ports and connections are the
/// router's own numbers and not in here.
enum class HandleKind : std::uint32_t {
    Server,
    Config,
    Mib,
    Event
};

/// Handles of the process. A value is never given twice, so a closed one is refused for ever; so is
/// one of another kind, and anything else that a caller may pass. Thread-safe.
class HandleTable {
public:
    [[nodiscard]] void* add(HandleKind kind, std::shared_ptr<Connection> connection);
    [[nodiscard]] void* add(std::shared_ptr<Event> event);
    /// nullptr when it is no live handle of the kind.
    [[nodiscard]] std::shared_ptr<Connection> connection(HandleKind kind, void* handle) const;
    [[nodiscard]] std::shared_ptr<Event> event(void* handle) const;
    /// False as above. The connection ends, its calls with 1722.
    bool close(HandleKind kind, void* handle);

    /// The one of the process; it is never destroyed, as threads may outlive main().
    static HandleTable& instance();

private:
    using Object = std::variant<std::shared_ptr<Connection>, std::shared_ptr<Event>>;

    void* insert(HandleKind kind, Object object);
    [[nodiscard]] const Object* find(HandleKind kind, void* handle) const;

    mutable std::mutex mutex_;
    std::uintptr_t last_ = 0;
    std::unordered_map<std::uintptr_t, Object> objects_;
};

}  // namespace mprd::lib
