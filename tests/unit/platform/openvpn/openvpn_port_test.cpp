// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/openvpn_port.hpp"

#include "platform/devices/device_kind.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/port_contract.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/unit/platform/openvpn/bench.hpp"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>

#include <sys/wait.h>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::Port;
using platform::openvpn::OpenvpnPort;
using platform::openvpn::Options;

namespace {

Options fake(const std::string& mode) {
    Options options;
    options.program = MPRD_FAKE_OPENVPN;
    options.remote = mode;
    options.ca = "ca.pem";
    options.stop_patience = std::chrono::seconds{0};
    return options;
}

/// A port over a program that behaves like openvpn, and what happened on it.
struct Call : test::OpenvpnBench {
    explicit Call(const std::string& mode) : port(context, fake(mode), Secret()) {}
    void open(const std::string& user = "head", const std::string& password = "pass") {
        port.open({"", user, Secret(password)}, listener);
    }
    bool is_open() {
        return test::run_until(io, [this] { return listener.opened.has_value(); });
    }
    bool is_closed() {
        return test::run_until(io, [this] { return listener.closed.has_value(); });
    }
    static bool has_no_zombie() { return ::waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD; }

    test::RecordingListener listener;
    OpenvpnPort port;
};

std::size_t folders_left() {
    const auto begin = std::filesystem::directory_iterator(std::filesystem::temp_directory_path());
    return static_cast<std::size_t>(std::count_if(begin, {}, [](const auto& entry) {
        return entry.path().filename().string().rfind("mprd-openvpn-", 0) == 0;
    }));
}

}  // namespace

TEST_CASE("openvpn: a call keeps the port contract", "[openvpn][contract]") {
    Call call("good");
    std::unique_ptr<OpenvpnPort> made;
    OpenvpnPort* current = nullptr;
    test::check_port_contract({
        .make_port =
            [&] {
                auto port = std::make_unique<OpenvpnPort>(call.context, fake("good"), Secret());
                current = port.get();
                return port;
            },
        .run_until = [&](const std::function<bool()>& done
                     ) { return test::run_until(call.io, done, std::chrono::milliseconds{6000}); },
        .peer_hangs_up =
            [&] {
                CHECK(
                    current->send(as_bytes("\x45"
                                           "die")) == Port::SendResult::Taken
                );
            },
        .peer_sends = [](ByteSpan) {},
        .answers = false,
    });
}

TEST_CASE("openvpn: it tells the addresses, carries packets and leaves nothing", "[openvpn]") {
    const std::size_t folders = folders_left();
    Call call("good");
    call.open();
    REQUIRE(call.is_open());
    CHECK(call.listener.opened->carries == LinkInfo::Carries::IpPackets);
    CHECK(call.listener.opened->ipv4->local.to_string() == "10.8.0.2");
    CHECK(call.listener.opened->ipv4->peer.to_string() == "10.8.0.1");
    CHECK(call.listener.opened->remote_endpoint == "192.0.2.1");

    Bytes packet(1400, 0x45);
    for (int i = 0; i < 100; ++i) {
        REQUIRE(call.port.send(packet) == Port::SendResult::Taken);
    }

    CHECK(test::run_until(call.io, [&] { return call.listener.received.size() == 140000; }));
    call.port.close(Errc::IdleDisconnected);
    REQUIRE(call.is_closed());
    CHECK(call.listener.closed->code == Errc::IdleDisconnected);
    CHECK(Call::has_no_zombie());
    CHECK(folders_left() == folders);
}

TEST_CASE("openvpn: a program that does not read is refused more, and room is told", "[openvpn]") {
    Call call("good");
    call.open();
    REQUIRE(call.is_open());
    const Bytes packet(1400, 0x45);
    int taken = 0;
    while (call.port.send(packet) == Port::SendResult::Taken && taken < 100000) {
        ++taken;
    }
    CHECK(taken < 100000);
    CHECK_FALSE(call.port.can_send());
    CHECK(test::run_until(call.io, [&] { return call.listener.writable > 0; }));
    CHECK(call.port.can_send());
    CHECK(test::run_until(call.io, [&] {
        return call.listener.received.size() == static_cast<std::size_t>(taken) * 1400;
    }));
}

TEST_CASE("openvpn: a call that fails says why, and the next one works", "[openvpn][fault]") {
    struct Row {
        const char* mode;
        const char* password;
        Errc code;
    };
    const Row row = GENERATE(
        Row{"refuse", "pass", Errc::AuthenticationFailure},
        Row{"good", "wrong", Errc::AuthenticationFailure},
        Row{"die", "pass", Errc::NoAnswer},
        Row{"nodevice", "pass", Errc::FromDevice}
    );
    INFO(row.mode);
    Call call(row.mode);
    call.open("head", row.password);
    REQUIRE(call.is_closed());
    INFO(call.listener.closed->detail);
    CHECK(call.listener.closed->code == row.code);
    CHECK_FALSE(call.listener.opened);
    CHECK(Call::has_no_zombie());

    test::RecordingListener again;
    call.port.open({"good", "head", Secret("pass")}, again);
    CHECK(test::run_until(call.io, [&] { return again.opened.has_value(); }));
}

