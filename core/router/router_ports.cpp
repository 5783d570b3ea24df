// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/ppp_settings.hpp"
#include "core/router/router_core.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace mprd::router {

void Router::Core::acquire(InterfaceId id, std::uint32_t target) {
    const auto targets = dial_targets(table_.find(id)->config);
    if (targets.empty()) {
        starved_.insert(id);
        feed(
            id,
            dial::PortDenied{
                Errc::InterfaceHasNoDevices, UnreachableReason::OutOfResources, std::nullopt}
        );
        return;
    }
    const DialEntry& entry = targets[std::min<std::size_t>(target, targets.size() - 1)];
    if (PortSlot* slot = ports_.choose(entry); slot != nullptr) {
        acquiring_.erase(id);
        if (slot->use() == PortUse::Listening) {
            ports_.set_use(*slot, PortUse::Free);  // OpenPort ends the waiting
        }
        ports_.set_owner(*slot, id);
        ports_.set_use(*slot, PortUse::Dialing);  // taken from now on
        feed(id, dial::PortGranted{slot->id});
    } else if (ports_.has(entry, PortSearch::FreeSoon)) {
        acquiring_[id] = target;
    } else {
        starved_.insert(id);
        feed(
            id,
            dial::PortDenied{
                Errc::PortNotAvailable, UnreachableReason::OutOfResources, std::nullopt}
        );
    }
}

void Router::Core::listen(PortSlot& slot) {
    const bool answers = slot.allowed != DeviceRole::Out;
    if (life_ == Life::Running && !config_.lan_only && answers && slot.use() == PortUse::Free &&
        !slot.unavailable()) {
        ports_.set_use(slot, PortUse::Listening);
        emit(ListenPort{slot.id});
    }
    show_condition(slot);
}

void Router::Core::open_line(PortSlot& slot, InterfaceId id, const DialEntry& entry) {
    deadlines_.arm({DeadlineKind::Listen, slot.id.value}, std::nullopt);
    ports_.set_use(slot, PortUse::Dialing);
    slot.role = CallRole::Caller;
    ports_.set_owner(slot, id);
    ++slot.total_calls;
    const std::optional<Credentials>& credentials = table_.find(id)->credentials;
    DialTarget target{entry.number};
    if (credentials) {
        target.user_name = credentials->full_name();
        target.password = credentials->password;
    }
    emit(OpenPort{slot.id, std::move(target)});
    show_condition(slot);
}

void Router::Core::close_port(PortSlot& slot, Errc reason) {
    if (slot.use() == PortUse::Free || slot.use() == PortUse::Closing) {
        return;
    }
    unbind(slot);
    take_back(slot);  // the next call need not wait until the line is down
    slot.engine.reset();
    disarm(slot);
    ports_.set_use(slot, PortUse::Closing);
    emit(ClosePort{slot.id, reason});
    show_condition(slot);
}

void Router::Core::unbind(PortSlot& slot) {
    slot.ipv4.reset();
    slot.ipv6.reset();
    deadlines_.arm({DeadlineKind::Advertise, slot.id.value}, std::nullopt);
    if (slot.grant) {
        slot.grant->advertised = 0;
    }
    if (std::exchange(slot.is_bound, false)) {
        // The answer arrives before PortClosed and is the last word on bytes and activity.
        emit(ReadTraffic{slot.id});
        emit(UnbindLink{slot.id});
    }
}

void Router::Core::disarm(const PortSlot& slot) {
    for (const auto kind :
         {DeadlineKind::Engine,
          DeadlineKind::HalfOpen,
          DeadlineKind::Login,
          DeadlineKind::Session}) {
        deadlines_.arm({kind, slot.id.value}, std::nullopt);
    }
}

void Router::Core::clear_call(PortSlot& slot) {
    take_back(slot);
    drop_update(slot);
    ports_.set_use(slot, PortUse::Free);
    ports_.set_owner(slot, {});
    slot.engine.reset();
    disarm(slot);
    slot.link = {};
    ports_.set_user(slot, {});
    slot.called_back.clear();
    slot.awaited_by = {};
    slot.proved_name.clear();
    slot.asked_user.clear();
    slot.held_login.reset();
    slot.ipv4.reset();
    slot.ipv6.reset();
    slot.projection = {};
    slot.is_bound = false;
    slot.is_refused = false;
    slot.is_let_in = false;
    slot.finished.reset();
    slot.connection = {};
}

void Router::Core::port_freed(PortSlot& slot) {
    for (const auto& [id, target] : std::map<InterfaceId, std::uint32_t>(acquiring_)) {
        if (slot.use() != PortUse::Free) {
            return;
        }
        acquire(id, target);
    }
    for (const InterfaceId id : std::exchange(starved_, {})) {
        const Link* link = find_link(id);
        if (link != nullptr && !link->net_failed) {
            feed(id, dial::Unblocked{UnreachableReason::OutOfResources});
        }
    }
    listen(slot);
}

void Router::Core::show_condition(PortSlot& slot) {
    PortCondition condition = PortCondition::Disconnected;
    if (slot.unavailable()) {
        condition = PortCondition::NonOperational;
    } else if (slot.use() == PortUse::Listening) {
        condition = PortCondition::Listening;
    } else if (slot.use() == PortUse::Dialing) {
        condition =
            slot.called_back.empty() ? PortCondition::Initializing : PortCondition::CallingBack;
    } else if (slot.use() == PortUse::Open) {
        const bool is_up = slot.ipv4 || slot.ipv6 || !slot.user_name().empty();
        condition = is_up ? PortCondition::Authenticated : PortCondition::Authenticating;
    }
    if (condition != slot.shown) {
        const Errc error = slot.unavailable() ? slot.unavailable()->code : Errc::Ok;
        publish(events::PortStateChanged{slot.id, slot.name, slot.shown, condition, error});
        slot.shown = condition;
    }
}

