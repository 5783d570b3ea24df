// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/at_engine.hpp"

#include "tests/unit/core/modem/script.hpp"

using namespace mprd;               // NOLINT(google-build-using-namespace)
using namespace mprd::modem;        // NOLINT(google-build-using-namespace)
using namespace mprd::modem::test;  // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;

namespace {

Script call(const std::string& answer) {
    Script script = setup_landline();
    script.push_back({"ATDT5551234\r", answer});
    return script;
}

/// Online, with everything that was sent forgotten.
Stage connected_stage(LineAbilities line = {}) {
    Stage stage(landline(), line);
    stage.handle(Dial{"5551234"});
    stage.play(call("\r\nCONNECT 9600\r\n"));
    REQUIRE(stage.connected);
    return stage;
}

}  // namespace

TEST_CASE("modem: a call is initialised, dialled and connected", "[modem]") {
    Stage stage(landline());

    stage.handle(Dial{"5551234"});
    stage.play(call("\r\nCONNECT 33600/ARQ/V34\r\n"));

    REQUIRE(stage.connected);
    CHECK(stage.connected->speed == 33600);
    CHECK(stage.connected->remote == "5551234");
    CHECK(stage.engine.is_online());
    CHECK_FALSE(stage.finished);
}

TEST_CASE("modem: what follows CONNECT in the same read belongs to the call", "[modem]") {
    Stage stage(landline());

    stage.handle(Dial{"5551234"});
    stage.play(call("\r\nCONNECT 9600\r\n~\xff}#"));

    REQUIRE(stage.connected);
    CHECK(as_text(stage.connected->early) == "~\xff}#");
}

TEST_CASE("modem: each result code has its error", "[modem]") {
    const auto [text, error] = GENERATE(table<std::string, Errc>({
        {"BUSY", Errc::LineBusy},
        {"NO CARRIER", Errc::NoCarrier},
        {"NO ANSWER", Errc::NoAnswer},
        {"NO DIALTONE", Errc::NoDialtone},
        {"NO DIAL TONE", Errc::NoDialtone},
        {"ERROR", Errc::FromDevice},
        {"DELAYED 00:01:30", Errc::FromDevice},
        {"BLACKLISTED", Errc::FromDevice},
        {"VOICE", Errc::VoiceAnswer},
    }));
    Stage stage(landline());

    stage.handle(Dial{"5551234"});
    stage.play(call("\r\n" + text + "\r\n"));

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == error);
    CHECK(stage.finished->detail == "the modem says " + text);
    CHECK_FALSE(stage.connected);
}

TEST_CASE(
    "modem: a fault at any step ends the attempt with an error, and the next call works", "[modem]"
) {
    const std::size_t steps = call("").size();
    for (std::size_t faulty = 0; faulty < steps; ++faulty) {
        for (const std::string& fault :
             {std::string(),
              std::string("\r\nERROR\r\n"),
              std::string(5000, 'U'),
              std::string("\xff\x00\x7f\r\n~~~\r\n", 10),
              std::string("\r\nO"),
              kOk + kOk + "\r\nBUSY\r\n"}) {
            CAPTURE(faulty, fault.substr(0, 20));
            Stage stage(landline());
            Script script = call("\r\nCONNECT\r\n");
            script.resize(faulty + 1);
            script.back().answers = fault;

            stage.handle(Dial{"5551234"});
            stage.play(script);
            const bool ended = stage.run_out();

            REQUIRE(ended);
            CHECK(stage.finished->code != Errc::Ok);
            CHECK(stage.finished_count == 1);
            stage.finished.reset();
            stage.sent.clear();
            stage.handle(Dial{"5551234"});
            stage.play(call("\r\nCONNECT\r\n"));
            CHECK(stage.connected);
        }
    }
}

