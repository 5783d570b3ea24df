// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/time.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

namespace mprd::router {

/// What a deadline is about.
enum class DeadlineKind : std::uint32_t {
    Machine,    ///< of an interface
    Net,        ///< of an interface: try the network interface again
    Engine,     ///< of a port
    Listen,     ///< of a port: listen again
    HalfOpen,   ///< of a port: the caller has not got as far as packets
    Login,      ///< of a port: the answer to a login that was held back
    Session,    ///< of a port: the caller has been connected for as long as he may
    Advertise,  ///< of a port: the next Router Advertisement to the caller
    CallBack,   ///< the next call-back
    Update,     ///< of an interface: its route update
    AdminDll,   ///< the question that is under way
    Shutdown,
};

/// All deadlines of the router, ordered. Who has none costs nothing here.
class Deadlines {
public:
    /// One deadline for each key.
    struct Key {
        DeadlineKind kind = DeadlineKind::Machine;
        /// Value of the InterfaceId or PortId; zero for CallBack, AdminDll and Shutdown.
        std::uint32_t id = 0;
    };

    /// Replaces the deadline of `key`; nullopt takes it away.
    void arm(Key key, std::optional<TimePoint> at);
    /// The earliest; nothing when there is none.
    [[nodiscard]] std::optional<TimePoint> next() const;
    /// Takes all that are due out of the list, in order.
    [[nodiscard]] std::vector<Key> take_due(TimePoint now);

private:
    /// Kind in the high, id in the low 32 bits.
    using Packed = std::uint64_t;
    [[nodiscard]] static Packed pack(Key key) {
        return (Packed{static_cast<std::uint32_t>(key.kind)} << 32U) | key.id;
    }

    /// Both members hold the same deadlines: one by time, one by key.
    std::set<std::pair<TimePoint, Packed>> ordered_;
    std::unordered_map<Packed, TimePoint> armed_;
};

}  // namespace mprd::router
