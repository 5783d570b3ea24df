// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/exchange.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace mprd::platform::l2tp {
namespace {

namespace engine = mprd::l2tp;

/// Address and control field, which L2TP carries unless LCP says otherwise; a peer must take them
/// in any case (RFC 1661 section 6.6).
constexpr std::array<std::uint8_t, 2> kAddressAndControl{0xff, 0x03};

/// From the protocol field on; a peer may leave the two octets before it out.
ByteSpan without_address(ByteSpan frame) {
    const bool has_address = frame.size() >= kAddressAndControl.size() &&
                             frame[0] == kAddressAndControl[0] && frame[1] == kAddressAndControl[1];
    return has_address ? frame.subspan(kAddressAndControl.size()) : frame;
}

}  // namespace

Exchange::Exchange(const DeviceContext& context, const Options& options)
    : context_(context),
      options_(options),
      wants_kernel_(possible_path(options.data_path, &KernelTunnel::is_possible) != DataPath::User),
      engine_(options.engine, context_.crypto, context_.entropy),
      socket_(context_.io, *this),
      timer_(context_.io),
      resolver_(context_.io) {}

Exchange::~Exchange() {
    if (!socket_.is_open()) {
        return;
    }
    // Peers need not find out by their hellos; who asked us knows already.
    engine_.handle(context_.clock(), engine::ShutDown{});
    while (const auto output = engine_.poll_output()) {
        if (const auto* datagram = std::get_if<engine::SendDatagram>(&*output)) {
            static_cast<void>(socket_.send({datagram->to, socket_.is_v6()}, datagram->bytes, {}, {})
            );
        }
    }
}

CallId Exchange::add(CallSink& sink) {
    const CallId id{++last_call_};
    calls_[id] = Call{&sink, 0, false};
    return id;
}

void Exchange::post(CallId id, std::function<void()> work) {
    boost::asio::post(context_.io, [weak = weak_from_this(), id, work = std::move(work)] {
        const auto alive = weak.lock();
        if (!alive || alive->calls_.count(id) == 0) {
            return;
        }
        if (const auto there = alive->open_socket(); !there) {
            return alive->closed(id, there.error());
        }
        work();
    });
}

CallId Exchange::call(const std::string& host, std::uint16_t port, CallSink& sink) {
    const CallId id = add(sink);
    post(id, [this, id, host, port] {
        // An address is not looked up, so that calls work without a name server.
        boost::system::error_code error;
        const auto address = boost::asio::ip::make_address(host, error);
        if (!error) {
            const SocketAddress to({address, port});
            return resolved(
                id,
                port,
                {},
                boost::asio::ip::udp::resolver::results_type::create(to.native(), host, "")
            );
        }
        resolver_.async_resolve(
            host,
            "",
            [weak = weak_from_this(), id, port](const auto& failed, const auto& results) {
                if (const auto alive = weak.lock()) {
                    alive->resolved(id, port, failed, results);
                }
            }
        );
    });
    return id;
}

void Exchange::resolved(
    CallId id,
    std::uint16_t port,
    const boost::system::error_code& error,
    const boost::asio::ip::udp::resolver::results_type& results
) {
    const auto call = calls_.find(id);
    if (call == calls_.end()) {
        return;
    }
    for (const auto& result : results) {
        engine::Endpoint to = SocketAddress(result.endpoint()).endpoint();
        to.port = port;
        if (socket_.reaches(to.address)) {
            call->second.is_known = true;
            return handle(engine::OpenCall{id, to, ""});
        }
    }
    closed(
        id,
        make_error(
            Errc::NameNotResolved,
            error ? "the name of the host to call does not resolve"
                  : "the host to call has no address of the family that the device uses",
            error
        )
    );
}

CallId Exchange::listen(CallSink& sink) {
    const CallId id = add(sink);
    post(id, [this, id] {
        calls_[id].is_known = true;
        handle(engine::ListenCall{id});
    });
    return id;
}

CallId Exchange::fail(const Error& error, CallSink& sink) {
    const CallId id = add(sink);
    boost::asio::post(context_.io, [weak = weak_from_this(), id, error] {
        if (const auto alive = weak.lock()) {
            alive->closed(id, error);
        }
    });
    return id;
}