TEST_CASE("openvpn: a program that will not end is ended", "[openvpn][fault]") {
    Call call("deaf");
    call.open();
    REQUIRE(call.is_open());
    call.port.close(Errc::UserDisconnection);
    REQUIRE(call.is_closed());
    CHECK(call.listener.closed->code == Errc::UserDisconnection);
    CHECK(Call::has_no_zombie());
}

TEST_CASE("openvpn: hanging up a call that does not come up works", "[openvpn][fault]") {
    Call call("mute");
    call.open();
    REQUIRE(test::run_until(call.io, [&] { return !call.log.empty(); }));
    call.port.close(Errc::UserDisconnection);
    REQUIRE(call.is_closed());
    CHECK(call.listener.closed->code == Errc::UserDisconnection);
    CHECK_FALSE(call.listener.opened);
}

TEST_CASE("openvpn: what is missing is told before anything starts", "[openvpn][fault]") {
    Call call("good");
    Options options = fake("");
    OpenvpnPort nowhere(call.context, options, Secret());
    nowhere.open({}, call.listener);
    REQUIRE(call.is_closed());
    CHECK(call.listener.closed->code == Errc::InvalidParameter);

    options.program = "there-is-no-openvpn";
    CHECK(
        OpenvpnPort(call.context, options, Secret()).check_device().error().code ==
        Errc::DeviceNotReady
    );
    options = fake("good");
    options.config = "/no/such/file.ovpn";
    CHECK(
        OpenvpnPort(call.context, options, Secret()).check_device().error().code ==
        Errc::DeviceNotReady
    );
}

TEST_CASE(
    "openvpn: a configuration with options of ours is refused with its line", "[openvpn][options]"
) {
    using platform::openvpn::check_configuration;
    using platform::openvpn::Side;
    CHECK(check_configuration(
        "client\nremote vpn.example.org 1194 # daemon\ndev "
        "tun\n<ca>\ndaemon\n</ca>\nauth-user-pass\n",
        Side::Calling
    ));
    CHECK(check_configuration(
        "port 1194\nproto udp\nca ca.pem\nkeepalive 10 60\npush \"route 10.0.0.0 255.0.0.0\"\n",
        Side::Answering
    ));
    struct Row {
        const char* text;
        const char* message;
        Side side = Side::Calling;
    };
    const Row rows[] = {
        {"client\n\n  daemon\n",
         "line 3: expected no option that takes the program into the background"},
        {"dev\ttap0", "line 1: expected a tunnel of IP packets"},
        {"<ca>\n</ca>\nmanagement localhost 7505\n", "line 3: expected no option that mprd sets"},
        {"server 10.8.0.0 255.255.255.0",
         "line 1: expected a client: the configuration of a server"},
        {"server 10.8.0.0 255.255.255.0",
         "line 1: expected no addresses for callers: mprd gives them",
         Side::Answering},
        {"dev tun\nclient\n", "line 2: expected a server: the configuration", Side::Answering},
        {"auth-user-pass-verify x via-env",
         "line 1: expected nothing that says who a caller is",
         Side::Answering},
        {"daemon", "line 1: expected no option that takes the program", Side::Answering},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto checked = check_configuration(row.text, row.side);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().detail.rfind(row.message, 0) == 0);
    }
}

TEST_CASE("openvpn: the number is host or host:port", "[openvpn][options]") {
    using platform::openvpn::server_of;
    struct Row {
        const char* number;
        const char* host;
        int port;
    };
    const Row rows[] = {
        {"", "here", 1194},
        {"vpn.example.org", "vpn.example.org", 1194},
        {"vpn.example.org:443", "vpn.example.org", 443},
        {"192.0.2.1:1", "192.0.2.1", 1},
        {"2001:db8::1", "2001:db8::1", 1194},
        {"[2001:db8::1]", "2001:db8::1", 1194},
        {"[2001:db8::1]:443", "2001:db8::1", 443},
    };
    for (const Row& row : rows) {
        INFO(row.number);
        const auto server = server_of(fake("here"), row.number);
        REQUIRE(server);
        CHECK(server->host == row.host);
        CHECK(server->port == row.port);
    }
    for (const char* number :
         {"--up", "a b", "host:", "host:0", "host:70000", "host:1x", ":1", "$(id)"}) {
        INFO(number);
        REQUIRE_FALSE(server_of(fake("here"), number));
        CHECK(server_of(fake("here"), number).error().code == Errc::InvalidParameter);
    }
}

