// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Call-back set by the administrator (RASPRIV_AdminSetCallback): a user calls, proves who he is, is
// hung up, and is called at the number that is set for him. He proves it once more on our call,
// which then is treated as a call of his.
#include "core/router/router_core.hpp"

#include <utility>

namespace mprd::router {

bool Router::Core::call_back_instead(PortSlot& slot) {
    const UserConfig* user = find_user(slot.user_name());
    if (user == nullptr || user->call_back != CallBack::Router || !slot.called_back.empty()) {
        return false;
    }
    const bool is_noted = call_backs_.add(
        {user->name,
         user->call_back_number,
         slot.device,
         now_ + kCallBackDelay,
         now_ + kCallBackLimit}
    );
    const Errc cause = is_noted ? Errc::UserDisconnection : Errc::PortNotAvailable;
    refuse_call(
        slot,
        cause,
        is_noted ? "he is called back at " + user->call_back_number
                 : "too many callers wait to be called back"
    );
    feed(slot.id, ppp::CloseRequested{cause});
    deadlines_.arm({DeadlineKind::CallBack, 0}, call_backs_.next());
    return true;
}

void Router::Core::make_call_backs() {
    for (CallBackOrder& order : call_backs_.take_due(now_)) {
        make_call_back(order);
    }
    deadlines_.arm({DeadlineKind::CallBack, 0}, call_backs_.next());
}

void Router::Core::make_call_back(CallBackOrder& order) {
    const UserConfig* user = find_user(order.user);
    if (life_ != Life::Running || user == nullptr || user->call_back != CallBack::Router) {
        return;  // somebody has thought better of it
    }
    const DeviceConfig& device = config_.devices[order.device];
    PortSlot* slot = ports_.choose({device.mpr_type, device.name, order.number});
    if (slot == nullptr || slot->device != order.device || is_paused_) {
        order.due = now_ + kCallBackRetry;
        if (order.due < order.give_up_at && call_backs_.add(order)) {
            return;
        }
        const Errc why = is_paused_ ? Errc::ServiceIsPaused : Errc::PortNotAvailable;
        publish(events::CallRefused{{}, device.name, order.user, why, "he was not called back"});
        return;
    }
    deadlines_.arm({DeadlineKind::Listen, slot->id.value}, std::nullopt);
    ports_.set_use(*slot, PortUse::Dialing);
    slot->role = CallRole::Answerer;  // he proves who he is, as if he had called
    slot->called_back = order.user;
    ++slot->total_calls;
    publish(events::DialStarted{
        {}, order.user, slot->id, slot->name, order.number, 1, events::DialTrigger::IncomingCall});
    emit(OpenPort{slot->id, DialTarget{order.number}});
    show_condition(*slot);
}

void Router::Core::call_back_failed(const PortSlot& slot, const Error& error) {
    if (!slot.called_back.empty() && slot.use() == PortUse::Dialing) {
        publish(events::CallRefused{
            slot.id, slot.name, slot.called_back, error.code, "he could not be called back"});
    }
}

}  // namespace mprd::router
