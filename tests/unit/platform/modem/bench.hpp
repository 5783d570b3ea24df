// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/devices/device_kind.hpp"
#include "platform/devices/modem/modem_device.hpp"
#include "platform/system/clock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/line_end.hpp"
#include "tests/support/port_contract.hpp"

#include <boost/asio/io_context.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mprd::test {

/// A modem at the other end of a line: answers each command line from a table, "OK" otherwise.
class FakeModem {
public:
    /// Once for every turn of the loop.
    void serve() {
        const Bytes octets = line.receive();
        for (const char each : as_text(octets)) {
            octet(each);
        }
    }
    void say(std::string_view text) { line.send(as_bytes(text)); }

    LineEnd line;
    std::map<std::string, std::string> answers{
        {"ATDT1", "\r\nCONNECT 9600\r\n"}, {"ATA", "\r\nCONNECT 9600\r\n"}};
    std::string default_answer = "\r\nOK\r\n";
    std::vector<std::string> commands;
    std::string data;  ///< what came while connected, without the escape

private:
    void octet(char each) {
        if (online_) {
            data += each;
            if (data.ends_with("+++")) {
                online_ = false;
                data.resize(data.size() - 3);
                say("\r\nOK\r\n");
            }
        } else if (each == '\r') {
            obey();
        } else {
            line_ += each;
        }
    }
    void obey() {
        const std::string command = std::exchange(line_, {});
        commands.push_back(command);
        const auto found = answers.find(command);
        const std::string& answer = found == answers.end() ? default_answer : found->second;
        online_ = answer.find("CONNECT") != std::string::npos;
        if (!answer.empty()) {
            say(answer);
        }
    }

    std::string line_;
    bool online_ = false;
};

/// A loop, a modem and a device on it.
struct Bench {
    boost::asio::io_context io;
    SeededRandom random{1};
    platform::GcryptCrypto crypto;
    std::string log;
    FakeModem modem;
    platform::modem::Options options = *platform::modem::Options::parse(
        R"({"path": ")" + modem.line.path() + R"(", "init": ["ATZ"]})"
    );
    DialTarget target{.number = "1"};
    RecordingListener listener;

    [[nodiscard]] platform::DeviceContext context() {
        return {
            io, platform::boottime_now, random, random, crypto, [this](const std::string& text) {
                log += text + '\n';
            }};
    }
    /// Runs the loop until `done`; a second AT and a hang-up by escape take some seconds.
    bool run_until(
        const std::function<bool()>& done,
        std::chrono::milliseconds limit = std::chrono::milliseconds{6000}
    ) {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (!done() && std::chrono::steady_clock::now() < end) {
            io.restart();
            io.run_for(std::chrono::milliseconds{5});
            modem.serve();
        }
        return done();
    }
    /// Connected, by a port of `device`.
    std::unique_ptr<platform::Port> call(platform::modem::ModemDevice& device) {
        auto port = *device.make_port(0);
        port->open(target, listener);
        REQUIRE(run_until([&] { return listener.opened.has_value(); }));
        return port;
    }
};

}  // namespace mprd::test
