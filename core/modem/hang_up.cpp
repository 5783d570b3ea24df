// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/hang_up.hpp"

#include <string_view>
#include <utility>

namespace mprd::modem {
namespace {

Bytes octets(std::string_view text) {
    const ByteSpan bytes = as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

}  // namespace

void HangUp::begin(TimePoint now, From from) {
    from_ = from;
    if (line_.has_dtr) {
        enter(now, Phase::DtrLow);
    } else {
        after_dtr(now);
    }
}

void HangUp::after_dtr(TimePoint now) {
    if (from_ == From::Command) {
        enter(now, Phase::Aborting);
    } else {
        enter(now, escape_ == Escape::Never ? Phase::Done : Phase::GuardBefore);
    }
    if (line_.has_dtr && !step_) {
        step_ = Step{{}, true};  // a modem does not listen while DTR is low
    }
}

void HangUp::enter(TimePoint now, Phase phase) {
    phase_ = phase;
    switch (phase) {
        case Phase::DtrLow:
            step_ = Step{{}, false};
            deadline_ = now + kDtrLimit;
            break;
        case Phase::GuardBefore:
            deadline_ = now + kGuard;
            break;
        case Phase::Escaped:
            step_ = Step{octets("+++"), std::nullopt};
            deadline_ = now + kGuard + kAnswerLimit;
            break;
        case Phase::Aborting:
            step_ = Step{octets("\r"), std::nullopt};
            deadline_ = now + kAnswerLimit;
            break;
        case Phase::OnHook:
            step_ = Step{octets("ATH\r"), std::nullopt};
            deadline_ = now + kAnswerLimit;
            break;
        case Phase::Done:
            deadline_.reset();
            break;
    }
}

void HangUp::result(TimePoint now, ResultKind kind) {
    switch (phase_) {
        case Phase::Escaped:
        case Phase::Aborting:
            enter(now, kind == ResultKind::NoCarrier ? Phase::Done : Phase::OnHook);
            break;
        case Phase::OnHook:
            enter(now, Phase::Done);
            break;
        case Phase::DtrLow:
        case Phase::GuardBefore:
        case Phase::Done:
            break;  // it is not an answer to us
    }
}

void HangUp::carrier_lost(TimePoint now) {
    enter(now, Phase::Done);
}

void HangUp::handle_timeout(TimePoint now) {
    if (!deadline_ || now < *deadline_) {
        return;
    }
    switch (phase_) {
        case Phase::DtrLow:
            // Where DCD tells nothing, DTR low for so long was the hang-up.
            if (line_.has_carrier && from_ == From::Data) {
                after_dtr(now);
                return;
            }
            enter(now, Phase::Done);
            break;
        case Phase::GuardBefore:
            enter(now, Phase::Escaped);
            break;
        case Phase::Escaped:
        case Phase::Aborting:
            enter(now, Phase::OnHook);
            break;
        case Phase::OnHook:
        case Phase::Done:
            enter(now, Phase::Done);
            break;
    }
}

std::optional<HangUp::Step> HangUp::poll_step() {
    return std::exchange(step_, std::nullopt);
}

}  // namespace mprd::modem
