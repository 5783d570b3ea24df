// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/tunnel/l2tp_engine.hpp"
#include "tests/support/catch.hpp"
#include "tests/unit/core/tunnel/crypto.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace mprd::test {

inline l2tp::Endpoint endpoint(std::uint32_t last, std::uint16_t port = l2tp::kPort) {
    return {IpAddress::from(Ipv4Address{0xc0000200U + last}), port, 0};
}

/// What one engine said, in the order in which its owner heard it.
struct Heard {
    std::map<std::uint32_t, l2tp::CallOpened> opened;
    std::map<std::uint32_t, Error> closed;
    int closings = 0;
    std::vector<l2tp::TunnelOpened> tunnels_opened;
    std::vector<l2tp::TunnelClosed> tunnels_closed;

    void take(const l2tp::Output& output) {
        if (const auto* call = std::get_if<l2tp::CallOpened>(&output)) {
            CHECK(opened.count(call->id.value) == 0);
            CHECK(closed.count(call->id.value) == 0);
            opened[call->id.value] = *call;
        } else if (const auto* end = std::get_if<l2tp::CallClosed>(&output)) {
            CHECK(closed.count(end->id.value) == 0);
            closed[end->id.value] = end->error;
        } else if (const auto* tunnel = std::get_if<l2tp::TunnelOpened>(&output)) {
            tunnels_opened.push_back(*tunnel);
        } else if (const auto* gone = std::get_if<l2tp::TunnelClosed>(&output)) {
            tunnels_closed.push_back(*gone);
        }
    }
    [[nodiscard]] bool is_open(std::uint32_t id) const {
        return opened.count(id) != 0 && closed.count(id) == 0;
    }
    [[nodiscard]] std::optional<Errc> end_of(std::uint32_t id) const {
        const auto found = closed.find(id);
        return found == closed.end() ? std::nullopt : std::optional(found->second.code);
    }
};

/// What happens to datagrams between two engines.
struct Faults {
    /// The n-th datagram of that sender, counted from 1.
    std::set<int> lose;
    std::set<int> repeat;
    std::set<int> delay;
    int loss_percent = 0;
    int repeat_percent = 0;
    int delay_percent = 0;
};

/// Engines of one network in virtual time.
class L2tpWorld {
public:
    struct Host {
        Host(std::uint32_t number, l2tp::EngineSettings settings)
            : at(endpoint(number)), random(number), engine(std::move(settings), kCrypto, random) {}
        l2tp::Endpoint at;
        SeededRandom random;
        l2tp::Engine engine;
        Heard heard;
        Faults faults;
        int sent = 0;
        std::function<void()> on_opened;
    };

    explicit L2tpWorld(std::uint64_t seed = 1) : random_(seed) {}

    Host& add(std::uint32_t number, l2tp::EngineSettings settings = {}) {
        hosts_.push_back(std::make_unique<Host>(number, std::move(settings)));
        return *hosts_.back();
    }

    void give(Host& host, const l2tp::Input& input) {
        host.engine.handle(now, input);
        drain(host);
    }
    /// Until nothing is on its way and `done` holds, or `limit` is over.
    bool run_until(const std::function<bool()>& done, Duration limit) {
        const TimePoint stop = now + limit;
        while (!done()) {
            const auto next = next_time();
            if (!next || *next > stop) {
                now = stop;
                return done();
            }
            now = std::max(now, *next);
            step();
        }
        return true;
    }
    void run(Duration time) {
        run_until([] { return false; }, time);
    }

    TimePoint now{};
    Duration delay = std::chrono::milliseconds{5};

private:
    struct Flying {
        l2tp::Endpoint from;
        l2tp::Endpoint to;
        Bytes bytes;
    };