TEST_CASE("modem: a stop at any step ends the attempt with its reason", "[modem]") {
    for (std::size_t reached = 0; reached < call("").size(); ++reached) {
        Stage stage(landline());
        Script script = call("");
        script.resize(reached + 1);
        script.back().answers.clear();

        stage.handle(Dial{"5551234"});
        stage.play(script);
        stage.handle(Stop{Errc::InterfaceDisconnected});
        stage.handle(Stop{Errc::UserDisconnection});
        REQUIRE(stage.run_out());

        CHECK(stage.finished->code == Errc::InterfaceDisconnected);
        CHECK(stage.finished_count == 1);
    }
}

TEST_CASE("modem: answers may come octet by octet, with echoes and noise between them", "[modem]") {
    Stage stage(landline());
    const auto trickle = [&](const std::string& text) {
        for (const char octet : text) {
            stage.receive({&octet, 1});
        }
    };

    stage.handle(Dial{"5551234"});
    REQUIRE(stage.await_command("AT\r"));
    trickle("\xfe\xff\r\n\x01T\r\nAT\r\r\nOK\r\n");
    REQUIRE(stage.await_command("ATZ\r"));
    trickle("ATZ\r\r\nRING\r\n\r\n+CREG: 1\r\nOK\r\n");
    REQUIRE(stage.await_command("ATE0\r"));
    trickle("ATE0\r\r\nOK\r\n");
    REQUIRE(stage.await_command("ATDT5551234\r"));
    trickle("\r\nCARRIER 33600\r\n\r\nPROTOCOL: LAPM\r\n\r\nCONNECT 115200\r");

    REQUIRE(stage.connected);
    CHECK(stage.connected->speed == 115200);
}

TEST_CASE("modem: answers that are still under way from before do not count", "[modem]") {
    Stage stage(landline());

    stage.handle(Dial{"5551234"});
    REQUIRE(stage.await_command("AT\r"));
    stage.receive("\r\nOK\r\n");
    stage.receive("\r\nERROR\r\n\r\nOK\r\n");
    CHECK(stage.sent.empty());
    REQUIRE(stage.await_command("ATZ\r"));
    stage.receive(kOk);
    CHECK(stage.await_command("ATE0\r"));
}

TEST_CASE("modem: a modem that wakes up at the second AT is used", "[modem]") {
    Stage stage(landline());

    stage.handle(Dial{"5551234"});
    stage.play(
        {{"AT\r", ""},
         {"AT\r", kOk},
         {"ATZ\r", kOk},
         {"ATE0\r", kOk},
         {"ATDT5551234\r", "\r\nCONNECT\r\n"}}
    );

    CHECK(stage.connected);
}

TEST_CASE("modem: silence is 666 and nonsense is 652", "[modem]") {
    const auto [answer, code] = GENERATE(table<std::string, Errc>({
        {"", Errc::DeviceNotReady},
        {"\r\nlogin: \r\n", Errc::UnrecognizedResponse},
        {"endless", Errc::UnrecognizedResponse},
    }));
    std::string answers = answer;
    if (answer == "endless") {
        answers.assign(3 * LineSplitter::kMaxLine, 'x');
        answers += "\r\n";
    }
    Stage stage(landline());

    stage.handle(Dial{"5551234"});
    stage.play({{"AT\r", answers}, {"AT\r", answers}, {"AT\r", answers}});
    REQUIRE(stage.run_out());

    CHECK(stage.finished->code == code);
}

TEST_CASE(
    "modem: a carrier that does not come within the limit ends the call with 678", "[modem]"
) {
    AtSettings settings = landline();
    settings.carrier_limit = 30s;
    Stage stage(settings);

    stage.handle(Dial{"5551234"});
    stage.play(call(""));
    stage.wait(29s);
    CHECK(stage.sent.empty());
    stage.wait(1s);
    REQUIRE(stage.await_command("\r"));
    stage.receive("\r\nNO CARRIER\r\n");

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::NoAnswer);
}

