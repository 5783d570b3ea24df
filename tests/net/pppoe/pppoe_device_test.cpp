// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/pppoe_device.hpp"

#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/net/pppoe/allocation_count.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/port_contract.hpp"
#include "tests/support/private_net.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace mprd;                   // NOLINT(google-build-using-namespace)
using namespace mprd::platform::pppoe;  // NOLINT(google-build-using-namespace)
using mprd::test::shell;
using platform::Port;

namespace {

// Before main() and before any thread.
const bool kIsPrivate = mprd::test::enter_private_net();

/// A cable: near and far are its ends, both in this namespace.
struct Cable {
    explicit Cable(const std::string& more = "") {
        const std::string trouble = shell(
            "ip link add near type veth peer name far && sysctl -qw "
            "net.ipv6.conf.near.disable_ipv6=1 "
            "net.ipv6.conf.far.disable_ipv6=1; ip link set near up; ip link set far up; " +
            more
        );
        INFO(trouble);
        REQUIRE(shell("ip -br link show near").find("UP") != std::string::npos);
    }
    ~Cable() { shell("ip link delete near"); }
    Cable(const Cable&) = delete;
    Cable& operator=(const Cable&) = delete;
};

/// Answers calls, one after the other, and writes down what happens.
struct Answering final : platform::PortListener {
    explicit Answering(std::unique_ptr<Port> its_port) : port(std::move(its_port)) {
        port->listen(*this);
    }
    void on_opened(const LinkInfo& link) override {
        ++calls;
        last = link;
    }
    void on_data(ByteSpan data) override {
        received.insert(received.end(), data.begin(), data.end());
    }
    void on_writable() override {}
    void on_closed(const Error& error) override {
        ends.push_back(error.code);
        if (again) {
            port->listen(*this);
        }
    }
    std::unique_ptr<Port> port;
    bool again = true;
    int calls = 0;
    std::optional<LinkInfo> last;
    Bytes received;
    std::vector<Errc> ends;
};

class Lab {
public:
    std::unique_ptr<PppoeDevice> device(const std::string& options) {
        const auto parsed = Options::parse(options);
        REQUIRE(parsed);
        return std::make_unique<PppoeDevice>(context_, *parsed);
    }
    static std::unique_ptr<Port> port(PppoeDevice& device, std::uint32_t index = 0) {
        auto made = device.make_port(index);
        REQUIRE(made);
        return std::move(*made);
    }
    bool run_until(const std::function<bool()>& done, std::chrono::milliseconds limit) {
        const auto end = std::chrono::steady_clock::now() + limit;
        while (!done() && std::chrono::steady_clock::now() < end) {
            io_.restart();
            io_.run_one_for(std::chrono::milliseconds{5});
        }
        return done();
    }
    /// For what must happen.
    bool await(const std::function<bool()>& done) {
        return run_until(done, std::chrono::seconds{10});
    }
    std::string log;

private:
    boost::asio::io_context io_;
    platform::GcryptCrypto crypto_;
    SeededRandom random_{1};
    platform::DeviceContext context_{
        io_,
        [] { return TimePoint(std::chrono::steady_clock::now().time_since_epoch()); },
        random_,
        random_,
        crypto_,
        [this](const std::string& text) { log += text + '\n'; }};
};

constexpr const char* kNear = R"({"interface": "near"})";
constexpr const char* kFar = R"({"interface": "far", "concentrator": {"name": "ac"}})";

}  // namespace

TEST_CASE("pppoe: a port keeps the port contract", "[pppoe][contract]") {
    const Cable cable;
    Lab lab;
    const auto near = lab.device(kNear);
    const auto far = lab.device(kFar);
    Answering answering(Lab::port(*far));
    const auto calling = Lab::port(*far, 1);
    test::RecordingListener caller;
    test::check_port_contract({
        .make_port = [&] { return Lab::port(*near); },
        .run_until = [&](const std::function<bool()>& done
                     ) { return lab.run_until(done, std::chrono::milliseconds{200}); },
        .peer_hangs_up = [&] { answering.port->close(Errc::UserDisconnection); },
        .peer_sends =
            [&](ByteSpan data) {
                calling->open({}, caller);
                REQUIRE(lab.await([&] { return caller.opened.has_value(); }));
                REQUIRE(calling->send(data) == Port::SendResult::Taken);
            },
    });
}

