// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/ppp_engine.hpp"
#include "core/wire/link_codec.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace mprd::test {

/// Which frames of one direction the line mistreats; frames count from 1.
struct LineFaults {
    std::set<int> lose;
    std::set<int> repeat;
    /// Percentages, drawn from the pipe's seed.
    int loss_percent = 0;
    int repeat_percent = 0;
    int delay_percent = 0;  ///< extra delay, so that frames overtake each other
};

/// One engine with what it said and what it knows.
struct PppEnd {
    PppEnd(ppp::PppConfig config, std::uint64_t seed)
        : random(seed),
          entropy(seed ^ 0x5eedULL),
          engine(std::move(config), crypto, random, entropy) {}

    platform::GcryptCrypto crypto;
    SeededRandom random;
    SeededRandom entropy;
    ppp::PppEngine engine;
    std::map<std::string, Secret> secrets;  ///< of callers, for PeerSecretWanted
    Ipv4Address caller_ipv4;                ///< given with each secret
    std::optional<ppp::OwnProof> proof;     ///< so
    std::vector<wire::CallBackType> offer{wire::CallBackType::None};  ///< so
    std::string good_number;  ///< what CallBackWanted must say; empty: any number will do
    bool answers_call_backs = true;
    std::optional<ppp::CallBackDecided> decision_to_give;
    bool answers_secrets = true;
    std::optional<ppp::PeerSecretFound> secret_to_give;
    LineFaults faults;  ///< of what this end sends
    int frames_sent = 0;

    std::vector<ppp::Output> said;  ///< all outputs except SendFrame
    std::optional<Error> finished;
    int finished_count = 0;
    std::optional<ppp::Ipv4Opened> ipv4;
    std::optional<ppp::Ipv6Opened> ipv6;
    int ipv4_openings = 0;

    template <class Kind>
    [[nodiscard]] const Kind* find() const {
        for (const auto& output : said) {
            if (const auto* found = std::get_if<Kind>(&output)) {
                return found;
            }
        }
        return nullptr;
    }
    [[nodiscard]] Errc end_code() const { return finished ? finished->code : Errc::Ok; }
};

/// Two engines and a line of virtual time between them. Deterministic from its seed.
class PppPipe {
public:
    PppPipe(ppp::PppConfig calling, ppp::PppConfig answering, std::uint64_t seed = 1)
        : caller(std::move(calling), seed),
          answerer(std::move(answering), seed + 1000),
          dice_(seed) {}

    PppEnd caller;
    PppEnd answerer;
    Duration delay = std::chrono::milliseconds{1};
    TimePoint now{};

    /// Both lines open.
    void connect() {
        give(caller, ppp::LinkUp{});
        give(answerer, ppp::LinkUp{});
    }
    void give(PppEnd& end, const ppp::Input& input) {
        end.engine.handle(now, input);
        drain(end);
    }
    /// Lets time pass until nothing is left to do or `limit` is over.
    void run(Duration limit) {
        run_until([] { return false; }, limit);
    }
    /// Lets time pass until `is_done`. False if it never was within `limit`.
    bool run_until(const std::function<bool()>& is_done, Duration limit) {
        const TimePoint stop = now + limit;
        while (!is_done()) {
            const auto next = next_event();
            if (!next || *next > stop) {
                now = stop;
                return is_done();
            }
            now = std::max(now, *next);
            step();
        }
        return true;
    }
    [[nodiscard]] bool is_up() const { return caller.ipv4 && answerer.ipv4; }
    [[nodiscard]] bool is_over() const { return caller.finished && answerer.finished; }

private:
    struct InFlight {
        PppEnd* to = nullptr;
        std::uint16_t protocol = 0;
        Bytes information;
    };

