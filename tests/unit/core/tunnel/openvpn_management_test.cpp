// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/openvpn_management.hpp"

#include "tests/support/catch.hpp"

#include <vector>

namespace mprd::tunnel::openvpn {
namespace {

/// A call and all that came out of it.
struct CallDialogue {
    explicit CallDialogue(OpenvpnCall call = {"head", Secret("pa\"ss\\word")})
        : engine({}, std::move(call)) {}

    void input(const Input& message) {
        engine.handle(now, message);
        drain();
    }
    void says(const std::string& line) {
        const std::string text = line + "\r\n";
        input(ManagementReceived{as_bytes(text)});
    }
    void pass(Duration time) {
        now += time;
        engine.handle_timeout(now);
        drain();
    }
    void drain() {
        while (auto output = engine.poll_output()) {
            std::visit([this](auto& message) { note(message); }, *output);
        }
    }
    void note(const Send& out) { sent += as_text(out.text.reveal()); }
    void note(const Opened& out) { opened = out; }
    void note(const Said& out) { said.push_back(out.text); }
    void note(const StopProgram&) { ++stops; }
    void note(const Finished& out) {
        CHECK_FALSE(finished);
        finished = out.error;
    }
    [[nodiscard]] Errc code() const { return finished ? finished->code : Errc::Ok; }