TEST_CASE("pppoe: a call carries frames both ways and tells who is at the other end", "[pppoe]") {
    const Cable cable(
        "ip link set near address 02:00:00:00:00:01; "
        "ip link set far address 02:00:00:00:00:02"
    );
    Lab lab;
    const auto near = lab.device(kNear);
    const auto far = lab.device(kFar);
    Answering answering(Lab::port(*far));
    const auto port = Lab::port(*near);
    test::RecordingListener listener;

    port->open({}, listener);
    REQUIRE(lab.await([&] { return listener.opened.has_value(); }));
    CHECK(listener.opened->carries == LinkInfo::Carries::PppFrames);
    CHECK(listener.opened->max_mru == 1492);
    CHECK(listener.opened->local_endpoint == "02:00:00:00:00:01");
    CHECK(listener.opened->remote_endpoint == "02:00:00:00:00:02");
    CHECK(lab.log.find("access concentrator \"ac\" 02:00:00:00:00:02") != std::string::npos);

    CHECK(port->send(as_bytes("ping")) == Port::SendResult::Taken);
    REQUIRE(lab.await([&] { return as_text(answering.received) == "ping"; }));
    CHECK(answering.last->remote_endpoint == "02:00:00:00:00:01");
    CHECK(answering.port->send(as_bytes("pong")) == Port::SendResult::Taken);
    CHECK(lab.await([&] { return as_text(listener.received) == "pong"; }));

    SECTION("the caller hangs up") {
        port->close(Errc::IdleDisconnected);
        REQUIRE(lab.await([&] { return listener.closed && !answering.ends.empty(); }));
        CHECK(listener.closed->code == Errc::IdleDisconnected);
        CHECK(answering.ends == std::vector{Errc::RemoteDisconnection});
    }
    SECTION("the access concentrator hangs up") {
        answering.port->close(Errc::IdleDisconnected);
        REQUIRE(lab.await([&] { return listener.closed && !answering.ends.empty(); }));
        CHECK(listener.closed->code == Errc::RemoteDisconnection);
        CHECK(answering.ends == std::vector{Errc::IdleDisconnected});
    }
}

TEST_CASE("pppoe: many sessions on one Ethernet do not mix", "[pppoe]") {
    constexpr std::uint32_t kCalls = 40;
    const Cable cable;
    Lab lab;
    const auto near = lab.device(kNear);
    const auto far = lab.device(
        R"({"interface": "far", "concentrator": {"name": "ac", "maxSessionsPerCaller": 40}})"
    );
    std::vector<std::unique_ptr<Answering>> answering;
    std::vector<std::unique_ptr<Port>> ports;
    std::vector<std::unique_ptr<test::RecordingListener>> listeners;
    for (std::uint32_t i = 0; i < kCalls; ++i) {
        answering.push_back(std::make_unique<Answering>(Lab::port(*far, i)));
        ports.push_back(Lab::port(*near, i));
        listeners.push_back(std::make_unique<test::RecordingListener>());
        ports.back()->open({}, *listeners.back());
    }
    const auto all = [&](const auto& holds) {
        return std::all_of(listeners.begin(), listeners.end(), holds);
    };
    REQUIRE(lab.await([&] { return all([](const auto& one) { return one->opened.has_value(); }); })
    );

    for (std::uint32_t i = 0; i < kCalls; ++i) {
        const Bytes frame(10, static_cast<std::uint8_t>(i + 1));
        CHECK(ports[i]->send(frame) == Port::SendResult::Taken);
    }
    REQUIRE(lab.await([&] {
        return std::all_of(answering.begin(), answering.end(), [](const auto& one) {
            return one->received.size() == 10;
        });
    }));
    for (std::uint32_t i = 0; i < kCalls; ++i) {  // back to where it came from
        CHECK(answering[i]->port->send(answering[i]->received) == Port::SendResult::Taken);
    }
    REQUIRE(lab.await([&] {
        return all([](const auto& one) { return one->received.size() == 10; });
    }));
    for (std::uint32_t i = 0; i < kCalls; ++i) {
        CHECK(listeners[i]->received == Bytes(10, static_cast<std::uint8_t>(i + 1)));
    }
}

