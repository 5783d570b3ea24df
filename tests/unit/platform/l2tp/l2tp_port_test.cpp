// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/l2tp_port.hpp"

#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/devices/l2tp/kind.hpp"
#include "platform/devices/l2tp/target.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/port_contract.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

using namespace mprd;  // NOLINT(google-build-using-namespace)
using platform::l2tp::Exchange;
using platform::l2tp::L2tpPort;
using platform::l2tp::OpenCallPath;
using platform::l2tp::Options;
using platform::l2tp::Target;
using test::RecordingListener;

namespace {

TimePoint steady_now() {
    return TimePoint(std::chrono::steady_clock::now().time_since_epoch());
}

/// Two devices on the loopback interface and their loop.
class Pair {
public:
    explicit Pair(std::string_view secret = "", std::string_view address = "127.0.0.1")
        : home(make(secret, address)), away(make(secret, address)) {}

    /// Patient: a machine may be busy.
    bool run_until(const std::function<bool()>& done) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{20};
        while (!done() && std::chrono::steady_clock::now() < end) {
            run_for(std::chrono::milliseconds{2});
        }
        return done();
    }
    void run_for(std::chrono::milliseconds time) {
        io.restart();
        io.run_for(time);
    }
    [[nodiscard]] std::unique_ptr<platform::Port> port(const std::shared_ptr<Exchange>& of) const {
        return std::make_unique<L2tpPort>(of, std::uint16_t{1460});
    }
    [[nodiscard]] std::string number_of(const Exchange& exchange) const {
        return exchange.local_endpoint().to_string();
    }
    std::shared_ptr<Exchange> make(
        std::string_view secret,
        std::string_view address,
        platform::DataPath path = platform::DataPath::User
    ) {
        Options options;
        options.data_path = path;
        options.local_address = IpAddress::parse(address);
        options.port = 0;
        options.engine.host_name = "test";
        options.engine.secret = Secret(secret);
        return std::make_shared<Exchange>(
            platform::DeviceContext{
                io,
                steady_now,
                random,
                random,
                crypto,
                [this](const std::string& text) { log.push_back(text); }},
            options
        );
    }

    boost::asio::io_context io;
    SeededRandom random{1};
    platform::GcryptCrypto crypto;
    std::vector<std::string> log;
    std::shared_ptr<Exchange> home;
    std::shared_ptr<Exchange> away;
};

/// The far end that the contract needs: answers each call, and calls when it is to send first.
class FarEnd {
public:
    explicit FarEnd(Pair& pair) : pair_(pair) {
        for (Line& line : lines_) {
            listen(line);
        }
        pair_.run_until([&] { return pair_.away->local_endpoint().port != 0; });
    }
    void hang_up() {
        const auto answered = [&] {
            return std::find_if(lines_.begin(), lines_.end(), [](const Line& line) {
                return line.listener->opened && !line.listener->closed;
            });
        };
        REQUIRE(pair_.run_until([&] { return answered() != lines_.end(); }));
        answered()->port->close(Errc::UserDisconnection);
    }
    void call_and_send(ByteSpan data) {
        calling_ = pair_.port(pair_.away);
        calling_->open({pair_.number_of(*pair_.home)}, caller_);
        REQUIRE(pair_.run_until([&] { return caller_.opened.has_value(); }));
        CHECK(calling_->send(data) == platform::Port::SendResult::Taken);
    }
    /// Waits for the next call where one is over.
    bool run_until(const std::function<bool()>& done) {
        return pair_.run_until([&] {
            for (Line& line : lines_) {
                if (line.listener->closed) {
                    listen(line);
                }
            }
            return done();
        });
    }

private:
    struct Line {
        std::unique_ptr<RecordingListener> listener;
        std::unique_ptr<platform::Port> port;
    };
    void listen(Line& line) {
        line.listener = std::make_unique<RecordingListener>();
        line.port = pair_.port(pair_.away);
        line.port->listen(*line.listener);
    }
    Pair& pair_;
    /// Two: the end of a call and the next call may come together.
    std::array<Line, 2> lines_;
    RecordingListener caller_;
    std::unique_ptr<platform::Port> calling_;
};

}  // namespace

