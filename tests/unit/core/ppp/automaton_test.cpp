// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/automaton.hpp"

#include "tests/support/catch.hpp"

#include <array>
#include <map>
#include <sstream>
#include <string>

using namespace mprd::ppp::automaton;  // NOLINT(google-build-using-namespace)

namespace {

/// RFC 1661 section 4.1 as printed, a line for an event and a column for a state, without the
/// footnote letters. Typed from the RFC, not from the table under test.
// clang-format off
constexpr std::array<const char*, kEvents> kPrinted{
    //   0        1          2         3              4      5      6          7          8          9
    "    2        irc,scr/6  -         -              -      -      -          -          -          -",               // Up
    "    -        -          0         tls/1          0      1      1          1          1          tld/1",           // Down
    "    tls/1    1          irc,scr/6 3              5      5      6          7          8          9",               // Open
    "    0        tlf/0      2         2              4      4      irc,str/4  irc,str/4  irc,str/4  tld,irc,str/4",   // Close
    "    -        -          -         -              str/4  str/5  scr/6      scr/6      scr/8      -",               // TO+
    "    -        -          -         -              tlf/2  tlf/3  tlf/3      tlf/3      tlf/3      -",               // TO-
    "    -        -          sta/2     irc,scr,sca/8  4      5      sca/8      sca,tlu/9  sca/8      tld,scr,sca/8",   // RCR+
    "    -        -          sta/2     irc,scr,scn/6  4      5      scn/6      scn/7      scn/6      tld,scr,scn/6",   // RCR-
    "    -        -          sta/2     sta/3          4      5      irc/7      scr/6      irc,tlu/9  tld,scr/6",       // RCA
    "    -        -          sta/2     sta/3          4      5      irc,scr/6  scr/6      irc,scr/8  tld,scr/6",       // RCN
    "    -        -          sta/2     sta/3          sta/4  sta/5  sta/6      sta/6      sta/6      tld,zrc,sta/5",   // RTR
    "    -        -          2         3              tlf/2  tlf/3  6          6          8          tld,scr/6",       // RTA
    "    -        -          scj/2     scj/3          scj/4  scj/5  scj/6      scj/7      scj/8      scj/9",           // RUC
    "    -        -          2         3              4      5      6          6          8          9",               // RXJ+
    "    -        -          tlf/2     tlf/3          tlf/2  tlf/3  tlf/3      tlf/3      tlf/3      tld,irc,str/5",   // RXJ-
    "    -        -          2         3              4      5      6          7          8          ser/9",           // RXR
};
// clang-format on

unsigned actions_of(const std::string& names) {
    const std::map<std::string, unsigned> known{
        {"tld", kTld},
        {"irc", kIrc},
        {"zrc", kZrc},
        {"scr", kScr},
        {"str", kStr},
        {"sca", kSca},
        {"scn", kScn},
        {"sta", kSta},
        {"scj", kScj},
        {"ser", kSer},
        {"tlu", kTlu},
        {"tls", kTls},
        {"tlf", kTlf},
    };
    unsigned actions = 0;
    std::istringstream list(names);
    for (std::string name; std::getline(list, name, ',');) {
        actions |= known.at(name);
    }
    return actions;
}

}  // namespace

TEST_CASE("automaton: all 160 cells are those of RFC 1661", "[ppp][automaton]") {
    for (std::size_t event = 0; event < kEvents; ++event) {
        std::istringstream row(kPrinted[event]);
        for (std::size_t state = 0; state < kStates; ++state) {
            INFO("event " << event << " in state " << state);
            std::string text;
            REQUIRE(row >> text);
            const Cell& cell = cell_of(static_cast<State>(state), static_cast<Event>(event));
            if (text == "-") {
                CHECK(cell.kind == Cell::Kind::Impossible);
                continue;
            }
            const std::size_t slash = text.find('/');
            const std::string names = slash == std::string::npos ? "" : text.substr(0, slash);
            const std::string next = slash == std::string::npos ? text : text.substr(slash + 1);
            CHECK(cell.kind == Cell::Kind::Step);
            CHECK(static_cast<int>(cell.next) == std::stoi(next));
            CHECK(cell.actions == actions_of(names));
        }
    }
}

TEST_CASE("automaton: a packet has a cell in each state with a lower layer", "[ppp][automaton]") {
    for (auto event = static_cast<std::size_t>(Event::RcrGood); event < kEvents; ++event) {
        for (auto state = static_cast<std::size_t>(State::Closed); state < kStates; ++state) {
            CHECK(
                cell_of(static_cast<State>(state), static_cast<Event>(event)).kind ==
                Cell::Kind::Step
            );
        }
    }
}

TEST_CASE("automaton: the timer runs from closing to ack-sent", "[ppp][automaton]") {
    CHECK_FALSE(is_timed(State::Stopped));
    CHECK(is_timed(State::Closing));
    CHECK(is_timed(State::AckSent));
    CHECK_FALSE(is_timed(State::Opened));
}
