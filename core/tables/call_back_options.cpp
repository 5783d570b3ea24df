// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tables/call_back_options.hpp"

#include "core/tables/call_back_number.hpp"

namespace mprd {
namespace {

constexpr std::chrono::seconds kShortestWait{10};
constexpr std::chrono::seconds kLongestWait{3600};
constexpr std::chrono::seconds kLongestDelay{255};  // one octet of CBCP

}  // namespace

const char* to_string(CallBackMode mode) {
    switch (mode) {
        case CallBackMode::Never:
            return "never";
        case CallBackMode::Optional:
            return "optional";
        case CallBackMode::Required:
            return "required";
    }
    return "unknown";
}

Result<void> CallBackOptions::validate() const {
    if (wait_limit < kShortestWait || wait_limit > kLongestWait) {
        return make_error(Errc::InvalidParameter, "ppp.callBack.waitSeconds: expected 10 to 3600");
    }
    if (delay.count() < 0 || delay > kLongestDelay) {
        return make_error(Errc::InvalidParameter, "ppp.callBack.delaySeconds: expected 0 to 255");
    }
    if (number.size() > kMaxCallBackNumber || (!number.empty() && !dialled_digits(number))) {
        return make_error(
            Errc::InvalidParameter,
            "ppp.callBack.number: expected digits, such as \"+49 551 555 0199\""
        );
    }
    return {};
}

}  // namespace mprd
