// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Who captures what passes over a link, and what he gets of it.
#include "core/base/base64.hpp"
#include "core/wire/control_packet.hpp"
#include "core/wire/protocol_numbers.hpp"
#include "daemon/control/capture_stream.hpp"
#include "daemon/runtime/link_tap.hpp"
#include "tests/unit/daemon/session_client.hpp"

#include <string>
#include <vector>

using namespace mprd;          // NOLINT(google-build-using-namespace)
using namespace mprd::daemon;  // NOLINT(google-build-using-namespace)
using namespace mprd::test;    // NOLINT(google-build-using-namespace)

namespace {

using Direction = platform::FrameTap::Direction;

/// A PPP frame as a line of whole frames carries it.
Bytes frame(std::uint16_t protocol, ByteSpan information) {
    Bytes bytes;
    ByteWriter(bytes).u16(protocol).bytes(information);
    return bytes;
}

Bytes lcp_request() {
    return frame(wire::kProtocolLcp, wire::make_control_packet(wire::kConfigureRequest, 1, {}));
}

LinkInfo whole_frames() {
    LinkInfo link;
    link.carries = LinkInfo::Carries::PppFrames;
    return link;
}

struct Seen {
    std::string direction;
    Bytes data;
};

/// The frames among messages; what else there is must be nothing.
std::vector<Seen> frames(const std::vector<json>& messages) {
    std::vector<Seen> seen;
    for (const json& message : messages) {
        REQUIRE(message["method"] == "mprd.Frame");
        const json& params = message["params"];
        CHECK(params["link"] == "ppp");
        seen.push_back({params["direction"], from_base64(params["data"].get<std::string>()).value()}
        );
    }
    return seen;
}

json capture_of(FakeRouterHost& host) {
    return {{"interface", host.id("branch1").value}};
}

/// branch1 calls, and the line is open.
void open_call(FakeRouterHost& host) {
    static_cast<void>(host.router.connect(host.now, host.id("branch1"), RequestId{}));
    host.runtime.drain();
    host.poll();
    host.port->come_up(whole_frames());
}

CapturedFrame packet(const Bytes& information) {
    CapturedFrame frame;
    frame.protocol = wire::kProtocolIpv4;
    frame.information = information;
    return frame;
}

}  // namespace

TEST_CASE("capture: a call is seen from its first frame on, both ways", "[capture]") {
    FakeRouterHost host;
    SessionClient client(host, admin::Access::Administrator);
    REQUIRE(client.call("mprd.Capture", capture_of(host))["result"]["code"] == 0);

    open_call(host);
    host.port->receive(lcp_request());

    const auto seen = frames(client.received());
    REQUIRE(seen.size() >= 3);
    CHECK(seen[0].direction == "sent");
    CHECK(ByteReader(seen[0].data).u16() == wire::kProtocolLcp);
    CHECK(seen[0].data.at(2) == wire::kConfigureRequest);
    CHECK(seen[1].direction == "received");
    CHECK(seen[1].data == lcp_request());
    CHECK(seen[2].direction == "sent");
    CHECK(seen[2].data.at(2) == wire::kConfigureAck);

    const json total = client.call("mprd.CaptureStop")["result"];
    CHECK(total == json({{"code", 0}, {"frames", seen.size()}, {"lost", 0}}));
    host.port->receive(lcp_request());
    CHECK(client.received().empty());
}

TEST_CASE("capture: one that begins during a call sees the rest of it", "[capture]") {
    FakeRouterHost host;
    SessionClient client(host, admin::Access::Administrator);
    open_call(host);
    const auto port = host.router.ports(host.now)[0].handle.value;
    REQUIRE(client.call("mprd.Capture", {{"port", port}})["result"]["code"] == 0);

    host.port->receive(lcp_request());

    const auto seen = frames(client.received());
    REQUIRE_FALSE(seen.empty());
    CHECK(seen[0].data == lcp_request());
}

TEST_CASE("capture: a password does not leave the daemon", "[capture][secrets]") {
    FakeRouterHost host;
    SessionClient client(host, admin::Access::Administrator);
    client.call("mprd.Capture", capture_of(host));
    open_call(host);
    static_cast<void>(client.received());

    const Bytes request = wire::make_control_packet(1, 1, as_bytes("\4head\6s3cret"));
    host.port->receive(frame(wire::kProtocolPap, request));

    const auto seen = frames(client.received());
    REQUIRE_FALSE(seen.empty());
    const Bytes masked = wire::make_control_packet(1, 1, as_bytes("\4head\6******"));
    CHECK(seen[0].data == frame(wire::kProtocolPap, masked));
}

TEST_CASE("capture: of a long frame only the beginning is given", "[capture]") {
    FakeRouterHost host;
    SessionClient client(host, admin::Access::Administrator);
    json params = capture_of(host);
    params["snapLength"] = 5;
    client.call("mprd.Capture", params);
    open_call(host);

    host.port->receive(lcp_request());

    const auto messages = client.received();
    REQUIRE(messages.size() > 1);
    CHECK(messages[1]["params"]["length"] == lcp_request().size());
    CHECK(from_base64(messages[1]["params"]["data"].get<std::string>())->size() == 5);
}

