// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/pppoe_device.hpp"

#include "platform/devices/pppoe/pppoe_attempt.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace mprd::platform::pppoe {

using tunnel::PppoeConcentrator;
using tunnel::PppoeSession;
using wire::PppoeCode;

namespace {

std::uint64_t key_of(wire::MacAddress peer, std::uint16_t session) {
    return (peer.as_number() << 16U) | session;
}

/// Takes the entry away if it is the port's.
template <class Map, class Key>
void erase_own(Map& map, const Key& key, const PppoePort& port) {
    const auto found = map.find(key);
    if (found != map.end() && found->second == &port) {
        map.erase(found);
    }
}

}  // namespace

PppoeDevice::PppoeDevice(const DeviceContext& context, Options options)
    : context_(context), options_(std::move(options)), timer_(context.io) {}

PppoeDevice::~PppoeDevice() = default;

Result<std::unique_ptr<Port>> PppoeDevice::make_port(std::uint32_t index) {
    return std::unique_ptr<Port>(std::make_unique<PppoePort>(*this, index));
}

std::vector<DeviceFact> PppoeDevice::status() const {
    std::vector<DeviceFact> facts{
        {"interface", options_.interface}, {"sessions", std::to_string(sessions_.size())}};
    const auto interface = look();
    facts.push_back({"state", interface ? "ready" : interface.error().detail});
    if (interface) {
        facts.push_back({"address", interface->address.to_string()});
        facts.push_back({"mtu", std::to_string(interface->mtu)});
    }
    return facts;
}

// ---- the sockets

Result<void> PppoeDevice::begin_use(const std::shared_ptr<PppoePort::Attempt>& attempt) {
    if (!frames_) {
        if (auto opened = open_sockets(); !opened) {
            close_sockets();
            attempt->place = in_use_.size();  // of nobody: end_use() finds another there
            return opened;
        }
    }
    attempt->place = in_use_.size();
    in_use_.push_back(attempt);
    choose_frames();
    return {};
}

void PppoeDevice::end_use(const std::shared_ptr<PppoePort::Attempt>& attempt) {
    if (attempt->place >= in_use_.size() || in_use_[attempt->place].lock() != attempt) {
        return;
    }
    if (const auto last = in_use_.back().lock()) {
        last->place = attempt->place;
    }
    in_use_[attempt->place] = in_use_.back();
    in_use_.pop_back();
    if (in_use_.empty()) {
        close_soon();
    }
    choose_frames();
}

/// Not at once: a port that answers calls listens again at the end of one, and what arrived in
/// between (the caller dials anew) would be lost with the socket.
void PppoeDevice::close_soon() {
    boost::asio::post(context_.io, [this, alive = std::weak_ptr(alive_)] {
        if (!alive.expired() && in_use_.empty()) {
            close_sockets();
        }
    });
}

Result<void> PppoeDevice::open_sockets() {
    auto interface = look();
    if (!interface) {
        return interface.error();
    }
    ethernet_ = std::move(*interface);
    auto discovery =
        PacketSocket::open(context_.io, ethernet_, wire::kEtherTypePppoeDiscovery, discovery_end_);
    if (!discovery) {
        return discovery.error();
    }
    discovery_ = std::move(*discovery);
    auto frames =
        PacketSocket::open(context_.io, ethernet_, wire::kEtherTypePppoeSession, session_end_);
    if (!frames) {
        return frames.error();
    }
    frames_ = std::move(*frames);
    PppoeConcentrator::Settings settings;
    settings.ac_name = options_.concentrator_name;
    settings.services = options_.services;
    settings.max_payload = max_payload();
    settings.max_sessions_per_peer = options_.max_sessions_per_caller;
    concentrator_.emplace(std::move(settings), context_.crypto, context_.entropy);
    return {};
}

void PppoeDevice::close_sockets() {
    frames_.reset();
    discovery_.reset();
    concentrator_.reset();
    timer_.cancel();
    armed_for_.reset();
}

