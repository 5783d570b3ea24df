// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/wire/link_codec.hpp"
#include "core/wire/protocol_numbers.hpp"
#include "daemon/runtime/link_runner.hpp"
#include "daemon/runtime/net_runner.hpp"
#include "daemon/runtime/runtime.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/linux/boottime_alarm.hpp"
#include "platform/linux/tun_device.hpp"
#include "platform/sim/sim_calendar.hpp"
#include "platform/system/clock.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/private_net.hpp"

#include <boost/asio/io_context.hpp>

#include <string>
#include <vector>

#include <arpa/inet.h>
#include <sys/socket.h>

using namespace mprd;
using namespace mprd::daemon;

namespace {

/// A line that opens at the test's word and decodes what is sent on it.
class OpenLine final : public platform::Port, private wire::FrameSink {
public:
    void open(const DialTarget& /*target*/, platform::PortListener& listener) override {
        ++opened;
        listener_ = &listener;
    }
    void listen(platform::PortListener& /*listener*/) override {}
    SendResult send(ByteSpan data) override {
        codec_.decode(data, *this);
        return SendResult::Taken;
    }
    void close(Errc /*reason*/) override {}
    [[nodiscard]] bool can_send() const override { return true; }
    void answer() { listener_->on_opened(LinkInfo{}); }

    int opened = 0;
    std::vector<std::string> payloads;  ///< of UDP over IPv4

private:
    void on_frame(std::uint16_t protocol, ByteSpan information) override {
        constexpr std::size_t kHeaders = 28;
        if (protocol == wire::kProtocolIpv4 && information.size() > kHeaders) {
            payloads.emplace_back(as_text(information.subspan(kHeaders)));
        }
    }
    wire::LinkCodec codec_{wire::Framing::AsyncHdlc};
    platform::PortListener* listener_ = nullptr;
};

void send_datagram(const std::string& text) {
    const platform::UniqueFd socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(9);
    ::inet_pton(AF_INET, "10.20.0.1", &to.sin_addr);
    CHECK(
        ::sendto(
            socket.get(),
            text.data(),
            text.size(),
            0,
            reinterpret_cast<const sockaddr*>(&to),
            sizeof to
        ) > 0
    );
}

}  // namespace

TEST_CASE("net runner: packets dial, are held, and go first and in order", "[net][hold]") {
    test::shell("ip addr replace 10.1.1.1/32 dev lo");
    RouterConfig config;
    DeviceConfig device;
    device.name = "line0";
    device.role = DeviceRole::Out;
    config.devices = {device};
    InterfaceDefinition definition;
    definition.config.name = "branch1";
    definition.config.devices = {InterfaceDevice{"SERIAL", "line0", "", {}}};
    config.interfaces = {definition};
    platform::GcryptCrypto crypto;
    SeededRandom random{1};
    platform::sim::SimCalendar calendar;
    boost::asio::io_context io;
    platform::TunFactory nets(io);
    OpenLine* dialled = nullptr;
    router::Router router(config, crypto, random, random, calendar);
    Runtime runtime(
        {io,
         router,
         nets,
         [&](const admin::PortInfo&) -> Result<std::unique_ptr<platform::Port>> {
             auto line = std::make_unique<OpenLine>();
             dialled = line.get();
             return std::unique_ptr<platform::Port>(std::move(line));
         },
         platform::boottime_now,
         std::make_unique<platform::BoottimeAlarm>(io)}
    );
    runtime.start();
    const InterfaceId id =
        *router.interfaces().find_name("branch1", InterfaceTable::Clients::Ignored);

    // A second runner for the interface, so that the call is up when the test says so.
    auto owned = std::make_unique<OpenLine>();
    OpenLine* line = owned.get();
    LinkRunner link(runtime, PortId{99}, std::move(owned));
    NetRunner net(runtime, id);
    NetConfig wanted;
    wanted.name = "mprd9";
    wanted.routes = {Route{*IpPrefix::parse("10.20.0.0/16"), 0, true}};
    net.apply(wanted);
    std::vector<std::string> sent;
    const auto send = [&](int count) {
        for (int i = 0; i < count; ++i) {
            sent.push_back("packet " + std::to_string(sent.size()));
            send_datagram(sent.back());
        }
        io.restart();
        io.run_for(std::chrono::milliseconds{50});
    };
    send(10);
    CHECK(dialled->opened == 1);
    CHECK(line->payloads.empty());

    link.open({});
    line->answer();
    send(3);
    link.bind(net, {.ipv4 = true, .ipv6 = false}, Sending::Held);
    send(1);
    CHECK(line->payloads.empty());  // the peer is not ready yet
    link.bind(net, {.ipv4 = true, .ipv6 = false}, Sending::Allowed);
    CHECK(line->payloads == sent);
    send(5);
    CHECK(line->payloads == sent);

    link.unbind();
    send(2);
    CHECK(line->payloads.size() == sent.size() - 2);
    link.bind(net, {.ipv4 = true, .ipv6 = false}, Sending::Allowed);
    CHECK(line->payloads == sent);
}