TEST_CASE(
    "openvpn: no secret is on the command line, and our options come last", "[openvpn][options]"
) {
    Options options;
    options.config = "/etc/openvpn/a.ovpn";
    options.arguments = {"--verb", "9"};
    const auto words = platform::openvpn::command_line(options, {"host", 1}, true, "/run/s");
    const auto at = [&](const char* word) { return std::find(words.rbegin(), words.rend(), word); };
    CHECK(*(at("--verb") - 1) == "3");
    CHECK(at("--auth-user-pass") == words.rbegin() + 1);  // without a file behind it
    CHECK(words.back() == "--management-query-remote");
    CHECK(at("--config") > at("--management"));
}

TEST_CASE(
    "openvpn: the program that answers is told how callers prove who they are", "[openvpn][options]"
) {
    using platform::openvpn::CallersProve;
    struct Row {
        CallersProve prove;
        const char* has;
        const char* has_not;
    };
    const Row rows[] = {
        {CallersProve::Password, "--verify-client-cert none", "--auth-user-pass-optional"},
        {CallersProve::Certificate, "--auth-user-pass-optional", "--verify-client-cert"},
        {CallersProve::Both, "--remote-cert-tls client", "--verify-client-cert"},
    };
    for (const Row& row : rows) {
        Options options;
        options.ca = "ca.pem";
        options.protocol = "tcp";
        options.listen_address = "2001:db8::1";
        options.callers_prove = row.prove;
        std::string line;
        for (const std::string& word : platform::openvpn::server_command_line(options, "/run/s")) {
            line += word + ' ';
        }
        INFO(line);
        CHECK(line.find(row.has) != std::string::npos);
        CHECK(line.find(row.has_not) == std::string::npos);
        CHECK(line.find("--proto tcp6-server --port 1194 ") != std::string::npos);
        CHECK(line.find("--local 2001:db8::1 ") != std::string::npos);
        CHECK(line.find("--management-client-auth") != std::string::npos);
    }
}

TEST_CASE("openvpn: options name what is wrong with a pointer", "[openvpn][options]") {
    struct Row {
        const char* text;
        const char* message;
    };
    const Row rows[] = {
        {"[]", ": expected an object"},
        {"{}", "/ca: expected the path"},
        {R"({"config": ""})", "/config: expected the path"},
        {R"({"config": "--up"})", "/config: expected the path"},
        {R"({"config": "a", "ca": "b"})", "/ca: expected nothing beside /config"},
        {R"({"ca": "a", "port": 0})", "/port: expected"},
        {R"({"ca": "a", "protocol": "sctp"})", "/protocol: expected"},
        {R"({"ca": "a", "arguments": ["--daemon"]})",
         "/arguments/0: expected no option that takes"},
        {R"({"ca": "a", "arguments": ["--username-as-common-name"]})",
         "/arguments/0: expected nothing that says who a caller is"},
        {R"({"ca": "a", "arguments": "x"})", "/arguments: expected a list"},
        {R"({"ca": "a", "connectSeconds": 1})", "/connectSeconds: expected a number from 5 to 600"},
        {R"({"ca": "a", "remot": "x"})", "/remot: expected config, remote, "},
        {R"({"ca": "a", "callersProve": "ldap"})",
         "/callersProve: expected \"password\", \"certificate\" or \"both\""},
        {R"({"serverConfig": "s", "listenAddress": "::"})",
         "/listenAddress: expected nothing beside /serverConfig"},
    };
    for (const Row& row : rows) {
        INFO(row.text);
        const auto options = Options::parse(row.text);
        REQUIRE_FALSE(options);
        CHECK(options.error().detail.rfind(row.message, 0) == 0);
    }
    const auto good =
        Options::parse(R"({"ca": "a", "remote": "h", "protocol": "tcp", "stopSeconds": 0})");
    REQUIRE(good);
    CHECK(good->protocol == "tcp");
    const Row lacking[] = {
        {R"({"ca": "a"})",
         "/certificate: expected the path of a PEM file, because the device answers"},
        {R"({"ca": "a", "certificate": "b"})", "/key: expected"},
        {R"({"config": "a"})", "/serverConfig: expected the path of a server configuration"},
    };
    for (const Row& row : lacking) {
        INFO(row.text);
        const auto able = platform::find_device_kind("openvpn")->check_answering(row.text);
        REQUIRE_FALSE(able);
        CHECK(able.error().detail.rfind(row.message, 0) == 0);
    }
    for (const char* text :
         {R"({"serverConfig": "a"})", R"({"ca": "a", "certificate": "b", "key": "c"})"}) {
        CHECK(platform::find_device_kind("openvpn")->check_answering(text));
    }
    REQUIRE(platform::find_device_kind("openvpn") != nullptr);
    CHECK(platform::find_device_kind("openvpn")->is_secret("keyPassword"));
}