TEST_CASE("pppoe: a number is a service name", "[pppoe]") {
    const Cable cable;
    Lab lab;
    const auto near = lab.device(R"({"interface": "near", "serviceName": "isp"})");
    const auto far =
        lab.device(R"({"interface": "far", "concentrator": {"services": ["isp", "voice"]}})");
    Answering answering(Lab::port(*far));
    const auto port = Lab::port(*near);
    struct Row {
        const char* number;
        Errc end;
    };
    for (const Row& row :
         {Row{"", Errc::UserDisconnection},
          Row{"voice", Errc::UserDisconnection},
          Row{"dsl", Errc::NoAnswer}}) {
        test::RecordingListener listener;
        port->open({.number = row.number}, listener);
        REQUIRE(lab.run_until(
            [&] { return listener.opened || listener.closed; }, std::chrono::seconds{30}
        ));
        port->close(Errc::UserDisconnection);
        REQUIRE(lab.await([&] { return listener.closed.has_value(); }));
        CHECK(listener.closed->code == row.end);
    }
    CHECK(answering.calls == 2);
}

TEST_CASE("pppoe: too many calls of one address are refused with 651", "[pppoe]") {
    const Cable cable;
    Lab lab;
    const auto near = lab.device(kNear);
    const auto far =
        lab.device(R"({"interface": "far", "concentrator": {"maxSessionsPerCaller": 1}})");
    Answering first_answering(Lab::port(*far, 0));
    Answering second_answering(Lab::port(*far, 1));
    const auto first = Lab::port(*near, 0);
    const auto second = Lab::port(*near, 1);
    test::RecordingListener first_listener;
    test::RecordingListener second_listener;

    first->open({}, first_listener);
    REQUIRE(lab.await([&] { return first_listener.opened.has_value(); }));
    second->open({}, second_listener);

    REQUIRE(lab.await([&] { return second_listener.closed.has_value(); }));
    CHECK(second_listener.closed->code == Errc::FromDevice);
    CHECK(second_listener.closed->detail.find("AC-System-Error") != std::string::npos);
    CHECK_FALSE(first_listener.closed);
}

TEST_CASE("pppoe: MTU 1500 inside where Ethernet and both ends allow it (RFC 4638)", "[pppoe]") {
    struct Row {
        const char* mtu;
        const char* near;
        std::uint16_t max_mru;
    };
    for (const Row& row :
         {Row{"1508", R"({"interface": "near", "maxPayload": 1500})", 1500},
          Row{"1504", R"({"interface": "near", "maxPayload": 1500})", 1496},
          Row{"1500", R"({"interface": "near", "maxPayload": 1500})", 1492},
          Row{"1508", R"({"interface": "near"})", 1492},
          Row{"1400", R"({"interface": "near"})", 1392}}) {
        INFO(row.mtu << ' ' << row.near);
        const std::string mtu(row.mtu);
        const Cable cable("ip link set near mtu " + mtu + "; ip link set far mtu " + mtu);
        Lab lab;
        const auto near = lab.device(row.near);
        const auto far = lab.device(R"({"interface": "far", "maxPayload": 1500})");
        Answering answering(Lab::port(*far));
        const auto port = Lab::port(*near);
        test::RecordingListener listener;
        port->open({}, listener);
        REQUIRE(lab.await([&] { return listener.opened.has_value(); }));
        CHECK(listener.opened->max_mru == row.max_mru);
        CHECK(answering.last->max_mru == row.max_mru);

        const Bytes frame(row.max_mru + std::size_t{2}, 0x55);  // with the PPP protocol
        CHECK(port->send(frame) == Port::SendResult::Taken);
        CHECK(lab.await([&] { return answering.received == frame; }));
    }
}