TEST_CASE("l2tp port: a call keeps the port contract", "[l2tp][contract]") {
    Pair pair;
    FarEnd away(pair);
    test::check_port_contract({
        .make_port = [&] { return pair.port(pair.home); },
        .run_until = [&](const std::function<bool()>& done) { return away.run_until(done); },
        .peer_hangs_up = [&] { away.hang_up(); },
        .peer_sends = [&](ByteSpan data) { away.call_and_send(data); },
        .target = {pair.number_of(*pair.away)},
    });
}

TEST_CASE("l2tp port: frames pass both ways, over ipv4 and ipv6", "[l2tp][port]") {
    const auto* address = GENERATE("127.0.0.1", "::1");
    Pair pair("s3cret", address);
    const auto lns = pair.port(pair.away);
    const auto lac = pair.port(pair.home);
    RecordingListener answered;
    RecordingListener called;
    lns->listen(answered);
    if (!pair.run_until([&] { return pair.away->local_endpoint().port != 0 || answered.closed; }) ||
        answered.closed) {
        WARN("no socket at " << address << " on this host");
        return;
    }
    lac->open({pair.number_of(*pair.away)}, called);
    REQUIRE(pair.run_until([&] { return called.opened && answered.opened; }));

    CHECK(called.opened->carries == LinkInfo::Carries::PppFrames);
    CHECK(called.opened->max_mru == 1460);
    CHECK(called.opened->remote_endpoint == pair.number_of(*pair.away));
    CHECK(answered.opened->remote_endpoint == pair.number_of(*pair.home));
    CHECK(lac->send(as_bytes("\xc0\x21one")) == platform::Port::SendResult::Taken);
    CHECK(lns->send(as_bytes("\xc0\x21two")) == platform::Port::SendResult::Taken);
    REQUIRE(pair.run_until([&] { return !called.received.empty() && !answered.received.empty(); }));
    CHECK(as_text(answered.received) == "\xc0\x21one");
    CHECK(as_text(called.received) == "\xc0\x21two");
    CHECK(pair.log.size() == 2);
}

TEST_CASE("l2tp port: a name is looked up, and one that nobody has is 868", "[l2tp][port]") {
    Pair pair;
    const auto lns = pair.port(pair.away);
    RecordingListener answered;
    lns->listen(answered);
    REQUIRE(pair.run_until([&] { return pair.away->local_endpoint().port != 0; }));
    const std::string port = std::to_string(pair.away->local_endpoint().port);
    const auto lac = pair.port(pair.home);
    RecordingListener called;
    lac->open({"localhost:" + port}, called);
    REQUIRE(pair.run_until([&] { return called.opened.has_value(); }));

    const auto lost = pair.port(pair.home);
    RecordingListener failed;
    lost->open({"no-such-host.invalid"}, failed);
    REQUIRE(pair.run_until([&] { return failed.closed.has_value(); }));
    CHECK(failed.closed->code == Errc::NameNotResolved);
}

TEST_CASE("l2tp port: a number that names no host says what would be right", "[l2tp][port]") {
    Pair pair;
    const auto port = pair.port(pair.home);
    RecordingListener listener;
    port->open({""}, listener);
    REQUIRE(pair.run_until([&] { return listener.closed.has_value(); }));
    CHECK(listener.closed->code == Errc::CannotFindPhonebookEntry);
    CHECK(listener.closed->detail.find("lns.example") != std::string::npos);
}