    [[nodiscard]] std::optional<TimePoint> next_time() const {
        std::optional<TimePoint> next;
        if (!flying_.empty()) {
            next = flying_.begin()->first;
        }
        for (const auto& host : hosts_) {
            const auto deadline = host->engine.next_deadline();
            if (deadline && (!next || *deadline < *next)) {
                next = deadline;
            }
        }
        return next;
    }
    void step() {
        for (const auto& host : hosts_) {
            if (const auto deadline = host->engine.next_deadline(); deadline && *deadline <= now) {
                host->engine.handle_timeout(now);
                REQUIRE((!host->engine.next_deadline() || *host->engine.next_deadline() > now));
                drain(*host);
            }
        }
        while (!flying_.empty() && flying_.begin()->first <= now) {
            const Flying one = flying_.begin()->second;
            flying_.erase(flying_.begin());
            for (const auto& host : hosts_) {
                if (host->at == one.to) {
                    give(*host, l2tp::DatagramReceived{one.from, one.bytes});
                }
            }
        }
    }
    void drain(Host& host) {
        while (const auto output = host.engine.poll_output()) {
            if (const auto* datagram = std::get_if<l2tp::SendDatagram>(&*output)) {
                fly(host, *datagram);
            } else {
                if (host.on_opened && std::holds_alternative<l2tp::CallOpened>(*output)) {
                    host.on_opened();
                }
                host.heard.take(*output);
            }
        }
    }
    [[nodiscard]] bool happens(const std::set<int>& numbers, int number, int percent) {
        return numbers.count(number) != 0 ||
               (percent > 0 && random_.next_u32() % 100 < static_cast<unsigned>(percent));
    }
    void fly(Host& host, const l2tp::SendDatagram& datagram) {
        const int number = ++host.sent;
        const Faults& faults = host.faults;
        if (happens(faults.lose, number, faults.loss_percent)) {
            return;
        }
        const bool is_late = happens(faults.delay, number, faults.delay_percent);
        const TimePoint arrival = now + (is_late ? delay * 40 : delay);
        const int copies = happens(faults.repeat, number, faults.repeat_percent) ? 2 : 1;
        for (int i = 0; i < copies; ++i) {
            flying_.emplace(arrival + delay * i, Flying{host.at, datagram.to, datagram.bytes});
        }
    }

    std::vector<std::unique_ptr<Host>> hosts_;
    std::multimap<TimePoint, Flying> flying_;
    SeededRandom random_;
};

/// A LAC that calls and an LNS that waits.
struct LacAndLns {
    explicit LacAndLns(l2tp::EngineSettings settings = {}, std::uint64_t seed = 1)
        : LacAndLns(settings, settings, seed) {}
    LacAndLns(l2tp::EngineSettings of_lac, l2tp::EngineSettings of_lns, std::uint64_t seed = 1)
        : world(seed), lac(world.add(1, std::move(of_lac))), lns(world.add(2, std::move(of_lns))) {}

    void listen(std::uint32_t call) { world.give(lns, l2tp::ListenCall{CallId{call}}); }
    void call(std::uint32_t call) { world.give(lac, l2tp::OpenCall{CallId{call}, lns.at, ""}); }
    [[nodiscard]] bool is_open(std::uint32_t call) const {
        return lac.heard.is_open(call) && lns.heard.is_open(call);
    }
    /// Call 1 of the LAC reaches wait 1 of the LNS.
    void connect() {
        listen(1);
        call(1);
        REQUIRE(world.run_until([&] { return is_open(1); }, std::chrono::seconds{20}));
    }
    using CallId = l2tp::CallId;

    L2tpWorld world;
    L2tpWorld::Host& lac;
    L2tpWorld::Host& lns;
};

/// A peer that says what the test tells it to, to one engine.
class ScriptedL2tpPeer {
public:
    explicit ScriptedL2tpPeer(l2tp::EngineSettings settings = {})
        : engine(std::move(settings), kCrypto, random_) {
        // A device that answers: it has listened before.
        give(l2tp::ListenCall{l2tp::CallId{1000}});
        give(l2tp::CloseCall{l2tp::CallId{1000}, Errc::Ok});
    }

