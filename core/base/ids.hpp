// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>

namespace mprd {

/// A 32-bit handle of one kind of object. Zero names nothing. Handles are made by HandleTable
/// (core/tables), which does not give a number out again soon: a stale handle finds nothing rather
/// than somebody else's object.
template <class Tag>
struct StrongId {
    std::uint32_t value = 0;
    [[nodiscard]] explicit operator bool() const { return value != 0; }
    friend bool operator==(StrongId, StrongId) = default;
    friend auto operator<=>(StrongId, StrongId) = default;
};

/// Handles of different kinds cannot be mixed up.
using InterfaceId = StrongId<struct InterfaceTag>;
using DeviceId = StrongId<struct DeviceTag>;
using PortId = StrongId<struct PortTag>;
using ConnectionId = StrongId<struct ConnectionTag>;

/// A request that will be completed exactly once. Numbered by the caller (the daemon), never
/// reused.
struct RequestId {
    /// Zero: nobody waits for the end.
    std::uint64_t value = 0;
    [[nodiscard]] explicit operator bool() const { return value != 0; }
    friend bool operator==(RequestId, RequestId) = default;
    friend auto operator<=>(RequestId, RequestId) = default;
};

}  // namespace mprd

template <class Tag>
struct std::hash<mprd::StrongId<Tag>> {
    std::size_t operator()(mprd::StrongId<Tag> id) const noexcept {
        return std::hash<std::uint32_t>{}(id.value);
    }
};