TEST_CASE("pppoe: a VLAN interface is an Ethernet interface", "[pppoe]") {
    const Cable cable(
        "ip link add link near name near.7 type vlan id 7; ip link set near.7 up; "
        "ip link add link far name far.7 type vlan id 7; ip link set far.7 up"
    );
    if (shell("ip -br link show near.7").find("near.7@near") == std::string::npos) {
        WARN("this kernel has no VLAN interfaces");
        return;
    }
    Lab lab;
    const auto near = lab.device(R"({"interface": "near.7"})");
    const auto untagged = lab.device(kNear);
    const auto far = lab.device(R"({"interface": "far.7"})");
    Answering answering(Lab::port(*far));
    const auto port = Lab::port(*near);
    const auto other = Lab::port(*untagged);
    test::RecordingListener listener;
    test::RecordingListener nobody;

    other->open({}, nobody);
    port->open({}, listener);

    REQUIRE(lab.await([&] { return listener.opened.has_value(); }));
    CHECK(port->send(as_bytes("tagged")) == Port::SendResult::Taken);
    CHECK(lab.await([&] { return as_text(answering.received) == "tagged"; }));
    CHECK_FALSE(nobody.opened);
}

TEST_CASE("pppoe: an interface that is not ready is told by name", "[pppoe]") {
    const Cable cable;
    Lab lab;
    struct Row {
        const char* command;
        const char* interface;
        const char* detail;
    };
    for (const Row& row :
         {Row{"true", "nowhere", "no Ethernet interface nowhere"},
          Row{"true", "lo", "lo is no Ethernet interface"},
          Row{"ip link set far down", "near", "near has no carrier"},
          Row{"ip link set near down", "near", "near is down"}}) {
        shell(row.command);
        const auto device = lab.device(std::string(R"({"interface": ")") + row.interface + "\"}");
        const auto port = Lab::port(*device);
        test::RecordingListener listener;
        const auto there = port->check_device();
        REQUIRE_FALSE(there);
        CHECK(there.error().code == Errc::DeviceNotReady);
        CHECK(there.error().detail.find(row.detail) != std::string::npos);

        port->open({}, listener);
        REQUIRE(lab.await([&] { return listener.closed.has_value(); }));
        CHECK(listener.closed->code == Errc::DeviceNotReady);
    }
}

TEST_CASE("pppoe: an interface that goes down ends its calls, and may come back", "[pppoe]") {
    const Cable cable;
    Lab lab;
    const auto near = lab.device(kNear);
    const auto far = lab.device(kFar);
    Answering answering(Lab::port(*far, 0));
    Answering waiting(Lab::port(*near, 9));
    waiting.again = false;
    const auto port = Lab::port(*near);
    for (int round = 0; round < 2; ++round) {
        test::RecordingListener listener;
        port->open({}, listener);
        REQUIRE(lab.await([&] { return listener.opened.has_value(); }));

        shell("ip link set near down");
        REQUIRE(lab.await([&] { return listener.closed.has_value(); }));
        CHECK(listener.closed->code == Errc::LinkFailure);
        CHECK_FALSE(port->check_device());

        shell("ip link set near up");
        REQUIRE(lab.await([&] { return port->check_device().has_value(); }));
        answering.port->close(Errc::UserDisconnection);  // its caller is gone without PADT
        REQUIRE(lab.await([&] {
            return answering.ends.size() == static_cast<std::size_t>(round) + 1;
        }));
    }
    CHECK(waiting.ends == std::vector{Errc::LinkFailure});
}

TEST_CASE("pppoe: an interface that vanishes ends its calls", "[pppoe]") {
    const auto cable = std::make_unique<Cable>();
    Lab lab;
    const auto near = lab.device(kNear);
    const auto far = lab.device(kFar);
    Answering answering(Lab::port(*far));
    answering.again = false;
    const auto port = Lab::port(*near);
    test::RecordingListener listener;
    port->open({}, listener);
    REQUIRE(lab.await([&] { return listener.opened.has_value(); }));

    shell("ip link delete near");

    REQUIRE(lab.await([&] { return listener.closed && !answering.ends.empty(); }));
    CHECK(listener.closed->code == Errc::LinkFailure);
    CHECK(answering.ends == std::vector{Errc::LinkFailure});
}