TEST_CASE("modem: a number is refused that would be more than a number", "[modem]") {
    const std::string number =
        GENERATE(as<std::string>(), "555;", "555\rATH", "555^M", "\"1\"", std::string(129, '1'));
    Stage stage(landline());

    stage.handle(Dial{number});

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::InvalidParameter);
    CHECK(stage.sent.empty());
}

// ---- hang-up

TEST_CASE("modem: without control lines a call is hung up by escape and ATH", "[modem]") {
    Stage stage = connected_stage();
    const TimePoint begin = stage.now;

    stage.handle(Stop{Errc::IdleDisconnected});
    CHECK_FALSE(stage.engine.is_online());
    REQUIRE(stage.await_command("+++"));
    CHECK(stage.now - begin >= 1s);
    stage.receive("~\x7d\x23garbage\r\nOK\r\n");
    REQUIRE(stage.await_command("ATH\r"));
    stage.receive(kOk);

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::IdleDisconnected);
    CHECK(stage.dtr.empty());
}

TEST_CASE("modem: a modem that ignores the hang-up does not keep the port for ever", "[modem]") {
    Stage stage = connected_stage();
    const TimePoint begin = stage.now;

    stage.handle(Stop{Errc::IdleDisconnected});
    REQUIRE(stage.run_out());

    CHECK(stage.now - begin <= 6s);
}

TEST_CASE("modem: DTR hangs up, and the lost carrier shows it", "[modem]") {
    Stage stage = connected_stage({.has_dtr = true, .has_carrier = true});

    stage.handle(Stop{Errc::IdleDisconnected});
    CHECK(stage.dtr == std::vector{false});
    CHECK_FALSE(stage.finished);
    stage.handle(CarrierLost{});

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::IdleDisconnected);
    CHECK(stage.sent.empty());
}

TEST_CASE("modem: a modem that ignores DTR is told by escape", "[modem]") {
    Stage stage = connected_stage({.has_dtr = true, .has_carrier = true});

    stage.handle(Stop{Errc::IdleDisconnected});
    REQUIRE(stage.await_command("+++"));

    CHECK(stage.dtr == std::vector{false, true});
}

TEST_CASE("modem: a lost carrier ends the call with 679", "[modem]") {
    Stage stage = connected_stage({.has_dtr = true, .has_carrier = true});

    stage.handle(CarrierLost{});

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::NoCarrier);
}

TEST_CASE(
    "modem: NO CARRIER in the data counts when silence follows, in one piece or in two", "[modem]"
) {
    const std::size_t split = GENERATE(0U, 5U);
    const std::string_view text = "~data~\r\nNO CARRIER\r\n";
    Stage stage = connected_stage();

    stage.engine.watch(stage.now, as_bytes(text.substr(0, 10 + split)));
    stage.engine.watch(stage.now, as_bytes(text.substr(10 + split)));
    stage.wait(AtEngine::kQuiet);

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::NoCarrier);
}

TEST_CASE("modem: NO CARRIER inside a packet ends nothing", "[modem]") {
    Stage stage = connected_stage();

    stage.engine.watch(stage.now, as_bytes("~\r\nNO CARRIER\r\n"));
    stage.engine.watch(stage.now, as_bytes("more~"));
    stage.wait(10s);

    CHECK_FALSE(stage.finished);
}

// ---- answering

TEST_CASE(
    "modem: a call is answered after the rings, with the caller's number", "[modem][answer]"
) {
    AtSettings settings = landline();
    settings.rings = 2;
    settings.answer_init = {"AT+VCID=1"};
    Stage stage(settings);

    stage.handle(Wait{});
    stage.play(setup_landline());
    REQUIRE(stage.await_command("AT+VCID=1\r"));
    stage.receive(kOk);
    stage.receive("\r\nRING\r\n\r\nDATE = 1125\r\nNMBR = 0301234\r\n");
    CHECK(stage.sent.empty());
    stage.receive("\r\nRING\r\n");
    REQUIRE(stage.await_command("ATA\r"));
    stage.receive("\r\nCONNECT 28800\r\n~");

    REQUIRE(stage.connected);
    CHECK(stage.connected->remote == "0301234");
    CHECK(stage.connected->speed == 28800);
    CHECK(as_text(stage.connected->early) == "~");
}

