// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/packet_socket.hpp"

#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>
#include <vector>

#include <arpa/inet.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mprd::platform::pppoe {
namespace {

using boost::asio::posix::stream_descriptor;

/// For bursts that come while we do something else: a thousand full frames.
constexpr int kReceiveBuffer = 2 * 1024 * 1024;

Error system_error(Errc code, const std::string& what) {
    const std::error_code cause(errno, std::generic_category());
    return make_error(code, what + ": " + cause.message(), cause);
}

sockaddr_ll address_of(int index, std::uint16_t ether_type, wire::MacAddress mac) {
    sockaddr_ll address{};
    address.sll_family = AF_PACKET;
    address.sll_protocol = htons(ether_type);
    address.sll_ifindex = index;
    address.sll_halen = static_cast<unsigned char>(mac.octets.size());
    std::copy(mac.octets.begin(), mac.octets.end(), address.sll_addr);
    return address;
}

}  // namespace

/// Frames side by side, as recvmmsg() and sendmmsg() want them. The pointers are set once.
struct PacketSocket::Batch {
    struct Slot {
        std::array<std::uint8_t, PacketSocket::kMaxFrame> octets;
        sockaddr_ll address;
        iovec data;
    };

    Batch() : slots(PacketSocket::kBatch), messages(PacketSocket::kBatch) {
        for (std::size_t i = 0; i < slots.size(); ++i) {
            slots[i].data = {slots[i].octets.data(), slots[i].octets.size()};
            messages[i].msg_hdr.msg_iov = &slots[i].data;
            messages[i].msg_hdr.msg_iovlen = 1;
            messages[i].msg_hdr.msg_name = &slots[i].address;
            messages[i].msg_hdr.msg_namelen = sizeof(sockaddr_ll);
        }
    }

    std::vector<Slot> slots;
    std::vector<mmsghdr> messages;
};

struct PacketSocket::State : std::enable_shared_from_this<PacketSocket::State> {
    State(boost::asio::io_context& loop, int index, std::uint16_t type, FrameListener& who)
        : io(loop), socket(loop), interface(index), ether_type(type), listener(&who) {}

    void wait_for_frames();
    void receive();
    void deliver(std::size_t count);
    void fail(int error);
    void flush();
    void flush_soon();
    void wait_for_room();
    void on_room();

    boost::asio::io_context& io;
    stream_descriptor socket;
    int interface;
    std::uint16_t ether_type;
    FrameListener* listener;  ///< nullptr once the owner is gone or was told of the end
    Batch in;
    bool is_receiving = false;
    Receiving receiving = Receiving::All;
    Batch out;
    std::size_t out_begin = 0;  ///< the kernel has those before it
    std::size_t out_end = 0;
    bool flush_waits = false;
    bool room_waits = false;  ///< for the kernel
};

Result<std::unique_ptr<PacketSocket>> PacketSocket::open(
    boost::asio::io_context& io,
    const EthernetInterface& interface,
    std::uint16_t ether_type,
    FrameListener& listener
) {
    // Without protocol nothing is received until bind() says where.
    const int fd = ::socket(AF_PACKET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return system_error(
            errno == EPERM ? Errc::AccessDenied : Errc::DeviceNotReady,
            "cannot open a packet socket (needs CAP_NET_RAW)"
        );
    }
    auto state = std::make_shared<State>(io, interface.index, ether_type, listener);
    state->socket.assign(fd);
    const sockaddr_ll address = address_of(interface.index, ether_type, {});
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return system_error(Errc::DeviceNotReady, "cannot listen on " + interface.name);
    }
    static_cast<void>(
        ::setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &kReceiveBuffer, sizeof kReceiveBuffer)
    );
    state->wait_for_frames();
    return std::unique_ptr<PacketSocket>(new PacketSocket(std::move(state)));
}

PacketSocket::~PacketSocket() {
    state_->flush();
    state_->listener = nullptr;
    boost::system::error_code ignored;
    state_->socket.close(ignored);
}

// ---- receiving

void PacketSocket::receive_now() {
    const std::shared_ptr<State> state = state_;
    state->receive();
}

void PacketSocket::set_receiving(Receiving receiving) {
    if (std::exchange(state_->receiving, receiving) == receiving) {
        return;
    }
    const int fd = state_->socket.native_handle();
    if (receiving == Receiving::All) {
        const int none = 0;
        static_cast<void>(::setsockopt(fd, SOL_SOCKET, SO_DETACH_FILTER, &none, sizeof none));
        return;
    }
    // A filter of one instruction: zero octets of every frame. Without it we would throw them away.
    sock_filter nothing{BPF_RET | BPF_K, 0, 0, 0};
    const sock_fprog program{1, &nothing};
    static_cast<void>(::setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof program));
}

