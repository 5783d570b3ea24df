// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_caller.hpp"

#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <utility>

namespace mprd::test {

SimCaller::SimCaller(
    platform::Port& end, platform::sim::SimTime& time, std::string name, const char* password
)
    : end_(&end), time_(&time) {
    config.lcp.whole_frames = true;
    config.auth.user_name = std::move(name);
    config.auth.password = Secret(password);
}

void SimCaller::hang_up() {
    if (engine_ != nullptr) {
        give(ppp::CloseRequested{Errc::UserDisconnection});
    }
}

void SimCaller::on_opened(const LinkInfo&) {
    ++calls;
    engine_ = std::make_unique<ppp::PppEngine>(config, crypto_, random_, random_);
    give(ppp::LinkUp{});
}

void SimCaller::on_data(ByteSpan data) {
    ByteReader reader(data);
    const std::uint16_t protocol = *reader.u16();
    if (protocol == wire::kProtocolIpv6) {
        const ByteSpan packet = reader.rest();
        ipv6_packets.emplace_back(packet.begin(), packet.end());
    } else if (protocol != wire::kProtocolIpv4) {
        give(ppp::FrameReceived{protocol, reader.rest()});
    }
}

void SimCaller::on_closed(const Error& error) {
    if (engine_ != nullptr) {
        give(ppp::LinkDown{error});
    }
    engine_.reset();
    ipv4.reset();
    ipv6.reset();
    if (listens_again) {
        listen();
    }
}

void SimCaller::give(const ppp::Input& input) {
    engine_->handle(time_->now(), input);
    drain();
}

void SimCaller::drain() {
    while (const auto output = engine_->poll_output()) {
        if (const auto* frame = std::get_if<ppp::SendFrame>(&*output)) {
            Bytes bytes;
            ByteWriter(bytes).u16(frame->protocol).bytes(frame->information);
            static_cast<void>(end_->send(bytes));
        } else if (const auto* four = std::get_if<ppp::Ipv4Opened>(&*output)) {
            ipv4 = *four;
        } else if (const auto* six = std::get_if<ppp::Ipv6Opened>(&*output)) {
            ipv6 = *six;
        } else if (std::holds_alternative<ppp::Finished>(*output)) {
            end_->close(Errc::UserDisconnection);
        }
    }
    if (const auto deadline = engine_->next_deadline()) {
        const Duration wait = std::max(*deadline - time_->now(), Duration::zero());
        time_->post(wait, [this, engine = engine_.get(), at = *deadline] {
            if (engine == engine_.get() && engine_->next_deadline() == at) {
                engine_->handle_timeout(time_->now());
                drain();
            }
        });
    }
}

}  // namespace mprd::test
