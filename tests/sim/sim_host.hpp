// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dial/hold_queue.hpp"
#include "core/router/router.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/sim/sim_calendar.hpp"
#include "platform/sim/sim_line.hpp"
#include "platform/sim/sim_net_device.hpp"
#include "platform/sim/sim_time.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace mprd::test {

/// What the daemon is to one router, over the simulated platform: carries outputs out, turns what
/// ports and network interfaces do into inputs.
class SimHost {
public:
    SimHost(
        std::string name, RouterConfig config, platform::sim::SimTime& time, std::uint64_t seed
    );

    /// Joins port number `port` (from 1) to one end of a line.
    void attach(std::uint32_t port, platform::Port& end);
    void start();
    /// The host's IP stack sends a packet to the interface.
    void send_packet(const std::string& interface, const Bytes& packet);
    void input(const router::Input& input);
    /// Carries out what the router has to say; after every call on `router`.
    void drain();
    [[nodiscard]] InterfaceId id(const std::string& name) const;
    [[nodiscard]] ConnectionState state(const std::string& name) const;
    [[nodiscard]] platform::sim::SimNetDevice& net(const std::string& name);
    [[nodiscard]] TimePoint now() const { return time_->now(); }
    /// Events in words, each with its time.
    [[nodiscard]] const std::vector<std::string>& log() const;
    /// The log as one text, a line each.
    [[nodiscard]] std::string log_text() const;
    void forget_log();
    /// How many lines of the log have `text`.
    [[nodiscard]] int count(const std::string& text) const;
    /// How many events are of this kind and `is_wanted` says yes to.
    template <class Kind, class Predicate>
    [[nodiscard]] int count_events(Predicate is_wanted) const {
        return static_cast<int>(std::count_if(told_.begin(), told_.end(), [&](const auto& told) {
            const auto* event = std::get_if<Kind>(&told.second);
            return event != nullptr && is_wanted(*event);
        }));
    }

    platform::sim::SimCalendar calendar;
    std::map<std::uint64_t, std::vector<Errc>> completions;
    std::vector<std::pair<TimePoint, router::BindLink>> bindings;
    std::vector<router::AskAdminDll> asked;  ///< questions to the administration DLL
    std::vector<std::uint32_t> given_up;
    bool is_down = false;
    std::unique_ptr<router::Router> router;

private:
    struct Line final : platform::PortListener {
        SimHost* host = nullptr;
        PortId id;
        platform::Port* port = nullptr;
        bool listens = false;
        bool watches_rip = false;
        bool has_ppp = true;
        InterfaceId bound;
        LinkCounters counters;
        void on_opened(const LinkInfo& link) override;
        void on_caller(const CallerInfo& caller) override;
        void on_data(ByteSpan data) override;
        void on_writable() override {}
        void on_closed(const Error& error) override;
    };
    struct Net {
        platform::sim::SimNetDevice device;
        dial::HoldQueue held;
        PortId bound;
        bool may_send = false;
    };
    void send_on(Line& line, std::uint16_t protocol, ByteSpan information);
    void arm();
    void carry_out(const router::OpenPort& output);
    void carry_out(const router::ListenPort& output);
    void carry_out(const router::AdmitCaller& output);
    void carry_out(const router::ClosePort& output);
    void carry_out(const router::SendFrame& output);
    void carry_out(const router::SetFraming& output);
    void carry_out(const router::BindLink& output);
    void carry_out(const router::UnbindLink& output);
    void carry_out(const router::ApplyNet& output);
    void carry_out(const router::RemoveNet& output);
    void carry_out(const router::DropHeld& output);
    void carry_out(const router::ReadTraffic& output);
    void carry_out(const router::WatchRip& output);
    void carry_out(const router::AskAdminDll& output) { asked.push_back(output); }
    void carry_out(const router::AdminDllLate& output) { given_up.push_back(output.number); }
    void carry_out(const router::RequestCompleted& output);
    void carry_out(const router::Publish& output);
    void carry_out(const router::ShutdownComplete& output);

    std::string name_;
    platform::sim::SimTime* time_;
    platform::GcryptCrypto crypto_;
    SeededRandom random_;
    SeededRandom entropy_;
    std::map<PortId, Line> lines_;
    std::map<InterfaceId, Net> nets_;
    std::optional<TimePoint> armed_;
    std::vector<std::pair<TimePoint, events::Event>> told_;
    /// The first of them in words; the others follow when somebody reads: most worlds end without.
    mutable std::vector<std::string> log_;
    Bytes frame_;  ///< its memory is used again and again
};

}  // namespace mprd::test
