// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

/// The option negotiation automaton of RFC 1661 section 4, as one table. It knows states, events
/// and actions and nothing else: ControlProtocol carries the actions out.
namespace mprd::ppp::automaton {

/// RFC 1661 section 4.2, in the RFC's order and under its numbers.
enum class State : std::uint8_t {
    /// The lower layer is down, and nobody has asked to open.
    Initial = 0,
    /// Open was asked while the lower layer is down.
    Starting = 1,
    /// The lower layer is up, nobody has asked to open. Requests are answered with Terminate-Ack.
    Closed = 2,
    /// Open, but the negotiation ended (time-out or Terminate). Waits for the peer's request.
    Stopped = 3,
    /// A Terminate-Request is out because of Close; the restart timer runs.
    Closing = 4,
    /// A terminate exchange is under way that the peer or an error began; the restart timer runs.
    Stopping = 5,
    /// Our Configure-Request is out; neither side has acknowledged.
    ReqSent = 6,
    /// The peer has acknowledged our request; we have not acknowledged his.
    AckRcvd = 7,
    /// We have acknowledged the peer's request; he has not acknowledged ours.
    AckSent = 8,
    /// Both sides have acknowledged: the layer above may use the protocol.
    Opened = 9,
};
/// Number of enumerators of State: the columns of the table.
inline constexpr std::size_t kStates = 10;

/// RFC 1661 section 4.3, in the order of the RFC's table.
enum class Event : std::uint8_t {
    Up,           ///< lower layer is up
    Down,         ///< lower layer is down
    Open,         ///< administrative open
    Close,        ///< administrative close
    TimeoutMore,  ///< TO+: restart timer, counter > 0
    TimeoutLast,  ///< TO-: restart timer, counter expired
    RcrGood,      ///< RCR+: acceptable Configure-Request
    RcrBad,       ///< RCR-: unacceptable Configure-Request
    Rca,          ///< Configure-Ack
    Rcn,          ///< Configure-Nak or Configure-Reject
    Rtr,          ///< Terminate-Request
    Rta,          ///< Terminate-Ack
    Ruc,          ///< unknown code
    RxjGood,      ///< RXJ+: Code-Reject or Protocol-Reject that can be lived with
    RxjBad,       ///< RXJ-: one that cannot
    Rxr,          ///< Echo-Request, Echo-Reply, Discard-Request
};
/// Number of enumerators of Event: the rows of the table.
inline constexpr std::size_t kEvents = 16;

/// RFC 1661 section 4.4. The bits stand in the order in which the RFC's cells list their actions,
/// so running the set bits from the lowest up is running the cell.
enum Action : std::uint16_t {
    kNone = 0,
    kTld = 1U << 0U,   ///< This-Layer-Down
    kIrc = 1U << 1U,   ///< Initialize-Restart-Count
    kZrc = 1U << 2U,   ///< Zero-Restart-Count
    kScr = 1U << 3U,   ///< Send-Configure-Request
    kStr = 1U << 4U,   ///< Send-Terminate-Request
    kSca = 1U << 5U,   ///< Send-Configure-Ack
    kScn = 1U << 6U,   ///< Send-Configure-Nak or -Reject
    kSta = 1U << 7U,   ///< Send-Terminate-Ack
    kScj = 1U << 8U,   ///< Send-Code-Reject
    kSer = 1U << 9U,   ///< Send-Echo-Reply
    kTlu = 1U << 10U,  ///< This-Layer-Up
    kTls = 1U << 11U,  ///< This-Layer-Started
    kTlf = 1U << 12U,  ///< This-Layer-Finished
};

/// One cell of the table.
struct Cell {
    /// What the cell says of its event in its state.
    enum class Kind : std::uint8_t {
        Unset,       ///< forgotten: static_assert below
        Impossible,  ///< "-" in the RFC: the caller must not raise this event in this state
        Step,
    };
    /// Only a Step has meaning in the two members below.
    Kind kind = Kind::Unset;
    /// State after the event; may be the same one.
    State next = State::Initial;
    /// Bits of Action, run from the lowest up after the state has changed.
    std::uint16_t actions = kNone;
};

/// Indexed [event][state].
using Table = std::array<std::array<Cell, kStates>, kEvents>;

namespace detail {

/// The "-" of the printed table.
inline constexpr Cell kNever{Cell::Kind::Impossible, State::Initial, kNone};

/// A cell as the RFC writes it: actions / number of the next state.
constexpr Cell go(unsigned actions, int next) {
    return {Cell::Kind::Step, static_cast<State>(next), static_cast<std::uint16_t>(actions)};
}
constexpr Cell go(int next) {
    return go(kNone, next);
}

/// Row of an event.
constexpr std::size_t at(Event event) {
    return static_cast<std::size_t>(event);
}

}  // namespace detail

/// RFC 1661 section 4.1, the two halves of the printed table joined: a row is an event, a column a
/// state. The options "p" (passive), "r" (restart) and "x" (crossed connection) are not used.
constexpr Table make_table() {
    using detail::at;
    using detail::go;
    constexpr Cell no = detail::kNever;
    Table t{};
    // clang-format off
    //                         0 Initial   1 Starting          2 Closed            3 Stopped                  4 Closing    5 Stopping
    //                         6 Req-Sent            7 Ack-Rcvd            8 Ack-Sent            9 Opened
    t[at(Event::Up)]          = {go(2),       go(kIrc | kScr, 6), no,                 no,                        no,          no,
                               no,                   no,                 no,                 no};
    t[at(Event::Down)]        = {no,          no,                 go(0),              go(kTls, 1),               go(0),       go(1),
                               go(1),                go(1),              go(1),              go(kTld, 1)};
    t[at(Event::Open)]        = {go(kTls, 1), go(1),              go(kIrc | kScr, 6), go(3),                     go(5),       go(5),
                               go(6),                go(7),              go(8),              go(9)};
    t[at(Event::Close)]       = {go(0),       go(kTlf, 0),        go(2),              go(2),                     go(4),       go(4),
                               go(kIrc | kStr, 4),   go(kIrc | kStr, 4), go(kIrc | kStr, 4), go(kTld | kIrc | kStr, 4)};
    t[at(Event::TimeoutMore)] = {no,          no,                 no,                 no,                        go(kStr, 4), go(kStr, 5),
                               go(kScr, 6),          go(kScr, 6),        go(kScr, 8),        no};
    t[at(Event::TimeoutLast)] = {no,          no,                 no,                 no,                        go(kTlf, 2), go(kTlf, 3),
                               go(kTlf, 3),          go(kTlf, 3),        go(kTlf, 3),        no};
    t[at(Event::RcrGood)]     = {no,          no,                 go(kSta, 2),        go(kIrc | kScr | kSca, 8), go(4),       go(5),
                               go(kSca, 8),          go(kSca | kTlu, 9), go(kSca, 8),        go(kTld | kScr | kSca, 8)};
    t[at(Event::RcrBad)]      = {no,          no,                 go(kSta, 2),        go(kIrc | kScr | kScn, 6), go(4),       go(5),
                               go(kScn, 6),          go(kScn, 7),        go(kScn, 6),        go(kTld | kScr | kScn, 6)};
    t[at(Event::Rca)]         = {no,          no,                 go(kSta, 2),        go(kSta, 3),               go(4),       go(5),
                               go(kIrc, 7),          go(kScr, 6),        go(kIrc | kTlu, 9), go(kTld | kScr, 6)};
    t[at(Event::Rcn)]         = {no,          no,                 go(kSta, 2),        go(kSta, 3),               go(4),       go(5),
                               go(kIrc | kScr, 6),   go(kScr, 6),        go(kIrc | kScr, 8), go(kTld | kScr, 6)};
    t[at(Event::Rtr)]         = {no,          no,                 go(kSta, 2),        go(kSta, 3),               go(kSta, 4), go(kSta, 5),
                               go(kSta, 6),          go(kSta, 6),        go(kSta, 6),        go(kTld | kZrc | kSta, 5)};
    t[at(Event::Rta)]         = {no,          no,                 go(2),              go(3),                     go(kTlf, 2), go(kTlf, 3),
                               go(6),                go(6),              go(8),              go(kTld | kScr, 6)};
    t[at(Event::Ruc)]         = {no,          no,                 go(kScj, 2),        go(kScj, 3),               go(kScj, 4), go(kScj, 5),
                               go(kScj, 6),          go(kScj, 7),        go(kScj, 8),        go(kScj, 9)};
    t[at(Event::RxjGood)]     = {no,          no,                 go(2),              go(3),                     go(4),       go(5),
                               go(6),                go(6),              go(8),              go(9)};
    t[at(Event::RxjBad)]      = {no,          no,                 go(kTlf, 2),        go(kTlf, 3),               go(kTlf, 2), go(kTlf, 3),
                               go(kTlf, 3),          go(kTlf, 3),        go(kTlf, 3),        go(kTld | kIrc | kStr, 5)};
    t[at(Event::Rxr)]         = {no,          no,                 go(2),              go(3),                     go(4),       go(5),
                               go(6),                go(7),              go(8),              go(kSer, 9)};
    // clang-format on
    return t;
}

/// The table in force, made at compile time.
inline constexpr Table kTable = make_table();

/// True when no cell was forgotten.
constexpr bool is_total(const Table& table) {
    for (const auto& row : table) {
        for (const Cell& cell : row) {
            if (cell.kind == Cell::Kind::Unset) {
                return false;
            }
        }
    }
    return true;
}
static_assert(is_total(kTable), "each event must have a cell in each state");

/// The cell for `event` in `state`; Kind::Impossible if the RFC has none.
[[nodiscard]] constexpr const Cell& cell_of(State state, Event event) {
    return kTable[static_cast<std::size_t>(event)][static_cast<std::size_t>(state)];
}

/// RFC 1661 section 4.2: the restart timer runs in these states and is stopped in all others.
[[nodiscard]] constexpr bool is_timed(State state) {
    return state >= State::Closing && state <= State::AckSent;
}

}  // namespace mprd::ppp::automaton
