// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/openvpn_server.hpp"

#include "tests/support/catch.hpp"

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace mprd::tunnel::openvpn {
namespace {

Ipv4Address v4(const char* text) {
    return *Ipv4Address::parse(text);
}

ServerTerms terms() {
    ServerTerms terms;
    terms.ipv4 = {v4("10.9.0.1"), v4("10.9.0.10")};
    return terms;
}

/// A server and all that came out of it.
struct ServerDialogue {
    explicit ServerDialogue(OpenvpnServerSettings settings = {})
        : engine({}, std::move(settings)) {}

    void input(const ServerInput& message) {
        engine.handle(now, message);
        drain();
    }
    void says(const std::string& line) {
        const std::string text = line + "\r\n";
        input(ManagementReceived{as_bytes(text)});
    }
    /// A >CLIENT message with the environment that every one has.
    void client(
        const std::string& message,
        const std::string& user = "ann",
        const std::string& password = "se\"cret",
        const std::string& common_name = ""
    ) {
        says(">CLIENT:" + message);
        says(">CLIENT:ENV,n_clients=0");
        says(">CLIENT:ENV,password=" + password);
        says(">CLIENT:ENV,untrusted_port=54763");
        says(">CLIENT:ENV,untrusted_ip=192.0.2.7");
        says(">CLIENT:ENV,username=" + user);
        if (!common_name.empty()) {
            says(">CLIENT:ENV,common_name=" + common_name);
        }
        says(">CLIENT:ENV,tun_mtu=1400");
        says(">CLIENT:ENV,END");
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
    void note(const Said& out) { said.push_back(out.text); }
    void note(const StopProgram&) { ++stops; }
    void note(const Finished& out) {
        CHECK_FALSE(finished);
        finished = out.error;
    }
    void note(const Listening&) { ++listening; }
    void note(const CallerAsks& out) { asks.push_back(out); }
    void note(const CallerCame& out) { came.push_back(out); }
    void note(const CallerLeft& out) { left.push_back(out); }
    /// What was sent since the last look.
    std::string take_sent() { return std::exchange(sent, {}); }

    TimePoint now{};
    OpenvpnServer engine;
    std::string sent;
    std::vector<std::string> said;
    int stops = 0;
    int listening = 0;
    std::optional<Error> finished;
    std::vector<CallerAsks> asks;
    std::vector<CallerCame> came;
    std::vector<CallerLeft> left;
};

/// One good call, step by step.
const std::vector<std::function<void(ServerDialogue&)>> kStepsOfGoodCall{
    [](ServerDialogue& d) { d.input(ManagementConnected{}); },
    [](ServerDialogue& d) { d.says(">INFO:OpenVPN Management Interface Version 5"); },
    [](ServerDialogue& d) { d.says(">HOLD:Waiting for hold release:0"); },
    [](ServerDialogue& d) { d.says(">STATE:1795984460,CONNECTED,SUCCESS,,,,,"); },
    [](ServerDialogue& d) { d.client("CONNECT,0,1"); },
    [](ServerDialogue& d) {
        d.input(AdmitCaller{0, terms()});
    },
    [](ServerDialogue& d) { d.says(">CLIENT:ADDRESS,0,10.9.0.10,1"); },
    [](ServerDialogue& d) { d.client("ESTABLISHED,0"); },
    [](ServerDialogue& d) { d.client("REAUTH,0,2"); },
    [](ServerDialogue& d) {
        d.says(">LOG:1,,192.0.2.7:1 SIGTERM[soft,remote-exit] received, client-instance exiting");
    },
    [](ServerDialogue& d) { d.client("DISCONNECT,0"); },
};
constexpr std::size_t kListeningAt = 4;  // steps
constexpr std::size_t kUpAt = 8;

void play(ServerDialogue& dialogue, std::size_t steps) {
    for (std::size_t i = 0; i < steps; ++i) {
        kStepsOfGoodCall[i](dialogue);
    }
}

}  // namespace

TEST_CASE("openvpn server: a caller asks, is let in, comes and goes", "[openvpn][server]") {
    ServerDialogue server;
    play(server, kListeningAt);
    CHECK(server.take_sent() == "state on\nlog on\nhold release\nhold release\n");
    CHECK(server.listening == 1);
    CHECK_FALSE(server.engine.next_deadline());

    kStepsOfGoodCall[4](server);
    REQUIRE(server.asks.size() == 1);
    CHECK(server.asks[0].user_name == "ann");
    CHECK(server.asks[0].password == Secret("se\"cret"));
    CHECK(server.asks[0].remote == "192.0.2.7:54763");
    CHECK(server.take_sent().empty());

    ServerTerms all = terms();
    all.ipv6 = {*Ipv6Address::parse("fd00:9::1"), *Ipv6Address::parse("fd00:9::2")};
    all.dns = {v4("10.9.0.53")};
    all.networks = {
        *IpPrefix::parse("192.168.20.0/24"),
        *IpPrefix::parse("0.0.0.0/0"),
        *IpPrefix::parse("fd00:9::/64")};
    server.input(AdmitCaller{0, all});
    CHECK(
        server.take_sent() ==
        "client-auth 0 1\n"
        "ifconfig-push 10.9.0.10 255.255.255.240\n"
        "push \"topology subnet\"\n"
        "push \"route-gateway 10.9.0.1\"\n"
        "ifconfig-ipv6-push fd00:9::2/64 fd00:9::1\n"
        "push \"dhcp-option DNS 10.9.0.53\"\n"
        "iroute 192.168.20.0 255.255.255.0\n"
        "iroute 0.0.0.0 0.0.0.0\n"
        "iroute-ipv6 fd00:9::/64\n"
        "END\n"
    );
    CHECK(server.came.empty());

    server.client("ESTABLISHED,0");
    REQUIRE(server.came.size() == 1);
    CHECK(server.came[0].mtu == 1400);

    server.client("DISCONNECT,0");
    REQUIRE(server.left.size() == 1);
    CHECK(server.left[0].error.code == Errc::RemoteDisconnection);
}

TEST_CASE(
    "openvpn server: the program may die at any step, and every call ends with it",
    "[openvpn][server][fault]"
) {
    for (std::size_t steps = 0; steps <= kStepsOfGoodCall.size(); ++steps) {
        INFO("after " << steps << " steps");
        ServerDialogue server;
        play(server, steps);
        const bool is_there = steps > 4 && steps < kStepsOfGoodCall.size();
        server.left.clear();
        server.input(ProgramEnded{"was ended by signal 9 (Killed)"});
        CHECK(server.left.size() == (is_there ? 1 : 0));
        REQUIRE(server.finished);
        CHECK(server.finished->code == Errc::FromDevice);
        CHECK(server.finished->detail.find("signal 9") != std::string::npos);
        CHECK_FALSE(server.engine.next_deadline());
        const std::size_t asked = server.asks.size();
        server.client("CONNECT,9,1");
        server.input(DismissCaller{0, Errc::Ok});
        CHECK(server.asks.size() == asked);
    }
}

TEST_CASE("openvpn server: it may be stopped at any step", "[openvpn][server][fault]") {
    for (std::size_t steps = 0; steps <= kStepsOfGoodCall.size(); ++steps) {
        ServerDialogue server;
        play(server, steps);
        server.input(HangUp{Errc::RouterStopped});
        server.input(HangUp{Errc::UserDisconnection});
        CHECK(server.stops == 1);
        CHECK((server.sent.find("signal SIGTERM\n") != std::string::npos) == (steps > 0));
        server.take_sent();
        server.client("CONNECT,7,1");
        CHECK(server.take_sent().find("client-deny 7 1 ") == 0);
        server.input(ProgramEnded{"ended with status 0"});
        CHECK(server.finished->code == Errc::RouterStopped);
    }
}

TEST_CASE(
    "openvpn server: a program that does not come to wait is given up", "[openvpn][server][fault]"
) {
    for (std::size_t steps = 0; steps < kListeningAt; ++steps) {
        ServerDialogue server;
        play(server, steps);
        REQUIRE(server.engine.next_deadline());
        server.pass(OpenvpnServer::kStartLimit);
        CHECK(server.stops == 1);
        server.input(ProgramEnded{"ended with status 0"});
        CHECK(server.finished->code == Errc::FromDevice);
    }
}

TEST_CASE("openvpn server: the caller may go at any step", "[openvpn][server][fault]") {
    for (std::size_t steps = 5; steps < kStepsOfGoodCall.size() - 1; ++steps) {
        ServerDialogue server;
        play(server, steps);
        server.client("DISCONNECT,0");
        REQUIRE(server.left.size() == 1);
        CHECK(
            server.left[0].error.code ==
            (steps >= kUpAt ? Errc::RemoteDisconnection : Errc::PppTimeout)
        );
        server.take_sent();
        server.input(AdmitCaller{0, terms()});
        server.input(DismissCaller{0, Errc::Ok});
        server.client("ESTABLISHED,0");
        server.client("DISCONNECT,0");
        CHECK(server.take_sent().empty());
        CHECK(server.left.size() == 1);
    }
}

TEST_CASE(
    "openvpn server: who is dismissed is refused while he asks, and hung up later",
    "[openvpn][server]"
) {
    struct Row {
        Errc reason;
        const char* denied;
        const char* killed;
    };
    const Row rows[] = {
        {Errc::RemoteAuthenticationFailure,
         "\"ERROR_REMOTE_AUTHENTICATION_FAILURE\" \"user name or password is wrong\"",
         "client-kill 0 HALT\n"},
        {Errc::UserLimit, "\"ERROR_USER_LIMIT\" \"ERROR_USER_LIMIT\"", "client-kill 0 HALT\n"},
        {Errc::PortNotAvailable,
         "\"ERROR_PORT_NOT_AVAILABLE\" \"TEMP:ERROR_PORT_NOT_AVAILABLE\"",
         "client-kill 0 HALT\n"},
        {Errc::RouterStopped,
         "\"ERROR_ROUTER_STOPPED\" \"TEMP:ERROR_ROUTER_STOPPED\"",
         "client-kill 0 RESTART\n"},
    };
    for (const Row& row : rows) {
        ServerDialogue asking;
        play(asking, 5);
        asking.take_sent();
        asking.input(DismissCaller{0, row.reason});
        CHECK(asking.take_sent() == "client-deny 0 1 " + std::string(row.denied) + "\n");
        asking.client("DISCONNECT,0");  // seconds later
        CHECK(asking.left.empty());

        for (const std::size_t steps : {std::size_t{6}, kUpAt}) {
            ServerDialogue admitted;
            play(admitted, steps);
            admitted.take_sent();
            admitted.input(DismissCaller{0, row.reason});
            CHECK(admitted.take_sent() == row.killed);
        }
    }
}

TEST_CASE("openvpn server: who proves anew who he is must say the same", "[openvpn][server]") {
    struct Row {
        const char* user;
        const char* password;
        const char* common_name;
        bool is_good;
    };
    const Row rows[] = {
        {"ann", "se\"cret", "", true},
        {"bob", "se\"cret", "", false},
        {"ann", "other", "", false},
        {"ann", "", "", false},
        {"ann", "se\"cret", "mallory", false},
    };
    for (const Row& row : rows) {
        ServerDialogue server;
        play(server, kUpAt);
        server.take_sent();
        server.client("REAUTH,0,2", row.user, row.password, row.common_name);
        const std::string said = server.take_sent();
        CHECK((said == "client-auth-nt 0 2\n") == row.is_good);
        CHECK((said.find("client-deny 0 2 ") == 0) != row.is_good);
    }
    ServerDialogue server;
    play(server, 5);
    server.take_sent();
    server.client("REAUTH,0,2");  // nobody has let him in yet
    CHECK(server.take_sent().find("client-deny 0 2 ") == 0);
    server.client("REAUTH,8,1");  // who is that?
    CHECK(server.take_sent().find("client-deny 8 1 ") == 0);
}

TEST_CASE("openvpn server: a caller and we must fit into one subnet", "[openvpn][server]") {
    struct Row {
        const char* ours;
        const char* his;
        const char* mask;
    };
    const Row rows[] = {
        {"10.9.0.1", "10.9.0.2", "255.255.255.252"},
        {"10.9.0.1", "10.9.0.3", "255.255.255.248"},  // .3 is the broadcast address of the /30
        {"10.9.0.1", "10.9.0.255", "255.255.254.0"},
        {"10.9.0.1", "10.200.0.5", "255.0.0.0"},
        {"10.9.0.1", "192.168.0.5", nullptr},
    };
    for (const Row& row : rows) {
        INFO(row.his);
        ServerDialogue server;
        play(server, 5);
        server.take_sent();
        ServerTerms terms;
        terms.ipv4 = {v4(row.ours), v4(row.his)};
        server.input(AdmitCaller{0, terms});
        if (row.mask != nullptr) {
            CHECK(
                server.sent.find("ifconfig-push " + std::string(row.his) + ' ' + row.mask + '\n') !=
                std::string::npos
            );
        } else {
            CHECK(server.sent.find("client-deny 0 1 ") == 0);
            REQUIRE(server.left.size() == 1);
            CHECK(server.left[0].error.code == Errc::NoIpAddresses);
            CHECK(server.left[0].error.detail.find("answering.localAddress") != std::string::npos);
        }
    }
}

TEST_CASE(
    "openvpn server: a caller who falls silent is told from one who hangs up", "[openvpn][server]"
) {
    ServerDialogue server;
    play(server, kUpAt);
    server.says(
        ">LOG:1,I,192.0.2.7:1 SIGUSR1[soft,ping-restart] received, client-instance restarting"
    );
    server.client("DISCONNECT,0");
    REQUIRE(server.left.size() == 1);
    CHECK(server.left[0].error.code == Errc::LinkFailure);
}

TEST_CASE("openvpn server: callers cannot fill the log or the table", "[openvpn][server][limits]") {
    ServerDialogue server;
    play(server, kListeningAt);
    for (unsigned i = 0; i < 100; ++i) {
        server.says(">LOG:1,N,192.0.2.7:1 TLS Error: TLS handshake failed");
    }
    CHECK(server.said.size() == OpenvpnServer::kMaxSaid);
    server.pass(OpenvpnServer::kSayInterval);
    server.says(">LOG:1,N,192.0.2.7:1 TLS Error: TLS handshake failed");
    CHECK(server.said.size() == OpenvpnServer::kMaxSaid + 1);

    for (std::size_t i = 0; i < OpenvpnServer::kMaxCallers + 2; ++i) {
        server.client("CONNECT," + std::to_string(i) + ",1");
    }
    CHECK(server.asks.size() == OpenvpnServer::kMaxCallers);
    server.take_sent();
    server.client("CONNECT,0,7");  // a number that is taken
    CHECK(server.take_sent().find("client-deny 0 7 ") == 0);
}

TEST_CASE("openvpn server: messages that make no sense do nothing", "[openvpn][server][fault]") {
    ServerDialogue server;
    play(server, kListeningAt);
    server.take_sent();
    for (const char* line :
         {"",
          ">",
          ">CLIENT",
          ">CLIENT:",
          ">CLIENT:CONNECT",
          ">CLIENT:CONNECT,",
          ">CLIENT:CONNECT,x,1",
          ">CLIENT:CONNECT,-1,1",
          ">CLIENT:CONNECT,99999999999999999999999,1",
          ">CLIENT:ENV,END",
          ">CLIENT:ENV",
          ">CLIENT:ESTABLISHED,5",
          ">CLIENT:ENV,END",
          ">CLIENT:ADDRESS,5,10.0.0.1,1",
          ">STATE:",
          ">LOG:",
          "SUCCESS: client-auth command succeeded"}) {
        server.says(line);
    }
    CHECK(server.asks.empty());
    CHECK(server.came.empty());
    CHECK(server.take_sent().empty());

    server.says(">CLIENT:CONNECT,3,1");
    server.says(">CLIENT:ENV,username=half");
    server.client("CONNECT,4,1", "whole");  // the first one never ended
    REQUIRE(server.asks.size() == 1);
    CHECK(server.asks[0].caller == 4);
    CHECK(server.asks[0].user_name == "whole");
}

TEST_CASE(
    "openvpn server: a locked private key is opened, or its password asked for", "[openvpn][server]"
) {
    ServerDialogue open({Secret("k\"y")});
    open.input(ManagementConnected{});
    open.says(">PASSWORD:Need 'Private Key' password");
    CHECK(open.sent.find("password \"Private Key\" \"k\\\"y\"\n") != std::string::npos);

    ServerDialogue locked;
    locked.input(ManagementConnected{});
    locked.says(">PASSWORD:Need 'Private Key' password");
    CHECK(locked.stops == 1);
    locked.input(ProgramEnded{""});
    CHECK(locked.finished->detail.find("keyPassword") != std::string::npos);
}

}  // namespace mprd::tunnel::openvpn
