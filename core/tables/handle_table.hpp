// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cassert>
#include <cstdint>
#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace mprd {

/// Where a handle stands in the order of its table: enumerations go on behind it, whatever came or
/// went meanwhile. For handles of a HandleTable, and others below 2^20.
[[nodiscard]] constexpr std::uint32_t handle_position(std::uint32_t handle) {
    return handle & ((1U << 20U) - 1);
}

/// Objects under 32-bit handles: 20 bits of slot, 12 bits of generation. A freed slot goes to the
/// end of a FIFO list and is not used again before kReuseDistance others were freed (or all slots
/// are taken), each time with a new generation, so that a stale handle finds nothing rather than
/// somebody else's object. Zero is never a handle.
///
/// References stay valid until the object itself is erased.
template <class Id, class T>
class HandleTable {
public:
    /// The low bits of a handle are the slot number, the high ones the generation.
    static constexpr std::uint32_t kSlotBits = 20;
    static constexpr std::size_t kMaxSlots = std::size_t{1} << kSlotBits;
    static constexpr std::size_t kReuseDistance = 64;

    /// nullopt when all kMaxSlots slots are in use.
    [[nodiscard]] std::optional<Id> insert(T object) {
        const auto slot = take_slot();
        if (!slot) {
            return std::nullopt;
        }
        Slot& entry = slots_[*slot];
        entry.object.emplace(std::move(object));
        ++size_;
        return id_of(*slot);
    }

    /// nullptr for a handle that names nothing, zero included.
    [[nodiscard]] T* find(Id id) {
        Slot* slot = slot_of(id);
        return slot == nullptr ? nullptr : &*slot->object;
    }
    [[nodiscard]] const T* find(Id id) const {
        return const_cast<HandleTable*>(this)->find(id);  // find() changes nothing
    }

    /// False when the handle names nothing.
    bool erase(Id id) {
        Slot* slot = slot_of(id);
        if (slot == nullptr) {
            return false;
        }
        slot->object.reset();
        slot->generation = next_generation(slot->generation);
        free_.push_back(index_of(id));
        --size_;
        return true;
    }

    /// Objects in the table.
    [[nodiscard]] std::size_t size() const { return size_; }

    /// The first handle in slot order at or after slot number `position`; for paging: the next
    /// position is position_after(id).
    [[nodiscard]] std::optional<Id> at_or_after(std::uint32_t position) const {
        for (std::size_t slot = position; slot < slots_.size(); ++slot) {
            if (slots_[slot].object) {
                return id_of(static_cast<std::uint32_t>(slot));
            }
        }
        return std::nullopt;
    }
    [[nodiscard]] static std::uint32_t position_after(Id id) { return index_of(id) + 1; }

    /// Calls `visit(Id, T&)` in slot order. The table must not change meanwhile.
    template <class Visit>
    void for_each(Visit&& visit) {
        for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
            if (slots_[slot].object) {
                visit(id_of(static_cast<std::uint32_t>(slot)), *slots_[slot].object);
            }
        }
    }
    template <class Visit>
    void for_each(Visit&& visit) const {
        for (std::size_t slot = 0; slot < slots_.size(); ++slot) {
            if (slots_[slot].object) {
                visit(id_of(static_cast<std::uint32_t>(slot)), *slots_[slot].object);
            }
        }
    }

private:
    /// Generations run from 1 to 4095 and then again, so that no handle is zero.
    static constexpr std::uint32_t kGenerations = 1U << (32U - kSlotBits);

    /// Empty between two objects.
    struct Slot {
        std::optional<T> object;
        std::uint32_t generation = 1;
    };

    [[nodiscard]] static std::uint32_t index_of(Id id) { return handle_position(id.value); }
    [[nodiscard]] Id id_of(std::uint32_t slot) const {
        return Id{(slots_[slot].generation << kSlotBits) | slot};
    }
    [[nodiscard]] static std::uint32_t next_generation(std::uint32_t generation) {
        return generation + 1 == kGenerations ? 1 : generation + 1;
    }
    [[nodiscard]] Slot* slot_of(Id id) {
        const std::uint32_t index = index_of(id);
        if (index >= slots_.size() || !slots_[index].object ||
            slots_[index].generation != id.value >> kSlotBits) {
            return nullptr;
        }
        return &slots_[index];
    }
    [[nodiscard]] std::optional<std::uint32_t> take_slot() {
        if (free_.size() > kReuseDistance || (!free_.empty() && slots_.size() == kMaxSlots)) {
            const std::uint32_t slot = free_.front();
            free_.pop_front();
            return slot;
        }
        if (slots_.size() == kMaxSlots) {
            return std::nullopt;
        }
        slots_.emplace_back();
        return static_cast<std::uint32_t>(slots_.size() - 1);
    }

    std::deque<Slot> slots_;  // a deque: references stay valid while it grows
    std::deque<std::uint32_t> free_;
    std::size_t size_ = 0;
};

}  // namespace mprd
