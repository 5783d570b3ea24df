// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/tun_device.hpp"

#include "platform/linux/vnet_header.hpp"

#include <boost/asio/post.hpp>
#include <boost/system/error_code.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/uio.h>

namespace mprd::platform {

struct TunDevice::Alive {};

namespace {

/// The kernel may leave TCP segmentation and checksums to us. Not that of UDP: Linux has it since
/// 6.2, its headers name it later still, and hardly a program sends that way.
constexpr unsigned kOffload = TUN_F_CSUM | TUN_F_TSO4 | TUN_F_TSO6 | TUN_F_TSO_ECN;

Error system_error(Errc code, const std::string& what) {
    const std::error_code cause(errno, std::generic_category());
    return make_error(code, what + ": " + cause.message(), cause);
}

struct Tun {
    UniqueFd fd;
    bool has_vnet_header = false;
};

Result<Tun> open_tun(const std::string& name) {
    if (name.empty() || name.size() >= IFNAMSIZ) {
        return make_error(
            Errc::InvalidParameter,
            "network interface name \"" + name + "\" must have 1 to " +
                std::to_string(IFNAMSIZ - 1) + " characters"
        );
    }
    UniqueFd fd(::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!fd) {
        return system_error(
            Errc::InterfaceUnreachable,
            "cannot open /dev/net/tun (is the tun module loaded, is the device node there?)"
        );
    }
    constexpr int kFlags = IFF_TUN | IFF_NO_PI | IFF_TUN_EXCL;
    ifreq request{};
    std::memcpy(static_cast<char*>(request.ifr_name), name.c_str(), name.size() + 1);
    request.ifr_flags = static_cast<short>(kFlags | IFF_VNET_HDR);
    if (::ioctl(fd.get(), TUNSETIFF, &request) == 0) {
        const int size = sizeof(VnetHeader);
        if (::ioctl(fd.get(), TUNSETVNETHDRSZ, &size) == 0) {
            return Tun{std::move(fd), true};
        }
        return system_error(Errc::InterfaceUnreachable, "cannot set up network interface " + name);
    }
    request.ifr_flags = static_cast<short>(kFlags);
    if (::ioctl(fd.get(), TUNSETIFF, &request) < 0) {
        return system_error(Errc::InterfaceUnreachable, "cannot make network interface " + name);
    }
    return Tun{std::move(fd), false};
}

}  // namespace

TunDevice::TunDevice(
    boost::asio::io_context& io,
    Rtnl& rtnl,
    PacketFilterTable& filters,
    TunBuffers& buffers,
    NetDeviceListener& listener
)
    : io_(io), buffers_(buffers), listener_(listener), descriptor_(io), host_(rtnl, filters) {}

TunDevice::~TunDevice() {
    close();
}

void TunDevice::close() {
    alive_.reset();
    waiting_ = false;
    buffers_.forget(*this);
    cutter_.reset();
    rest_ = {};
    has_offload_ = false;
    wants_offload_ = false;
    boost::system::error_code ignored;
    descriptor_.close(ignored);
    host_.end();
}

Result<void> TunDevice::open(const NetConfig& config) {
    auto tun = open_tun(config.name);
    if (!tun) {
        return tun.error();
    }
    has_vnet_header_ = tun->has_vnet_header;
    refuse_automatic_ipv6(config.name);
    host_.begin(config.name, static_cast<int>(::if_nametoindex(config.name.c_str())));
    descriptor_.assign(tun->fd.release());
    alive_ = std::make_shared<Alive>();
    return {};
}

Result<void> TunDevice::apply(const NetConfig& config) {
    if (host_.is_there() && host_.name() != config.name) {
        close();
    }
    auto done = host_.is_there() ? Result<void>() : open(config);
    if (done) {
        done = host_.apply(config);
    }
    if (!done) {
        close();  // no half-configured interface: the next apply() starts over
        return done;
    }
    apply_offload(config);
    wait_for_packets();
    return done;
}

/// Without it everything works, packet by packet: an old kernel that refuses is no error.
void TunDevice::apply_offload(const NetConfig& config) {
    if (wants_offload_ == config.large_segments) {
        return;
    }
    wants_offload_ = config.large_segments;
    const unsigned wanted = config.large_segments ? kOffload : 0;
    has_offload_ = has_vnet_header_ &&
                   ::ioctl(descriptor_.native_handle(), TUNSETOFFLOAD, wanted) == 0 && wanted != 0;
}

// ---- to the host

void TunDevice::write(ByteSpan packet) {
    if (!host_.is_there()) {
        return;
    }
    if (has_offload_) {
        buffers_.write(packet, *this);
    } else {
        on_packet(packet, {});
    }
}

void TunDevice::on_packet(ByteSpan packet, const wire::PacketOffload& offload) {
    // A refused packet (queue full, malformed) is the host's to count; TCP and people repeat.
    if (!has_vnet_header_) {
        static_cast<void>(!::write(descriptor_.native_handle(), packet.data(), packet.size()));
        return;
    }
    VnetHeader header = make_vnet_header(packet, offload);
    const std::array parts{
        iovec{&header, sizeof header},
        iovec{const_cast<std::uint8_t*>(packet.data()), packet.size()}};
    static_cast<void>(!::writev(descriptor_.native_handle(), parts.data(), parts.size()));
}

// ---- from the host

void TunDevice::set_reading(Reading reading) {
    reading_ = reading;
    if (reading == Reading::Wanted) {
        wait_for_packets();
    }
}

void TunDevice::wait_for_packets() {
    if (waiting_ || !host_.is_there() || reading_ == Reading::Paused) {
        return;
    }
    waiting_ = true;
    if (cutter_) {
        boost::asio::post(io_, [this, alive = std::weak_ptr<Alive>(alive_)] {
            if (!alive.expired()) {
                waiting_ = false;
                read_batch();
            }
        });
        return;
    }
    descriptor_.async_wait(
        boost::asio::posix::stream_descriptor::wait_read,
        [this, alive = std::weak_ptr<Alive>(alive_)](const boost::system::error_code& error) {
            if (alive.expired()) {
                return;
            }
            waiting_ = false;
            if (!error) {
                read_batch();
            }
        }
    );
}

void TunDevice::read_batch() {
    const std::weak_ptr<Alive> alive(alive_);
    for (int passed = 0; passed < kBatch && reading_ == Reading::Wanted;) {
        if (!cutter_ && !read_one()) {
            break;
        }
        passed += pass_on();
        if (alive.expired()) {
            return;
        }
    }
    if (alive.expired()) {
        return;
    }
    listener_.on_batch_end();
    if (!alive.expired()) {
        wait_for_packets();
    }
}

bool TunDevice::read_one() {
    const auto buffer = buffers_.reading();
    while (true) {
        const ssize_t size = ::read(descriptor_.native_handle(), buffer.data(), buffer.size());
        if (size <= 0) {
            // EBADFD: somebody deleted the interface under us. EAGAIN: the queue is empty.
            if (size < 0 && errno != EAGAIN && errno != EINTR) {
                fail();
            }
            return false;
        }
        auto packet = buffer.first(static_cast<std::size_t>(size));
        std::optional<wire::PacketOffload> offload = wire::PacketOffload{};
        if (has_vnet_header_) {
            VnetHeader header{};
            if (packet.size() < sizeof header) {
                continue;
            }
            std::memcpy(&header, packet.data(), sizeof header);
            packet = packet.subspan(sizeof header);
            offload = read_vnet_header(header);
        }
        cutter_ = offload ? wire::SegmentCutter::begin(packet, *offload) : std::nullopt;
        if (cutter_) {
            return true;
        }
    }
}

int TunDevice::pass_on() {
    const std::weak_ptr<Alive> alive(alive_);
    int passed = 0;
    while (reading_ == Reading::Wanted) {
        const auto packet = cutter_->next();
        if (!packet) {
            break;
        }
        ++passed;
        listener_.on_packet(*packet);
        if (alive.expired()) {
            return passed;
        }
    }
    if (cutter_->is_done()) {
        cutter_.reset();
    } else {
        cutter_->move_to(rest_);  // others read into the buffer meanwhile
    }
    return passed;
}

void TunDevice::fail() {
    const Error error =
        system_error(Errc::InterfaceUnreachable, "network interface " + host_.name());
    close();
    listener_.on_failed(error);
}

std::unique_ptr<NetDevice> TunFactory::create(NetDeviceListener& listener) {
    return std::make_unique<TunDevice>(io_, rtnl_, filters_, buffers_, listener);
}

}  // namespace mprd::platform
