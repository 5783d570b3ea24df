// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/guid.hpp"
#include "core/router/router_core.hpp"

#include <algorithm>
#include <utility>

namespace mprd::router {

Router::ServiceState Router::Core::service_state() const {
    if (life_ == Life::Stopping || life_ == Life::Stopped) {
        return ServiceState::Stopping;
    }
    return is_paused_ ? ServiceState::Paused : ServiceState::Running;
}

dial::MachineSettings Router::Core::machine_settings(const InterfaceConfig& config) const {
    dial::MachineSettings settings;
    settings.redial_attempts = config.policy.redial_attempts;
    settings.redial_interval = config.policy.redial_interval;
    settings.min_unreachability = config.policy.min_unreachability;
    settings.max_unreachability = config.policy.max_unreachability;
    settings.idle_timeout = config.policy.idle_timeout(config_.idle_disconnect_seconds);
    if (config.policy.persistent && can_dial(config.type)) {
        settings.reconnect = dial::Reconnect::Always;
    } else if (config.policy.redial_on_link_failure) {
        settings.reconnect = dial::Reconnect::AfterLinkFailure;
    }
    settings.target_count = std::max(1U, static_cast<std::uint32_t>(dial_targets(config).size()));
    return settings;
}

void Router::Core::add_link(InterfaceId id) {
    const InterfaceConfig& config = table_.find(id)->config;
    const auto settings = machine_settings(config);
    links_.try_emplace(id, settings);
    if (!config.enabled) {
        feed(
            id,
            dial::Blocked{UnreachableReason::AdminDisabled, Errc::InterfaceDisabled, std::nullopt}
        );
    }
    if (is_paused_ && can_dial(config.type)) {
        feed(
            id, dial::Blocked{UnreachableReason::ServicePaused, Errc::ServiceIsPaused, std::nullopt}
        );
    }
    apply_net(id, Repeat::IfChanged);
    if (settings.reconnect == dial::Reconnect::Always) {
        feed(id, dial::Configure{settings});  // a persistent one dials
    }
}

Result<InterfaceId> Router::Core::create(TimePoint now, InterfaceDefinition definition) {
    begin(now);
    const bool is_wan =
        can_dial(definition.config.type) || definition.config.type == InterfaceType::Client;
    if (is_wan && config_.lan_only) {
        return make_error(Errc::DdmNotRunning, "the router is in LAN-only mode");
    }
    if (life_ != Life::Running) {
        return make_error(Errc::RouterStopped, "the router is not running");
    }
    if (is_zero(definition.config.phonebook.guid)) {
        definition.config.phonebook.guid = make_guid(*entropy_);
    }
    auto id = table_.insert(std::move(definition));
    if (id) {
        has_proofs_.reset();
        publish(events::InterfaceCreated{*id, name_of(*id)});
        add_link(*id);
        run();
    }
    return id;
}

Result<void> Router::Core::remove(TimePoint now, InterfaceId id) {
    begin(now);
    const Link* link = find_link(id);
    if (link == nullptr) {
        return make_error(Errc::InvalidHandle, "no interface has this handle");
    }
    if (link->machine.connection_state() == ConnectionState::Connected) {
        return make_error(Errc::InterfaceConnected, "disconnect the interface first");
    }
    feed(id, dial::HangUp{Errc::InterfaceDisconnected});
    run();
    erase_interface(id);
    has_proofs_.reset();
    run();
    return {};
}

void Router::Core::erase_interface(InterfaceId id) {
    Link* link = find_link(id);
    if (link == nullptr) {
        return;
    }
    complete(*link, Errc::InterfaceDisconnected);
    for (PortSlot* slot : ports_.owned_by(id)) {
        drop_update(*slot);
        ports_.set_owner(*slot, {});
        close_port(*slot, Errc::InterfaceDisconnected);
    }
    const std::string name = name_of(id);
    emit(DropHeld{id});
    emit(RemoveNet{id});
    deadlines_.arm({DeadlineKind::Machine, id.value}, std::nullopt);
    deadlines_.arm({DeadlineKind::Net, id.value}, std::nullopt);
    acquiring_.erase(id);
    starved_.erase(id);
    std::erase(awaiting_, id);
    why_.forget(id);
    links_.erase(id);
    table_.erase(id);
    publish(events::InterfaceDeleted{id, name});
}

Result<void> Router::Core::change(TimePoint now, InterfaceId id, InterfaceConfig config) {
    begin(now);
    const InterfaceRow* row = table_.find(id);
    const bool was_enabled = row != nullptr && row->config.enabled;
    if (const auto changed = table_.change(id, std::move(config)); !changed) {
        return changed.error();
    }
    has_proofs_.reset();
    publish(events::InterfaceChanged{id, name_of(id)});
    Link& link = *find_link(id);
    if (was_enabled && !row->config.enabled) {
        feed(
            id,
            dial::Blocked{UnreachableReason::AdminDisabled, Errc::InterfaceDisabled, std::nullopt}
        );
    }
    feed(id, dial::Configure{machine_settings(row->config)});
    // What stood in the way may not any more: the next attempt finds out.
    forgive_host(link, id);
    if (starved_.erase(id) != 0 && !link.net_failed) {
        feed(id, dial::Unblocked{UnreachableReason::OutOfResources});
    }
    if (link.machine.blocks().has(UnreachableReason::DialoutHours)) {
        feed(id, dial::Unblocked{UnreachableReason::DialoutHours});
    }
    if (!was_enabled && row->config.enabled) {
        feed(id, dial::Unblocked{UnreachableReason::AdminDisabled});
    }
    run();
    apply_net(id, Repeat::IfChanged);
    run();
    return {};
}

Result<void> Router::Core::set_credentials(
    TimePoint now, InterfaceId id, std::optional<Credentials> credentials
) {
    begin(now);
    if (!table_.set_credentials(id, std::move(credentials))) {
        return make_error(Errc::InvalidHandle, "no interface has this handle");
    }
    has_proofs_.reset();
    publish(events::CredentialsChanged{id, name_of(id)});
    return {};
}

Result<void> Router::Core::set_extended_credentials(
    TimePoint now, InterfaceId id, ExtendedCredentials credentials
) {
    begin(now);
    if (!table_.set_extended_credentials(id, std::move(credentials))) {
        return make_error(Errc::InvalidHandle, "no interface has this handle");
    }
    publish(events::CredentialsChanged{id, name_of(id)});
    return {};
}

void Router::Core::set_global_idle(TimePoint now, std::uint32_t seconds) {
    begin(now);
    config_.idle_disconnect_seconds = seconds;
    publish(events::RouterConfigChanged{});
    table_.rows().for_each([this](InterfaceId id, const InterfaceRow& row) {
        if (row.config.policy.idle_disconnect_seconds == kIdleUseGlobal) {
            feed(id, dial::Configure{machine_settings(row.config)});
        }
    });
    run();
}

Result<void> Router::Core::change_settings(TimePoint now, RouterConfig settings) {
    begin(now);
    RouterConfig changed = config_;
    changed.users = std::move(settings.users);
    changed.transports = std::move(settings.transports);
    changed.tunnels = std::move(settings.tunnels);
    changed.pre_shared_key = std::move(settings.pre_shared_key);
    if (auto valid = changed.validate(); !valid) {
        return valid;
    }
    config_ = std::move(changed);
    index_users();
    publish(events::RouterConfigChanged{});
    table_.rows().for_each([this](InterfaceId id, const InterfaceRow&) {
        apply_net(id, Repeat::IfChanged);  // a transport may be gone
    });
    run();
    return {};
}

Errc Router::Core::connect(TimePoint now, InterfaceId id, RequestId request) {
    begin(now);
    const auto decision = decide(id, events::DialTrigger::Administrator, std::nullopt);
    if (decision.code == Errc::Pending) {
        if (request) {
            find_link(id)->waiting.push_back(request);
        }
        begin_dial(id, events::DialTrigger::Administrator, std::nullopt);
    } else {
        note_refusal(id, events::DialTrigger::Administrator, std::nullopt, decision);
    }
    run();
    return decision.code;
}

Errc Router::Core::disconnect(TimePoint now, InterfaceId id) {
    begin(now);
    const Link* link = find_link(id);
    if (link == nullptr) {
        return Errc::InvalidHandle;
    }
    const ConnectionState state = link->machine.connection_state();
    if (state != ConnectionState::Connected && state != ConnectionState::Connecting) {
        return Errc::InterfaceNotConnected;
    }
    feed(id, dial::HangUp{Errc::InterfaceDisconnected});
    run();
    return Errc::Ok;
}

void Router::Core::pause(TimePoint now) {
    begin(now);
    if (std::exchange(is_paused_, true)) {
        return;
    }
    publish(events::ServicePaused{});
    for (auto& [id, link] : links_) {
        if (can_dial(table_.find(id)->config.type)) {
            feed(
                id,
                dial::Blocked{UnreachableReason::ServicePaused, Errc::ServiceIsPaused, std::nullopt}
            );
        }
    }
    run();
}

void Router::Core::resume(TimePoint now) {
    begin(now);
    if (!std::exchange(is_paused_, false)) {
        return;
    }
    publish(events::ServiceContinued{});
    for (auto& [id, link] : links_) {
        feed(id, dial::Unblocked{UnreachableReason::ServicePaused});
    }
    run();
}

bool Router::Core::disconnect_port(TimePoint now, PortId id) {
    begin(now);
    PortSlot* slot = ports_.find(id);
    if (slot == nullptr) {
        return false;
    }
    if (slot->owner() && find_link(slot->owner())->machine.port() == id) {
        feed(slot->owner(), dial::HangUp{Errc::InterfaceDisconnected});
    } else if (slot->engine != nullptr) {
        feed(id, ppp::CloseRequested{Errc::UserDisconnection});
    } else if (!slot->called_back.empty()) {
        close_port(*slot, Errc::UserDisconnection);
    }
    run();
    return true;
}

bool Router::Core::clear_port_counters(TimePoint now, PortId id) {
    begin(now);
    PortSlot* slot = ports_.find(id);
    if (slot == nullptr) {
        return false;
    }
    slot->counters_base = slot->counters;
    return true;
}

void Router::Core::on_input(const ClockChanged&) {
    table_.rows().for_each([this](InterfaceId id, const InterfaceRow& row) {
        const Link* link = find_link(id);
        if (link == nullptr || !link->machine.blocks().has(UnreachableReason::DialoutHours)) {
            return;
        }
        if (inside_hours(row.config)) {
            feed(id, dial::Unblocked{UnreachableReason::DialoutHours});
        } else {
            feed(
                id,
                dial::Blocked{
                    UnreachableReason::DialoutHours,
                    Errc::DialoutHoursRestriction,
                    hours_change(row.config)}
            );
        }
    });
}

// ---- the end

void Router::Core::on_input(const ShutdownRequested&) {
    if (life_ != Life::Running) {
        return;
    }
    life_ = Life::Stopping;
    publish(events::ShutdownStarted{});
    deadlines_.arm({DeadlineKind::Shutdown, 0}, now_ + kShutdownLimit);
    for (auto& [id, link] : links_) {
        feed(id, dial::HangUp{Errc::RouterStopped});
    }
    for (PortSlot& slot : ports_) {
        deadlines_.arm({DeadlineKind::Listen, slot.id.value}, std::nullopt);
        const bool calls_back = slot.use() == PortUse::Dialing && !slot.called_back.empty();
        if (slot.use() == PortUse::Listening || calls_back) {
            close_port(slot, Errc::RouterStopped);
        } else if (slot.role == CallRole::Answerer && slot.engine != nullptr && !slot.connection) {
            feed(slot.id, ppp::CloseRequested{Errc::RouterStopped});
        }
    }
}

void Router::Core::check_shutdown() {
    if (ports_.is_quiet() && work_.is_empty()) {
        finish_shutdown();
    }
}

void Router::Core::finish_shutdown() {
    if (life_ != Life::Stopping) {
        return;
    }
    for (PortSlot& slot : ports_) {
        close_port(slot, Errc::RouterStopped);
        end_connection(slot, make_error(Errc::RouterStopped, "the router stops"));
        clear_call(slot);
    }
    work_ = {};
    for (auto& [id, link] : links_) {
        complete(link, Errc::RouterStopped);
        emit(DropHeld{id});
        emit(RemoveNet{id});
        deadlines_.arm({DeadlineKind::Machine, id.value}, std::nullopt);
        deadlines_.arm({DeadlineKind::Net, id.value}, std::nullopt);
    }
    deadlines_.arm({DeadlineKind::Shutdown, 0}, std::nullopt);
    deadlines_.arm({DeadlineKind::CallBack, 0}, std::nullopt);
    life_ = Life::Stopped;
    emit(ShutdownComplete{});
}

}  // namespace mprd::router
