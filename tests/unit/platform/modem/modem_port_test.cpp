// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/modem/modem_port.hpp"

#include "platform/devices/device_kind.hpp"
#include "platform/devices/modem/modem_device.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/port_contract.hpp"
#include "tests/unit/platform/modem/bench.hpp"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::modem::ModemDevice;
using platform::modem::Options;
using test::Bench;

namespace {

/// The contract opens without a number: a device that has one by itself.
class NumberedPort final : public platform::Port {
public:
    explicit NumberedPort(std::unique_ptr<Port> port) : port_(std::move(port)) {}
    void open(const DialTarget& /*target*/, platform::PortListener& listener) override {
        port_->open({.number = "1"}, listener);
    }
    void listen(platform::PortListener& listener) override { port_->listen(listener); }
    SendResult send(ByteSpan data) override { return port_->send(data); }
    void close(Errc reason) override { port_->close(reason); }
    [[nodiscard]] bool can_send() const override { return port_->can_send(); }

private:
    std::unique_ptr<Port> port_;
};

}  // namespace

TEST_CASE("modem port: it keeps the port contract", "[modem][contract]") {
    Bench bench;
    ModemDevice device(bench.context(), bench.options);
    test::check_port_contract({
        .make_port = [&] { return std::make_unique<NumberedPort>(*device.make_port(0)); },
        .run_until = [&](const std::function<bool()>& done
                     ) { return bench.run_until(done, std::chrono::milliseconds{4000}); },
        .peer_hangs_up = [&] { bench.modem.line.hang_up(); },
        .peer_sends =
            [&](ByteSpan data) {
                bench.modem.answers["ATA"] = "\r\nCONNECT 9600\r\n" + std::string(as_text(data));
                bench.modem.say("\r\nRING\r\n");
            },
    });
}

TEST_CASE(
    "modem port: octets behind CONNECT are the call's, and data passes both ways", "[modem]"
) {
    Bench bench;
    bench.modem.answers["ATDT1"] = "\r\nCONNECT 33600\r\n~early";
    ModemDevice device(bench.context(), bench.options);

    const auto port = bench.call(device);
    bench.modem.say("late~");
    REQUIRE(bench.run_until([&] { return bench.listener.received.size() == 11; }));
    CHECK(port->send(as_bytes("~ours~")) == platform::Port::SendResult::Taken);
    REQUIRE(bench.run_until([&] { return bench.modem.data.size() == 6; }));

    CHECK(as_text(bench.listener.received) == "~earlylate~");
    CHECK(bench.listener.opened->speed == 33600);
    CHECK(bench.listener.opened->remote_endpoint == "1");
    CHECK(bench.modem.data == "~ours~");
}

TEST_CASE("modem port: a pty is hung up by escape and ATH, behind what PPP said last", "[modem]") {
    Bench bench;
    ModemDevice device(bench.context(), bench.options);
    const auto port = bench.call(device);

    CHECK(port->send(as_bytes("~terminate~")) == platform::Port::SendResult::Taken);
    port->close(Errc::IdleDisconnected);
    REQUIRE(bench.run_until([&] { return bench.listener.closed.has_value(); }));

    CHECK(bench.listener.closed->code == Errc::IdleDisconnected);
    CHECK(bench.modem.data == "~terminate~");
    CHECK(bench.modem.commands.back() == "ATH");
}

TEST_CASE(
    "modem port: the kernel takes a call, or says why not, and gives it back", "[modem][kernel]"
) {
    Bench bench;
    ModemDevice device(bench.context(), bench.options);
    const auto idle = *device.make_port(0);
    CHECK_FALSE(idle->give_to_kernel());  // there is no call
    const auto port = bench.call(device);

    const auto given = port->give_to_kernel();

    // Whether it can is this host's to say; if it cannot, the call is ours as before.
    CHECK(given.has_value() == platform::serial::SerialLine::kernel_has_ppp());
    CHECK(port->can_send() != given.has_value());
    port->close(Errc::UserDisconnection);
    REQUIRE(bench.run_until([&] { return bench.listener.closed.has_value(); }));
    CHECK(bench.modem.commands.back() == "ATH");
}

