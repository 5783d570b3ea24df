// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/time.hpp"
#include "core/modem/at_settings.hpp"
#include "core/modem/result_code.hpp"

#include <chrono>
#include <optional>

namespace mprd::modem {

/// Puts a modem on hook: DTR low; if the line cannot or the modem does not obey, a pause, "+++", a
/// pause, and ATH. A modem that is not in data state yet needs no escape: any octet ends its
/// dialling (V.250 section 5.6.1).
class HangUp {
public:
    /// With &D2 a modem hangs up; S25 is 50 ms by default and 2.55 s at most.
    static constexpr Duration kDtrLimit = std::chrono::seconds{1};
    /// S12 is 1 s by default; the pauses must be longer.
    static constexpr Duration kGuard = std::chrono::milliseconds{1050};
    /// For the OK behind "+++" and behind ATH.
    static constexpr Duration kAnswerLimit = std::chrono::milliseconds{1500};

    /// Whether the modem listens to commands or to data.
    enum class From {
        Command,
        Data,
    };
    /// What to do to the line now.
    struct Step {
        Bytes send;
        std::optional<bool> dtr;  ///< set it so
    };

    HangUp(LineAbilities line, Escape escape) : line_(line), escape_(escape) {}

    void begin(TimePoint now, From from);
    /// The modem answered something.
    void result(TimePoint now, ResultKind kind);
    /// DCD is gone.
    void carrier_lost(TimePoint now);
    void handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<Step> poll_step();
    [[nodiscard]] std::optional<TimePoint> next_deadline() const { return deadline_; }
    /// The line may be let go of.
    [[nodiscard]] bool is_done() const { return phase_ == Phase::Done; }

private:
    enum class Phase {
        DtrLow,
        GuardBefore,  ///< pause in front of "+++"
        Escaped,      ///< "+++" is sent
        Aborting,     ///< an octet that ends dialling is sent
        OnHook,       ///< ATH is sent
        Done,
    };
    void enter(TimePoint now, Phase phase);
    void after_dtr(TimePoint now);

    LineAbilities line_;
    Escape escape_;
    From from_ = From::Command;
    Phase phase_ = Phase::Done;
    std::optional<TimePoint> deadline_;
    std::optional<Step> step_;
};

}  // namespace mprd::modem