    TimePoint now{};
    OpenvpnManagement engine;
    std::string sent;
    std::optional<Opened> opened;
    std::vector<std::string> said;
    int stops = 0;
    std::optional<Error> finished;
};

/// What openvpn 2.6 writes during a good call with user name and password, one entry each line.
const std::vector<std::string> kLinesOfGoodCall{
    ">INFO:OpenVPN Management Interface Version 5 -- type 'help' for more info",
    ">HOLD:Waiting for hold release:0",
    "SUCCESS: real-time state notification set to ON",
    ">PASSWORD:Need 'Auth' username/password",
    ">STATE:1700000000,RESOLVE,,,,,,",
    ">STATE:1700000000,WAIT,,,,,,",
    ">STATE:1700000000,AUTH,,,,,,",
    ">STATE:1700000001,GET_CONFIG,,,,,,",
    ">LOG:1700000001,,PUSH: Received control message: 'PUSH_REPLY,route-gateway 10.8.0.1,topology "
    "subnet,ping 10,ping-restart 60,dhcp-option DNS 10.8.0.53,ifconfig-ipv6 fd00:8::2/64 fd00:8::1,"
    "push-continuation 2'",
    ">LOG:1700000001,,PUSH: Received control message: 'PUSH_REPLY,ifconfig 10.8.0.2 "
    "255.255.255.0,tun-mtu 1400,peer-id 0,cipher AES-256-GCM'",
    ">STATE:1700000001,ASSIGN_IP,,10.8.0.2,,,,,fd00:8::2",
    ">STATE:1700000001,CONNECTED,SUCCESS,10.8.0.2,192.0.2.1,1194,,,fd00:8::2",
};

/// The first `lines` of kLinesOfGoodCall.
void play(CallDialogue& call, std::size_t lines) {
    call.input(ManagementConnected{});
    for (std::size_t i = 0; i < lines; ++i) {
        call.says(kLinesOfGoodCall[i]);
    }
}

}  // namespace

TEST_CASE("openvpn: a call is held, given credentials, and up with what was pushed", "[openvpn]") {
    CallDialogue call;

    play(call, kLinesOfGoodCall.size());

    CHECK(
        call.sent ==
        "state on\nlog on\nhold release\nhold release\n"
        "username \"Auth\" \"head\"\npassword \"Auth\" \"pa\\\"ss\\\\word\"\n"
    );
    REQUIRE(call.opened);
    CHECK(call.opened->push.ipv4->to_string() == "10.8.0.2");
    CHECK(call.opened->push.ipv4_peer->to_string() == "10.8.0.1");
    CHECK(call.opened->push.ipv6->to_string() == "fd00:8::2");
    REQUIRE(call.opened->push.dns.size() == 1);
    CHECK(call.opened->push.mtu == 1400);
    CHECK(call.opened->remote == "192.0.2.1");
    CHECK_FALSE(call.engine.next_deadline());
    CHECK(call.said.empty());
}

TEST_CASE(
    "openvpn: the program may die at any step, and the error says how far it was",
    "[openvpn][fault]"
) {
    for (std::size_t lines = 0; lines <= kLinesOfGoodCall.size(); ++lines) {
        INFO("after " << lines << " lines");
        CallDialogue call;
        play(call, lines);
        call.input(ProgramEnded{"was ended by signal 9 (Killed)"});
        const Errc expected = lines == kLinesOfGoodCall.size() ? Errc::LinkFailure
                              : lines >= 7                     ? Errc::PppTimeout
                              : lines == 6                     ? Errc::NoAnswer
                              : lines == 5                     ? Errc::NameNotResolved
                                                               : Errc::FromDevice;
        CHECK(call.code() == expected);
        CHECK(call.finished->detail.find("signal 9") != std::string::npos);
        CHECK(call.opened.has_value() == (lines == kLinesOfGoodCall.size()));
        call.says(">STATE:1,CONNECTED,SUCCESS,10.8.0.2,192.0.2.1,1194,,");
        CHECK(call.opened.has_value() == (lines == kLinesOfGoodCall.size()));
    }
}

TEST_CASE(
    "openvpn: the program may fall silent at any step before the tunnel is up", "[openvpn][fault]"
) {
    for (std::size_t lines = 0; lines < kLinesOfGoodCall.size(); ++lines) {
        INFO("after " << lines << " lines");
        CallDialogue call;
        play(call, lines);
        REQUIRE(call.engine.next_deadline());
        call.pass(std::chrono::seconds{60});
        CHECK(call.stops == 1);
        CHECK_FALSE(call.finished);
        call.input(ProgramEnded{"ended with status 0"});
        CHECK(call.code() != Errc::Ok);
        CHECK_FALSE(call.opened);
    }
}

TEST_CASE("openvpn: a program that never connects to us is given up early", "[openvpn][fault]") {
    CallDialogue call;
    call.pass(OpenvpnManagement::kManagementLimit);
    CHECK(call.stops == 1);
    CHECK(call.sent.empty());
    call.input(ProgramEnded{"was ended by signal 15 (Terminated)"});
    CHECK(call.code() == Errc::FromDevice);
}

TEST_CASE("openvpn: we may hang up at any step", "[openvpn][fault]") {
    for (std::size_t lines = 0; lines <= kLinesOfGoodCall.size(); ++lines) {
        CallDialogue call;
        play(call, lines);
        call.input(HangUp{Errc::IdleDisconnected});
        call.input(HangUp{Errc::UserDisconnection});
        CHECK(call.stops == 1);
        CHECK(call.sent.find("signal SIGTERM\n") != std::string::npos);
        call.says(">STATE:1700000002,EXITING,SIGTERM,,,,,");
        CHECK_FALSE(call.engine.next_deadline());
        call.input(ProgramEnded{"ended with status 0"});
        CHECK(call.code() == Errc::IdleDisconnected);
    }
}

TEST_CASE("openvpn: each failure has its RAS error", "[openvpn][errors]") {
    struct Row {
        std::size_t lines;  ///< of the good call, before it
        const char* line;
        Errc code;
    };
    const Row rows[] = {
        {7, ">PASSWORD:Verification Failed: 'Auth'", Errc::AuthenticationFailure},
        {7, ">STATE:1,RECONNECTING,auth-failure,,,,,", Errc::AuthenticationFailure},
        {7, ">STATE:1,EXITING,auth-failure,,,,,", Errc::AuthenticationFailure},
        {7, ">PASSWORD:Verification Failed: 'Auth' ['TEMP:no port']", Errc::LineBusy},
        {2, ">PASSWORD:Need 'Auth' username/password SC:1,Your code", Errc::AuthenticationFailure},
        {2, ">PASSWORD:Need 'Private Key' password", Errc::FromDevice},
        {2, ">PASSWORD:Need 'HTTP Proxy' username/password", Errc::FromDevice},
        {6, ">STATE:1,EXITING,tls-error,,,,,", Errc::NoAnswer},
        {7, ">STATE:1,RECONNECTING,tls-error,,,,,", Errc::PppTimeout},
        {12, ">STATE:1,EXITING,ping-restart,,,,,", Errc::LinkFailure},
        {12, ">STATE:1,RECONNECTING,connection-reset,,,,,", Errc::LinkFailure},
        {12, ">STATE:1,EXITING,remote-exit,,,,,", Errc::RemoteDisconnection},
        {12, ">STATE:1,EXITING,server-pushed-halt,,,,,", Errc::RemoteDisconnection},
        {12, ">LOG:1,N,Halt command was pushed by server ('')", Errc::RemoteDisconnection},
        {1, ">FATAL:Cannot open TUN/TAP dev /dev/net/tun: No such file", Errc::FromDevice},
    };
    for (const Row& row : rows) {
        INFO(row.line);
        CallDialogue call;
        play(call, row.lines);
        call.says(row.line);
        CHECK(call.stops == 1);
        call.input(ProgramEnded{"ended with status 1"});
        CHECK(call.code() == row.code);
    }
}

TEST_CASE("openvpn: a bad certificate of the server is told as such", "[openvpn][errors]") {
    CallDialogue call;
    play(call, 7);
    call.says(">LOG:1,N,VERIFY ERROR: depth=0, error=unable to get local issuer certificate: CN=x");
    call.says(">STATE:1,EXITING,tls-error,,,,,");
    call.input(ProgramEnded{"ended with status 1"});
    CHECK(call.code() == Errc::UnableToAuthenticateServer);
    REQUIRE(call.said.size() == 1);
    CHECK(call.said[0].find("VERIFY ERROR") == 0);
}

TEST_CASE("openvpn: credentials that are not there, or cannot be said, end the call", "[openvpn]") {
    CallDialogue none(OpenvpnCall{});
    play(none, 4);
    none.input(ProgramEnded{""});
    CHECK(none.code() == Errc::NoInterfaceCredentialsSet);

    CallDialogue injected(OpenvpnCall{"head", Secret("a\nsignal SIGUSR1")});
    play(injected, 4);
    CHECK(injected.sent.find("SIGUSR1") == std::string::npos);
    injected.input(ProgramEnded{""});
    CHECK(injected.code() == Errc::AuthenticationFailure);

    OpenvpnCall locked{"head", Secret("x")};
    locked.key_password = Secret("k y");
    CallDialogue key(locked);
    play(key, 2);
    key.says(">PASSWORD:Need 'Private Key' password");
    CHECK(key.sent.find("password \"Private Key\" \"k y\"\n") != std::string::npos);
}

TEST_CASE("openvpn: the dialled host takes the place of the configured one", "[openvpn]") {
    OpenvpnCall call{"head", Secret("x")};
    call.host = "vpn.example.org";
    call.port = 443;
    CallDialogue dialled(call);
    play(dialled, 2);
    dialled.says(">REMOTE:old.example.org,1194,udp");
    CHECK(dialled.sent.find("remote MOD \"vpn.example.org\" 443\n") != std::string::npos);

    CallDialogue own;
    play(own, 2);
    own.says(">REMOTE:old.example.org,1194,udp");
    CHECK(own.sent.find("remote ACCEPT\n") != std::string::npos);
}

TEST_CASE("openvpn: a line may come in pieces, be endless, or make no sense", "[openvpn]") {
    CallDialogue call;
    call.input(ManagementConnected{});
    const std::string end = "\n";
    for (std::size_t i = 0; i < 100000; ++i) {
        call.input(ManagementReceived{as_bytes("x")});
    }
    call.input(ManagementReceived{as_bytes(end)});
    for (const char* line :
         {"",
          ">",
          ">STATE",
          ">STATE:",
          ">STATE:,",
          ">LOG:",
          ">PASSWORD:",
          ">LOG:1,,PUSH: Received control message: '"}) {
        call.says(line);
    }
    CHECK(call.stops == 0);
    for (const char c : std::string(">PASSWORD:Need 'Auth' username/password\n")) {
        call.input(ManagementReceived{as_bytes(std::string_view(&c, 1))});
    }
    CHECK(call.sent.find("username \"Auth\" \"head\"") != std::string::npos);
}

TEST_CASE("openvpn: what is pushed is taken as far as it makes sense", "[openvpn][push]") {
    OpenvpnPush push;
    push.add("PUSH_REPLY,ifconfig 10.9.0.6 10.9.0.5,topology net30");
    CHECK(push.ipv4->to_string() == "10.9.0.6");
    CHECK(push.ipv4_peer->to_string() == "10.9.0.5");
    for (const char* wrong :
         {"ifconfig 10.0.0.9 10.0.0.10",  // no PUSH_REPLY
          "PUSH_REPLY",
          "PUSH_REPLY,,,",
          "PUSH_REPLY,tun-mtu,tun-mtu x,tun-mtu 0,tun-mtu 99999999999",
          "PUSH_REPLY,dhcp-option DNS,dhcp-option DNS 127.0.0.1,dhcp-option DOMAIN x",
          "PUSH_REPLY,route 10.0.0.0 255.0.0.0"}) {
        push.add(wrong);
    }
    CHECK(push.ipv4->to_string() == "10.9.0.6");
    CHECK_FALSE(push.mtu);
    CHECK(push.dns.empty());
    push.add("PUSH_REPLY,ifconfig 0.0.0.0 255.255.255.0,ifconfig-ipv6 nonsense/x");
    CHECK_FALSE(push.ipv4);
    CHECK_FALSE(push.ipv6);
    for (int i = 0; i < 100; ++i) {
        push.add("PUSH_REPLY,dhcp-option DNS 10.0.0.1");
    }
    CHECK(push.dns.size() == OpenvpnPush::kMaxDns);
}

}  // namespace mprd::tunnel::openvpn
