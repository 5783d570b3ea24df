// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/call_back_exchange.hpp"

#include "core/wire/protocol_numbers.hpp"

#include <utility>

namespace mprd::ppp {

void CallBackExchange::send_until_answered(
    TimePoint now, std::uint8_t code, std::uint8_t id, Bytes data
) {
    waiting_ = wire::make_control_packet(code, id, data);
    link_.send(wire::kProtocolCbcp, waiting_);
    --transmissions_left_;
    timer_.reset_interval();
    timer_.start(now);
}

void CallBackExchange::send(std::uint8_t code, std::uint8_t id, ByteSpan data) {
    link_.send(wire::kProtocolCbcp, wire::make_control_packet(code, id, data));
}

void CallBackExchange::handle_timeout(TimePoint now) {
    if (!timer_.is_due(now)) {
        return;
    }
    if (transmissions_left_ <= 0) {
        return fail(Errc::PppTimeout, "the peer does not answer CBCP");
    }
    --transmissions_left_;
    link_.send(wire::kProtocolCbcp, waiting_);
    timer_.start(now);
}

void CallBackExchange::agree(wire::CallBackOption agreement) {
    outcome_ = Outcome::Agreed;
    agreement_ = std::move(agreement);
    timer_.stop();
}

void CallBackExchange::fail(Errc code, std::string detail) {
    outcome_ = Outcome::Failed;
    failure_ = make_error(code, std::move(detail));
    timer_.stop();
}

}  // namespace mprd::ppp
