// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/router/router_core.hpp"

#include <cassert>
#include <type_traits>
#include <utility>

namespace mprd::router {

Router::Core::Core(
    RouterConfig config,
    const Crypto& crypto,
    RandomSource& random,
    Entropy& entropy,
    const Calendar& calendar
)
    : config_(std::move(config)),
      crypto_(&crypto),
      random_(&random),
      entropy_(&entropy),
      calendar_(&calendar),
      ports_(config_.devices),
      addresses_(config_.answering, config_.users),
      prefixes_(config_.answering, config_.users) {
    index_users();
    for (InterfaceDefinition& definition : config_.interfaces) {
        // Checked by RouterConfig::validate(): a definition that is refused here was not.
        static_cast<void>(table_.insert(std::move(definition)));
    }
    config_.interfaces.clear();
}

void Router::Core::start(TimePoint now) {
    begin(now);
    started_at_ = now;
    life_ = Life::Running;
    table_.rows().for_each([this](InterfaceId id, const InterfaceRow&) { add_link(id); });
    for (PortSlot& slot : ports_) {
        listen(slot);
    }
    run();
}

void Router::Core::begin(TimePoint now) {
    assert(now >= now_);
    now_ = now;
}

void Router::Core::handle(TimePoint now, const Input& input) {
    begin(now);
    if (life_ == Life::Running || life_ == Life::Stopping) {
        std::visit([this](const auto& message) { on_input(message); }, input);
        run();
    }
}

void Router::Core::handle_timeout(TimePoint now) {
    begin(now);
    for (const Deadlines::Key key : deadlines_.take_due(now)) {
        on_due(key);
        run();
    }
}

std::optional<Output> Router::Core::poll_output() {
    return outputs_.poll();
}

void Router::Core::run() {
    while (const auto work = work_.poll()) {
        std::visit([this](const auto& item) { perform(item); }, *work);
    }
    if (!leaving_.empty()) {
        const std::set<InterfaceId> leaving = std::move(leaving_);
        leaving_.clear();
        for (const InterfaceId id : leaving) {
            erase_interface(id);
        }
    }
    if (life_ == Life::Stopping) {
        check_shutdown();
    }
}

void Router::Core::perform(const MachineWork& work) {
    Link* link = find_link(work.interface);
    if (link == nullptr) {
        return;
    }
    link->machine.handle(now_, work.input);
    drain_machine(work.interface);
    if (const auto* granted = std::get_if<dial::PortGranted>(&work.input)) {
        link = find_link(work.interface);
        PortSlot& slot = *ports_.find(granted->port);
        if (slot.owner() == work.interface && slot.use() == PortUse::Dialing &&
            (link == nullptr || link->machine.port() != slot.id)) {
            clear_call(slot);  // not wanted any more
            port_freed(slot);
        }
    }
}

void Router::Core::feed_holder(const PortSlot& slot, dial::MachineInput input) {
    const Link* link = find_link(slot.owner());
    if (link != nullptr && link->machine.port() == slot.id) {
        feed(slot.owner(), std::move(input));
    }
}

void Router::Core::drain_machine(InterfaceId id) {
    // Looked up each time: an output may end with the interface gone.
    for (Link* link = find_link(id); link != nullptr; link = find_link(id)) {
        const auto output = link->machine.poll_output();
        if (!output) {
            deadlines_.arm({DeadlineKind::Machine, id.value}, link->machine.next_deadline());
            return;
        }
        std::visit([&](const auto& message) { on_machine(id, message); }, *output);
    }
}

void Router::Core::perform(const EngineWork& work) {
    PortSlot* slot = ports_.find(work.port);
    if (slot == nullptr || slot->engine == nullptr) {
        return;
    }
    slot->engine->handle(now_, work.input);
    drain_engine(work.port);
}

void Router::Core::drain_engine(PortId id) {
    PortSlot* slot = ports_.find(id);
    while (slot->engine != nullptr) {
        auto output = slot->engine->poll_output();
        if (!output) {
            deadlines_.arm({DeadlineKind::Engine, id.value}, slot->engine->next_deadline());
            return;
        }
        std::visit([&](auto& message) { on_engine(*slot, std::move(message)); }, *output);
    }
    deadlines_.arm({DeadlineKind::Engine, id.value}, std::nullopt);
}

void Router::Core::on_due(Deadlines::Key key) {
    switch (key.kind) {
        case DeadlineKind::Machine:
            if (Link* link = find_link(InterfaceId{key.id}); link != nullptr) {
                link->machine.handle_timeout(now_);
                drain_machine(InterfaceId{key.id});
            }
            break;
        case DeadlineKind::Net:
            if (Link* link = find_link(InterfaceId{key.id}); link != nullptr) {
                link->net_refused_call = false;
            }
            apply_net(InterfaceId{key.id}, Repeat::Always);
            break;
        case DeadlineKind::Engine:
            if (PortSlot* slot = ports_.find(PortId{key.id}); slot != nullptr && slot->engine) {
                slot->engine->handle_timeout(now_);
                drain_engine(slot->id);
            }
            break;
        case DeadlineKind::Listen:
            if (PortSlot* slot = ports_.find(PortId{key.id}); slot != nullptr) {
                listen(*slot);
            }
            break;
        case DeadlineKind::HalfOpen:
            half_open_too_long(PortId{key.id});
            break;
        case DeadlineKind::Login:
            release_login(PortId{key.id});
            break;
        case DeadlineKind::Session:
            session_is_over(PortId{key.id});
            break;
        case DeadlineKind::Advertise:
            advertise(PortId{key.id});
            break;
        case DeadlineKind::CallBack:
            make_call_backs();
            break;
        case DeadlineKind::Update:
            if (Link* link = find_link(InterfaceId{key.id}); link != nullptr && link->update) {
                link->update->handle_timeout(now_);
                drain_update(InterfaceId{key.id});
            }
            break;
        case DeadlineKind::AdminDll:
            admin_dll_is_late();
            break;
        case DeadlineKind::Shutdown:
            finish_shutdown();
            break;
    }
}

Link* Router::Core::find_link(InterfaceId id) {
    const auto found = links_.find(id);
    return found == links_.end() ? nullptr : &found->second;
}

std::string Router::Core::name_of(InterfaceId id) const {
    const InterfaceRow* row = table_.find(id);
    return row == nullptr ? std::string{} : row->config.name;
}

}  // namespace mprd::router
