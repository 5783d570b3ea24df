// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/answering_side.hpp"
#include "platform/devices/openvpn/two_way_port.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/port_contract.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/unit/platform/openvpn/bench.hpp"

#include <cerrno>
#include <chrono>
#include <fstream>
#include <iterator>
#include <map>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::Port;
using platform::openvpn::AnsweringSide;
using platform::openvpn::Options;
using platform::openvpn::TwoWayPort;

namespace {

/// An IPv4 packet without contents, in hexadecimal and as octets.
std::string packet_text(const std::string& source, const std::string& destination) {
    return "450000140000000040000000" + source + destination;
}

Bytes octets(const std::string& text) {
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(text.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

// 10.9.0.1 is ours, the caller with number N has 10.9.0.(10 + N).
constexpr const char* kOurs = "0a090001";
std::string his(int caller) {
    return "0a09000" + std::string(1, static_cast<char>('a' + caller));
}

CallerTerms terms_for(int caller) {
    CallerTerms terms;
    terms.ipv4 = {Ipv4Address{0x0a090001}, Ipv4Address{0x0a09000a + static_cast<unsigned>(caller)}};
    return terms;
}

/// A device over a program that behaves like openvpn as a server.
struct Server : test::OpenvpnBench {
    explicit Server(const std::string& mode = "good") {
        options.program = MPRD_FAKE_OPENVPN;
        options.remote = "good";
        options.ca = mode;
        options.certificate = folder / "script";
        options.key = folder / "commands";
        REQUIRE(::mkfifo(options.certificate.c_str(), 0600) == 0);
        script = ::open(options.certificate.c_str(), O_RDWR | O_CLOEXEC);  // never blocks
        options.stop_patience = std::chrono::seconds{0};
        side.emplace(context, options, Secret());
    }
    std::unique_ptr<TwoWayPort> port(std::uint32_t index = 0) {
        return std::make_unique<TwoWayPort>(context, options, Secret(), *side, index);
    }
    ~Server() { ::close(script); }
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    void plays(const std::string& line) const {
        const std::string text = line + '\n';
        REQUIRE(::write(script, text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    }
    std::string commands() const {
        std::ifstream file(options.key);
        return {std::istreambuf_iterator<char>(file), {}};
    }
    bool until(const std::function<bool()>& done) {
        return test::run_until(io, done, std::chrono::milliseconds{15000});
    }
    bool has_commanded(const std::string& text) {
        return until([&] { return commands().find(text) != std::string::npos; });
    }
    /// Somebody calls and is let in.
    void connect(Port& port, test::RecordingListener& listener, int caller) {
        plays("call " + std::to_string(caller) + " ann secret");
        REQUIRE(until([&] { return listener.caller.has_value(); }));
        port.admit(terms_for(caller));
        REQUIRE(until([&] { return listener.opened.has_value(); }));
    }

    test::TempFolder folder;
    Options options;
    int script = -1;
    std::optional<AnsweringSide> side;
};

}  // namespace

TEST_CASE("openvpn: a port that calls and answers keeps the port contract", "[openvpn][contract]") {
    Server server;
    TwoWayPort* current = nullptr;
    int calls = 0;
    test::check_port_contract({
        .make_port =
            [&] {
                auto port = server.port();
                current = port.get();
                return port;
            },
        .run_until =
            [&](const std::function<bool()>& done) {
                return test::run_until(server.io, done, std::chrono::milliseconds{6000});
            },
        .peer_hangs_up =
            [&] {
                CHECK(
                    current->send(as_bytes("\x45"
                                           "die")) == Port::SendResult::Taken
                );
            },
        .peer_sends =
            [&](ByteSpan) {
                server.plays("call " + std::to_string(calls++) + " ann secret");
                REQUIRE(server.has_commanded("END"));
                server.plays("packet " + packet_text(his(0), kOurs));
            },
        .first_size = 20,
        .terms = terms_for(0),
    });
}

TEST_CASE("openvpn: a caller asks, is let in, and packets pass both ways", "[openvpn][answering]") {
    Server server;
    const auto port = server.port();
    test::RecordingListener listener;
    port->listen(listener);
    server.connect(*port, listener, 0);
    CHECK(listener.caller->user_name == "ann");
    CHECK(listener.caller->password == Secret("secret"));
    CHECK(listener.caller->remote_endpoint == "192.0.2.7:7");
    CHECK(listener.opened->carries == LinkInfo::Carries::IpPackets);
    CHECK(listener.opened->max_mru == 1400);
    CHECK(listener.opened->ipv4->local.to_string() == "10.9.0.1");
    CHECK(listener.opened->ipv4->peer.to_string() == "10.9.0.10");

    CHECK(port->send(octets(packet_text(kOurs, his(0)))) == Port::SendResult::Taken);
    REQUIRE(server.until([&] { return listener.received.size() == 20; }));
    CHECK(listener.received == octets(packet_text(his(0), kOurs)));

    server.plays("bye 0");
    REQUIRE(server.until([&] { return listener.closed.has_value(); }));
    CHECK(listener.closed->code == Errc::RemoteDisconnection);
}

TEST_CASE("openvpn: each caller has his packets, and nobody else's", "[openvpn][answering]") {
    Server server;
    const auto one = server.port(0);
    const auto two = server.port(1);
    test::RecordingListener first;
    test::RecordingListener second;
    one->listen(first);
    two->listen(second);
    server.connect(*one, first, 0);
    server.connect(*two, second, 1);

    CHECK(one->send(octets(packet_text(kOurs, his(0)))) == Port::SendResult::Taken);
    CHECK(two->send(octets(packet_text(kOurs, his(1)))) == Port::SendResult::Taken);
    CHECK(two->send(octets(packet_text(kOurs, his(0)))) == Port::SendResult::Taken);
    CHECK(two->send(octets(packet_text(kOurs, "e0000009"))) == Port::SendResult::Taken);
    server.plays("packet " + packet_text("0a09000f", kOurs));
    server.plays("packet " + packet_text(his(1), kOurs));
    REQUIRE(server.until([&] { return second.received.size() == 40; }));
    CHECK(first.received == octets(packet_text(his(0), kOurs)));
    std::map<std::string, std::string> facts;
    for (const platform::DeviceFact& fact : server.side->status()) {
        facts[fact.name] = fact.value;
    }
    CHECK(facts["callers"] == "2");
    CHECK(facts["foreignPacketsSent"] == "2");
    CHECK(facts["foreignPacketsReceived"] == "1");
}

TEST_CASE("openvpn: who may not is refused, who is hung up is told", "[openvpn][answering]") {
    Server server;
    const auto port = server.port();
    test::RecordingListener asking;
    port->listen(asking);
    server.plays("call 0 ann wrong");
    REQUIRE(server.until([&] { return asking.caller.has_value(); }));
    server.plays("call 1 bob secret");  // no port is left for him
    CHECK(server.has_commanded("client-deny 1 1 \"ERROR_PORT_NOT_AVAILABLE\""));
    port->close(Errc::RemoteAuthenticationFailure);
    CHECK(server.has_commanded("client-deny 0 1 \"ERROR_REMOTE_AUTHENTICATION_FAILURE\""));
    REQUIRE(server.until([&] { return asking.closed.has_value(); }));
    CHECK(asking.closed->code == Errc::RemoteAuthenticationFailure);
    CHECK_FALSE(asking.opened);

    test::RecordingListener again;
    port->listen(again);
    server.connect(*port, again, 2);
    port->close(Errc::IdleDisconnected);
    CHECK(server.has_commanded("client-kill 2 HALT"));
    CHECK(server.until([&] { return again.closed.has_value(); }));
}

TEST_CASE("openvpn: the program runs while a port needs it", "[openvpn][answering]") {
    Server server;
    const auto port = server.port();
    for (int round = 0; round < 2; ++round) {
        test::RecordingListener listener;
        port->listen(listener);
        server.connect(*port, listener, round);
        port->close(Errc::UserDisconnection);
        REQUIRE(server.until([&] { return listener.closed.has_value(); }));
        REQUIRE(server.until([] { return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }
        ));
    }
    CHECK(server.side->status().empty());
}

TEST_CASE(
    "openvpn: when the program dies its calls end, and it is started anew",
    "[openvpn][answering][fault]"
) {
    Server server;
    const auto one = server.port(0);
    const auto two = server.port(1);
    test::RecordingListener call;
    test::RecordingListener waiting;
    one->listen(call);
    two->listen(waiting);
    server.connect(*one, call, 0);

    server.plays("fall");
    REQUIRE(server.until([&] { return call.closed.has_value(); }));
    CHECK(call.closed->code == Errc::LinkFailure);
    CHECK_FALSE(waiting.closed);
    CHECK(one->send(octets(packet_text(kOurs, his(0)))) == Port::SendResult::Refused);
    server.connect(*two, waiting, 1);
}

TEST_CASE("openvpn: what keeps the program from answering is told", "[openvpn][answering][fault]") {
    struct Row {
        const char* mode;
        Errc code;
    };
    const Row row = GENERATE(Row{"nodevice", Errc::FromDevice}, Row{"late", Errc::FromDevice});
    INFO(row.mode);
    Server server(row.mode);
    const auto port = server.port();
    test::RecordingListener listener;
    port->listen(listener);
    REQUIRE(server.until([&] { return listener.closed.has_value(); }));
    CHECK(listener.closed->code == row.code);
    CHECK_FALSE(server.log.empty());

    server.options.program = "there-is-no-openvpn";
    AnsweringSide nowhere(server.context, server.options, Secret());
    TwoWayPort none(server.context, server.options, Secret(), nowhere, 0);
    test::RecordingListener refused;
    none.listen(refused);
    REQUIRE(server.until([&] { return refused.closed.has_value(); }));
    CHECK(refused.closed->code == Errc::DeviceNotReady);
}

TEST_CASE(
    "openvpn: a certificate's name is the caller's, where the options say so",
    "[openvpn][answering]"
) {
    Server server;
    server.options.callers_prove = platform::openvpn::CallersProve::Certificate;
    AnsweringSide side(server.context, server.options, Secret());
    TwoWayPort port(server.context, server.options, Secret(), side, 0);
    test::RecordingListener listener;
    port.listen(listener);
    server.plays("call 0 ann secret");  // a name, but no certificate
    CHECK(server.has_commanded("client-deny 0 1 \"ERROR_REMOTE_AUTHENTICATION_FAILURE\""));
    CHECK_FALSE(listener.caller);
    port.close(Errc::UserDisconnection);
    CHECK(server.until([&] { return listener.closed.has_value(); }));
}
