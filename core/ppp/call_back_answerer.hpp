// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/call_back_exchange.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace mprd::ppp {

/// The called end: offers, and acknowledges what the caller chooses, once somebody who knows the
/// caller has approved of a number that he gives (CallBackWanted).
/// Fails with 704 after kMaxCallBackRefusals choices that were not offered or approved of, with the
/// last reason, and with 718 for a caller that does not answer.
class CallBackAnswerer final : public CallBackExchange {
public:
    /// `offer` has no type twice; NumberList is not offered.
    CallBackAnswerer(
        std::vector<wire::CallBackType> offer, const PppConfig& config, LinkContext& link
    );

    void start(TimePoint now) override;
    void receive(TimePoint now, const wire::ControlPacket& packet) override;
    void decided(TimePoint now, const CallBackDecided& input) override;

private:
    /// A new identifier: an answer to an older Request counts no longer.
    void send_request(TimePoint now);
    void take_choice(TimePoint now, wire::CallBackOption choice);
    /// Asks again, or gives up.
    void refuse(TimePoint now, const std::string& why);
    void accept();

    std::vector<wire::CallBackType> offer_;
    std::uint8_t id_ = 0;  ///< of the last Request
    int refusals_left_ = kMaxCallBackRefusals;
    bool is_deciding_ = false;     ///< CallBackWanted is not answered yet
    wire::CallBackOption choice_;  ///< of the last Response
    Bytes response_;               ///< its data, for the Ack
};

}  // namespace mprd::ppp