void PacketSocket::State::wait_for_frames() {
    socket.async_wait(
        stream_descriptor::wait_read,
        [weak = weak_from_this()](const boost::system::error_code& error) {
            const auto state = weak.lock();
            if (!state || error) {
                return;
            }
            state->receive();
            if (state->listener != nullptr) {
                state->wait_for_frames();
            }
        }
    );
}

/// One batch and not all there is: others of the loop have their turn too.
void PacketSocket::State::receive() {
    if (is_receiving || listener == nullptr) {
        return;
    }
    is_receiving = true;
    for (mmsghdr& message : in.messages) {
        message.msg_hdr.msg_namelen = sizeof(sockaddr_ll);
    }
    const int count = ::recvmmsg(
        socket.native_handle(), in.messages.data(), kBatch, MSG_DONTWAIT, /*timeout=*/nullptr
    );
    if (count > 0) {
        deliver(static_cast<std::size_t>(count));
    } else if (count < 0 && errno != EAGAIN && errno != EINTR) {
        fail(errno);
    }
    is_receiving = false;
}

void PacketSocket::State::deliver(std::size_t count) {
    for (std::size_t i = 0; i < count && listener != nullptr; ++i) {
        const Batch::Slot& slot = in.slots[i];
        // Frames to others come where the interface is promiscuous, and with VLAN tags of nobody.
        if (slot.address.sll_pkttype == PACKET_OTHERHOST ||
            slot.address.sll_pkttype == PACKET_OUTGOING) {
            continue;
        }
        wire::MacAddress from;
        std::copy_n(slot.address.sll_addr, from.octets.size(), from.octets.begin());
        listener->on_frame(from, {slot.octets.data(), in.messages[i].msg_len});
    }
}

void PacketSocket::State::fail(int error) {
    const std::error_code cause(error, std::generic_category());
    FrameListener* const who = std::exchange(listener, nullptr);
    who->on_failed(
        make_error(Errc::LinkFailure, "the Ethernet interface failed: " + cause.message(), cause)
    );
}

// ---- sending

bool PacketSocket::can_send() const {
    return state_->out_end < kBatch;
}

PacketSocket::SendResult PacketSocket::send(
    wire::MacAddress to, ByteSpan header, ByteSpan payload
) {
    State& state = *state_;
    if (header.size() + payload.size() > kMaxFrame) {
        return SendResult::Taken;  // and lost: no Ethernet carries it
    }
    if (!can_send()) {
        return SendResult::Refused;
    }
    Batch::Slot& slot = state.out.slots[state.out_end++];
    const auto behind = std::copy(header.begin(), header.end(), slot.octets.begin());
    std::copy(payload.begin(), payload.end(), behind);
    slot.data.iov_len = header.size() + payload.size();
    slot.address = address_of(state.interface, state.ether_type, to);
    if (can_send()) {
        state.flush_soon();
    } else {
        state.flush();
    }
    return SendResult::Taken;
}

void PacketSocket::flush() {
    state_->flush();
}

void PacketSocket::State::flush_soon() {
    if (flush_waits || room_waits) {
        return;
    }
    flush_waits = true;
    boost::asio::post(io, [weak = weak_from_this()] {
        if (const auto state = weak.lock()) {
            state->flush_waits = false;
            state->flush();
        }
    });
}

void PacketSocket::State::flush() {
    while (out_begin < out_end) {
        const int count = ::sendmmsg(
            socket.native_handle(),
            out.messages.data() + out_begin,
            static_cast<unsigned>(out_end - out_begin),
            MSG_DONTWAIT
        );
        if (count > 0) {
            out_begin += static_cast<std::size_t>(count);
        } else if (errno == EAGAIN) {
            wait_for_room();
            return;
        } else if (errno != EINTR) {
            ++out_begin;  // this one cannot go; the receiving side tells when the interface is gone
        }
    }
    out_begin = 0;
    out_end = 0;
}

void PacketSocket::State::wait_for_room() {
    if (room_waits) {
        return;
    }
    room_waits = true;
    socket.async_wait(
        stream_descriptor::wait_write,
        [weak = weak_from_this()](const boost::system::error_code& error) {
            const auto state = weak.lock();
            if (state && !error) {
                state->on_room();
            }
        }
    );
}

void PacketSocket::State::on_room() {
    room_waits = false;
    flush();
    if (out_end < kBatch && listener != nullptr) {
        listener->on_room();
    }
}

}  // namespace mprd::platform::pppoe