TEST_CASE("capture: a client that does not read loses frames, which are counted", "[capture]") {
    FakeRouterHost host;
    SessionClient client(host, admin::Access::Administrator);
    client.call("mprd.Capture", capture_of(host));
    constexpr std::size_t kFrames = 5000;
    const Bytes large(1500, 0x45);

    for (std::size_t i = 0; i < kFrames; ++i) {
        host.runtime.captures().deliver(host.id("branch1"), packet(large));
    }

    const auto messages = client.received();
    CHECK(client.ended == 0);
    CHECK(messages.size() > CaptureStream::kMaxWaiting / 2500);
    CHECK(messages.size() < kFrames);
    const json total = client.call("mprd.CaptureStop")["result"];
    CHECK(total["frames"] == messages.size());
    CHECK(total["lost"] == kFrames - messages.size());
}

TEST_CASE("capture: what cannot be captured is refused, each with its code", "[capture][bad]") {
    FakeRouterHost host;
    SessionClient client(host, admin::Access::Administrator);
    const auto code = [&](const json& params) {
        const json answer = client.call("mprd.Capture", params);
        return answer.contains("error") ? answer["error"]["code"] : answer["result"]["code"];
    };
    CHECK(code(json::object()) == -32602);
    CHECK(code({{"interface", 1}, {"port", 1}}) == -32602);
    CHECK(code({{"port", 1}, {"snapLength", 0}}) == -32602);
    CHECK(code({{"port", 1}, {"snapLength", 65536}}) == -32602);
    CHECK(code({{"interface", 4711}}) == 6);
    CHECK(code({{"interface", 0}}) == 6);
    CHECK(code({{"port", 4711}}) == 601);
    CHECK(client.call("mprd.CaptureStop")["result"]["code"] == 87);
    CHECK(code(capture_of(host)) == 0);
    CHECK(code(capture_of(host)) == 87);
}

TEST_CASE("capture: there are so many at once and no more", "[capture][limits]") {
    FakeRouterHost host;
    std::vector<std::unique_ptr<SessionClient>> clients;
    for (std::size_t i = 0; i < CaptureStream::kMaxCaptures; ++i) {
        clients.push_back(std::make_unique<SessionClient>(host, admin::Access::Administrator));
        CHECK(clients.back()->call("mprd.Capture", capture_of(host))["result"]["code"] == 0);
    }
    SessionClient late(host, admin::Access::Administrator);
    CHECK(late.call("mprd.Capture", capture_of(host))["result"]["code"] == 8);

    clients.pop_back();  // a client that goes away ends his capture

    CHECK(late.call("mprd.Capture", capture_of(host))["result"]["code"] == 0);
}

TEST_CASE("capture: the end of its interface is told", "[capture]") {
    FakeRouterHost host;
    SessionClient client(host, admin::Access::Administrator);
    client.call("mprd.Capture", capture_of(host));

    REQUIRE(host.router.remove(host.now, host.id("branch1")));
    host.runtime.drain();

    const auto messages = client.received();
    REQUIRE(messages.size() == 1);
    CHECK(messages[0]["method"] == "mprd.CaptureEnded");
    CHECK(client.call("mprd.CaptureStop")["result"]["code"] == 0);
}

TEST_CASE("link tap: a call that nobody owns yet is kept for its owner", "[capture][tap]") {
    CaptureSet captures([] {});
    std::vector<Bytes> of_interface;
    std::vector<Bytes> of_port;
    std::uint64_t lost = 0;
    const auto keep = [&](std::vector<Bytes>& where) {
        return [&](const CapturedFrame& frame) {
            where.emplace_back(frame.information.begin(), frame.information.end());
            lost += frame.lost_before;
        };
    };
    const auto first = captures.add({InterfaceId{7}, {}}, keep(of_interface));
    const auto second = captures.add({{}, PortId{3}}, keep(of_port));
    InterfaceId owner;
    LinkTap tap(captures, PortId{3}, LinkInfo::Carries::PppFrames, [&] { return owner; });

    tap.on_frame(Direction::Received, wire::kProtocolLcp, Bytes{1});
    tap.on_frame(Direction::Sent, wire::kProtocolLcp, Bytes{2});
    CHECK(of_interface.empty());
    CHECK(of_port.size() == 2);
    owner = InterfaceId{7};
    tap.on_frame(Direction::Sent, wire::kProtocolIpcp, Bytes{3});

    CHECK(of_interface == std::vector<Bytes>{{1}, {2}, {3}});
    CHECK(of_port == of_interface);
    CHECK(lost == 0);
}

TEST_CASE("link tap: what waits for an owner is bounded", "[capture][tap][limits]") {
    CaptureSet captures([] {});
    std::size_t frames = 0;
    std::uint64_t lost = 0;
    const auto subscription = captures.add({InterfaceId{7}, {}}, [&](const CapturedFrame& frame) {
        ++frames;
        lost += frame.lost_before;
    });
    InterfaceId owner;
    LinkTap tap(captures, PortId{3}, LinkInfo::Carries::PppFrames, [&] { return owner; });

    for (std::size_t i = 0; i < LinkTap::kMaxHeldFrames + 10; ++i) {
        tap.on_frame(Direction::Received, wire::kProtocolLcp, Bytes{1});
    }
    owner = InterfaceId{7};
    tap.on_frame(Direction::Sent, wire::kProtocolIpcp, Bytes{3});

    CHECK(frames == LinkTap::kMaxHeldFrames + 1);
    CHECK(lost == 10);
}
