// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/dial/dial_filter.hpp"
#include "core/router/router_core.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace mprd::router {

bool Router::Core::inside_hours(const InterfaceConfig& config) const {
    return !config.policy.dialout_hours.is_restricted() ||
           config.policy.dialout_hours.allows(calendar_->minute_of_week(now_));
}

std::optional<TimePoint> Router::Core::hours_change(const InterfaceConfig& config) const {
    const auto minute = config.policy.dialout_hours.next_change(calendar_->minute_of_week(now_));
    return minute ? std::optional{calendar_->next(now_, *minute)} : std::nullopt;
}

dial::ConnectDecision Router::Core::decide(
    InterfaceId id, events::DialTrigger trigger, const std::optional<PacketSummary>& packet
) {
    dial::ConnectFacts facts;
    facts.trigger = trigger;
    facts.manager_running = life_ == Life::Running && !config_.lan_only;
    const InterfaceRow* row = table_.find(id);
    const Link* link = find_link(id);
    facts.interface_exists = row != nullptr && link != nullptr;
    if (!facts.interface_exists) {
        return dial::decide_connect(facts);
    }
    const InterfaceConfig& config = row->config;
    const ConnectionState state = link->machine.connection_state();
    const auto targets = dial_targets(config);
    const auto any = [&](PortSearch search) {
        return std::any_of(targets.begin(), targets.end(), [&](const DialEntry& entry) {
            return ports_.has(entry, search);
        });
    };
    facts.type_can_dial = can_dial(config.type);
    facts.service_paused = is_paused_;
    facts.enabled = config.enabled;
    facts.connected = state == ConnectionState::Connected;
    facts.connecting = state == ConnectionState::Connecting;
    facts.inside_hours = inside_hours(config);
    facts.dials_on_demand = config.policy.dial_on_demand;
    facts.packet_may_dial =
        !packet || (dial::is_worth_a_call(*packet) && dial::route_may_dial(config.routes, *packet));
    if (packet) {
        const auto family = packet->destination.is_v6 ? TransportId::Ipv6 : TransportId::Ipv4;
        facts.family_up = is_family_up(config, family);
        facts.filter_may_dial = dial::filter_may_dial(config.transports, *packet);
    }
    facts.backing_off = link->machine.is_backing_off() && state == ConnectionState::Unreachable;
    facts.host_ready = !link->net_failed;
    facts.has_device = any(PortSearch::Exists);
    facts.port_free = any(PortSearch::FreeSoon);
    return dial::decide_connect(facts);
}

void Router::Core::begin_dial(
    InterfaceId id, events::DialTrigger trigger, const std::optional<PacketSummary>& packet
) {
    Link& link = *find_link(id);
    // The decision has just found that these reasons do not stand any more.
    for (const auto reason : {UnreachableReason::OutOfResources, UnreachableReason::DialoutHours}) {
        if (link.machine.blocks().has(reason)) {
            feed(id, dial::Unblocked{reason});
        }
    }
    starved_.erase(id);
    link.trigger_packet = packet;
    remember(id, events::WhyDialled{trigger, packet});
    feed(id, dial::Connect{trigger});
}

void Router::Core::note_refusal(
    InterfaceId id,
    events::DialTrigger trigger,
    const std::optional<PacketSummary>& packet,
    const dial::ConnectDecision& decision
) {
    const InterfaceRow* row = table_.find(id);
    if (row == nullptr || decision.code == Errc::Ok || decision.code == Errc::AlreadyConnecting) {
        return;
    }
    remember(id, events::WhyRefused{trigger, packet, decision.code, decision.rule});
    // Reason bits: reference/demand-dial-behaviour.md section 1.
    if (decision.code == Errc::DialoutHoursRestriction) {
        feed(
            id,
            dial::Blocked{UnreachableReason::DialoutHours, decision.code, hours_change(row->config)}
        );
    } else if (decision.code == Errc::PortNotAvailable || decision.code == Errc::InterfaceHasNoDevices) {
        starved_.insert(id);
        feed(id, dial::Blocked{UnreachableReason::OutOfResources, decision.code, std::nullopt});
    }
}

void Router::Core::try_dial(
    InterfaceId id, events::DialTrigger trigger, const std::optional<PacketSummary>& packet
) {
    const auto decision = decide(id, trigger, packet);
    if (decision.code == Errc::Pending) {
        begin_dial(id, trigger, packet);
        return;
    }
    note_refusal(id, trigger, packet, decision);
    if (packet && decision.code != Errc::AlreadyConnecting && decision.code != Errc::Ok) {
        emit(DropHeld{id});
    }
}

void Router::Core::on_input(const PacketWaiting& input) {
    try_dial(input.interface, events::DialTrigger::Packet, input.packet);
}

// ---- what the machine says

