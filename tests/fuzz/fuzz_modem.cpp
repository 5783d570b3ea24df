// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/at_engine.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

using namespace mprd;         // NOLINT(google-build-using-namespace)
using namespace mprd::modem;  // NOLINT(google-build-using-namespace)

namespace {

/// One engine and what must hold whatever a modem says.
struct Subject {
    explicit Subject(AtSettings settings, LineAbilities line) : engine(std::move(settings), line) {}

    void handle(const AtInput& input) {
        engine.handle(now, input);
        drain();
    }
    void timeout() {
        if (const auto deadline = engine.next_deadline()) {
            now = std::max(now, *deadline);
            engine.handle_timeout(now);
            drain();
        }
    }
    void drain() {
        std::size_t outputs = 0;
        while (auto output = engine.poll_output()) {
            fuzz::require(++outputs < 100000);
            if (const auto* told = std::get_if<Told>(&*output)) {
                fuzz::require(told->text.find("4711") == std::string::npos);
                fuzz::require(told->text.size() <= 4 * kMaxTold + 8);
            }
            finished += std::holds_alternative<Finished>(*output) ? 1 : 0;
            pins += std::holds_alternative<SendToModem>(*output) &&
                            as_text(std::get<SendToModem>(*output).data) == "AT+CPIN=4711\r"
                        ? 1
                        : 0;
        }
    }

    AtEngine engine;
    TimePoint now{};
    int finished = 0;
    int pins = 0;
};

AtSettings settings_for(std::uint8_t choice) {
    AtSettings settings;
    settings.rings = 1 + (choice & 1U);
    if ((choice & 2U) != 0) {
        settings.cellular = CellularSettings{"internet", 1, "IP", Secret("4711")};
    }
    if ((choice & 4U) != 0) {
        const std::vector<std::string> lines{
            "abort BUSY", "send ATD${number}\\r", "expect CONNECT", "pause 1", "expect >"};
        settings.chat = *ChatScript::parse(lines);
    }
    return settings;
}

/// The input as a chat script: what is taken can be run.
void check_script(ByteSpan data) {
    const std::vector<std::string> lines{std::string(as_text(data))};
    if (const auto script = ChatScript::parse(lines)) {
        ChatRun run(*script, {});
        run.begin(TimePoint{});
        fuzz::require(run.result().has_value() || run.next_deadline().has_value());
    }
}

}  // namespace

/// First octet: settings and line. Then pieces: a length octet and so much of the line; zero is a
/// timeout, 255 a lost carrier, 254 a stop.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteReader reader({data, size});
    check_script({data, std::min<std::size_t>(size, 400)});
    const std::uint8_t choice = reader.u8().value_or(0);
    Subject subject(
        settings_for(choice), {.has_dtr = (choice & 8U) != 0, .has_carrier = (choice & 16U) != 0}
    );
    subject.handle((choice & 32U) != 0 ? AtInput(Wait{}) : AtInput(Dial{"1"}));
    while (const auto step = reader.u8()) {
        if (*step == 0) {
            subject.timeout();
        } else if (*step == 255) {
            subject.handle(CarrierLost{});
        } else if (*step == 254) {
            subject.handle(Stop{});
        } else {
            const ByteSpan piece = *reader.take(std::min<std::size_t>(*step, reader.remaining()));
            if (subject.engine.is_online()) {
                subject.engine.watch(subject.now, piece);
            } else {
                subject.handle(Received{piece});
            }
        }
    }
    fuzz::require(subject.finished <= 1);
    subject.handle(Stop{});
    for (int i = 0; i < 10 && subject.finished == 0; ++i) {
        subject.timeout();
    }
    fuzz::require(subject.finished == 1);
    fuzz::require(subject.engine.next_deadline() == std::nullopt);
    return 0;
}
