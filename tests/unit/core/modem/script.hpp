// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/modem/at_engine.hpp"
#include "tests/support/catch.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mprd::modem::test {

/// One turn of a scripted modem: what it must be sent, and what it says then.
struct Turn {
    std::string_view expects;
    std::string answers;
};
using Script = std::vector<Turn>;

/// An engine, a clock and a modem that follows a script. Virtual time.
class Stage {
public:
    explicit Stage(AtSettings settings, LineAbilities line = {})
        : engine(std::move(settings), line) {}

    void handle(const AtInput& input) {
        engine.handle(now, input);
        drain();
    }
    void receive(std::string_view text) { handle(Received{as_bytes(text)}); }
    /// Goes to the next deadline; false when there is none.
    bool step() {
        const auto deadline = engine.next_deadline();
        if (!deadline) {
            return false;
        }
        now = std::max(now, *deadline);
        engine.handle_timeout(now);
        drain();
        return true;
    }
    void wait(Duration time) {
        const TimePoint end = now + time;
        while (engine.next_deadline() && *engine.next_deadline() <= end) {
            step();
        }
        now = end;
    }
    /// Plays the script to its end, or to the end of the dialogue.
    void play(const Script& script) {
        for (const Turn& turn : script) {
            if (!await_command(turn.expects)) {
                return;
            }
            if (!turn.answers.empty()) {
                receive(turn.answers);
            }
        }
    }
    /// Takes the next octets that the engine sends, letting pauses pass.
    bool await_command(std::string_view expected) {
        for (int rounds = 0; sent.empty() && !finished && rounds < 20; ++rounds) {
            if (!step()) {
                break;
            }
        }
        if (sent.empty()) {
            return false;
        }
        CHECK(sent.front() == expected);
        sent.erase(sent.begin());
        return true;
    }
    /// Until the engine is at rest; false when it never is.
    bool run_out(int most = 100) {
        while (!finished && most-- > 0) {
            if (!step()) {
                return false;
            }
        }
        return finished.has_value();
    }

    AtEngine engine;
    TimePoint now{};
    std::vector<std::string> sent;
    std::vector<bool> dtr;
    std::optional<Connected> connected;
    std::vector<FactLearned> facts;
    std::string log;
    bool pin_refused = false;
    std::optional<Error> finished;
    int finished_count = 0;

private:
    void drain() {
        while (auto output = engine.poll_output()) {
            std::visit([&](auto& each) { take(each); }, *output);
        }
    }
    void take(SendToModem& output) { sent.emplace_back(as_text(output.data)); }
    void take(SetDtr& output) { dtr.push_back(output.on); }
    void take(Connected& output) {
        CHECK_FALSE(connected);
        connected = output;
    }
    void take(FactLearned& output) { facts.push_back(output); }
    void take(Told& output) { log += output.text + '\n'; }
    void take(PinRefused&) { pin_refused = true; }
    void take(Finished& output) {
        finished = output.error;
        ++finished_count;
    }
};

inline AtSettings landline() {
    AtSettings settings;
    settings.init = {"ATZ", "ATE0"};
    return settings;
}

inline AtSettings mobile() {
    AtSettings settings;
    settings.init = {"ATZ"};
    settings.dial_prefix = "ATD";
    settings.cellular = CellularSettings{"internet", 1, "IP", Secret("4711")};
    return settings;
}

inline const std::string kOk = "\r\nOK\r\n";

inline Script setup_landline() {
    return {{"AT\r", kOk}, {"ATZ\r", kOk}, {"ATE0\r", kOk}};
}

}  // namespace mprd::modem::test