TEST_CASE("modem: a caller who stops ringing is forgotten", "[modem][answer]") {
    AtSettings settings = landline();
    settings.rings = 2;
    Stage stage(settings);

    stage.handle(Wait{});
    stage.play(setup_landline());
    stage.receive("\r\nRING\r\n");
    stage.wait(AtEngine::kRingGap);
    stage.receive("\r\nRING\r\n");

    CHECK(stage.sent.empty());
}

TEST_CASE("modem: a call that does not come about leaves the modem waiting", "[modem][answer]") {
    Stage stage(landline());

    stage.handle(Wait{});
    stage.play(setup_landline());
    stage.receive("\r\nRING\r\n");
    REQUIRE(stage.await_command("ATA\r"));
    stage.receive("\r\nNO CARRIER\r\n");
    CHECK_FALSE(stage.finished);
    stage.receive("\r\nRING\r\n");

    CHECK(stage.await_command("ATA\r"));
}

TEST_CASE(
    "modem: a waiting modem is set up again from time to time, and missed when it is gone",
    "[modem][answer]"
) {
    Stage stage(landline());

    stage.handle(Wait{});
    stage.play(setup_landline());
    stage.wait(AtEngine::kCheckInterval);
    stage.play(setup_landline());
    CHECK_FALSE(stage.finished);
    stage.wait(AtEngine::kCheckInterval + 10s);

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::DeviceNotReady);
}

TEST_CASE("modem: a waiting modem is let go of at once", "[modem][answer]") {
    Stage stage(landline());

    stage.handle(Wait{});
    stage.play(setup_landline());
    stage.handle(Stop{Errc::Ok});

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::Ok);
}

// ---- cellular

TEST_CASE(
    "modem: a cellular call gives the PIN, learns the network and dials the context",
    "[modem][cellular]"
) {
    Stage stage(mobile());

    stage.handle(Dial{""});
    stage.play({
        {"AT\r", kOk},
        {"ATZ\r", kOk},
        {"AT+CPIN?\r", "\r\n+CPIN: SIM PIN\r\n" + kOk},
        {"AT+CPIN=4711\r", "AT+CPIN=4711\r" + kOk},
        {"AT+CSQ\r", "\r\n+CSQ: 23,99\r\n" + kOk},
        {"AT+CREG?\r", "\r\n+CREG: 0,5\r\n" + kOk},
        {"AT+CGDCONT=1,\"IP\",\"internet\"\r", kOk},
        {"ATD*99***1#\r", "\r\nCONNECT 150000000\r\n"},
    });

    REQUIRE(stage.connected);
    CHECK(stage.connected->remote == "*99***1#");
    REQUIRE(stage.facts.size() == 3);
    CHECK(stage.facts[1].value == "-67 dBm");
    CHECK(stage.facts[2].value == "roaming");
    CHECK(stage.log.find("4711") == std::string::npos);
    CHECK(stage.log.find("AT+CPIN=****") != std::string::npos);
}

TEST_CASE("modem: a wrong PIN is told and not tried again", "[modem][cellular]") {
    Stage stage(mobile());

    stage.handle(Dial{""});
    stage.play({
        {"AT\r", kOk},
        {"ATZ\r", kOk},
        {"AT+CPIN?\r", "\r\n+CPIN: SIM PIN\r\n" + kOk},
        {"AT+CPIN=4711\r", "\r\n+CME ERROR: 16\r\n"},
    });

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::FromDevice);
    CHECK(stage.pin_refused);
    CHECK(stage.sent.empty());
    CHECK(stage.finished->detail.find("4711") == std::string::npos);
}

