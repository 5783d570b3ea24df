// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/base/concat.hpp"
#include "core/dial/connect_machine.hpp"
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

#include <fstream>
#include <set>
#include <sstream>
#include <string_view>
#include <utility>

using namespace mprd;
using namespace mprd::dial;

namespace {

using Transitions = std::set<std::string>;

/// The lines "| from | to | ..." of the document.
Transitions documented() {
    std::ifstream file(MPRD_SOURCE_DIR "/docs/dev/connect-machine.md");
    Transitions found;
    std::string line;
    while (std::getline(file, line)) {
        std::istringstream words(line);
        std::string bar;
        std::string from;
        std::string to;
        words >> bar >> from >> bar >> to;
        if (line.starts_with("| ") && from != "from" && from != "---") {
            found.insert(from + " -> " + to);
        }
    }
    return found;
}

MachineInput random_input(SeededRandom& dice, TimePoint now) {
    const PortId port{dice.next_u32() % 3 + 1};
    const auto reason = static_cast<UnreachableReason>(1U << (dice.next_u32() % 5));
    MachineSettings settings;
    settings.redial_attempts = dice.next_u32() % 3;
    settings.target_count = 1 + dice.next_u32() % 2;
    settings.idle_timeout = std::chrono::seconds{100};
    settings.reconnect = static_cast<Reconnect>(dice.next_u32() % 3);
    switch (dice.next_u32() % 21) {
        case 0:
            return Configure{settings};
        case 1:
            return CallConnected{port};
        case 2:
            return HangUp{};
        case 3:
            return TrafficSeen{now};
        case 4:
            return Blocked{
                reason == UnreachableReason::ConnectionFailure ? UnreachableReason::AdminDisabled
                                                               : reason,
                Errc::InterfaceDisabled,
                now + std::chrono::seconds{50}};
        case 5:
        case 6:
            return Unblocked{reason};
        case 7:
            return PortDenied{};
        case 8:
        case 9:
            return PortGranted{port};
        case 10:
        case 11:
            return LineOpened{};
        case 12:
        case 13:
            return LinkReady{};
        case 14:
            return LineClosed{Errc::LinkFailure};
        case 15:
            return PeerCalls{port};
        case 16:
        case 17:
            return CallBackExpected{std::chrono::seconds{30}};
        default:
            return Connect{};
    }
}

}  // namespace

TEST_CASE("sim: the machine makes exactly the transitions of its document", "[sim][dial]") {
    const std::uint64_t seed = test::sim_seed(11);
    SeededRandom dice(seed);
    std::set<std::pair<std::string_view, std::string_view>> phases;
    for (int life = 0; life < 3000; ++life) {
        ConnectMachine machine{MachineSettings{}};
        TimePoint now{};
        for (int step = 0; step < 120; ++step) {
            if (dice.next_u32() % 6 == 0 && machine.next_deadline()) {
                now = std::max(now, *machine.next_deadline());
                machine.handle_timeout(now);
            } else {
                now += std::chrono::seconds{dice.next_u32() % 3};
                machine.handle(now, random_input(dice, now));
            }
            while (const auto output = machine.poll_output()) {
                if (const auto* changed = std::get_if<StateChanged>(&*output)) {
                    phases.emplace(changed->from_phase, changed->to_phase);
                }
            }
        }
    }

    Transitions seen;
    for (const auto& [from, to] : phases) {
        seen.insert(concat({from, " -> ", to}));
    }
    INFO("seed " << seed);
    const Transitions known = documented();
    std::ostringstream lists;
    for (const auto& transition : seen) {
        lists << (known.count(transition) != 0 ? "  " : "+ ") << transition << '\n';
    }
    for (const auto& transition : known) {
        lists << (seen.count(transition) != 0 ? "" : "- " + transition + '\n');
    }
    INFO(lists.str());
    CHECK(seen == known);
}
