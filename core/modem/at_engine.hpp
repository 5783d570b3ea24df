// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/base/fifo.hpp"
#include "core/base/time.hpp"
#include "core/modem/at_plan.hpp"
#include "core/modem/at_settings.hpp"
#include "core/modem/chat_run.hpp"
#include "core/modem/hang_up.hpp"
#include "core/modem/line_splitter.hpp"
#include "core/modem/masked.hpp"
#include "core/modem/result_code.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mprd::modem {

// ---- inputs

/// Call this number; empty: what the modem dials without (a context, a chat script). Only at rest.
struct Dial {
    std::string number;
};
/// Wait for a call, and answer it. Only at rest.
struct Wait {};
/// Ask what the modem is; Finished with Ok at the end. Only at rest.
struct Query {};
/// Octets of the line; valid during the call.
struct Received {
    ByteSpan data;
};
/// DCD is gone.
struct CarrierLost {};
/// End what is under way; Finished with `reason` follows. A second one changes nothing.
struct Stop {
    Errc reason = Errc::UserDisconnection;
};

using AtInput = std::variant<Dial, Wait, Query, Received, CarrierLost, Stop>;

// ---- outputs

/// Octets for the modem.
struct SendToModem {
    Bytes data;
};
struct SetDtr {
    bool on = true;
};
/// CONNECT. `early` are octets behind it: they are the call's.
struct Connected {
    std::uint32_t speed = 0;  ///< bit/s, 0 when the modem says none
    std::string remote;       ///< called number, or the caller's where he shows it
    Bytes early;
};
/// Something about the modem, for the status of the device: "signal", "-67 dBm".
struct FactLearned {
    std::string name;
    std::string value;
};
/// What was said on the line, for the log; secrets are masked.
struct Told {
    std::string text;
};
/// The SIM refused its PIN: nobody may try it again before somebody has changed it.
struct PinRefused {};
/// At rest again. Exactly once for each Dial, Wait or Query.
struct Finished {
    Error error;
};

using AtOutput =
    std::variant<SendToModem, SetDtr, Connected, FactLearned, Told, PinRefused, Finished>;

/// One modem on one line, from the first AT to the hang-up. An engine: each input is followed by
/// poll_output() until it is empty; nothing calls out; `now` never decreases.
///
/// Between Connected and Stop the octets are the call's and do not pass here, but for watch(): a
/// line without DCD shows a lost carrier only in what the modem writes.
///
///     rest --Dial--> setup --> dialing --CONNECT--> online --Stop--> hanging up --> rest
///     rest --Wait--> setup --> waiting --RING x N--> dialing (ATA) --CONNECT--> online
class AtEngine {
public:
    /// Tries of the first AT: a modem that sleeps or guesses the speed misses one.
    static constexpr int kWakeTries = 3;
    static constexpr Duration kWakeLimit = std::chrono::seconds{1};
    /// For answers to what was sent before us.
    static constexpr Duration kSettle = std::chrono::milliseconds{100};
    /// A ring is followed by the next within 6 s (ITU-T E.180); after this the caller has gone.
    static constexpr Duration kRingGap = std::chrono::seconds{8};
    /// A waiting modem is asked so often whether it is still there and set up.
    static constexpr Duration kCheckInterval = std::chrono::seconds{300};
    /// Silence behind a NO CARRIER in the data that makes it one of the modem.
    static constexpr Duration kQuiet = std::chrono::milliseconds{1000};
    /// Information lines of one answer that are kept.
    static constexpr std::size_t kMaxInfoLines = 32;

    AtEngine(AtSettings settings, LineAbilities line);

    void handle(TimePoint now, const AtInput& input);
    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<AtOutput> poll_output();
    [[nodiscard]] std::optional<TimePoint> next_deadline() const;

    /// True from Connected to Stop or Finished.
    [[nodiscard]] bool is_online() const { return phase_ == Phase::Online; }
    /// DCD is down though CONNECT was said: its loss will not be told for this call.
    void no_carrier_detect();
    /// What came on the line while online. Cheap; looks at the end alone.
    void watch(TimePoint now, ByteSpan data);

private:
    enum class Phase {
        Rest,
        Setup,
        Dialing,  ///< a call is being made or answered: waits for CONNECT
        Waiting,  ///< for RING
        Online,
        HangingUp,
    };
    /// What the setup is for.
    enum class Aim {
        Call,
        Answer,
        Query,
    };

    void on(TimePoint now, const Dial& input);
    void on(TimePoint now, const Wait&);
    void on(TimePoint now, const Query&);
    void on(TimePoint now, const Received& input);
    void on(TimePoint now, const CarrierLost&);
    void on(TimePoint now, const Stop& input);

    /// The only place that assigns phase_.
    void enter(Phase phase);
    void start(TimePoint now, Aim aim, AtPlan plan);
    void finish(Error error);
    /// Hangs up first.
    void hang_up(TimePoint now, Error error);
    void drain_hang_up();

    /// The first command of the plan.
    void send_command(TimePoint now);
    void next_command(TimePoint now);
    void plan_done(TimePoint now);
    [[nodiscard]] Duration limit_of(Purpose purpose) const;
    void command_timeout(TimePoint now);
    [[nodiscard]] Error silence() const;

    /// `rest` is what follows the line in the same read.
    void on_line(TimePoint now, const std::string& line, ByteSpan& rest);
    void on_answer(
        TimePoint now, const ResultLine& result, const std::string& line, ByteSpan& rest
    );
    void on_dial_result(
        TimePoint now, const ResultLine& result, const std::string& line, ByteSpan& rest
    );
    void on_pin_asked(TimePoint now, ResultKind kind);
    void on_waiting_line(TimePoint now, const std::string& line);
    void on_ring(TimePoint now);
    void keep_info(const std::string& line);
    void go_online(std::uint32_t speed, ByteSpan& rest);
    void wait_again(TimePoint now);

    void start_chat(TimePoint now, const std::string& number);
    void follow_chat(TimePoint now, ByteSpan& rest);

    void tell(std::string_view direction, std::string_view text);

    AtSettings settings_;
    LineAbilities line_;
    Masked masked_;
    LineSplitter splitter_;
    HangUp hang_up_;
    std::optional<ChatRun> chat_;

    Phase phase_ = Phase::Rest;
    Aim aim_ = Aim::Call;
    AtPlan plan_;  ///< the first is outstanding
    std::vector<std::string> info_;
    int tries_ = 0;
    std::uint32_t unknown_lines_ = 0;  ///< that were no answer, since the start
    std::string remote_;
    std::uint32_t rings_ = 0;
    std::string tail_;  ///< the end of what came while online
    bool maybe_lost_ = false;
    std::optional<TimePoint> deadline_;
    Error ending_;  ///< what Finished will say
    Fifo<AtOutput> out_;
};

}  // namespace mprd::modem