TEST_CASE("modem: a SIM that wants more than a PIN is an error", "[modem][cellular]") {
    const auto [answer, code] = GENERATE(table<std::string, Errc>({
        {"\r\n+CPIN: SIM PUK\r\n" + kOk, Errc::FromDevice},
        {"\r\n+CME ERROR: 10\r\n", Errc::DeviceNotReady},
    }));
    Stage stage(mobile());

    stage.handle(Dial{""});
    stage.play({{"AT\r", kOk}, {"ATZ\r", kOk}, {"AT+CPIN?\r", answer}});

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == code);
    CHECK_FALSE(stage.pin_refused);
}

// ---- query and chat

TEST_CASE("modem: a query learns what is there", "[modem][query]") {
    Stage stage(landline());

    stage.handle(Query{});
    stage.play({
        {"AT\r", kOk},
        {"ATE0V1\r", kOk},
        {"AT+GMI\r", "\r\nExample Ltd\r\n" + kOk},
        {"AT+GMM\r", "\r\nE-33600\r\n" + kOk},
        {"AT+GMR\r", "\r\nERROR\r\n"},
        {"ATI\r", "\r\n33600\r\n" + kOk},
        {"AT+CPIN?\r", "\r\nERROR\r\n"},
        {"AT+CSQ\r", ""},
        {"AT+CREG?\r", "\r\nERROR\r\n"},
    });

    REQUIRE(stage.finished);
    CHECK(stage.finished->code == Errc::Ok);
    REQUIRE(stage.facts.size() == 3);
    CHECK(stage.facts[0].name == "manufacturer");
    CHECK(stage.facts[1].value == "E-33600");
}

TEST_CASE(
    "modem: a chat script replaces the dialogue, and its rest is the call's", "[modem][chat]"
) {
    AtSettings settings = landline();
    const std::vector<std::string> lines{
        "abort BUSY",
        "send ATX\\r",
        "expect OK",
        "send ATD${number}\\r",
        "expect CONNECT",
        "expect word:",
        "send ${password}\\r",
        "expect >"};
    settings.chat = *ChatScript::parse(lines);
    settings.chat_variables.emplace("password", Secret("s3cret"));
    Stage stage(settings);

    stage.handle(Dial{"42"});
    stage.play({{"ATX\r", kOk}, {"ATD42\r", "\r\nCONNECT\r\nPass"}});
    stage.receive("word:");
    REQUIRE(stage.await_command("s3cret\r"));
    stage.receive("s3cret\r\n>~ppp");

    REQUIRE(stage.connected);
    CHECK(as_text(stage.connected->early) == "~ppp");
    CHECK(stage.log.find("s3cret") == std::string::npos);
}

TEST_CASE("modem: an abort text of a chat script hangs up with its error", "[modem][chat]") {
    AtSettings settings = landline();
    const std::vector<std::string> lines{"abort BUSY", "send ATD${number}\\r", "expect CONNECT"};
    settings.chat = *ChatScript::parse(lines);
    Stage stage(settings);

    stage.handle(Dial{"42"});
    stage.play({{"ATD42\r", "\r\nBUSY\r\n"}});
    REQUIRE(stage.run_out());

    CHECK(stage.finished->code == Errc::LineBusy);
    CHECK_FALSE(stage.connected);
}

TEST_CASE("modem: a chat script that waits in vain ends with 678", "[modem][chat]") {
    AtSettings settings = landline();
    const std::vector<std::string> lines{"timeout 7", "send AT\\r", "expect CONNECT"};
    settings.chat = *ChatScript::parse(lines);
    Stage stage(settings);

    stage.handle(Dial{""});
    stage.wait(6s);
    CHECK_FALSE(stage.finished);
    REQUIRE(stage.run_out());

    CHECK(stage.finished->code == Errc::NoAnswer);
}