std::uint16_t PppoeDevice::max_payload() const {
    const std::uint32_t room =
        ethernet_.mtu > wire::kPppoeOverhead ? ethernet_.mtu - wire::kPppoeOverhead : 0;
    return static_cast<std::uint16_t>(std::min<std::uint32_t>(room, options_.max_payload));
}

void PppoeDevice::fail(const Error& error) {
    const auto failed = std::exchange(in_use_, {});
    close_sockets();
    callers_.clear();
    sessions_.clear();
    answered_.clear();
    listeners_.clear();
    for (const auto& weak : failed) {
        // A listener that is told may begin another attempt, which is not among these.
        if (const auto attempt = weak.lock()) {
            attempt->port->on_ended(error);
        }
    }
}

// ---- who gets what

bool PppoeDevice::add_caller(const Bytes& host_uniq, PppoePort& port) {
    return callers_.emplace(std::string(as_text(host_uniq)), &port).second;
}

void PppoeDevice::remove_caller(const Bytes& host_uniq, const PppoePort& port) {
    erase_own(callers_, std::string(as_text(host_uniq)), port);
}

bool PppoeDevice::add_session(const PppoeSession& session, PppoePort& port) {
    return sessions_.emplace(key_of(session.peer, session.id), &port).second;
}

void PppoeDevice::remove_session(const PppoeSession& session, const PppoePort& port) {
    erase_own(sessions_, key_of(session.peer, session.id), port);
    erase_own(answered_, session.id, port);
}

void PppoeDevice::add_listener(PppoePort& port) {
    listeners_.emplace(port.index(), &port);
}

void PppoeDevice::remove_listener(const PppoePort& port) {
    listeners_.erase(port.index());
}

PppoePort* PppoeDevice::find_session(std::uint64_t key) const {
    const auto found = sessions_.find(key);
    return found == sessions_.end() ? nullptr : found->second;
}

// ---- discovery

void PppoeDevice::on_discovery(wire::MacAddress from, ByteSpan payload) {
    const auto packet = wire::parse_pppoe(payload);
    if (!packet) {
        return;
    }
    if (packet->code == PppoeCode::Pado || packet->code == PppoeCode::Pads ||
        packet->code == PppoeCode::Padt) {
        if (PppoePort* port = caller_for(from, *packet)) {
            port->on_discovery(from, payload);
            return;
        }
    }
    if (!listeners_.empty() || !answered_.empty()) {
        const auto free = static_cast<std::uint32_t>(listeners_.size());
        handle_concentrator(PppoeConcentrator::PortsFree{free});
        handle_concentrator(PppoeConcentrator::Received{from, payload});
    }
}

PppoePort* PppoeDevice::caller_for(wire::MacAddress from, const wire::PppoePacket& packet) {
    if (packet.code == PppoeCode::Padt) {
        PppoePort* const port = find_session(key_of(from, packet.session));
        const auto answered = answered_.find(packet.session);
        return answered != answered_.end() && answered->second == port ? nullptr : port;
    }
    const auto tags = wire::PppoeTags::parse(packet.payload);
    const auto uniq = tags ? tags->find(wire::PppoeTag::HostUniq) : std::nullopt;
    const auto found = uniq ? callers_.find(std::string(as_text(*uniq))) : callers_.end();
    return found == callers_.end() ? nullptr : found->second;
}

void PppoeDevice::send_discovery(const tunnel::SendPppoeDiscovery& packet) {
    // Refused when the kernel takes nothing: discovery repeats what matters.
    if (discovery_) {
        static_cast<void>(discovery_->send(packet.to, packet.packet, {}));
    }
}

void PppoeDevice::handle_concentrator(const PppoeConcentrator::Input& input) {
    if (concentrator_) {
        concentrator_->handle(context_.clock(), input);
        drain_concentrator();
    }
}

