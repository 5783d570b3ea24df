// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/port_table.hpp"

#include <algorithm>

namespace mprd::router {
namespace {

/// MPRDT_ texts are compared without case (equals_ignoring_case()).
[[nodiscard]] std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

}  // namespace

PortTable::PortTable(const std::vector<DeviceConfig>& devices) {
    for (std::size_t device = 0; device < devices.size(); ++device) {
        const DeviceConfig& kind = devices[device];
        const auto type = type_names_.try_emplace(lower(kind.mpr_type), types_.size());
        if (type.second) {
            types_.emplace_back();
        }
        device_names_.try_emplace(kind.name, device);
        Device& made = devices_.emplace_back();
        made.type = type.first->second;
        for (std::uint32_t index = 0; index < kind.port_count; ++index) {
            PortSlot slot;
            slot.id = PortId{static_cast<std::uint32_t>(ports_.size() + 1)};
            slot.device = device;
            slot.index = index;
            slot.allowed = kind.role_of_port(index);
            types_[made.type].ports += may_dial(slot) ? 1U : 0U;
            slot.name =
                kind.port_count == 1 ? kind.name : kind.name + '-' + std::to_string(index + 1);
            enter(slot);
            ports_.push_back(std::move(slot));
        }
    }
}

PortSlot* PortTable::find(PortId id) {
    return id.value == 0 || id.value > ports_.size() ? nullptr : &ports_[id.value - 1];
}

const PortSlot* PortTable::find(PortId id) const {
    return id.value == 0 || id.value > ports_.size() ? nullptr : &ports_[id.value - 1];
}

// ---- changes

PortTable::Readiness PortTable::readiness(const PortSlot& slot) {
    if (slot.unavailable_ || !may_dial(slot)) {
        return kNot;
    }
    switch (slot.use_) {
        case PortUse::Free:
            return kFree;
        case PortUse::Listening:
            return kListening;
        case PortUse::Closing:
            return kEnding;
        case PortUse::Dialing:
        case PortUse::Open:
            return slot.is_ending_ ? kEnding : kNot;
    }
    return kNot;
}

PortTable::Readiness PortTable::best(const Ready& ready) {
    for (const Readiness each : {kFree, kListening, kEnding}) {
        if (!ready[each].empty()) {
            return each;
        }
    }
    return kNot;
}

template <class Change>
void PortTable::alter(PortSlot& slot, Change change) {
    leave(slot);
    change();
    enter(slot);
}

void PortTable::enter(const PortSlot& slot) {
    busy_ += slot.use_ == PortUse::Free ? 0U : 1U;
    Device& device = devices_[slot.device];
    Type& type = types_[device.type];
    type.present += may_dial(slot) && !slot.unavailable_ ? 1U : 0U;
    const Readiness ready = readiness(slot);
    if (ready != kNot && device.ports[ready].insert(index_of(slot)).second) {
        type.devices[ready].insert(slot.device);
    }
}

void PortTable::leave(const PortSlot& slot) {
    busy_ -= slot.use_ == PortUse::Free ? 0U : 1U;
    Device& device = devices_[slot.device];
    Type& type = types_[device.type];
    type.present -= may_dial(slot) && !slot.unavailable_ ? 1U : 0U;
    const Readiness ready = readiness(slot);
    if (ready != kNot) {
        device.ports[ready].erase(index_of(slot));
        if (device.ports[ready].empty()) {
            type.devices[ready].erase(slot.device);
        }
    }
}

void PortTable::set_use(PortSlot& slot, PortUse use) {
    alter(slot, [&] {
        slot.use_ = use;
        slot.is_ending_ = slot.is_ending_ && use != PortUse::Free;
    });
}

void PortTable::set_owner(PortSlot& slot, InterfaceId owner) {
    if (slot.owner_) {
        owners_.erase({slot.owner_, index_of(slot)});
    }
    slot.owner_ = owner;
    if (owner) {
        owners_.insert({owner, index_of(slot)});
    }
}

void PortTable::set_user(PortSlot& slot, std::string user_name) {
    if (!slot.user_name_.empty()) {
        users_.erase({slot.user_name_, index_of(slot)});
    }
    slot.user_name_ = std::move(user_name);
    if (!slot.user_name_.empty()) {
        users_.insert({slot.user_name_, index_of(slot)});
    }
}

void PortTable::set_unavailable(PortSlot& slot, std::optional<Error> error) {
    alter(slot, [&] { slot.unavailable_ = std::move(error); });
}

void PortTable::set_ending(PortSlot& slot) {
    alter(slot, [&] { slot.is_ending_ = true; });
}

// ---- searches

const PortTable::Device* PortTable::device_of(const DialEntry& entry) const {
    const auto named = device_names_.find(entry.device_name);
    return named == device_names_.end() ? nullptr : &devices_[named->second];
}

const PortTable::Type* PortTable::type_of(const DialEntry& entry) const {
    if (const Device* device = device_of(entry); device != nullptr) {
        return &types_[device->type];  // the real one counts
    }
    const auto named = type_names_.find(lower(entry.device_type));
    return named == type_names_.end() ? nullptr : &types_[named->second];
}

PortSlot* PortTable::choose(const DialEntry& entry) {
    const Device* device = device_of(entry);
    Readiness ready = device == nullptr ? kNot : best(device->ports);
    if (ready >= kEnding) {
        const Type* type = type_of(entry);
        ready = type == nullptr ? kNot : best(type->devices);
        device = ready >= kEnding ? nullptr : &devices_[*type->devices[ready].begin()];
    }
    return device == nullptr ? nullptr : &ports_[*device->ports[ready].begin()];
}

bool PortTable::serves(const PortSlot& slot, const DialEntry& entry) const {
    return type_of(entry) == &types_[devices_[slot.device].type];
}

bool PortTable::has(const DialEntry& entry, PortSearch search) const {
    // The device that is named is one of its type.
    const Type* type = type_of(entry);
    if (type == nullptr) {
        return false;
    }
    switch (search) {
        case PortSearch::FreeSoon:
            return best(type->devices) != kNot;
        case PortSearch::Present:
            return type->present != 0;
        case PortSearch::Exists:
            return type->ports != 0;
    }
    return false;
}

bool PortTable::is_type_gone(const PortSlot& slot) const {
    return types_[devices_[slot.device].type].present == 0;
}

std::vector<PortSlot*> PortTable::owned_by(InterfaceId owner) {
    std::vector<PortSlot*> owned;
    for (auto at = owners_.lower_bound({owner, 0}); at != owners_.end() && at->first == owner;
         ++at) {
        owned.push_back(&ports_[at->second]);
    }
    return owned;
}

std::vector<PortSlot*> PortTable::calls_of(const std::string& user_name, PortId except) {
    std::vector<PortSlot*> calls;
    for (auto at = users_.lower_bound({user_name, 0}); at != users_.end() && at->first == user_name;
         ++at) {
        PortSlot& slot = ports_[at->second];
        if (slot.id != except && slot.use_ == PortUse::Open && !slot.is_refused) {
            calls.push_back(&slot);
        }
    }
    return calls;
}

PortSlot* PortTable::answering_call(InterfaceId owner, PortId except) {
    return find_owned(owner, [except](const PortSlot& slot) {
        return slot.id != except && slot.use_ == PortUse::Open && slot.role == CallRole::Answerer;
    });
}

}  // namespace mprd::router