TEST_CASE("pppoe: a fixed Host-Uniq allows one call at a time to be set up", "[pppoe]") {
    const Cable cable;
    Lab lab;
    const auto near = lab.device(R"({"interface": "near", "hostUniq": "line-4711"})");
    const auto far = lab.device(kFar);
    const auto first = Lab::port(*near, 0);
    const auto second = Lab::port(*near, 1);
    test::RecordingListener first_listener;
    test::RecordingListener second_listener;
    first->open({}, first_listener);
    second->open({}, second_listener);
    REQUIRE(lab.await([&] { return second_listener.closed.has_value(); }));
    CHECK(second_listener.closed->code == Errc::PortNotAvailable);

    Answering answering(Lab::port(*far));
    REQUIRE(lab.await([&] { return first_listener.opened.has_value(); }));
}

TEST_CASE("pppoe: two stations can call each other at the same time", "[pppoe]") {
    const Cable cable;
    Lab lab;
    const auto near = lab.device(kNear);
    const auto far = lab.device(kFar);
    Answering far_answers(Lab::port(*far, 0));
    Answering near_answers(Lab::port(*near, 0));
    const auto near_calls = Lab::port(*near, 1);
    const auto far_calls = Lab::port(*far, 1);
    test::RecordingListener near_listener;
    test::RecordingListener far_listener;
    near_calls->open({}, near_listener);
    far_calls->open({}, far_listener);
    REQUIRE(lab.await([&] { return near_listener.opened && far_listener.opened; }));

    CHECK(near_calls->send(as_bytes("from near")) == Port::SendResult::Taken);
    CHECK(far_calls->send(as_bytes("from far")) == Port::SendResult::Taken);

    CHECK(lab.await([&] { return as_text(far_answers.received) == "from near"; }));
    CHECK(lab.await([&] { return as_text(near_answers.received) == "from far"; }));
    near_calls->close(Errc::UserDisconnection);
    REQUIRE(lab.await([&] { return !far_answers.ends.empty(); }));
    CHECK_FALSE(far_listener.closed);
}

TEST_CASE("pppoe: a full line refuses and then says when there is room", "[pppoe]") {
    // So slow that a second's worth of frames waits in the kernel, which holds less of one socket.
    const Cable cable("tc qdisc add dev near root tbf rate 80mbit burst 3k latency 1s");
    REQUIRE(shell("tc qdisc show dev near").find("tbf") != std::string::npos);
    Lab lab;
    const auto near = lab.device(kNear);
    const auto far = lab.device(kFar);
    Answering answering(Lab::port(*far));
    const auto port = Lab::port(*near);
    test::RecordingListener listener;
    port->open({}, listener);
    REQUIRE(lab.await([&] { return listener.opened.has_value(); }));
    const Bytes frame(1400, 1);

    std::size_t taken = 0;
    while (taken < 10000 && port->can_send()) {
        if (port->send(frame) == Port::SendResult::Taken) {
            ++taken;
        }
    }

    REQUIRE(taken < 10000);
    CHECK(port->send(frame) == Port::SendResult::Refused);
    REQUIRE(lab.await([&] { return listener.writable > 0; }));
    CHECK(port->can_send());
    CHECK(lab.await([&] { return answering.received.size() == taken * frame.size(); }));
}

TEST_CASE("pppoe: frames allocate nothing once the call is up", "[pppoe]") {
    const Cable cable;
    Lab lab;
    const auto near = lab.device(kNear);
    const auto far = lab.device(kFar);
    struct Counting final : platform::PortListener {
        void on_opened(const LinkInfo& /*link*/) override { is_open = true; }
        void on_data(ByteSpan /*data*/) override { ++frames; }
        void on_writable() override {}
        void on_closed(const Error& /*error*/) override {}
        bool is_open = false;
        int frames = 0;
    };
    Counting caller;
    Counting answerer;
    const auto answering = Lab::port(*far);
    const auto port = Lab::port(*near);
    answering->listen(answerer);
    port->open({}, caller);
    REQUIRE(lab.await([&] { return caller.is_open; }));
    const Bytes frame(1400, 1);
    int sent = 0;
    const std::function<bool()> are_there = [&] { return answerer.frames >= sent; };
    const auto send_some = [&] {
        for (int i = 0; i < 50; ++i, ++sent) {
            static_cast<void>(port->send(frame));
        }
        return lab.await(are_there);
    };
    REQUIRE(send_some());

    const std::size_t before = test::allocation_count();
    for (int round = 0; round < 20; ++round) {
        send_some();
    }

    CHECK(test::allocation_count() == before);
    CHECK(answerer.frames == sent);
}
