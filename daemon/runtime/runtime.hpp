// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ids.hpp"
#include "core/base/time.hpp"
#include "core/router/router.hpp"
#include "daemon/runtime/admin_dll.hpp"
#include "daemon/runtime/capture_set.hpp"
#include "daemon/runtime/event_bus.hpp"
#include "daemon/runtime/kernel_path.hpp"
#include "platform/api/alarm.hpp"
#include "platform/api/net_device.hpp"
#include "platform/api/port.hpp"

#include <boost/asio/io_context.hpp>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace mprd::daemon {

class LinkRunner;
class NetRunner;

/// Makes the line of a port of the router; an Error when its device cannot carry one.
using PortFactory = std::function<Result<std::unique_ptr<platform::Port>>(const admin::PortInfo&)>;

/// The Asio driver: feeds the router, carries out its outputs in order, arms the one timer. Knows
/// nothing of dialling, PPP or the administration. One thread.
class Runtime {
public:
    /// What it drives. The references must outlive it.
    struct Parts {
        boost::asio::io_context& io;
        router::Router& router;
        platform::NetDeviceFactory& nets;
        /// Called when a port of the router is first needed.
        PortFactory ports;
        /// Never decreases: boottime_now(), or virtual time in tests.
        std::function<TimePoint()> clock;
        /// For the router's deadlines.
        std::unique_ptr<platform::Alarm> alarm;
        /// nullptr: packets of all calls pass through this process.
        KernelPath* kernel = nullptr;
    };

    /// Does nothing before start().
    explicit Runtime(Parts parts);
    ~Runtime();
    Runtime(const Runtime&) = delete;
    Runtime& operator=(const Runtime&) = delete;

    /// Cleans up after an earlier crash, then starts the router.
    void start();
    /// Looks which devices are there. Done at the start; a missing one is looked for again by
    /// itself.
    void check_devices();
    /// The device of this port is missing: its other ports need not find out one by one.
    void look_at_siblings(PortId port);
    /// Ends all calls properly; `done` is called once, when everything is down.
    void shutdown(std::function<void()> done);

    [[nodiscard]] TimePoint now() const { return parts_.clock(); }
    [[nodiscard]] router::Router& router() { return parts_.router; }
    /// Who answers the router's questions to the administration DLL; must outlive it.
    void use_admin_dll(AdminDll& dll) { admin_dll_ = &dll; }
    /// Facts of the router.
    [[nodiscard]] EventBus& events() { return events_; }
    /// Who looks at the frames of links.
    [[nodiscard]] CaptureSet& captures() { return captures_; }
    /// Held packets of the interface were dropped: a fact of the data path.
    void report_hold_overflow(InterfaceId interface, std::uint64_t dropped);
    [[nodiscard]] boost::asio::io_context& io() { return parts_.io; }
    /// Whether the kernel is to carry the packets of this interface.
    [[nodiscard]] bool is_carried_by_kernel(InterfaceId interface) const;
    /// nullptr: there is none.
    [[nodiscard]] KernelPath* kernel_path() const { return parts_.kernel; }
    [[nodiscard]] platform::NetDeviceFactory& net_factory(bool is_in_kernel) {
        return is_in_kernel ? parts_.kernel->nets() : parts_.nets;
    }

    /// One input and all that follows from it.
    void handle(router::Input input);
    /// Carries out what the router wants. To be called after each RouterControl call that may
    /// change something.
    void drain();

    /// A fresh request number; `done` is called exactly once when the request completes, unless
    /// forget() comes first.
    [[nodiscard]] RequestId expect(std::function<void(Errc)> done);
    /// Nobody waits for the request any more; its end is not told.
    void forget(RequestId request) { requests_.erase(request.value); }

    /// Tells the router what passed over the link of a port so far, so that an answer is up to
    /// date.
    void read_traffic(PortId port);

private:
    friend class OutputVisitor;

    [[nodiscard]] LinkCounters counters(PortId port) const;
    /// The first capture has begun, or the last one has ended.
    void update_taps();
    /// nullptr when the port has no line.
    LinkRunner* link(PortId port);
    /// Makes it at the first use.
    NetRunner& net(InterfaceId interface);
    /// For the router's next deadline.
    void arm_alarm();
    void complete(RequestId request, Errc result);

    Parts parts_;
    AdminDll* admin_dll_ = nullptr;
    EventBus events_;
    CaptureSet captures_;
    std::optional<TimePoint> armed_for_;  ///< what the alarm waits for
    std::unordered_map<PortId, std::unique_ptr<LinkRunner>> links_;
    std::unordered_map<InterfaceId, std::unique_ptr<NetRunner>> nets_;
    std::unordered_map<std::uint64_t, std::function<void(Errc)>> requests_;
    std::uint64_t last_request_ = 0;
    std::deque<router::Input> waiting_;  ///< inputs that arose while outputs were being carried out
    /// True inside drain(): it does not call itself.
    bool draining_ = false;
    std::function<void()> shutdown_done_;
};

}  // namespace mprd::daemon
