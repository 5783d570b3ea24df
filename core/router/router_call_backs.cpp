// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Call-back: a user calls, proves who he is, is hung up, and is called at the number that is set
// for him (RASPRIV_AdminSetCallback), or that he gives by CBCP and may give
// (RASPRIV_CallerSetCallback). He proves who he is once more on our call, which then is treated as
// a call of his.
#include "core/router/router_core.hpp"
#include "core/tables/call_back_number.hpp"

#include <algorithm>
#include <utility>

namespace mprd::router {

namespace {

/// Whether he may be called at the number that was agreed on, as his settings are now.
[[nodiscard]] bool may_be_called(const UserConfig& user, const std::string& number) {
    switch (user.call_back) {
        case CallBack::None:
            return false;
        case CallBack::Router:
            return number == user.call_back_number;
        case CallBack::Caller:
            return call_back_number(user, number).has_value();
    }
    return false;
}

[[nodiscard]] Result<std::string> agreed_number(
    const UserConfig* user, const ppp::CallBackAgreed& agreed
) {
    if (user == nullptr) {
        return make_error(Errc::NoSuchUser, "he was deleted meanwhile");
    }
    return agreed.type == wire::CallBackType::RouterNumber
               ? Result<std::string>(user->call_back_number)
               : call_back_number(*user, agreed.number);
}

}  // namespace

std::vector<wire::CallBackType> Router::Core::call_back_offer(const UserConfig& user) {
    using enum wire::CallBackType;
    switch (user.call_back) {
        case CallBack::None:
            return {None};
        case CallBack::Router:
            return {RouterNumber};
        case CallBack::Caller:
            return {None, CallerNumber};
    }
    return {None};
}

bool Router::Core::call_back_instead(PortSlot& slot) {
    const UserConfig* user = find_user(slot.user_name());
    if (user == nullptr || user->call_back != CallBack::Router || !slot.called_back.empty()) {
        return false;
    }
    if (is_tunnel(slot)) {
        // There is no PPP on which he could prove again that it is he.
        refuse_call(
            slot, Errc::NoDialinPermission, "he is to be called back, which no IP tunnel can do"
        );
        feed(slot.id, ppp::CloseRequested{Errc::NoDialinPermission});
        return true;
    }
    const bool is_noted = note_call_back(slot, user->call_back_number, kCallBackDelay);
    feed(slot.id, ppp::CloseRequested{is_noted ? Errc::UserDisconnection : Errc::PortNotAvailable});
    return true;
}

bool Router::Core::note_call_back(PortSlot& slot, const std::string& number, Duration delay) {
    const TimePoint due = now_ + delay;
    const bool is_noted =
        call_backs_.add({slot.user_name(), number, slot.device, due, due + kCallBackLimit});
    refuse_call(
        slot,
        is_noted ? Errc::UserDisconnection : Errc::PortNotAvailable,
        is_noted ? "he is called back at " + number : "too many callers wait to be called back"
    );
    deadlines_.arm({DeadlineKind::CallBack, 0}, call_backs_.next());
    return is_noted;
}

void Router::Core::on_engine(PortSlot& slot, const ppp::CallBackWanted& output) {
    ppp::CallBackDecided decided;
    if (const UserConfig* user = find_user(slot.user_name())) {
        if (const auto number = call_back_number(*user, output.number); !number) {
            decided.refusal = number.error();
        }
    } else {
        decided.refusal = make_error(Errc::BadCallbackNumber, "nobody knows who calls");
    }
    feed(slot.id, std::move(decided));
}

void Router::Core::on_engine(PortSlot& slot, const ppp::CallBackAgreed& output) {
    if (slot.role == CallRole::Caller) {
        return;  // await_call_back() follows the end of the call
    }
    if (output.type == wire::CallBackType::None) {
        return accept_call(slot);
    }
    const auto number = agreed_number(find_user(slot.user_name()), output);
    const Duration wanted = std::chrono::seconds{output.delay_seconds};
    if (!number || !note_call_back(slot, *number, std::max(wanted, kShortestCallBackDelay))) {
        feed(slot.id, ppp::CloseRequested{Errc::PortNotAvailable});
    }
}

void Router::Core::make_call_backs() {
    for (CallBackOrder& order : call_backs_.take_due(now_)) {
        make_call_back(order);
    }
    deadlines_.arm({DeadlineKind::CallBack, 0}, call_backs_.next());
}

void Router::Core::make_call_back(CallBackOrder& order) {
    const UserConfig* user = find_user(order.user);
    if (life_ != Life::Running || user == nullptr || !may_be_called(*user, order.number)) {
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