void Router::Core::on_machine(InterfaceId id, const dial::AcquirePort& output) {
    const InterfaceRow* row = table_.find(id);
    const auto trigger = output.attempt.trigger;
    const bool is_automatic =
        trigger == events::DialTrigger::LinkFailure || trigger == events::DialTrigger::Persistent;
    // A reconnect did not pass the decision; a redial inside an attempt may run on past the hours.
    if (is_automatic && output.attempt.round == 1 && !inside_hours(row->config)) {
        feed(
            id,
            dial::PortDenied{
                Errc::DialoutHoursRestriction,
                UnreachableReason::DialoutHours,
                hours_change(row->config)}
        );
        return;
    }
    acquire(id, output.attempt.target);
}

void Router::Core::on_machine(InterfaceId id, const dial::OpenLine& output) {
    PortSlot& slot = *ports_.find(output.port);
    const auto targets = dial_targets(table_.find(id)->config);
    const std::size_t target = std::min<std::size_t>(output.attempt.target, targets.size() - 1);
    slot.target = target;
    publish(events::DialStarted{
        id,
        name_of(id),
        slot.id,
        slot.name,
        targets[target].number,
        (output.attempt.round - 1) * static_cast<std::uint32_t>(targets.size()) +
            output.attempt.target + 1,
        output.attempt.trigger});
    open_line(slot, id, targets[target]);
}

void Router::Core::on_machine(InterfaceId id, const dial::CloseLine& output) {
    PortSlot& slot = *ports_.find(output.port);
    ports_.set_ending(slot);
    if (slot.engine != nullptr) {
        feed(slot.id, ppp::CloseRequested{output.cause});
        return;
    }
    slot.finished = make_error(output.cause, "");
    close_port(slot, output.cause);
    feed(id, dial::LineClosed{output.cause});
}

void Router::Core::on_machine(InterfaceId id, const dial::DropLine& output) {
    PortSlot& slot = *ports_.find(output.port);
    if (slot.owner() != id) {
        return;  // its call is over already
    }
    slot.finished = make_error(output.cause, "");
    ports_.set_owner(slot, {});
    close_port(slot, output.cause);
}

void Router::Core::on_machine(InterfaceId, const dial::CheckTraffic& output) {
    emit(ReadTraffic{output.port});
}

void Router::Core::on_machine(InterfaceId id, const dial::WantsDial&) {
    if (life_ == Life::Running) {
        try_dial(id, events::DialTrigger::Persistent, std::nullopt);
    }
}

void Router::Core::on_machine(InterfaceId id, const dial::AttemptFailed& output) {
    publish(events::ConnectAttemptFailed{
        id, name_of(id), output.error, "", output.gives_up, output.next_try_in});
}

void Router::Core::on_machine(InterfaceId id, const dial::AttemptEnded& output) {
    Link& link = *find_link(id);
    acquiring_.erase(id);
    link.trigger_packet.reset();
    complete(link, output.result);
    if (output.result != Errc::Ok) {
        emit(DropHeld{id});
    }
}

void Router::Core::on_machine(InterfaceId id, const dial::StateChanged& output) {
    const InterfaceRow* row = table_.find(id);
    note_awaiting(id, output);
    if (std::string_view(output.to_phase) == "up") {
        PortSlot& slot = *ports_.find(find_link(id)->machine.port());
        acquiring_.erase(id);
        begin_connection(id, slot);
        refuse_others(id, slot);
        promote_number(id, slot);
    }
    if (output.is_visible) {
        publish(events::InterfaceStateChanged{
            id,
            row->config.name,
            output.from,
            output.to,
            output.reasons,
            output.last_error,
            output.cause});
    }
    const bool is_resting =
        output.to != ConnectionState::Connected && output.to != ConnectionState::Connecting;
    if (row->config.type == InterfaceType::Client && is_resting && !find_link(id)->machine.port()) {
        leaving_.insert(id);
        return;
    }
    apply_net(id, Repeat::IfChanged);
    bind_if_ready(id);  // a call that waited for ours, if that was given up
    admit_waiting(id);  // so does a caller who is not in yet
}

void Router::Core::promote_number(InterfaceId id, const PortSlot& slot) {
    InterfaceConfig config = table_.find(id)->config;
    if ((config.phonebook.options & kOptionPromoteAlternates) == 0 ||
        slot.role != CallRole::Caller || !promote_alternate(config, slot.target)) {
        return;
    }
    if (table_.change(id, std::move(config))) {
        publish(events::InterfaceChanged{id, name_of(id), events::ChangedBy::Router});
    }
}

void Router::Core::complete(Link& link, Errc result) {
    for (const RequestId request : std::exchange(link.waiting, {})) {
        emit(RequestCompleted{request, result});
    }
}

void Router::Core::remember(
    InterfaceId id, std::variant<events::WhyDialled, events::WhyRefused, events::WhyHungUp> what
) {
    events::WhyRecord record{0, calendar_->wall_time(now_), id, name_of(id), std::move(what)};
    if (why_.add(record)) {
        publish(events::WhyRecorded{std::move(record)});
    }
}

}  // namespace mprd::router