TEST_CASE("l2tp port: a socket that cannot be had closes the port and names it", "[l2tp][port]") {
    Pair pair;
    const auto there = pair.make("", "2001:db8::77");
    const auto port = pair.port(there);
    CHECK(port->check_device());
    RecordingListener listener;
    port->listen(listener);
    REQUIRE(pair.run_until([&] { return listener.closed.has_value(); }));
    CHECK(listener.closed->code == Errc::PortNotAvailable);
    CHECK(listener.closed->detail.find("2001:db8::77") != std::string::npos);
    CHECK_FALSE(port->check_device());
}

TEST_CASE("l2tp port: the kernel takes a call, or says why not", "[l2tp][kernel]") {
    Pair pair;
    const auto lns = pair.port(pair.away);
    const auto lac = pair.port(pair.home);
    RecordingListener answered;
    RecordingListener called;
    lns->listen(answered);
    REQUIRE(pair.run_until([&] { return pair.away->local_endpoint().port != 0; }));
    CHECK_FALSE(lac->give_to_kernel());  // there is no call
    lac->open({pair.number_of(*pair.away)}, called);
    REQUIRE(pair.run_until([&] { return called.opened && answered.opened; }));

    const auto given = lac->give_to_kernel();

    // Whether it can is this host's to say; if it cannot, the call is ours as before.
    CHECK(lac->can_send() != given.has_value());
    if (!given) {
        CHECK(lac->send(as_bytes("hello")) == platform::Port::SendResult::Taken);
        CHECK(pair.run_until([&] { return !answered.received.empty(); }));
    }
    lac->close(Errc::UserDisconnection);
    CHECK(pair.run_until([&] { return called.closed && answered.closed; }));
}

TEST_CASE("l2tp port: a kernel without l2tp that is insisted on ends the call", "[l2tp][kernel]") {
    if (platform::l2tp::KernelTunnel::is_possible()) {
        WARN("this kernel has L2TP");
        return;
    }
    Pair pair;
    const auto insisting = pair.make("", "127.0.0.1", platform::DataPath::Kernel);
    const auto lns = pair.port(pair.away);
    const auto lac = pair.port(insisting);
    RecordingListener answered;
    RecordingListener called;
    lns->listen(answered);
    REQUIRE(pair.run_until([&] { return pair.away->local_endpoint().port != 0; }));

    lac->open({pair.number_of(*pair.away)}, called);
    REQUIRE(pair.run_until([&] { return called.closed && answered.closed; }));

    CHECK_FALSE(called.opened);
    CHECK(called.closed->code == Errc::NotSupported);
    CHECK(called.closed->detail.find("\"dataPath\": \"kernel\"") != std::string::npos);
    CHECK(std::count(pair.log.begin(), pair.log.end(), called.closed->detail) == 1);
    CHECK(insisting->status().calls == 0);
}

TEST_CASE("l2tp port: data of another sender is not delivered", "[l2tp][hostile]") {
    Pair pair;
    const auto lns = pair.port(pair.away);
    const auto lac = pair.port(pair.home);
    RecordingListener answered;
    RecordingListener called;
    lns->listen(answered);
    REQUIRE(pair.run_until([&] { return pair.away->local_endpoint().port != 0; }));
    lac->open({pair.number_of(*pair.away)}, called);
    REQUIRE(pair.run_until([&] { return answered.opened.has_value(); }));

    const OpenCallPath* path = nullptr;
    for (unsigned session = 1; path == nullptr && session <= 0xffff; ++session) {
        path = pair.away->path(static_cast<std::uint16_t>(session));
    }
    REQUIRE(path != nullptr);
    boost::asio::ip::udp::socket stranger(pair.io, {boost::asio::ip::udp::v4(), 0});
    const auto to = platform::l2tp::SocketAddress(pair.away->local_endpoint(), false).native();
    const mprd::l2tp::DataHeader head(
        path->route.local_tunnel, path->route.local_session, std::nullopt
    );
    Bytes datagram(head.bytes().begin(), head.bytes().end());
    datagram.push_back(0x21);  // IPv4
    stranger.send_to(boost::asio::buffer(datagram), to);
    pair.run_for(std::chrono::milliseconds{20});
    CHECK(answered.received.empty());
    CHECK(lac->send(as_bytes("hello")) == platform::Port::SendResult::Taken);
    REQUIRE(pair.run_until([&] { return !answered.received.empty(); }));
    CHECK(as_text(answered.received) == "hello");
}

