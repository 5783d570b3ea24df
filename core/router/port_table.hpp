// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/router/dial_targets.hpp"
#include "core/router/port_slot.hpp"
#include "core/tables/device_config.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mprd::router {

/// What a search for a port to dial with is content with.
enum class PortSearch {
    FreeSoon,  ///< free, or just being closed
    Present,   ///< busy or not, its device is there
    Exists,
};

/// All ports of the router. They are made at construction and stay where they are. Whoever looks
/// for one by its owner, its device or its type pays for what is found, not for how many ports
/// there are: a thousand calls at once cost a thousand times one.
class PortTable {
public:
    /// Handles in the order of the devices, from 1.
    explicit PortTable(const std::vector<DeviceConfig>& devices);

    [[nodiscard]] auto begin() { return ports_.begin(); }
    [[nodiscard]] auto end() { return ports_.end(); }
    [[nodiscard]] auto begin() const { return ports_.begin(); }
    [[nodiscard]] auto end() const { return ports_.end(); }
    [[nodiscard]] std::size_t size() const { return ports_.size(); }
    /// nullptr when the handle names nothing.
    [[nodiscard]] PortSlot* find(PortId id);
    [[nodiscard]] const PortSlot* find(PortId id) const;

    // ---- the only way to change what ports are found by
    /// Free also ends what set_ending() said.
    void set_use(PortSlot& slot, PortUse use);
    void set_owner(PortSlot& slot, InterfaceId owner);
    /// Empty: nobody knows who calls.
    void set_user(PortSlot& slot, std::string user_name);
    /// nullopt: the device can be used.
    void set_unavailable(PortSlot& slot, std::optional<Error> error);
    /// The call on the port is being ended: it will be free soon.
    void set_ending(PortSlot& slot);

    // ---- searches
    /// A port for a call of this entry, or nullptr: of the device that it names, else of another
    /// device of the same type, in the order of the configuration; one that waits for calls only if
    /// no other is idle. Ports of devices that only answer are never taken.
    [[nodiscard]] PortSlot* choose(const DialEntry& entry);
    /// Whether there is a port for such a call that answers the search.
    [[nodiscard]] bool has(const DialEntry& entry, PortSearch search) const;
    /// The port is of the kind that such a call would take.
    [[nodiscard]] bool serves(const PortSlot& slot, const DialEntry& entry) const;
    /// No port that may dial is there any more, of all devices of this port's type.
    [[nodiscard]] bool is_type_gone(const PortSlot& slot) const;
    /// The ports whose call is that of the interface, in the order of their handles.
    [[nodiscard]] std::vector<PortSlot*> owned_by(InterfaceId owner);
    /// The first of them that `is_wanted` (given each) says yes to, or nullptr.
    template <class Predicate>
    [[nodiscard]] PortSlot* find_owned(InterfaceId owner, Predicate is_wanted) {
        for (auto at = owners_.lower_bound({owner, 0}); at != owners_.end() && at->first == owner;
             ++at) {
            if (is_wanted(std::as_const(ports_[at->second]))) {
                return &ports_[at->second];
            }
        }
        return nullptr;
    }
    /// An open line over which the peer of the interface called us, other than `except`, or
    /// nullptr.
    [[nodiscard]] PortSlot* answering_call(InterfaceId owner, PortId except);
    /// Calls that are not being ended and whose caller has proved to be this user, other than the
    /// one on `except`.
    [[nodiscard]] std::vector<PortSlot*> calls_of(const std::string& user_name, PortId except);
    /// Nothing is on any port.
    [[nodiscard]] bool is_quiet() const { return busy_ == 0; }

private:
    /// How ready a port is for a call of ours, best first.
    enum Readiness : std::size_t {
        kFree,
        kListening,
        kEnding,
        kClasses,
        kNot = kClasses,
    };
    /// Indexes of ports (of devices that have such ports), for each class.
    using Ready = std::array<std::set<std::size_t>, kClasses>;

    struct Device {
        std::size_t type = 0;  ///< index in types_
        Ready ports;
    };
    /// The ports of one type that may dial.
    struct Type {
        Ready devices;
        std::size_t ports = 0;
        std::size_t present = 0;  ///< ports that can be used
    };

    [[nodiscard]] static bool may_dial(const PortSlot& slot) {
        return slot.allowed != DeviceRole::In;
    }
    [[nodiscard]] static Readiness readiness(const PortSlot& slot);
    [[nodiscard]] static Readiness best(const Ready& ready);
    [[nodiscard]] static std::size_t index_of(const PortSlot& slot) { return slot.id.value - 1; }
    /// Makes `change` on the slot and keeps the indexes right.
    template <class Change>
    void alter(PortSlot& slot, Change change);
    void enter(const PortSlot& slot);
    void leave(const PortSlot& slot);
    /// The device that the entry names, and the type that counts; nullptr: there is none.
    [[nodiscard]] const Device* device_of(const DialEntry& entry) const;
    [[nodiscard]] const Type* type_of(const DialEntry& entry) const;

    std::vector<PortSlot> ports_;  // never grows after construction
    std::vector<Device> devices_;
    std::vector<Type> types_;
    std::map<std::string, std::size_t, std::less<>> device_names_;
    std::map<std::string, std::size_t, std::less<>> type_names_;  // in lower case
    std::set<std::pair<InterfaceId, std::size_t>> owners_;
    std::set<std::pair<std::string, std::size_t>> users_;
    std::size_t busy_ = 0;  // ports that are not free
};

}  // namespace mprd::router
