// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/crossing_config.hpp"
#include "tests/sim/sim_world.hpp"
#include "tests/support/catch.hpp"

#include <array>
#include <cstdlib>
#include <utility>

using namespace mprd;                  // NOLINT(google-build-using-namespace)
using namespace mprd::test;            // NOLINT(google-build-using-namespace)
using namespace std::chrono_literals;  // NOLINT(google-build-using-namespace)

namespace {

constexpr Duration kWay = 20ms;

/// One IP tunnel: the end that opens calls, the end that listens asks who it is. What happens at
/// one end arrives at the other after kWay.
class Tunnel {
public:
    explicit Tunnel(platform::sim::SimTime& time) : ends_{End(*this, time), End(*this, time)} {}
    Tunnel(const Tunnel&) = delete;
    Tunnel& operator=(const Tunnel&) = delete;
    [[nodiscard]] platform::Port& caller() { return ends_[0]; }
    [[nodiscard]] platform::Port& answerer() { return ends_[1]; }

    /// Callers get no further than this while set.
    std::optional<Errc> failure;

private:
    class End final : public platform::Port {
    public:
        End(Tunnel& tunnel, platform::sim::SimTime& time) : tunnel_(&tunnel), time_(&time) {}

        void open(const DialTarget& target, platform::PortListener& listener) override {
            listener_ = &listener;
            ++call_;
            after(kWay, [this, target] { tunnel_->ring(target); });
        }
        void listen(platform::PortListener& listener) override {
            listener_ = &listener;
            ++call_;
        }
        void admit(const CallerTerms& terms) override {
            after({}, [this, terms] { come(terms.ipv4->local, terms.ipv4->peer); });
            End& other = tunnel_->other(*this);
            other.after(kWay, [&other, terms] { other.come(terms.ipv4->peer, terms.ipv4->local); });
        }
        SendResult send(ByteSpan /*packet*/) override { return SendResult::Taken; }
        void close(Errc reason) override {
            after({}, [this, reason] {
                if (End& other = tunnel_->other(*this); has_call) {
                    other.after(kWay, [&other] { other.leave(Errc::RemoteDisconnection); });
                }
                leave(reason);
            });
        }
        [[nodiscard]] bool can_send() const override { return listener_ != nullptr; }

        /// Not if the call is another one by then.
        template <class Then>
        void after(Duration delay, Then then) {
            time_->post(delay, [this, call = call_, then] {
                if (call == call_ && listener_ != nullptr) {
                    then();
                }
            });
        }
        void come(Ipv4Address local, Ipv4Address peer) {
            LinkInfo link;
            link.carries = LinkInfo::Carries::IpPackets;
            link.ipv4 = Ipv4Link{local, peer, {}, {}};
            listener_->on_opened(link);
        }
        void leave(Errc error) {
            ++call_;
            has_call = false;
            std::exchange(listener_, nullptr)->on_closed(make_error(error, "the tunnel ended"));
        }
        [[nodiscard]] platform::PortListener* listener() { return listener_; }

        bool has_call = false;

    private:
        Tunnel* tunnel_;
        platform::sim::SimTime* time_;
        platform::PortListener* listener_ = nullptr;
        std::uint64_t call_ = 0;
    };

    [[nodiscard]] End& other(const End& end) { return &end == &ends_[0] ? ends_[1] : ends_[0]; }
    void ring(const DialTarget& target) {
        if (failure || ends_[1].listener() == nullptr) {
            ends_[0].leave(failure.value_or(Errc::NoAnswer));
            return;
        }
        ends_[0].has_call = ends_[1].has_call = true;
        ends_[1].listener()->on_caller(CallerInfo{target.user_name, target.password, ""});
    }

    std::array<End, 2> ends_;
};

DeviceConfig device(const char* name, DeviceRole role) {
    DeviceConfig device;
    device.name = name;
    device.kind = "openvpn";
    device.mpr_type = "vpn";
    device.role = role;
    return device;
}

RouterConfig with_two_tunnels(const char* peer, const char* user) {
    RouterConfig config = crossing_config(peer, user, InterfaceDevice{"vpn", "out", "peer", {}});
    config.devices = {device("out", DeviceRole::Out), device("in", DeviceRole::In)};
    return config;
}

/// "anna" calls over the first tunnel, "bert" over the second.
struct TwoTunnels {
    TwoTunnels()
        : first(time),
          second(time),
          anna("anna", with_two_tunnels("bert", "anna"), time, sim_seed(1)),
          bert("bert", with_two_tunnels("anna", "bert"), time, sim_seed(2)) {
        anna.attach(1, first.caller());
        bert.attach(2, first.answerer());
        bert.attach(1, second.caller());
        anna.attach(2, second.answerer());
        anna.start();
        bert.start();
        run_for(1s);
    }
    void run_for(Duration duration) {
        const TimePoint end = time.now() + duration;
        time.run_until(end);
    }
    [[nodiscard]] bool is_up() const {
        return anna.state("bert") == ConnectionState::Connected &&
               bert.state("anna") == ConnectionState::Connected;
    }
    void call_from(SimHost& host, const char* peer) {
        host.send_packet(peer, SimWorld::echo_request());
    }

    platform::sim::SimTime time;
    Tunnel first;
    Tunnel second;
    SimHost anna;
    SimHost bert;
};

}  // namespace

TEST_CASE(
    "sim: of two tunnels that cross one stays, and no attempt fails", "[sim][tunnel][crossing]"
) {
    for (int lead = -60; lead <= 60; lead += 5) {
        INFO("anna calls " << lead << " ms before bert");
        TwoTunnels world;
        SimHost& sooner = lead >= 0 ? world.anna : world.bert;
        SimHost& later = lead >= 0 ? world.bert : world.anna;
        world.call_from(sooner, lead >= 0 ? "bert" : "anna");
        world.run_for(std::chrono::milliseconds{std::abs(lead)});
        world.call_from(later, lead >= 0 ? "anna" : "bert");
        world.run_for(2s);

        CHECK(world.is_up());
        CHECK(world.anna.count("ConnectAttemptFailed") == 0);
        CHECK(world.bert.count("ConnectAttemptFailed") == 0);
        CHECK(world.anna.router->connections(world.time.now()).size() == 1);
        CHECK(world.bert.router->connections(world.time.now()).size() == 1);
        world.run_for(60s);
        CHECK(world.is_up());
    }
}

TEST_CASE(
    "sim: a tunnel that waits for a better one takes its place when that fails",
    "[sim][tunnel][crossing]"
) {
    TwoTunnels world;
    world.first.failure = Errc::NoAnswer;  // anna's call, which goes first
    world.call_from(world.bert, "anna");
    world.run_for(10ms);
    world.call_from(world.anna, "bert");
    world.run_for(2s);
    CHECK(world.is_up());
    CHECK(world.anna.count("ConnectAttemptFailed") == 0);
    CHECK(world.bert.count("ConnectAttemptFailed") == 0);
}

TEST_CASE(
    "sim: an administrator who gives our call up leaves the peer's", "[sim][tunnel][crossing]"
) {
    TwoTunnels world;
    world.call_from(world.anna, "bert");
    world.call_from(world.bert, "anna");
    world.run_for(20ms);  // each has been asked
    static_cast<void>(world.anna.router->disconnect(world.time.now(), world.anna.id("bert")));
    world.anna.drain();
    world.run_for(100s);
    CHECK(world.anna.router->connections(world.time.now()).size() <= 1);
    world.call_from(world.anna, "bert");
    world.run_for(2s);
    CHECK(world.is_up());
}
