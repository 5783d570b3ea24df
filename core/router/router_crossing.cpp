// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/router_core.hpp"

#include <algorithm>
#include <utility>

/// Both ends of an interface call each other at the same time over two lines. Each end sees one
/// outgoing and one incoming call. They must drop the same one, and must not drop it before the
/// other is sure to work:
///
/// - The call whose caller's name sorts first goes first (goes_first()); both ends know both names.
/// - Who has called with it keeps the other call waiting until his own is up or has failed.
/// - Who has been called with it drops his own call as soon as the caller has proved who he is, or,
/// if his own is up, as
///   soon as packets can pass on the other.
///
/// A call over an IP tunnel crosses before its line is open: that opens only when the far end has
/// let us in, and a caller who is kept waiting is not let in.
///
/// docs/dev/decisions/0005-crossing-calls.md has the reasons.
namespace mprd::router {

bool Router::Core::goes_first(const PortSlot& incoming, const PortSlot& outgoing) const {
    const InterfaceRow* row = table_.find(outgoing.owner());
    const std::string ours =
        row != nullptr && row->credentials ? row->credentials->full_name() : std::string{};
    if (incoming.user_name() != ours) {
        return incoming.user_name() < ours;
    }
    // Two routers with the same account: the magic numbers of the two callers.
    const bool is_asked_for = outgoing.caller_magic == 0 && outgoing.engine != nullptr;
    return incoming.caller_magic <
           (is_asked_for ? outgoing.engine->status().local_magic : outgoing.caller_magic);
}

const PortSlot* Router::Core::crossed_call(const PortSlot& incoming) const {
    const auto link = links_.find(incoming.owner());
    const PortId held = link == links_.end() ? PortId{} : link->second.machine.port();
    if (!held || held == incoming.id) {
        return nullptr;
    }
    const PortSlot& slot = *ports_.find(held);
    const bool is_ours = slot.role == CallRole::Caller && slot.owner() == incoming.owner();
    return is_ours && (slot.use() == PortUse::Open || crosses_tunnel(incoming, slot)) ? &slot
                                                                                      : nullptr;
}

bool Router::Core::crosses_tunnel(const PortSlot& incoming, const PortSlot& outgoing) const {
    const InterfaceRow* row = table_.find(outgoing.owner());
    const bool has_other_name =
        row != nullptr && row->credentials && row->credentials->full_name() != incoming.user_name();
    return outgoing.use() == PortUse::Dialing && is_tunnel(incoming) && has_other_name &&
           config_.devices[outgoing.device].kind == config_.devices[incoming.device].kind;
}

bool Router::Core::is_waiting(const PortSlot& incoming) const {
    const PortSlot* outgoing = crossed_call(incoming);
    return outgoing != nullptr && is_calling(incoming.owner()) && !goes_first(incoming, *outgoing);
}

bool Router::Core::is_calling(InterfaceId id) const {
    const auto link = links_.find(id);
    return link != links_.end() &&
           (std::holds_alternative<dial::Dialing>(link->second.machine.state()) ||
            std::holds_alternative<dial::Negotiating>(link->second.machine.state()));
}

bool Router::Core::may_displace(const PortSlot& incoming) const {
    const PortSlot* outgoing = crossed_call(incoming);
    if (outgoing == nullptr || !goes_first(incoming, *outgoing)) {
        return false;
    }
    // The peer began to call before our call was up; once it is, he has no reason to.
    const Connection* connection = connections_.find(outgoing->connection);
    return connection == nullptr || incoming.opened_at <= connection->since;
}

void Router::Core::refuse_others(InterfaceId id, const PortSlot& connected) {
    while (PortSlot* slot = ports_.answering_call(id, connected.id)) {
        ports_.set_owner(*slot, {});
        refuse_call(*slot, Errc::AlreadyConnected, "the interface is connected");
        feed(slot->id, ppp::CloseRequested{Errc::AlreadyConnected});
    }
}

bool Router::Core::fall_back(const PortSlot& outgoing) {
    const auto link = links_.find(outgoing.owner());
    if (link == links_.end() || link->second.machine.port() != outgoing.id ||
        !is_calling(outgoing.owner())) {
        return false;
    }
    PortSlot* incoming = ports_.answering_call(outgoing.owner(), outgoing.id);
    if (incoming == nullptr || (outgoing.use() == PortUse::Dialing && !is_tunnel(*incoming))) {
        return false;
    }
    feed(outgoing.owner(), dial::PeerCalls{incoming->id});
    if (is_tunnel(*incoming) && !incoming->is_let_in) {
        admit(*incoming);
    }
    return true;
}

}  // namespace mprd::router