    [[nodiscard]] std::optional<TimePoint> next_event() const {
        std::optional<TimePoint> next;
        const auto consider = [&next](std::optional<TimePoint> at) {
            if (at && (!next || *at < *next)) {
                next = at;
            }
        };
        if (!line_.empty()) {
            consider(line_.begin()->first);
        }
        consider(caller.engine.next_deadline());
        consider(answerer.engine.next_deadline());
        return next;
    }
    void step() {
        if (!line_.empty() && line_.begin()->first <= now) {
            auto frame = line_.extract(line_.begin());
            const InFlight& sent = frame.mapped();
            give(*sent.to, ppp::FrameReceived{sent.protocol, sent.information});
            spare_ = std::move(frame);
            return;
        }
        for (PppEnd* end : {&caller, &answerer}) {
            const auto deadline = end->engine.next_deadline();
            if (deadline && *deadline <= now) {
                end->engine.handle_timeout(now);
                drain(*end);
            }
        }
    }
    void drain(PppEnd& end) {
        while (auto output = end.engine.poll_output()) {
            take(end, std::move(*output));
        }
        if (const auto found = std::exchange(end.secret_to_give, std::nullopt)) {
            give(end, *found);
        }
        if (const auto decided = std::exchange(end.decision_to_give, std::nullopt)) {
            give(end, *decided);
        }
    }
    void take(PppEnd& end, ppp::Output output) {
        if (auto* frame = std::get_if<ppp::SendFrame>(&output)) {
            return transmit(end, std::move(*frame));
        }
        end.said.push_back(output);
        if (const auto* wanted = std::get_if<ppp::PeerSecretWanted>(&output)) {
            answer_secret(end, *wanted);
        } else if (const auto* number = std::get_if<ppp::CallBackWanted>(&output)) {
            answer_call_back(end, *number);
        } else if (const auto* v4 = std::get_if<ppp::Ipv4Opened>(&output)) {
            end.ipv4 = *v4;
            ++end.ipv4_openings;
        } else if (std::holds_alternative<ppp::Ipv4Closed>(output)) {
            end.ipv4.reset();
        } else if (const auto* v6 = std::get_if<ppp::Ipv6Opened>(&output)) {
            end.ipv6 = *v6;
        } else if (std::holds_alternative<ppp::Ipv6Closed>(output)) {
            end.ipv6.reset();
        } else if (const auto* finished = std::get_if<ppp::Finished>(&output)) {
            end.finished = finished->error;
            ++end.finished_count;
        }
    }
    void answer_secret(PppEnd& end, const ppp::PeerSecretWanted& wanted) {
        if (!end.answers_secrets) {
            return;
        }
        ppp::PeerSecretFound found;
        const auto secret = end.secrets.find(wanted.user_name);
        if (secret != end.secrets.end()) {
            found.secret = secret->second;
            found.peer_ipv4 = end.caller_ipv4;
            found.proof = end.proof;
            found.call_back = end.offer;
        }
        end.secret_to_give = found;  // after the drain, as the engine's contract says
    }
    static void answer_call_back(PppEnd& end, const ppp::CallBackWanted& wanted) {
        if (!end.answers_call_backs) {
            return;
        }
        end.decision_to_give.emplace();
        if (!end.good_number.empty() && wanted.number != end.good_number) {
            end.decision_to_give->refusal =
                make_error(Errc::BadCallbackNumber, "not at " + wanted.number);
        }
    }
    void transmit(PppEnd& from, ppp::SendFrame frame) {
        const int number = ++from.frames_sent;
        const LineFaults& faults = from.faults;
        if (faults.lose.count(number) != 0 || roll(faults.loss_percent)) {
            return;
        }
        const bool is_twice = faults.repeat.count(number) != 0 || roll(faults.repeat_percent);
        Duration extra{};
        if (roll(faults.delay_percent)) {
            extra = std::chrono::milliseconds{dice_.next_u32() % 400};
        }
        PppEnd* const to = &from == &caller ? &answerer : &caller;
        if (is_twice) {
            put({to, frame.protocol, frame.information}, now + 2 * delay + extra);
        }
        put({to, frame.protocol, std::move(frame.information)}, now + delay + extra);
    }
    void put(InFlight frame, TimePoint arrival) {
        if (spare_.empty()) {
            line_.emplace(arrival, std::move(frame));
            return;
        }
        spare_.key() = arrival;
        spare_.mapped() = std::move(frame);
        line_.insert(std::move(spare_));
    }
    [[nodiscard]] bool roll(int percent) {
        return percent > 0 && static_cast<int>(dice_.next_u32() % 100) < percent;
    }

    SeededRandom dice_;
    using Line = std::multimap<TimePoint, InFlight>;
    Line line_;
    Line::node_type spare_;  ///< of the frame that arrived last: most lines have one on the way
};

}  // namespace mprd::test
