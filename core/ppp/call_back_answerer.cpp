// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/call_back_answerer.hpp"

#include <algorithm>
#include <utility>

namespace mprd::ppp {

using wire::CallBackType;

CallBackAnswerer::CallBackAnswerer(
    std::vector<CallBackType> offer, const PppConfig& config, LinkContext& link
)
    : CallBackExchange(config, link),
      offer_(std::move(offer)),
      id_(static_cast<std::uint8_t>(link.random.next_u32() & 0xffU)) {}

void CallBackAnswerer::start(TimePoint now) {
    send_request(now);
}

void CallBackAnswerer::send_request(TimePoint now) {
    Bytes data;
    for (const CallBackType type : offer_) {
        wire::write_call_back_option(data, {type, 0, {}});
    }
    send_until_answered(now, wire::kCallBackRequest, ++id_, std::move(data));
}

void CallBackAnswerer::receive(TimePoint now, const wire::ControlPacket& packet) {
    if (packet.code != wire::kCallBackResponse || packet.id != id_ || is_deciding_ ||
        outcome() == Outcome::Failed) {
        ++link().packets_unexpected;
        return;
    }
    if (outcome() == Outcome::Agreed) {
        return accept();  // the Ack was lost
    }
    auto options = wire::parse_call_back_options(packet.data);
    if (!options || options->size() != 1) {
        ++link().packets_malformed;
        return;
    }
    answered();
    response_.assign(packet.data.begin(), packet.data.end());
    take_choice(now, std::move(options->front()));
}

void CallBackAnswerer::take_choice(TimePoint now, wire::CallBackOption choice) {
    choice_ = std::move(choice);
    if (std::count(offer_.begin(), offer_.end(), choice_.type) == 0) {
        return refuse(now, std::string("the caller wants ") + to_string(choice_.type));
    }
    if (choice_.type != CallBackType::CallerNumber) {
        choice_.numbers.clear();
        return accept();
    }
    choice_.numbers.resize(std::min<std::size_t>(choice_.numbers.size(), 1));
    is_deciding_ = true;
    link().emit(CallBackWanted{choice_.numbers.empty() ? std::string{} : choice_.numbers.front()});
}

void CallBackAnswerer::decided(TimePoint now, const CallBackDecided& input) {
    if (!std::exchange(is_deciding_, false)) {
        return;
    }
    if (input.refusal) {
        refuse(now, input.refusal->detail);
    } else {
        accept();
    }
}

void CallBackAnswerer::refuse(TimePoint now, const std::string& why) {
    if (--refusals_left_ <= 0) {
        return fail(Errc::BadCallbackNumber, why);
    }
    send_request(now);
}

void CallBackAnswerer::accept() {
    send(wire::kCallBackAck, id_, response_);
    agree(choice_);
}

}  // namespace mprd::ppp