TEST_CASE("l2tp target: what may be dialled", "[l2tp][target]") {
    const auto parsed = [](const char* text) {
        const auto target = Target::parse(text);
        return target ? target->host + '|' + std::to_string(target->port) : "wrong";
    };
    CHECK(parsed("lns.example") == "lns.example|1701");
    CHECK(parsed("lns.example:1702") == "lns.example|1702");
    CHECK(parsed("192.0.2.1:5") == "192.0.2.1|5");
    CHECK(parsed("2001:db8::1") == "2001:db8::1|1701");
    CHECK(parsed("[2001:db8::1]") == "2001:db8::1|1701");
    CHECK(parsed("[2001:db8::1]:9") == "2001:db8::1|9");
    for (const char* text : {"", ":5", "a:", "a:0", "a:65536", "a:x", "[::1", "[::1]5", "[]:5"}) {
        CHECK(parsed(text) == "wrong");
    }
}

TEST_CASE("l2tp options: defaults, limits and messages", "[l2tp][options]") {
    const auto good = Options::parse(
        R"({"localAddress": "192.0.2.1", "port": 1702, "hostName": "branch", "helloSeconds": 30,
            "window": 4, "sequencing": true, "maxTunnels": 10})"
    );
    REQUIRE(good);
    CHECK(good->port == 1702);
    CHECK(good->engine.host_name == "branch");
    CHECK(good->engine.sequence_data);
    CHECK(good->engine.channel.receive_window == 4);
    const auto none = Options::parse("{}");
    REQUIRE(none);
    CHECK(none->port == 1701);
    CHECK_FALSE(none->engine.host_name.empty());

    const auto message = [](const char* text) { return Options::parse(text).error().detail; };
    CHECK(message(R"({"port": 70000})") == "/port: expected a number from 0 to 65535, found 70000");
    CHECK(message(R"({"window": 0})") == "/window: expected a number from 1 to 1024, found 0");
    CHECK(message(R"({"sequencing": 1})") == "/sequencing: expected true or false, found 1");
    CHECK(message(R"({"localAddress": "eth0"})").find("/localAddress: expected an IPv4") == 0);
    CHECK(
        message(R"({"dataPath": 1})") ==
        "/dataPath: expected " + std::string(platform::kDataPathWords) + ", found 1"
    );
    CHECK(message(R"({"hosts": 1})").find("/hosts: expected one of localAddress, hostName") == 0);
    CHECK(message("[]").find(": expected an object") == 0);
}

TEST_CASE("l2tp kind: stands in the table with its secret", "[l2tp][kind]") {
    const platform::DeviceKind* kind = platform::find_device_kind("l2tp");
    REQUIRE(kind != nullptr);
    CHECK(kind->api_type == "vpn");
    CHECK(kind->is_secret("tunnelSecret"));
    CHECK_FALSE(kind->is_secret("pin"));
    CHECK(kind->check_options("{}"));
    CHECK_FALSE(kind->check_options(R"({"port": "x"})"));
    const bool can = platform::l2tp::KernelTunnel::is_possible();
    CHECK(kind->data_path("{}") == (can ? platform::DataPath::Auto : platform::DataPath::User));
    CHECK(kind->data_path(R"({"dataPath": "user"})") == platform::DataPath::User);
    CHECK(
        kind->data_path(R"({"dataPath": "kernel"})") ==
        (platform::kHasKernelPath ? platform::DataPath::Kernel : platform::DataPath::User)
    );
}
