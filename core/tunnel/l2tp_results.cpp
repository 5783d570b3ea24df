// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_results.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace mprd::l2tp {
namespace {

constexpr std::size_t kLongestText = 80;  // of the peer's, in our messages
constexpr std::uint16_t kGeneral = 2;     // in StopCCN and CDN alike

struct Row {
    std::uint16_t code;
    Errc error;
    const char* text;
};

// clang-format off
constexpr std::array kStopRows{
    Row{1, Errc::RemoteDisconnection,   "the peer has cleared the tunnel"},
    Row{3, Errc::LineBusy,              "the peer says that there is a tunnel already"},
    Row{4, Errc::AuthenticationFailure, "the peer does not authorize our tunnel: are host name and secret the ones that it knows?"},
    Row{5, Errc::FromDevice,            "the peer wants another version of the protocol"},
    Row{6, Errc::RemoteDisconnection,   "the peer is shutting down"},
    Row{7, Errc::FromDevice,            "the peer says that we broke the protocol"},
};
constexpr std::array kCallRows{
    Row{1,  Errc::NoCarrier,            "the peer has lost the carrier"},
    Row{3,  Errc::RemoteDisconnection,  "the peer has hung up"},
    Row{4,  Errc::LineBusy,             "the peer has no line free now"},
    Row{5,  Errc::FromDevice,           "the peer cannot take such calls"},
    Row{6,  Errc::NoAnswer,             "the peer does not know the called number"},
    Row{7,  Errc::NoCarrier,            "the called line gives no carrier"},
    Row{8,  Errc::LineBusy,             "the called line is busy"},
    Row{9,  Errc::NoDialtone,           "the peer's line gives no dial tone"},
    Row{10, Errc::NoAnswer,             "the peer says that the call took too long"},
    Row{11, Errc::FromDevice,           "the peer found no framing on the line"},
};
// Error codes of result code 2.
constexpr std::array kGeneralRows{
    Row{1, Errc::PortDisconnected,  "there is no tunnel"},
    Row{2, Errc::FromDevice,        "a length is wrong"},
    Row{3, Errc::FromDevice,        "a value is out of range"},
    Row{4, Errc::LineBusy,          "the peer has not enough resources"},
    Row{5, Errc::FromDevice,        "the session id is wrong"},
    Row{6, Errc::FromDevice,        "an error of the peer's own sort"},
    Row{7, Errc::LineBusy,          "the peer says: try another"},
    Row{8, Errc::NotSupported,      "the peer does not know a mandatory AVP of ours"},
};
// clang-format on

Error lookup(std::span<const Row> rows, std::uint16_t code, const char* what) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& each) { return each.code == code; });
    if (row == rows.end()) {
        return make_error(
            Errc::RemoteDisconnection,
            std::string(what) + ' ' + std::to_string(code) + " of the peer"
        );
    }
    return make_error(row->error, row->text);
}

Error error_of(std::span<const Row> rows, const ResultCode& result) {
    Error error = result.code == kGeneral
                      ? lookup(kGeneralRows, result.error.value_or(0), "general error")
                      : lookup(rows, result.code, "result code");
    if (!result.message.empty()) {
        error.detail += " (\"" + printable(result.message) + "\")";
    }
    return error;
}

}  // namespace

std::string printable(std::string_view text) {
    std::string out;
    for (const char c : text.substr(0, kLongestText)) {
        out += c >= ' ' && c <= '~' ? c : '?';
    }
    return out;
}

Error error_of_stop(const ResultCode& result) {
    return error_of(kStopRows, result);
}

Error error_of_call(const ResultCode& result) {
    return error_of(kCallRows, result);
}

ResultCode result_for(Errc reason) {
    const bool is_lost =
        reason == Errc::NoCarrier || reason == Errc::LinkFailure || reason == Errc::HardwareFailure;
    return make_result(is_lost ? CallCode::LostCarrier : CallCode::Administrative);
}

ResultCode make_result(StopCode code, std::string text) {
    ResultCode result;
    result.code = static_cast<std::uint16_t>(code);
    result.message = std::move(text);
    return result;
}

ResultCode make_result(CallCode code) {
    return ResultCode{static_cast<std::uint16_t>(code), std::nullopt, {}};
}

ResultCode make_result(const Problem& problem) {
    return ResultCode{kGeneral, static_cast<std::uint16_t>(problem.error), problem.detail};
}

}  // namespace mprd::l2tp