void Router::Core::on_input(const PortOpened& input) {
    PortSlot* slot = ports_.find(input.port);
    if (slot == nullptr || slot->use() != PortUse::Dialing) {
        return;  // given up meanwhile
    }
    if (!slot->called_back.empty()) {
        begin_answering(*slot, input.link);
        return;
    }
    ports_.set_use(*slot, PortUse::Open);
    slot->link = input.link;
    slot->opened_at = now_;
    feed_holder(*slot, dial::LineOpened{});
    const InterfaceRow* row = table_.find(slot->owner());
    if (input.link.carries == LinkInfo::Carries::IpPackets) {
        open_tunnel(*slot);
    } else {
        ppp::PppConfig config = calling_config(*row, config_.answering, input.link);
        const bool asks = config.call_back.role != ppp::CallBackSettings::Role::None;
        if (asks && !has_ears(row->config)) {
            config.call_back.role = ppp::CallBackSettings::Role::None;
        }
        start_engine(*slot, std::move(config));
    }
    show_condition(*slot);
}

void Router::Core::open_tunnel(PortSlot& slot) {
    const InterfaceConfig& config = table_.find(slot.owner())->config;
    slot.counters = {};
    slot.counters_base = {};
    slot.is_peer_ready = true;
    slot.ipv4 = slot.link.ipv4;
    if (is_family_up(config, TransportId::Ipv6)) {
        slot.ipv6 = slot.link.ipv6;
    }
    if (!slot.ipv4 && !slot.ipv6) {
        slot.ipv4 = Ipv4Link{config.ppp.expected_local, config.ppp.expected_peer, {}, {}};
    }
    slot.projection.ipv4 = slot.ipv4;
    slot.projection.ipv6 = slot.ipv6;
    apply_net(slot.owner(), Repeat::IfChanged);
    bind_if_ready(slot.owner());
}

void Router::Core::on_input(const PortClosed& input) {
    PortSlot* slot = ports_.find(input.port);
    if (slot == nullptr || slot->use() == PortUse::Free) {
        return;
    }
    const bool was_listening = slot->use() == PortUse::Listening;
    call_back_failed(*slot, input.error);
    if (slot->engine != nullptr) {
        // Let the engine have its last word: it may know better why the line went.
        ports_.set_use(*slot, PortUse::Closing);
        slot->engine->handle(now_, ppp::LinkDown{input.error});
        drain_engine(slot->id);
    } else if (slot->use() != PortUse::Closing && !fall_back(*slot)) {
        feed_holder(*slot, dial::LineClosed{input.error.code});
    }
    unbind(*slot);
    const InterfaceRow* row = table_.find(slot->owner());
    if (row != nullptr && row->config.type == InterfaceType::Client) {
        leaving_.insert(slot->owner());
    }
    leave_admission(*slot);
    end_connection(*slot, slot->finished ? *slot->finished : input.error);
    clear_call(*slot);
    if (was_listening && input.error.code != Errc::Ok && life_ == Life::Running) {
        // It could not wait for calls: not again at once.
        deadlines_.arm({DeadlineKind::Listen, slot->id.value}, now_ + kListenRetryInterval);
        show_condition(*slot);
        return;
    }
    run();  // the machine lets go of the port before anybody else takes it
    port_freed(*slot);
}

void Router::Core::on_input(const PortStatus& input) {
    PortSlot* slot = ports_.find(input.port);
    if (slot == nullptr) {
        return;
    }
    const bool was_there = !slot->unavailable();
    ports_.set_unavailable(*slot, input.error);
    show_condition(*slot);
    if (slot->unavailable()) {
        if (was_there && ports_.is_type_gone(*slot)) {
            block_without_devices(slot->unavailable()->code);
        }
    } else if (slot->use() == PortUse::Free) {
        port_freed(*slot);
    }
}

bool Router::Core::lacks_devices(InterfaceId id) {
    const auto targets = dial_targets(table_.find(id)->config);
    const auto has = [&](PortSearch search) {
        return std::any_of(targets.begin(), targets.end(), [&](const DialEntry& entry) {
            return ports_.has(entry, search);
        });
    };
    return has(PortSearch::Exists) && !has(PortSearch::Present);
}

void Router::Core::block_without_devices(Errc cause) {
    std::vector<InterfaceId> blocked;
    for (const auto& [id, link] : links_) {
        const ConnectionState state = link.machine.connection_state();
        const bool is_resting =
            state == ConnectionState::Disconnected || state == ConnectionState::Unreachable;
        if (is_resting && can_dial(table_.find(id)->config.type) && starved_.count(id) == 0 &&
            lacks_devices(id)) {
            blocked.push_back(id);
        }
    }
    for (const InterfaceId id : blocked) {
        starved_.insert(id);
        feed(id, dial::Blocked{UnreachableReason::OutOfResources, cause, std::nullopt});
    }
}

void Router::Core::on_input(const TrafficRead& input) {
    PortSlot* slot = ports_.find(input.port);
    if (slot == nullptr) {
        return;
    }
    slot->counters = input.counters;
    if (slot->use() == PortUse::Open) {
        feed_holder(*slot, dial::TrafficSeen{input.counters.last_activity});
    }
}

void Router::Core::on_input(const ControlFrame& input) {
    if (!give_update(input.port, input)) {
        feed(input.port, ppp::FrameReceived{input.protocol, input.information});
    }
}

}  // namespace mprd::router