void PppoeDevice::drain_concentrator() {
    // It may go with the sockets in the middle, when the last call ends.
    while (concentrator_) {
        auto output = concentrator_->poll_output();
        if (!output) {
            break;
        }
        if (const auto* send = std::get_if<PppoeConcentrator::Send>(&*output)) {
            send_discovery(*send);
        } else if (const auto* began = std::get_if<PppoeConcentrator::CallBegan>(&*output)) {
            take_call(began->session);
        } else {
            const auto& ended = std::get<PppoeConcentrator::CallEnded>(*output);
            const auto found = answered_.find(ended.session);
            if (found != answered_.end()) {
                PppoePort* const port = found->second;
                answered_.erase(found);
                port->on_ended(ended.error);
            }
        }
    }
    arm_timer();
}

void PppoeDevice::take_call(const PppoeSession& session) {
    if (listeners_.empty()) {
        handle_concentrator(PppoeConcentrator::HangUp{session.id});
        return;
    }
    PppoePort* const port = listeners_.begin()->second;
    answered_.emplace(session.id, port);
    port->on_call(session);
}

void PppoeDevice::arm_timer() {
    const auto deadline = concentrator_ ? concentrator_->next_deadline() : std::nullopt;
    if (deadline == armed_for_) {
        return;
    }
    armed_for_ = deadline;
    if (!deadline) {
        timer_.cancel();
        return;
    }
    timer_.expires_after(std::max(*deadline - context_.clock(), Duration::zero()));
    timer_.async_wait([this,
                       alive = std::weak_ptr(alive_)](const boost::system::error_code& error) {
        if (!error && !alive.expired() && concentrator_) {
            armed_for_.reset();
            concentrator_->handle_timeout(context_.clock());
            drain_concentrator();
        }
    });
}

// ---- sessions

void PppoeDevice::on_session(wire::MacAddress from, ByteSpan payload) {
    const auto packet = wire::parse_pppoe(payload);
    if (!packet || packet->code != PppoeCode::SessionData || packet->payload.empty()) {
        return;
    }
    const std::uint64_t key = key_of(from, packet->session);
    PppoePort* port = find_session(key);
    if (port == nullptr && !callers_.empty()) {
        // The first Configure-Request may overtake PADS, which comes through another socket.
        discovery_->receive_now();
        port = find_session(key);
    }
    if (port != nullptr) {
        port->on_frame(packet->payload);
    }
}

Port::SendResult PppoeDevice::send_frame(const PppoeSession& session, ByteSpan frame) {
    const auto header =
        wire::pppoe_session_header(session.id, static_cast<std::uint16_t>(frame.size()));
    return frames_ && frames_->send(session.peer, header, frame) == PacketSocket::SendResult::Taken
               ? Port::SendResult::Taken
               : Port::SendResult::Refused;
}

void PppoeDevice::wait_for_room(const std::shared_ptr<PppoePort::Attempt>& attempt) {
    if (!std::exchange(attempt->waits_for_room, true)) {
        refused_.push_back(attempt);
    }
}

void PppoeDevice::flush_frames() {
    if (frames_) {
        frames_->flush();
    }
}

void PppoeDevice::choose_frames() {
    if (frames_) {
        frames_->set_receiving(
            std::any_of(
                in_use_.begin(),
                in_use_.end(),
                [](const auto& weak) {
                    const auto attempt = weak.lock();
                    return attempt && attempt->wants_frames();
                }
            )
                ? PacketSocket::Receiving::All
                : PacketSocket::Receiving::Nothing
        );
    }
}

void PppoeDevice::on_room() {
    for (const auto& weak : std::exchange(refused_, {})) {
        const auto attempt = weak.lock();
        if (attempt && attempt->listener != nullptr) {
            attempt->waits_for_room = false;
            attempt->port->on_room();
        }
    }
}

}  // namespace mprd::platform::pppoe
