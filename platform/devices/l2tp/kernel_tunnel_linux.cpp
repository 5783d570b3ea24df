// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/kernel_tunnel_linux.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <netinet/in.h>
#include <netinet/udp.h>
#include <sys/socket.h>
#include <unistd.h>
// After the system's: both describe the Internet's addresses, and these give way.
#include <linux/if_pppol2tp.h>
#include <linux/if_pppox.h>

namespace mprd::platform::l2tp {
namespace {

namespace ip = boost::asio::ip;
using mprd::l2tp::DataRoute;

/// Level of the options of an L2TP socket (linux/socket.h; <sys/socket.h> lacks it).
constexpr int kSolPppol2tp = 273;
constexpr std::size_t kMaxFrame = 4096;

Error system_error(Errc code, const std::string& what) {
    const std::error_code cause(errno, std::generic_category());
    return make_error(code, what + ": " + cause.message(), cause);
}

/// Which sessions a socket stands for; both zero: the tunnel itself.
struct Sessions {
    std::uint16_t ours = 0;
    std::uint16_t peers = 0;
};

/// Both families have the same members at different places.
template <class Address>
int connect_as(int fd, int udp, const DataRoute& route, Sessions sessions) {
    Address address{};
    address.sa_family = AF_PPPOX;
    address.sa_protocol = PX_PROTO_OL2TP;
    address.pppol2tp.fd = udp;
    address.pppol2tp.s_tunnel = route.local_tunnel;
    address.pppol2tp.d_tunnel = route.peer_tunnel;
    address.pppol2tp.s_session = sessions.ours;
    address.pppol2tp.d_session = sessions.peers;
    const SocketAddress peer(route.peer, route.peer.address.is_v6);
    std::memcpy(
        &address.pppol2tp.addr,
        peer.native().data(),
        std::min<std::size_t>(peer.native().size(), sizeof address.pppol2tp.addr)
    );
    sockaddr_storage aligned{};  // the structure itself is packed
    static_assert(sizeof address <= sizeof aligned);
    std::memcpy(&aligned, &address, sizeof address);
    return ::connect(fd, reinterpret_cast<const sockaddr*>(&aligned), sizeof address);
}

/// A socket of the kernel that stands for the sessions of the tunnel; the caller's.
Result<int> open_pppox(int udp, const DataRoute& route, Sessions sessions) {
    const int fd = ::socket(AF_PPPOX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, PX_PROTO_OL2TP);
    if (fd < 0) {
        return system_error(
            Errc::NotSupported,
            "the kernel has no L2TP, which \"dataPath\": \"kernel\" needs (is the module l2tp_ppp "
            "loaded? \"user\" and \"auto\" work without it)"
        );
    }
    const int connected = route.peer.address.is_v6
                              ? connect_as<sockaddr_pppol2tpin6>(fd, udp, route, sessions)
                              : connect_as<sockaddr_pppol2tp>(fd, udp, route, sessions);
    if (connected != 0) {
        const Error error = system_error(Errc::NotSupported, "the kernel does not take the tunnel");
        ::close(fd);
        return error;
    }
    return fd;
}

/// The kernel gives no error for the number of a tunnel that exists: ours has our socket.
bool has_taken(int udp) {
    int type = 0;
    socklen_t size = sizeof type;
    return ::getsockopt(udp, IPPROTO_UDP, UDP_ENCAP, &type, &size) == 0 &&
           type == UDP_ENCAP_L2TPINUDP;
}

Result<void> set_option(int fd, int option, int value) {
    if (::setsockopt(fd, kSolPppol2tp, option, &value, sizeof value) != 0) {
        return system_error(Errc::NotSupported, "the kernel refuses an option of the L2TP session");
    }
    return {};
}

}  // namespace

// ---- a call

LinuxKernelSession::LinuxKernelSession(boost::asio::io_context& io, int fd, FrameSink sink)
    : socket_(io, fd), sink_(std::move(sink)) {
    read_more();
}

void LinuxKernelSession::send(ByteSpan frame) {
    static_cast<void>(!::write(socket_.native_handle(), frame.data(), frame.size()));
}

KernelSession::Given LinuxKernelSession::give() {
    reads_.reset();
    socket_.cancel();
    Given given{socket_.native_handle(), {}};
    std::array<std::uint8_t, kMaxFrame>
        buffer{};  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recv
    while (given.waiting.size() < kBatch) {
        const ssize_t size = ::recv(given.fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size <= 0) {
            break;
        }
        given.waiting.emplace_back(buffer.begin(), buffer.begin() + size);
    }
    return given;
}

void LinuxKernelSession::read_more() {
    socket_.async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [this, reads = std::weak_ptr(reads_)](const boost::system::error_code& error) {
            if (!reads.expired() && !error) {
                read_batch();
            }
        }
    );
}