TEST_CASE(
    "modem kind: auto is the kernel only where DCD may tell a lost carrier", "[modem][options]"
) {
    const auto path = platform::find_device_kind("modem")->data_path;
    const bool can = platform::serial::SerialLine::kernel_has_ppp();

    CHECK(
        path(R"({"path": "/dev/x"})") == (can ? platform::DataPath::Auto : platform::DataPath::User)
    );
    CHECK(path(R"({"path": "/dev/x", "carrier": "ignore"})") == platform::DataPath::User);
    CHECK(path(R"({"path": "/dev/x", "dataPath": "user"})") == platform::DataPath::User);
    CHECK(
        path(R"({"path": "/dev/x", "carrier": "ignore", "dataPath": "kernel"})") ==
        (platform::kHasKernelPath ? platform::DataPath::Kernel : platform::DataPath::User)
    );
}

TEST_CASE("modem port: NO CARRIER of the modem ends the call with 679", "[modem]") {
    Bench bench;
    ModemDevice device(bench.context(), bench.options);
    const auto port = bench.call(device);

    bench.modem.say("\r\nNO CARRIER\r\n");
    REQUIRE(bench.run_until([&] { return bench.listener.closed.has_value(); }));

    CHECK(bench.listener.closed->code == Errc::NoCarrier);
}

TEST_CASE("modem port: a busy line gives 676, and the next call works", "[modem]") {
    Bench bench;
    bench.modem.answers["ATDT2"] = "\r\nBUSY\r\n";
    ModemDevice device(bench.context(), bench.options);
    const auto port = *device.make_port(0);
    test::RecordingListener busy;

    port->open({.number = "2"}, busy);
    REQUIRE(bench.run_until([&] { return busy.closed.has_value(); }));
    port->open(bench.target, bench.listener);
    REQUIRE(bench.run_until([&] { return bench.listener.opened.has_value(); }));

    CHECK(busy.closed->code == Errc::LineBusy);
    CHECK(bench.log == "the modem says BUSY\n");
}

TEST_CASE("modem port: a cable pulled in the middle of a command ends the attempt", "[modem]") {
    Bench bench;
    bench.modem.answers["ATDT1"] = "";
    ModemDevice device(bench.context(), bench.options);
    const auto port = *device.make_port(0);

    port->open(bench.target, bench.listener);
    REQUIRE(bench.run_until([&] {
        return !bench.modem.commands.empty() && bench.modem.commands.back() == "ATDT1";
    }));
    bench.modem.line.hang_up();
    REQUIRE(bench.run_until([&] { return bench.listener.closed.has_value(); }));

    CHECK(bench.listener.closed->code != Errc::Ok);
    CHECK_FALSE(bench.listener.opened);
}

TEST_CASE("modem port: a PIN that was refused is not tried a second time", "[modem][cellular]") {
    Bench bench;
    bench.options = *Options::parse(
        R"({"path": ")" + bench.modem.line.path() +
        R"(", "init": ["ATZ"], "logDialogue": true, "cellular": {"apn": "internet"}})"
    );
    bench.options.at.cellular->pin = Secret("0815");
    bench.modem.answers["AT+CPIN?"] = "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n";
    bench.modem.answers["AT+CPIN=0815"] = "\r\n+CME ERROR: 16\r\n";
    ModemDevice device(bench.context(), bench.options);
    const auto port = *device.make_port(0);

    for (int round = 0; round < 2; ++round) {
        test::RecordingListener listener;
        port->open({}, listener);
        REQUIRE(bench.run_until([&] { return listener.closed.has_value(); }));
        CHECK(listener.closed->code == Errc::FromDevice);
    }

    CHECK(
        std::count(bench.modem.commands.begin(), bench.modem.commands.end(), "AT+CPIN=0815") == 1
    );
    CHECK(bench.log.find("0815") == std::string::npos);
    CHECK(bench.log.find("> AT+CPIN=****") != std::string::npos);
    REQUIRE(device.status().size() == 1);
    CHECK(device.status().front().value == "wants the PIN");
}