    void give(const l2tp::Input& input) {
        engine.handle(now, input);
        drain();
    }
    /// Lets `time` pass.
    void wait(Duration time) {
        const TimePoint stop = now + time;
        while (engine.next_deadline() && *engine.next_deadline() <= stop) {
            now = std::max(now, *engine.next_deadline());
            engine.handle_timeout(now);
            drain();
        }
        now = stop;
    }
    /// A message with the next numbers; acknowledges all that was heard.
    void say(const l2tp::ControlMessage& message, std::uint16_t session = 0) {
        say_avps(l2tp::encode_message(message, std::nullopt, random_), session);
    }
    void say_avps(const Bytes& avps, std::uint16_t session = 0) {
        const Bytes datagram = l2tp::make_control_packet(engine_id, session, {ns_, nr_}, avps);
        ns_ = static_cast<std::uint16_t>(ns_ + (avps.empty() ? 0 : 1));
        last_said = datagram;
        give(l2tp::DatagramReceived{at, datagram});
    }
    void acknowledge() { say_avps({}); }
    /// The next message of that type; others are dropped. Type 0 if there is none.
    l2tp::ControlMessage heard(l2tp::MessageType type) {
        while (!messages_.empty()) {
            const l2tp::ControlMessage first = messages_.front();
            messages_.erase(messages_.begin());
            if (first.is(type)) {
                return first;
            }
        }
        return {};
    }
    [[nodiscard]] std::size_t datagrams() const { return datagrams_; }
    void forget() { messages_.clear(); }

    /// A usable request.
    static l2tp::ControlMessage sccrq(std::uint16_t tunnel_id) {
        l2tp::ControlMessage message;
        message.type = static_cast<std::uint16_t>(l2tp::MessageType::Sccrq);
        message.protocol_version = std::uint16_t{0x0100};
        message.framing_capabilities = 3U;
        message.host_name = "script";
        message.assigned_tunnel_id = tunnel_id;
        return message;
    }
    static l2tp::ControlMessage message(l2tp::MessageType type) {
        l2tp::ControlMessage message;
        message.type = static_cast<std::uint16_t>(type);
        return message;
    }
    static l2tp::ControlMessage icrq(std::uint16_t session) {
        l2tp::ControlMessage request = message(l2tp::MessageType::Icrq);
        request.assigned_session_id = session;
        request.call_serial = 1U;
        return request;
    }
    /// Asks for a tunnel and completes it.
    void open_tunnel() {
        say(sccrq(77));
        const auto reply = heard(l2tp::MessageType::Sccrp);
        REQUIRE(reply.assigned_tunnel_id);
        engine_id = *reply.assigned_tunnel_id;
        say(message(l2tp::MessageType::Scccn));
        REQUIRE(said.tunnels_opened.size() == 1);
    }

    l2tp::Endpoint at = endpoint(9);
    std::uint16_t engine_id = 0;  ///< the engine's tunnel id
    TimePoint now{};
    Heard said;
    Bytes last_said;

private:
    SeededRandom random_{3};

public:
    l2tp::Engine engine;

private:
    void drain() {
        while (const auto output = engine.poll_output()) {
            const auto* datagram = std::get_if<l2tp::SendDatagram>(&*output);
            if (datagram == nullptr) {
                said.take(*output);
                continue;
            }
            ++datagrams_;
            const auto packet = l2tp::parse_packet(datagram->bytes);
            REQUIRE(packet);
            const auto decoded = l2tp::decode_message(packet->payload, std::nullopt);
            if (decoded && packet->sequence->ns == nr_) {
                ++nr_;
                messages_.push_back(decoded->message);
            }
        }
    }
    std::uint16_t ns_ = 0;
    std::uint16_t nr_ = 0;
    std::size_t datagrams_ = 0;
    std::vector<l2tp::ControlMessage> messages_;
};

}  // namespace mprd::test