void LinuxKernelSession::read_batch() {
    const std::weak_ptr reads(reads_);
    std::array<std::uint8_t, kMaxFrame>
        buffer{};  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recv
    for (int i = 0; i < kBatch; ++i) {
        const ssize_t size =
            ::recv(socket_.native_handle(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (size <= 0) {
            break;  // nothing more, or the session is gone: the tunnel tells
        }
        sink_(ByteSpan(buffer).first(static_cast<std::size_t>(size)));
        if (reads.expired()) {
            return;
        }
    }
    read_more();
}

// ---- a tunnel

Result<ip::udp::socket> open_beside(ip::udp::socket& shared, const mprd::l2tp::Endpoint& peer) {
    boost::system::error_code error;
    boost::system::error_code ignored;
    const SocketAddress to(peer, peer.address.is_v6);
    ip::udp::endpoint local = shared.local_endpoint(ignored);
    if (local.address().is_unspecified()) {
        local = ip::udp::endpoint(to.native().protocol(), local.port());
    }
    // Shared for this moment only: nobody else is to get hold of the port.
    using Shared = boost::asio::socket_base::reuse_address;
    ip::udp::socket beside(shared.get_executor());
    beside.open(local.protocol(), error);
    beside.set_option(Shared(true), ignored);
    shared.set_option(Shared(true), ignored);
    if (!error) {
        beside.bind(local, error);
    }
    shared.set_option(Shared(false), ignored);
    if (!error) {
        beside.connect(to.native(), error);
    }
    if (error) {
        return make_error(
            Errc::PortNotAvailable, "no UDP socket for the tunnel with " + peer.to_string(), error
        );
    }
    return beside;
}

bool KernelTunnel::is_possible() {
    static const bool answer = [] {
        const int fd = ::socket(AF_PPPOX, SOCK_DGRAM | SOCK_CLOEXEC, PX_PROTO_OL2TP);
        if (fd >= 0) {
            ::close(fd);
        }
        return fd >= 0 && ::access("/dev/ppp", R_OK | W_OK) == 0;
    }();
    return answer;
}

Result<std::unique_ptr<KernelTunnel>> KernelTunnel::open(
    TunnelSocket& device, const DataRoute& route, DatagramSink& sink
) {
    auto socket = open_beside(device.native(), route.peer);
    if (!socket) {
        return socket.error();
    }
    const int udp = socket->native_handle();
    const auto manager = open_pppox(udp, route, {});
    if (!manager) {
        return manager.error();
    }
    auto made = std::make_unique<LinuxKernelTunnel>(*std::move(socket), *manager, route.peer, sink);
    if (!has_taken(udp)) {
        return make_error(
            Errc::PortNotAvailable,
            "another program has L2TP tunnel " + std::to_string(route.local_tunnel) +
                " in the kernel; the next call has another number"
        );
    }
    return std::unique_ptr<KernelTunnel>(std::move(made));
}

LinuxKernelTunnel::LinuxKernelTunnel(
    boost::asio::ip::udp::socket socket,
    int manager,
    const mprd::l2tp::Endpoint& peer,
    DatagramSink& sink
)
    : socket_(std::move(socket)), peer_(peer), manager_(manager), sink_(sink) {
    read_more();
}

LinuxKernelTunnel::~LinuxKernelTunnel() {
    ::close(manager_);
}

Result<std::unique_ptr<KernelSession>> LinuxKernelTunnel::add(
    boost::asio::io_context& io, const DataRoute& route, KernelSession::FrameSink sink
) {
    const auto fd =
        open_pppox(socket_.native_handle(), route, {route.local_session, route.peer_session});
    if (!fd) {
        return fd.error();
    }
    auto made = std::make_unique<LinuxKernelSession>(io, *fd, std::move(sink));
    // Late messages are dropped and not waited for, as by us: the kernel's default.
    auto set = set_option(*fd, PPPOL2TP_SO_LNSMODE, route.is_lns ? 1 : 0);
    if (set && route.is_sequenced) {
        set = set_option(*fd, PPPOL2TP_SO_SENDSEQ, 1);
    }
    if (!set) {
        return set.error();
    }
    return std::unique_ptr<KernelSession>(std::move(made));
}

void LinuxKernelTunnel::read_more() {
    socket_.async_wait(
        boost::asio::ip::udp::socket::wait_read,
        [this, life = std::weak_ptr(life_)](const boost::system::error_code& error) {
            if (!life.expired() && !error) {
                read_batch();
            }
        }
    );
}

void LinuxKernelTunnel::read_batch() {
    const std::weak_ptr life(life_);
    std::array<std::uint8_t, TunnelSocket::kLargestMessage>
        buffer{};  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recvfrom
    for (int i = 0; i < kBatch; ++i) {
        SocketAddress from;
        auto size = static_cast<::socklen_t>(from.native().capacity());
        const ssize_t octets = ::recvfrom(
            socket_.native_handle(),
            buffer.data(),
            buffer.size(),
            MSG_DONTWAIT,
            from.native().data(),
            &size
        );
        if (octets < 0) {
            break;  // nothing more, or an error of an earlier datagram (ICMP)
        }
        from.native().resize(size);
        sink_.on_datagram(from, ByteSpan(buffer).first(static_cast<std::size_t>(octets)));
        if (life.expired()) {
            return;
        }
    }
    read_more();
}

}  // namespace mprd::platform::l2tp