TEST_CASE("modem probe: it tells a modem from PPP, text and silence", "[modem][probe]") {
    const auto [answer, expected] = GENERATE(table<std::string, std::string>({
        {"\r\nOK\r\n", "modem"},
        {"~\xff}#\xc0!}!}!} }4~", "ppp"},
        {"\r\nrouter login: ", "text"},
        {"", "nothing"},
    }));
    Bench bench;
    bench.modem.default_answer = answer;
    bench.modem.answers["AT+GMM"] = "\r\nE-33600\r\n\r\nOK\r\n";
    ModemDevice device(bench.context(), bench.options);
    std::optional<Result<std::vector<platform::DeviceFact>>> found;

    device.probe([&](Result<std::vector<platform::DeviceFact>> facts) { found = std::move(facts); }
    );
    REQUIRE(bench.run_until([&] { return found.has_value(); }));

    REQUIRE(found->has_value());
    CHECK((*found)->front().name == "answers");
    CHECK((*found)->front().value == expected);
    if (expected == "modem") {
        CHECK((**found)[1].name == "model");
        CHECK((**found)[1].value == "E-33600");
    }
}

TEST_CASE("modem options: what is wrong is named with a pointer", "[modem][options]") {
    const auto [text, message] = GENERATE(table<std::string, std::string>({
        {"7", ": expected an object"},
        {"{}", "/path: expected the path"},
        {R"({"path": "/dev/x", "speed": 1})", "/speed: expected a line speed"},
        {R"({"path": "/dev/x", "init": "ATZ"})", "/init: expected a list"},
        {R"({"path": "/dev/x", "init": ["ATZ", "hello"]})",
         "/init/1: expected a command that begins with AT"},
        {R"({"path": "/dev/x", "init": ["AT\r\nATD1"]})", "/init/0: expected a command"},
        {R"({"path": "/dev/x", "dial": "fast"})",
         "/dial: expected \"tone\", \"pulse\" or \"plain\""},
        {R"({"path": "/dev/x", "rings": 0})", "/rings: expected a number from 1 to 15"},
        {R"({"path": "/dev/x", "carrierSeconds": 151})",
         "/carrierSeconds: expected a number from 1 to 150"},
        {R"({"path": "/dev/x", "commandSeconds": "5"})",
         "/commandSeconds: expected a number from 1 to 60"},
        {R"({"path": "/dev/x", "carrier": "require"})",
         "/carrier: expected \"auto\" or \"ignore\""},
        {R"({"path": "/dev/x", "escape": "+++"})", "/escape: expected \"plus\" or \"never\""},
        {R"({"path": "/dev/x", "logDialogue": 1})", "/logDialogue: expected true or false"},
        {R"({"path": "/dev/x", "cellular": true})", "/cellular: expected an object"},
        {R"({"path": "/dev/x", "cellular": {"apn": "a\"b"}})", "/cellular/apn: expected a text"},
        {R"({"path": "/dev/x", "cellular": {"context": 17}})",
         "/cellular/context: expected a number from 1 to 16"},
        {R"({"path": "/dev/x", "cellular": {"pin": "1"}})",
         "/cellular/pin: expected apn, pdpType or context"},
        {R"({"path": "/dev/x", "chat": ["send"]})", "/chat: line 1: send: expected a text"},
        {R"({"path": "/dev/x", "dataPath": "fast"})", "/dataPath: expected \"auto\""},
        {R"({"path": "/dev/x", "colour": 1})", "/colour: expected path, speed,"},
    }));

    const auto options = Options::parse(text);

    REQUIRE_FALSE(options);
    INFO(options.error().detail);
    CHECK(options.error().detail.rfind(message, 0) == 0);
}

TEST_CASE("modem options: the example of the folder is right", "[modem][options]") {
    std::ifstream file(MPRD_SOURCE_DIR "/platform/devices/modem/example.json");
    std::ostringstream text;
    text << file.rdbuf();

    const auto options = Options::parse(text.str());

    REQUIRE(options);
    CHECK(options->at.dial_prefix == "ATD");
    CHECK(options->at.cellular->apn == "internet");
}

TEST_CASE(
    "modem kind: a chat script's variables must be secrets of the device", "[modem][options]"
) {
    Bench bench;
    const auto* kind = platform::find_device_kind("modem");
    REQUIRE(kind != nullptr);
    const std::string options = R"({"path": "/dev/x", "chat": ["send ${number}${password}"]})";

    CHECK(kind->is_secret("pin"));
    CHECK_FALSE(kind->is_secret("number"));
    CHECK(kind->make_device(bench.context(), options, {{"password", Secret("x")}}));
    const auto without = kind->make_device(bench.context(), options, {});
    REQUIRE_FALSE(without);
    CHECK(without.error().detail.find("${password}") != std::string::npos);
}
