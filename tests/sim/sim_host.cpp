// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/sim/sim_host.hpp"

#include "core/base/concat.hpp"
#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace mprd::test {

SimHost::SimHost(
    std::string name, RouterConfig config, platform::sim::SimTime& time, std::uint64_t seed
)
    : router(
          std::make_unique<router::Router>(std::move(config), crypto_, random_, entropy_, calendar)
      ),
      name_(std::move(name)),
      time_(&time),
      random_(seed),
      entropy_(seed ^ 0x9e3779b9U) {}

void SimHost::attach(std::uint32_t port, platform::Port& end) {
    Line& line = lines_[PortId{port}];
    line.host = this;
    line.id = PortId{port};
    line.port = &end;
}

void SimHost::start() {
    router->start(now());
    drain();
}

void SimHost::send_packet(const std::string& interface, const Bytes& packet) {
    Net& net = nets_[id(interface)];
    if (net.bound && net.may_send) {
        Line& line = lines_.at(net.bound);
        line.counters.last_activity = now();
        line.counters.packets_sent += 1;
        line.counters.bytes_sent += packet.size();
        send_on(line, wire::kProtocolIpv4, packet);
        return;
    }
    net.held.push(now(), packet);
    if (!net.bound && state(interface) != ConnectionState::Connecting) {
        input(router::PacketWaiting{id(interface), *PacketSummary::parse(packet)});
    }
}

void SimHost::input(const router::Input& input) {
    router->handle(now(), input);
    drain();
}

void SimHost::drain() {
    while (auto output = router->poll_output()) {
        std::visit([this](const auto& message) { carry_out(message); }, *output);
    }
    arm();
}

void SimHost::arm() {
    const auto deadline = router->next_deadline();
    if (!deadline || (armed_ && *armed_ <= *deadline && *armed_ > now())) {
        return;
    }
    const TimePoint at = std::max(*deadline, now());
    armed_ = at;
    time_->post(at - now(), [this, at] {
        if (armed_ == at) {
            armed_.reset();
        }
        router->handle_timeout(now());
        drain();
    });
}

InterfaceId SimHost::id(const std::string& name) const {
    const auto found = router->interfaces().find_name(name, InterfaceTable::Clients::Included);
    return found.value_or(InterfaceId{});
}

ConnectionState SimHost::state(const std::string& name) const {
    return router->status(now(), id(name)).state;
}

platform::sim::SimNetDevice& SimHost::net(const std::string& name) {
    return nets_[id(name)].device;
}

const std::vector<std::string>& SimHost::log() const {
    for (std::size_t i = log_.size(); i < told_.size(); ++i) {
        const auto& [time, event] = told_[i];
        const auto passed = time.time_since_epoch();
        log_.push_back(concat(
            {std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(passed).count()),
             " ",
             name_,
             " ",
             events::name_of(event),
             " ",
             events::to_string(event)}
        ));
    }
    return log_;
}

std::string SimHost::log_text() const {
    std::string text;
    for (const std::string& line : log()) {
        text += line + '\n';
    }
    return text;
}

void SimHost::forget_log() {
    told_.clear();
    log_.clear();
}

int SimHost::count(const std::string& text) const {
    const auto& lines = log();
    return static_cast<int>(std::count_if(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.find(text) != std::string::npos;
    }));
}

void SimHost::Line::on_opened(const LinkInfo& link) {
    counters = {};
    has_ppp = link.carries != LinkInfo::Carries::IpPackets;
    if (std::exchange(listens, false)) {
        host->input(router::IncomingCall{id, link});
    } else {
        host->input(router::PortOpened{id, link});
    }
}

void SimHost::Line::on_caller(const CallerInfo& caller) {
    host->input(router::CallerAsks{id, caller});
}

void SimHost::Line::on_data(ByteSpan data) {
    ByteReader reader(data);
    const std::uint16_t protocol = has_ppp ? *reader.u16() : wire::kProtocolIpv4;
    if (protocol == wire::kProtocolIpv4) {
        const auto summary = PacketSummary::parse(reader.rest());
        if (watches_rip && summary && summary->destination_port == 520) {
            host->input(router::ControlFrame{id, protocol, reader.rest()});
        } else if (bound) {
            counters.last_activity = host->now();
            counters.bytes_received += data.size();
            host->nets_[bound].device.write(reader.rest());
        }
        return;
    }
    host->input(router::ControlFrame{id, protocol, reader.rest()});
}

void SimHost::Line::on_closed(const Error& error) {
    listens = false;
    host->input(router::PortClosed{id, error});
}

void SimHost::send_on(Line& line, std::uint16_t protocol, ByteSpan information) {
    if (!line.has_ppp) {
        line.port->send(information);
        return;
    }
    frame_.clear();
    ByteWriter(frame_).u16(protocol).bytes(information);
    line.port->send(frame_);
}

void SimHost::carry_out(const router::OpenPort& output) {
    Line& line = lines_.at(output.port);
    line.listens = false;
    line.port->open(output.target, line);
}
void SimHost::carry_out(const router::ListenPort& output) {
    const auto line = lines_.find(output.port);
    if (line != lines_.end()) {
        line->second.listens = true;
        line->second.port->listen(line->second);
    }
}
void SimHost::carry_out(const router::AdmitCaller& output) {
    lines_.at(output.port).port->admit(output.terms);
}
void SimHost::carry_out(const router::ClosePort& output) {
    lines_.at(output.port).port->close(output.reason);
}
void SimHost::carry_out(const router::SendFrame& output) {
    send_on(lines_.at(output.port), output.protocol, output.information);
}
void SimHost::carry_out(const router::SetFraming&) {}
void SimHost::carry_out(const router::BindLink& output) {
    Net& net = nets_[output.interface];
    Line& line = lines_.at(output.port);
    net.bound = output.port;
    net.may_send = output.may_send;
    line.bound = output.interface;
    bindings.emplace_back(now(), output);
    if (!output.may_send) {
        return;
    }
    for (const Bytes& packet : net.held.drain(now())) {
        line.counters.last_activity = now();
        send_on(line, wire::kProtocolIpv4, packet);
    }
}
void SimHost::carry_out(const router::UnbindLink& output) {
    Line& line = lines_.at(output.port);
    nets_[line.bound].bound = {};
    line.bound = {};
}
void SimHost::carry_out(const router::WatchRip& output) {
    lines_.at(output.port).watches_rip = output.wanted;
}
void SimHost::carry_out(const router::ApplyNet& output) {
    const auto applied = nets_[output.interface].device.apply(output.config);
    const std::optional<Error> error =
        applied ? std::nullopt : std::optional<Error>(applied.error());
    time_->post({}, [this, id = output.interface, error] { input(router::NetStatus{id, error}); });
}
void SimHost::carry_out(const router::RemoveNet& output) {
    nets_.erase(output.interface);
}
void SimHost::carry_out(const router::DropHeld& output) {
    nets_[output.interface].held.clear();
}
void SimHost::carry_out(const router::ReadTraffic& output) {
    time_->post({}, [this, id = output.port] {
        input(router::TrafficRead{id, lines_.at(id).counters});
    });
}
void SimHost::carry_out(const router::RequestCompleted& output) {
    completions[output.request.value].push_back(output.result);
}
void SimHost::carry_out(const router::Publish& output) {
    told_.emplace_back(now(), output.event);
}
void SimHost::carry_out(const router::ShutdownComplete&) {
    is_down = true;
}

}  // namespace mprd::test
