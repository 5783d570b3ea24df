// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/handle_table.hpp"

namespace mprd::lib {
namespace {

/// In the uppermost byte: the router's numbers and pointers of this process never look like it.
constexpr std::uintptr_t kTag = std::uintptr_t{0x5a} << (8 * sizeof(std::uintptr_t) - 8);
constexpr std::uintptr_t kKinds = 8;

[[nodiscard]] std::uintptr_t value_of(void* handle) {
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): a HANDLE is a number here
    return reinterpret_cast<std::uintptr_t>(handle);
}

}  // namespace

void* HandleTable::add(HandleKind kind, std::shared_ptr<Connection> connection) {
    return insert(kind, std::move(connection));
}

void* HandleTable::add(std::shared_ptr<Event> event) {
    return insert(HandleKind::Event, std::move(event));
}

void* HandleTable::insert(HandleKind kind, Object object) {
    const std::lock_guard lock(mutex_);
    const std::uintptr_t value = kTag + ++last_ * kKinds + static_cast<std::uintptr_t>(kind);
    objects_.emplace(value, std::move(object));
    // NOLINTNEXTLINE(performance-no-int-to-ptr,cppcoreguidelines-pro-type-reinterpret-cast): as
    // above
    return reinterpret_cast<void*>(value);
}

const HandleTable::Object* HandleTable::find(HandleKind kind, void* handle) const {
    const std::uintptr_t value = value_of(handle);
    if (value % kKinds != static_cast<std::uintptr_t>(kind)) {
        return nullptr;
    }
    const auto found = objects_.find(value);
    return found == objects_.end() ? nullptr : &found->second;
}

std::shared_ptr<Connection> HandleTable::connection(HandleKind kind, void* handle) const {
    const std::lock_guard lock(mutex_);
    const Object* object = find(kind, handle);
    return object == nullptr ? nullptr : std::get<std::shared_ptr<Connection>>(*object);
}

std::shared_ptr<Event> HandleTable::event(void* handle) const {
    const std::lock_guard lock(mutex_);
    const Object* object = find(HandleKind::Event, handle);
    return object == nullptr ? nullptr : std::get<std::shared_ptr<Event>>(*object);
}

bool HandleTable::close(HandleKind kind, void* handle) {
    Object object;
    {
        const std::lock_guard lock(mutex_);
        if (find(kind, handle) == nullptr) {
            return false;
        }
        object = std::move(objects_.extract(value_of(handle)).mapped());
    }
    // Outside the lock: the last owner waits for the reading thread.
    if (auto* connection = std::get_if<std::shared_ptr<Connection>>(&object)) {
        (*connection)->close();
    }
    return true;
}

HandleTable& HandleTable::instance() {
    static HandleTable* const table = new HandleTable;
    return *table;
}

}  // namespace mprd::lib
