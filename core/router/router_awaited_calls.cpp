// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// We have called, proved who we are, and were hung up to be called back. Nothing on the line tells
// who calls now, so that a call in that time has to show it: by the peer's own proof, or by
// MS-CHAPv2, where the peer shows that it knows our password. docs/guide/answering.md.
#include "core/router/router_core.hpp"

#include <algorithm>
#include <string_view>

namespace mprd::router {

bool Router::Core::has_ears(const InterfaceConfig& config) const {
    const auto targets = dial_targets(config);
    return std::any_of(ports_.begin(), ports_.end(), [&](const PortSlot& port) {
        return port.allowed != DeviceRole::Out &&
               std::any_of(targets.begin(), targets.end(), [&](const DialEntry& entry) {
                   return ports_.serves(port, entry);
               });
    });
}

bool Router::Core::is_to_call_back(const PortSlot& slot, const Error& end) const {
    const InterfaceRow* row = table_.find(slot.owner());
    if (row == nullptr || slot.role != CallRole::Caller ||
        row->config.ppp.call_back.mode == CallBackMode::Never || !has_ears(row->config)) {
        return false;
    }
    const ppp::PppStatus status = slot.engine->status();
    if (status.call_back) {
        return status.call_back->type != wire::CallBackType::None;
    }
    // Without CBCP: hung up right after our proof; perhaps before his own, which he owes us on his
    // call anyway.
    const bool is_hung_up =
        end.code == Errc::RemoteDisconnection || end.code == Errc::PppRemoteTerminated;
    return is_hung_up && !slot.connection && status.local_auth;
}

bool Router::Core::lacks_call_back(const PortSlot& slot) const {
    const InterfaceRow* row = table_.find(slot.owner());
    return row != nullptr && slot.role == CallRole::Caller &&
           row->config.ppp.call_back.mode == CallBackMode::Required;
}

void Router::Core::await_call_back(const PortSlot& slot) {
    const InterfaceConfig& config = table_.find(slot.owner())->config;
    find_link(slot.owner())->caller_back =
        slot.proved_name.empty() ? config.name : slot.proved_name;
    Duration limit = config.ppp.call_back.wait_limit;
    if (const auto agreed = slot.engine->status().call_back) {
        limit += std::chrono::seconds{agreed->delay_seconds};
    }
    feed_holder(slot, dial::CallBackExpected{limit});
}

void Router::Core::note_awaiting(InterfaceId id, const dial::StateChanged& output) {
    std::erase(awaiting_, id);
    if (std::string_view(output.to_phase) != "awaiting") {
        return;
    }
    awaiting_.push_back(id);
    publish(events::CallBackAwaited{
        id, name_of(id), find_link(id)->caller_back, *find_link(id)->machine.next_deadline() - now_}
    );
}

InterfaceId Router::Core::awaiting_call_on(const PortSlot& slot) const {
    const auto first = std::find_if(awaiting_.begin(), awaiting_.end(), [&](InterfaceId id) {
        const auto targets = dial_targets(table_.find(id)->config);
        return std::any_of(targets.begin(), targets.end(), [&](const DialEntry& entry) {
            return ports_.serves(slot, entry);
        });
    });
    return first == awaiting_.end() ? InterfaceId{} : *first;
}

bool Router::Core::may_be(const PortSlot& slot, const std::string& name) const {
    if (!slot.called_back.empty()) {
        return name == slot.called_back;
    }
    if (!slot.awaited_by) {
        return true;
    }
    const auto link = links_.find(slot.awaited_by);
    return link != links_.end() && name == link->second.caller_back;
}

void Router::Core::claim_awaited(PortSlot& slot) {
    const Link* link = find_link(slot.awaited_by);
    if (link == nullptr || !std::holds_alternative<dial::Awaiting>(link->machine.state())) {
        refuse_call(slot, Errc::AlreadyConnected, "nobody waits for a call-back any more");
        feed(slot.id, ppp::CloseRequested{Errc::AlreadyConnected});
        return;
    }
    ports_.set_owner(slot, slot.awaited_by);
    feed(slot.awaited_by, dial::PeerCalls{slot.id});
    publish(events::CallAccepted{slot.id, slot.name, link->caller_back});
}

}  // namespace mprd::router
