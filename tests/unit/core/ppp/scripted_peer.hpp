// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/ppp_engine.hpp"
#include "core/wire/control_packet.hpp"
#include "core/wire/protocol_numbers.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"

#include <initializer_list>
#include <optional>
#include <vector>

namespace mprd::test {

/// A control packet of a script: protocol, code, identifier, data.
struct Packet {
    std::uint16_t protocol = 0;
    std::uint8_t code = 0;
    std::uint8_t id = 0;
    Bytes data;
};

/// One engine and a peer that says what the test tells it to.
class ScriptedPeer {
public:
    explicit ScriptedPeer(ppp::PppConfig config)
        : engine(std::move(config), crypto_, random_, random_) {
        give(ppp::LinkUp{});
    }

    void give(const ppp::Input& input) {
        engine.handle(now, input);
        drain();
    }
    void say(std::uint16_t protocol, std::uint8_t code, std::uint8_t id, const Bytes& data) {
        give(ppp::FrameReceived{protocol, wire::make_control_packet(code, id, data)});
    }
    /// Lets the next timer fire.
    void expire() {
        if (const auto deadline = engine.next_deadline()) {
            now = std::max(now, *deadline);
            engine.handle_timeout(now);
            drain();
        }
    }
    void wait(Duration time) {
        const TimePoint stop = now + time;
        while (engine.next_deadline() && *engine.next_deadline() <= stop) {
            expire();
        }
        now = stop;
    }
    /// The next packet that the engine sent; a packet with protocol 0 if there is none.
    Packet heard() {
        if (heard_.empty()) {
            return {};
        }
        Packet first = heard_.front();
        heard_.erase(heard_.begin());
        return first;
    }
    /// The next packet of that protocol and code; others are dropped.
    Packet heard(std::uint16_t protocol, std::uint8_t code) {
        while (!heard_.empty()) {
            Packet packet = heard();
            if (packet.protocol == protocol && packet.code == code) {
                return packet;
            }
        }
        return {};
    }
    void forget() { heard_.clear(); }

    /// Agrees to whatever the engine requests and requests `options` itself.
    void open(std::uint16_t protocol, const Bytes& options) {
        const Packet request = heard(protocol, wire::kConfigureRequest);
        say(protocol, wire::kConfigureAck, request.id, request.data);
        say(protocol, wire::kConfigureRequest, 77, options);
    }

    ppp::PppEngine engine;
    TimePoint now{};
    std::vector<ppp::Output> said;
    std::optional<Errc> end;
    std::optional<ppp::Ipv4Opened> ipv4;

    static inline platform::GcryptCrypto crypto_;

private:
    void drain() {
        while (auto output = engine.poll_output()) {
            if (const auto* frame = std::get_if<ppp::SendFrame>(&*output)) {
                const auto packet = wire::parse_control_packet(frame->information);
                heard_.push_back(
                    {frame->protocol,
                     packet->code,
                     packet->id,
                     Bytes(packet->data.begin(), packet->data.end())}
                );
                continue;
            }
            if (const auto* finished = std::get_if<ppp::Finished>(&*output)) {
                end = finished->error.code;
            } else if (const auto* v4 = std::get_if<ppp::Ipv4Opened>(&*output)) {
                ipv4 = *v4;
            } else if (std::holds_alternative<ppp::Ipv4Closed>(*output)) {
                ipv4.reset();
            }
            said.push_back(*output);
        }
    }

    SeededRandom random_{3};
    std::vector<Packet> heard_;
};

}  // namespace mprd::test
