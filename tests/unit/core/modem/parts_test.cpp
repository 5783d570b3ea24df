// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/at_answers.hpp"
#include "core/modem/chat_script.hpp"
#include "core/modem/line_splitter.hpp"
#include "core/modem/masked.hpp"
#include "core/modem/result_code.hpp"
#include "tests/support/catch.hpp"

#include <set>
#include <string>
#include <vector>

using namespace mprd;         // NOLINT(google-build-using-namespace)
using namespace mprd::modem;  // NOLINT(google-build-using-namespace)

namespace {

std::vector<std::string> lines_of(std::string_view text, LineSplitter& splitter) {
    std::vector<std::string> lines;
    ByteSpan rest = as_bytes(text);
    while (auto line = splitter.take(rest)) {
        lines.push_back(*line);
    }
    return lines;
}

}  // namespace

TEST_CASE(
    "line splitter: lines end with any mix of CR and LF, and hold what is printable",
    "[modem][lines]"
) {
    LineSplitter splitter;

    CHECK(
        lines_of("\r\nOK\r\n\n\nA\xff\x01T\rB\n  C  \r   \r", splitter) ==
        std::vector<std::string>{"OK", "AT", "B", "C"}
    );
}

TEST_CASE("line splitter: a line beyond the limit is skipped as a whole", "[modem][lines]") {
    LineSplitter splitter;
    const std::string longest(LineSplitter::kMaxLine, 'x');

    CHECK(lines_of(longest + "\r", splitter).size() == 1);
    CHECK(lines_of(longest + "yOK\rOK\r", splitter) == std::vector<std::string>{"OK"});
    CHECK(splitter.overlong() == 1);
}

TEST_CASE(
    "result code: every kind has a row, and failures have error and class", "[modem][result]"
) {
    std::set<ResultKind> kinds;
    for (const ResultRow& row : result_rows()) {
        const auto parsed = parse_result(row.text);
        REQUIRE(parsed);
        CHECK(parsed->kind == row.kind);
        CHECK((row.error == Errc::Ok) == (row.backoff == BackoffClass::None));
        kinds.insert(row.kind);
    }
    CHECK(kinds.size() == static_cast<std::size_t>(ResultKind::Voice) + 1);
    CHECK(row_of(ResultKind::Busy).backoff == BackoffClass::Busy);
    CHECK(row_of(ResultKind::NoAnswer).backoff == BackoffClass::NoAnswer);
    CHECK(row_of(ResultKind::NoDialtone).backoff == BackoffClass::LineFailure);
    CHECK(row_of(ResultKind::Blacklisted).backoff == BackoffClass::Device);
}

TEST_CASE("result code: speeds of CONNECT, and what is no result code", "[modem][result]") {
    CHECK(parse_result("CONNECT")->speed == 0);
    CHECK(parse_result("CONNECT 1200")->speed == 1200);
    CHECK(parse_result("CONNECT 115200 V42bis")->speed == 115200);
    CHECK(parse_result("CONNECT/ARQ")->speed == 0);
    CHECK(parse_result("CONNECT 99999999999")->speed == 0);
    CHECK(parse_result("+CME ERROR: 10")->kind == ResultKind::Error);
    CHECK(parse_result("+CRING: GPRS")->kind == ResultKind::Ring);
    for (const char* line :
         {"RINGING", "CONNECTED", "OKAY", "ok", "NO", "+CREG: 1", "CARRIER 9600", ""}) {
        CHECK_FALSE(parse_result(line));
    }
}

TEST_CASE("answers: the caller's number in its several forms", "[modem][answers]") {
    CHECK(caller_number("NMBR = 0301234") == "0301234");
    CHECK(caller_number("NMBR=0301234") == "0301234");
    CHECK(caller_number("+CLIP: \"+49301234\",145,\"\",,\"\",0") == "+49301234");
    CHECK(caller_number("CALLER NUMBER: 4711") == "4711");
    for (const char* line :
         {"NMBR = P", "NMBR = O", "NMBR =", "+CLIP: \"\",128", "DATE = 0101", "NMBR = 1<script>"}) {
        CHECK_FALSE(caller_number(line));
    }
    CHECK_FALSE(caller_number("NMBR = " + std::string(65, '1')));
}