void Exchange::close(CallId id, Errc reason) {
    boost::asio::post(context_.io, [weak = weak_from_this(), id, reason] {
        const auto alive = weak.lock();
        if (!alive || alive->calls_.count(id) == 0) {
            return;
        }
        if (alive->calls_[id].is_known) {
            return alive->handle(engine::CloseCall{id, reason});
        }
        alive->closed(id, make_error(reason, "hung up"));
    });
}

void Exchange::forget(CallId id) {
    const auto call = calls_.find(id);
    if (call == calls_.end()) {
        return;
    }
    const bool is_known = call->second.is_known;
    paths_.erase(call->second.session);
    calls_.erase(call);
    if (is_known) {
        handle(engine::CloseCall{id, Errc::UserDisconnection});
    }
}

Result<void> Exchange::open_socket() {
    if (socket_.is_open()) {
        return {};
    }
    auto opened = socket_.open(options_.local_address, options_.port);
    has_failed_ = !opened;
    return opened;
}

Result<void> Exchange::check_address() {
    return has_failed_ ? open_socket() : Result<void>();
}

OpenCallPath* Exchange::path(std::uint16_t local_session) {
    const auto found = paths_.find(local_session);
    return found == paths_.end() ? nullptr : &found->second;
}

bool Exchange::send(OpenCallPath& path, ByteSpan frame) {
    if (path.kernel) {
        path.kernel->send(frame);
        return true;
    }
    const engine::DataHeader header(
        path.route.peer_tunnel, path.route.peer_session, path.sequencer.next()
    );
    return socket_.send(path.peer, header.bytes(), kAddressAndControl, frame) ==
           TunnelSocket::SendResult::Taken;
}

Result<int> Exchange::give_to_kernel(OpenCallPath& path) {
    if (!path.kernel) {
        if (auto taken = take_into_kernel(path); !taken) {
            return taken.error();
        }
    }
    auto given = path.kernel->give();
    for (Bytes& frame : given.waiting) {
        const std::uint16_t session = path.route.local_session;
        boost::asio::post(
            context_.io,
            [weak = weak_from_this(), session, frame = std::move(frame)] {
                const auto alive = weak.lock();
                if (OpenCallPath* const still = alive ? alive->path(session) : nullptr) {
                    still->sink->on_frame(without_address(frame));
                }
            }
        );
    }
    return given.fd;
}

Result<KernelTunnel*> Exchange::kernel_tunnel(const engine::DataRoute& route) {
    if (const auto known = kernel_tunnels_.find(route.local_tunnel);
        known != kernel_tunnels_.end()) {
        return known->second.get();
    }
    // It finds a tunnel by the addresses and ports of its socket (before Linux 6.11).
    if (std::any_of(kernel_tunnels_.begin(), kernel_tunnels_.end(), [&](const auto& other) {
            return other.second->peer() == route.peer;
        })) {
        return make_error(
            Errc::PortNotAvailable,
            "the kernel has a call in another tunnel with " + route.peer.to_string() +
                " and cannot tell the two tunnels apart (\"dataPath\": \"user\" can)"
        );
    }
    auto tunnel = KernelTunnel::open(socket_, route, *this);
    if (!tunnel) {
        return tunnel.error();
    }
    return kernel_tunnels_.emplace(route.local_tunnel, *std::move(tunnel)).first->second.get();
}

Result<void> Exchange::take_into_kernel(OpenCallPath& path) {
    const auto tunnel = kernel_tunnel(path.route);
    if (!tunnel) {
        return tunnel.error();
    }
    auto session = (*tunnel)->add(context_.io, path.route, [sink = path.sink](ByteSpan frame) {
        sink->on_frame(without_address(frame));
    });
    if (!session) {
        return session.error();
    }
    path.kernel = *std::move(session);
    socket_.flush();  // what waits goes before what the kernel sends
    return {};
}

void Exchange::on_datagram(const SocketAddress& from, ByteSpan datagram) {
    const auto packet = engine::parse_packet(datagram);
    if (!packet || packet->is_control) {
        return handle(engine::DatagramReceived{from.endpoint(), datagram});
    }
    const auto found = paths_.find(packet->session_id);
    if (found == paths_.end()) {
        return;  // of a call that has just ended
    }
    OpenCallPath& path = found->second;
    // A kernel tunnel's socket has the peer's family, ours may have both.
    const bool is_his = packet->tunnel_id == path.route.local_tunnel &&
                        (from == path.peer || from.endpoint() == path.route.peer);
    if (is_his && path.sequencer.accept(packet->sequence) && !packet->payload.empty()) {
        path.sink->on_frame(without_address(packet->payload));
    }
}

