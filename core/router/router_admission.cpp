// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The administration DLL: somebody else's word about incoming calls. One question at a time, each
// with a deadline, so that one that hangs costs one call.
#include "core/router/router_core.hpp"

#include <algorithm>
#include <utility>

namespace mprd::router {
namespace {

/// What of the addresses the DLL wants back; nullopt: nothing.
std::optional<AskAdminDll> release_of(const Admission& admission, const std::string& port_name) {
    const AdminDllAnswered& given = admission.addresses;
    AskAdminDll ask;
    ask.call = AdminDllCall::ReleaseAddresses;
    ask.user_name = admission.addressed_user;
    ask.port_name = port_name;
    if (given.ipv4 && given.ipv4->wants_release) {
        ask.ipv4 = given.ipv4->address;
    }
    if (given.ipv6 && given.ipv6->wants_release) {
        ask.ipv6 = given.ipv6->address;
    }
    return ask.ipv4 || ask.ipv6 ? std::optional(std::move(ask)) : std::nullopt;
}

/// A family that it has a function for, and no address from it: "the user cannot connect".
bool lacks_address(const AdminDllAnswered& answer) {
    return (answer.ipv4 && answer.ipv4->address.is_unspecified()) ||
           (answer.ipv6 && answer.ipv6->address.is_zero());
}

void put_addresses(const AdminDllAnswered& answer, ppp::PeerSecretFound& found) {
    found.peer_ipv4 = answer.ipv4 ? answer.ipv4->address : found.peer_ipv4;
    found.may_choose_ipv4 = found.may_choose_ipv4 && !answer.ipv4;
    found.peer_ipv6 = answer.ipv6 ? answer.ipv6->address : found.peer_ipv6;
}

}  // namespace

bool Router::Core::has_admin_dll() const {
    return !config_.admin_dll.path.empty();
}

// ---- questions

void Router::Core::ask_admin_dll(AdminDllQuestion question) {
    question.ask.number = ++last_question_ == 0 ? ++last_question_ : last_question_;
    if (questions_.size() >= kMaxAdminDllQuestions) {
        AdminDllAnswered none;
        none.failed =
            make_error(Errc::NotEnoughMemory, "too much waits for the administration DLL");
        give_answer(question, none);
        return;
    }
    questions_.push_back(std::move(question));
    ask_next();
}

void Router::Core::ask_next() {
    if (is_asking_ || questions_.empty()) {
        return;
    }
    is_asking_ = true;
    emit(questions_.front().ask);
    deadlines_.arm({DeadlineKind::AdminDll, 0}, now_ + config_.admin_dll.timeout);
}

void Router::Core::on_input(const AdminDllAnswered& input) {
    if (!is_asking_ || questions_.front().ask.number != input.number) {
        return;
    }
    is_asking_ = false;
    deadlines_.arm({DeadlineKind::AdminDll, 0}, std::nullopt);
    const AdminDllQuestion question = std::move(questions_.front());
    questions_.pop_front();
    give_answer(question, input);
    ask_next();
}

void Router::Core::admin_dll_is_late() {
    if (!is_asking_) {
        return;
    }
    AdminDllAnswered none;
    none.number = questions_.front().ask.number;
    none.failed = make_error(
        Errc::RequestTimeout,
        "the administration DLL did not answer within " +
            std::to_string(config_.admin_dll.timeout.count()) + " s"
    );
    emit(AdminDllLate{none.number});
    on_input(none);
}

void Router::Core::give_answer(const AdminDllQuestion& question, const AdminDllAnswered& answer) {
    if (question.ask.call == AdminDllCall::GetAddresses) {
        take_addresses(question, answer);
    } else if (question.ask.call == AdminDllCall::Accept) {
        take_verdict(question, answer);
    }
}

void Router::Core::refuse_by_admin_dll(PortSlot& slot, const AdminDllAnswered& answer) {
    slot.admission.state = Admission::State::Refused;
    refuse_call(
        slot,
        Errc::NoDialinPermission,
        answer.failed ? answer.failed->detail : "the administration DLL refused the call"
    );
    feed(slot.id, ppp::CloseRequested{Errc::NoDialinPermission});
}

// ---- addresses

bool Router::Core::ask_addresses(
    PortSlot& slot, const std::string& user_name, ppp::PeerSecretFound& found
) {
    if (!has_admin_dll() || slot.role == CallRole::Caller || slot.awaited_by) {
        return false;
    }
    if (slot.admission.addressed_user == user_name) {
        put_addresses(slot.admission.addresses, found);  // the peer negotiates anew
        return false;
    }
    AdminDllQuestion question;
    question.port = slot.id;
    question.ask.call = AdminDllCall::GetAddresses;
    question.ask.user_name = user_name;
    question.ask.port_name = slot.name;
    if (!config_.answering.local_address.is_unspecified()) {
        question.ask.ipv4 = found.peer_ipv4;
    }
    if (config_.answering.ipv6) {
        question.ask.ipv6 = found.peer_ipv6;
    }
    question.found = std::move(found);
    ask_admin_dll(std::move(question));
    return true;
}

void Router::Core::take_addresses(
    const AdminDllQuestion& question, const AdminDllAnswered& answer
) {
    Admission given;
    given.addressed_user = question.ask.user_name;
    given.addresses = answer;
    const bool is_refused = answer.failed || !answer.accepted || lacks_address(answer);
    const auto release = is_refused ? std::nullopt : release_of(given, question.ask.port_name);
    if (question.call_is_over) {
        if (release) {
            ask_admin_dll({*release, {}, {}, true});
        }
        return;
    }
    PortSlot& slot = *ports_.find(question.port);
    if (is_refused) {
        refuse_by_admin_dll(slot, answer);
        return;
    }
    slot.admission.addressed_user = std::move(given.addressed_user);
    slot.admission.addresses = answer;
    ppp::PeerSecretFound found = question.found;
    put_addresses(answer, found);
    if (answer.ipv4) {
        give_other_address(slot);
    }
    answer_login(slot, std::move(found));
}

// ---- connections

bool Router::Core::is_admitted(PortSlot& slot) {
    if (!has_admin_dll() || slot.role == CallRole::Caller) {
        return true;
    }
    if (slot.admission.state == Admission::State::NotAsked) {
        const InterfaceRow& row = *table_.find(slot.owner());
        slot.admission.state = Admission::State::Asked;
        slot.admission.handle =
            connections_
                .insert(Connection{
                    slot.owner(), row.config.name, row.config.type, slot.id, slot.user_name(), now_}
                )
                .value_or(ConnectionId{});
        ask_admin_dll(connection_question(slot, AdminDllCall::Accept));
    }
    return slot.admission.state == Admission::State::Accepted;
}

Router::Core::AdminDllQuestion Router::Core::connection_question(
    const PortSlot& slot, AdminDllCall call
) const {
    AdminDllQuestion question;
    question.port = slot.id;
    question.ask.call = call;
    question.ask.user_name = slot.user_name();
    question.ask.port_name = slot.name;
    question.ask.port = port_info(now_, slot);
    question.ask.port.connection = slot.admission.handle;
    if (const Connection* connection = connections_.find(slot.admission.handle)) {
        question.ask.connection = connection_info(now_, slot.admission.handle, *connection);
    }
    return question;
}

void Router::Core::take_verdict(const AdminDllQuestion& question, const AdminDllAnswered& answer) {
    const bool is_accepted = !answer.failed && answer.accepted;
    if (question.call_is_over) {
        if (is_accepted) {
            AdminDllQuestion over = question;
            over.ask.call = AdminDllCall::HungUp;
            ask_admin_dll(std::move(over));
        }
        return;
    }
    PortSlot& slot = *ports_.find(question.port);
    if (!is_accepted) {
        refuse_by_admin_dll(slot, answer);
        return;
    }
    slot.admission.state = Admission::State::Accepted;
    if (slot.owner()) {
        bind_if_ready(slot.owner());
    }
}

void Router::Core::leave_admission(PortSlot& slot) {
    if (!has_admin_dll() || slot.role == CallRole::Caller) {
        return;
    }
    // What was not asked yet need not be; who is asking learns how it ended.
    for (std::size_t at = questions_.size(); at-- > 0;) {
        AdminDllQuestion& question = questions_[at];
        const bool is_about_it = question.port == slot.id && !question.call_is_over;
        if (is_about_it && (at > 0 || !is_asking_)) {
            questions_.erase(questions_.begin() + static_cast<std::ptrdiff_t>(at));
        } else if (is_about_it) {
            question.call_is_over = true;
        }
    }
    if (slot.admission.state == Admission::State::Accepted) {
        AdminDllQuestion over = connection_question(slot, AdminDllCall::HungUp);
        over.call_is_over = true;
        ask_admin_dll(std::move(over));
    }
    if (auto release = release_of(slot.admission, slot.name)) {
        ask_admin_dll({std::move(*release), {}, {}, true});
    }
    if (slot.admission.handle != slot.connection) {
        connections_.erase(slot.admission.handle);  // it never came up
    }
    slot.admission = {};
}

}  // namespace mprd::router