TEST_CASE("answers: facts as people read them", "[modem][answers]") {
    CHECK(fact_value("signal", {"+CSQ: 0,0"}) == "-113 dBm");
    CHECK(fact_value("signal", {"+CSQ: 31,99"}) == "-51 dBm");
    CHECK(fact_value("signal", {"+CSQ: 99,99"}) == "unknown");
    CHECK(fact_value("signal", {"nonsense"}).empty());
    CHECK(fact_value("registration", {"+CREG: 0,1"}) == "home");
    CHECK(fact_value("registration", {"+CREG: 2,3,\"00C3\",\"1A2B\""}) == "denied");
    CHECK(fact_value("registration", {"+CREG: 0,77"}) == "unknown");
    CHECK(fact_value("sim", {"+CPIN: READY"}) == "ready");
    CHECK(fact_value("model", {"E-33600", "more"}) == "E-33600");
    CHECK(pin_state({"+CPIN: SIM PIN"}) == PinState::Wanted);
    CHECK(pin_state({"+CPIN: SIM PUK2"}) == PinState::Blocked);
    CHECK(pin_state({}) == PinState::Ready);
}

TEST_CASE(
    "masked: secrets are hidden wherever they stand, and octets become escapes", "[modem][masked]"
) {
    Masked masked;
    masked.hide(Secret("1234"));
    masked.hide(Secret());

    CHECK(masked.text("AT+CPIN=1234\r and 1234") == "AT+CPIN=****\\r and ****");
    CHECK(masked.text("\xff\n") == "\\xff\\n");
    CHECK(masked.text(std::string(500, 'a')).size() == kMaxTold + 3);
}

TEST_CASE("chat script: escapes and variables", "[modem][chat]") {
    const std::vector<std::string> lines{"# comment", "", "send a\\r\\n\\t\\s\\\\\\$\\x41${who}!"};
    const auto script = ChatScript::parse(lines);
    REQUIRE(script);

    const auto& send = std::get<ChatSend>(script->steps().front());
    CHECK(script->variables() == std::vector<std::string>{"who"});
    CHECK(expand(send.text, {{"who", Secret("me")}}) == "a\r\n\t \\$Ame!");
    CHECK_FALSE(expand(send.text, {}));
}

TEST_CASE("chat script: what is wrong is told with its line", "[modem][chat]") {
    const auto [line, detail] = GENERATE(table<std::string, std::string>({
        {"say hello", "line 2: expected send, expect, abort, timeout or pause, found \"say\""},
        {"send", "line 2: send: expected a text of 1 to 256 characters, found 0"},
        {"send " + std::string(257, 'x'),
         "line 2: send: expected a text of 1 to 256 characters, found 257"},
        {"timeout 0", "line 2: timeout: expected seconds from 1 to 600, found \"0\""},
        {"pause 1x", "line 2: pause: expected seconds from 1 to 600, found \"1x\""},
        {"expect a\\q",
         "line 2: expect: expected one of \\r \\n \\t \\s \\\\ \\$ \\xHH, found \"\\q\""},
        {"send \\x4", "line 2: send: expected two hexadecimal digits behind \\x, found \"4\""},
        {"send ${", "line 2: send: expected \"${name}\", found \"${\""},
    }));
    const std::vector<std::string> lines{"timeout 5", line};

    const auto script = ChatScript::parse(lines);

    REQUIRE_FALSE(script);
    CHECK(script.error().detail == detail);
    CHECK(script.error().code == Errc::InvalidData);
}

TEST_CASE("chat script: the number of statements is limited", "[modem][chat]") {
    CHECK(ChatScript::parse(std::vector<std::string>(ChatScript::kMaxSteps, "timeout 1")));
    CHECK_FALSE(ChatScript::parse(std::vector<std::string>(ChatScript::kMaxSteps + 1, "timeout 1"))
    );
    CHECK_FALSE(ChatScript::parse(std::vector<std::string>{"# nothing"}));
}
