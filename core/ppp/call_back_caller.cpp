// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/call_back_caller.hpp"

#include <algorithm>

namespace mprd::ppp {

using wire::CallBackOption;
using wire::CallBackType;

CallBackCaller::CallBackCaller(const PppConfig& config, LinkContext& link)
    : CallBackExchange(config, link),
      number_(config.call_back.number),
      delay_seconds_(config.call_back.delay_seconds),
      must_be_called_(config.call_back.role == CallBackSettings::Role::AskAndInsist) {}

void CallBackCaller::start(TimePoint /*now*/) {}  // the called end speaks first

void CallBackCaller::receive(TimePoint now, const wire::ControlPacket& packet) {
    if (outcome() == Outcome::Pending && packet.code == wire::kCallBackRequest) {
        receive_request(now, packet);
    } else if (outcome() == Outcome::Pending && packet.code == wire::kCallBackAck && packet.id == id_) {
        receive_ack(packet);
    } else {
        ++link().packets_unexpected;
    }
}

void CallBackCaller::receive_request(TimePoint now, const wire::ControlPacket& packet) {
    const auto offer = wire::parse_call_back_options(packet.data);
    if (!offer) {
        ++link().packets_malformed;
        return;
    }
    if (id_ == packet.id) {
        return send(wire::kCallBackResponse, *id_, response_);  // it was lost
    }
    const auto choice = choose(*offer);
    if (!choice) {
        return fail(Errc::BadCallbackNumber, "the peer offers no call-back that will do");
    }
    if (--requests_left_ < 0) {
        return fail(Errc::BadCallbackNumber, suspicion()->detail);
    }
    id_ = packet.id;
    choice_ = *choice;
    response_.clear();
    wire::write_call_back_option(response_, choice_);
    suspect(
        Errc::BadCallbackNumber, std::string("the peer did not agree to ") + to_string(choice_.type)
    );
    send_until_answered(now, wire::kCallBackResponse, *id_, response_);
}

std::optional<CallBackOption> CallBackCaller::choose(const std::vector<CallBackOption>& offer
) const {
    const auto find = [&](CallBackType type) {
        const auto found =
            std::find_if(offer.begin(), offer.end(), [&](const CallBackOption& each) {
                return each.type == type;
            });
        return found == offer.end() ? nullptr : &*found;
    };
    const CallBackOption* const of_caller = find(CallBackType::CallerNumber);
    if (of_caller != nullptr && !number_.empty()) {
        return CallBackOption{CallBackType::CallerNumber, delay_seconds_, {number_}};
    }
    if (find(CallBackType::RouterNumber) != nullptr) {
        return CallBackOption{CallBackType::RouterNumber, delay_seconds_, {}};
    }
    if (const CallBackOption* list = find(CallBackType::NumberList)) {
        const auto& numbers = list->numbers;
        const bool has_ours = std::count(numbers.begin(), numbers.end(), number_) != 0;
        if (has_ours || (number_.empty() && !numbers.empty())) {
            return CallBackOption{
                CallBackType::NumberList, delay_seconds_, {has_ours ? number_ : numbers.front()}};
        }
    }
    const bool may_go_on = find(CallBackType::None) != nullptr && !must_be_called_;
    if (of_caller != nullptr && !may_go_on) {
        // Without a number: the called end may have one.
        return CallBackOption{CallBackType::CallerNumber, delay_seconds_, of_caller->numbers};
    }
    return may_go_on ? std::optional{CallBackOption{}} : std::nullopt;
}

void CallBackCaller::receive_ack(const wire::ControlPacket& packet) {
    // Some ends repeat the option, some leave it out; one that repeats another one means nothing.
    const auto options = wire::parse_call_back_options(packet.data);
    const bool is_ours = options && (options->empty() || options->front().type == choice_.type);
    if (!is_ours) {
        ++link().packets_malformed;
        return;
    }
    agree(choice_);
}

}  // namespace mprd::ppp