void Exchange::on_room() {
    std::vector<CallId> ids;
    for (const auto& [id, call] : calls_) {
        ids.push_back(id);
    }
    for (const CallId id : ids) {
        if (const auto call = calls_.find(id); call != calls_.end() && call->second.session != 0) {
            call->second.sink->on_room();
        }
    }
}

void Exchange::handle(const engine::Input& input) {
    engine_.handle(context_.clock(), input);
    drain();
}

// What a port does when it hears of an output may lead here again: the outer call goes on then.
void Exchange::drain() {
    if (is_draining_) {
        return;
    }
    is_draining_ = true;
    while (const auto output = engine_.poll_output()) {
        carry_out(*output);
    }
    is_draining_ = false;
    arm();
}

void Exchange::carry_out(const engine::Output& output) {
    if (const auto* datagram = std::get_if<engine::SendDatagram>(&output)) {
        // What finds no room is repeated by the engine.
        static_cast<void>(socket_.send({datagram->to, socket_.is_v6()}, datagram->bytes, {}, {}));
    } else if (const auto* call = std::get_if<engine::CallOpened>(&output)) {
        opened(*call);
    } else if (const auto* end = std::get_if<engine::CallClosed>(&output)) {
        closed(end->id, end->error);
    } else if (const auto* tunnel = std::get_if<engine::TunnelOpened>(&output)) {
        context_.log(
            "tunnel with " + tunnel->peer.to_string() + " (" + tunnel->host_name + ") is up"
        );
    } else if (const auto* gone = std::get_if<engine::TunnelClosed>(&output)) {
        context_.log("tunnel with " + gone->peer.to_string() + " is gone: " + gone->error.detail);
        kernel_tunnels_.erase(gone->local_tunnel);
    }
}

void Exchange::opened(const engine::CallOpened& call) {
    const auto found = calls_.find(call.id);
    if (found == calls_.end()) {
        return;
    }
    found->second.session = call.route.local_session;
    CallSink* sink = found->second.sink;
    OpenCallPath& path = paths_
                             .insert_or_assign(
                                 call.route.local_session,
                                 OpenCallPath{
                                     call.route,
                                     SocketAddress(call.route.peer, socket_.is_v6()),
                                     engine::DataSequencer(call.route),
                                     sink,
                                     nullptr}
                             )
                             .first->second;
    // From the first frame on, or the kernel's numbers would not go on where ours end. Whose a call
    // is that a peer makes shows later only, and most are of clients, which have no PPP unit.
    if (wants_kernel_ && !call.route.is_lns) {
        if (const auto taken = take_into_kernel(path); !taken) {
            return refuse(call.id, taken.error());
        }
    }
    sink->on_call_opened(call);
}

void Exchange::refuse(CallId id, const Error& error) {
    context_.log(error.detail);
    boost::asio::post(context_.io, [weak = weak_from_this(), id, reason = error.code] {
        if (const auto alive = weak.lock()) {
            alive->handle(engine::CloseCall{id, reason});
        }
    });
    closed(id, error);
}

void Exchange::closed(CallId id, const Error& error) {
    const auto found = calls_.find(id);
    if (found == calls_.end()) {
        return;
    }
    CallSink* sink = found->second.sink;
    paths_.erase(found->second.session);
    calls_.erase(found);
    sink->on_call_closed(error);
}

void Exchange::arm() {
    const auto next = engine_.next_deadline();
    if (next == armed_for_) {
        return;
    }
    armed_for_ = next;
    if (!next) {
        timer_.cancel();
        return;
    }
    timer_.expires_after(*next - context_.clock());
    timer_.async_wait([weak = weak_from_this()](const boost::system::error_code& error) {
        const auto alive = weak.lock();
        if (error || !alive) {
            return;
        }
        alive->armed_for_.reset();
        alive->engine_.handle_timeout(alive->context_.clock());
        alive->drain();
    });
}

}  // namespace mprd::platform::l2tp
