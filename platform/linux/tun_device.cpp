// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/linux/tun_device.hpp"

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

namespace mprd::platform {

struct TunDevice::Alive {};

namespace {

/// Largest packet that the kernel can hand over.
constexpr std::size_t kMaxPacket = 65536;

Error system_error(Errc code, const std::string& what) {
    const std::error_code cause(errno, std::generic_category());
    return make_error(code, what + ": " + cause.message(), cause);
}

Result<UniqueFd> open_tun(const std::string& name) {
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
    ifreq request{};
    request.ifr_flags = IFF_TUN | IFF_NO_PI | static_cast<short>(IFF_TUN_EXCL);
    std::memcpy(static_cast<char*>(request.ifr_name), name.c_str(), name.size() + 1);
    if (::ioctl(fd.get(), TUNSETIFF, &request) < 0) {
        return system_error(Errc::InterfaceUnreachable, "cannot make network interface " + name);
    }
    return fd;
}

/// A point-to-point link has no use for addresses that the kernel makes up, and the router
/// solicitations and multicast reports that come with them would dial.
void refuse_automatic_ipv6(const std::string& name) {
    const std::string path = "/proc/sys/net/ipv6/conf/" + name + "/addr_gen_mode";
    const UniqueFd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (fd) {
        static_cast<void>(!::write(fd.get(), "1", 1));  // without IPv6 there is nothing to refuse
    }
}

}  // namespace

TunDevice::TunDevice(
    boost::asio::io_context& io, Rtnl& rtnl, PacketFilterTable& filters, NetDeviceListener& listener
)
    : io_(io), rtnl_(rtnl), filters_(filters), listener_(listener), descriptor_(io) {}

TunDevice::~TunDevice() {
    close();
}

void TunDevice::close() {
    alive_.reset();
    waiting_ = false;
    boost::system::error_code ignored;
    descriptor_.close(ignored);
    index_ = 0;
    if (!applied_.name.empty()) {
        static_cast<void>(filters_.apply(applied_.name, {}, {}));  // nothing can pass it any more
    }
    applied_ = {};
}

Result<void> TunDevice::open(const NetConfig& config) {
    auto fd = open_tun(config.name);
    if (!fd) {
        return fd.error();
    }
    refuse_automatic_ipv6(config.name);
    index_ = static_cast<int>(::if_nametoindex(config.name.c_str()));
    descriptor_.assign(fd->release());
    alive_ = std::make_shared<Alive>();
    applied_.name = config.name;
    applied_.mtu = 0;
    return {};
}

Result<void> TunDevice::apply(const NetConfig& config) {
    if (index_ != 0 && applied_.name != config.name) {
        close();
    }
    const auto bring = [&]() -> Result<void> {
        if (index_ == 0) {
            if (auto opened = open(config); !opened) {
                return opened;
            }
        }
        // Before anything can pass.
        if (auto filtered = filters_.apply(config.name, config.packets4, config.packets6);
            !filtered) {
            return filtered;
        }
        if (applied_.mtu != config.mtu) {
            if (auto up = rtnl_.set_up(index_, config.mtu); !up) {
                return up;
            }
            applied_.mtu = config.mtu;
        }
        if (auto addresses = apply_addresses(config); !addresses) {
            return addresses;
        }
        return apply_routes(config);
    };
    auto done = bring();
    if (!done) {
        close();  // no half-configured interface: the next apply() starts over
        return done;
    }
    wait_for_packets();
    return done;
}

Result<void> TunDevice::apply_addresses(const NetConfig& config) {
    if (applied_.ipv4 != config.ipv4) {
        if (applied_.ipv4) {
            static_cast<void>(rtnl_.remove_address(index_, *applied_.ipv4)
            );  // may be gone already: that is the aim
            applied_.ipv4.reset();
            forget_ipv4_routes();
        }
        if (config.ipv4) {
            if (auto added = rtnl_.add_address(index_, *config.ipv4); !added) {
                return added;
            }
            applied_.ipv4 = config.ipv4;
        }
    }
    if (applied_.ipv6 != config.ipv6) {
        if (applied_.ipv6) {
            static_cast<void>(rtnl_.remove_address(index_, *applied_.ipv6));  // as above
            applied_.ipv6.reset();
        }
        if (config.ipv6) {
            if (auto added = rtnl_.add_address(index_, *config.ipv6); !added) {
                return added;
            }
            applied_.ipv6 = config.ipv6;
        }
    }
    return {};
}

/// With the last IPv4 address of an interface the kernel takes its IPv4 routes away too, ours among
/// them: they are to be made again. Not so for IPv6.
void TunDevice::forget_ipv4_routes() {
    std::erase_if(applied_.routes, [this](const Route& route) {
        if (!route.destination.address.is_v6) {
            // There still, if somebody else gave the interface an address: no two of them.
            static_cast<void>(rtnl_.remove_route(index_, route));
        }
        return !route.destination.address.is_v6;
    });
}

Result<void> TunDevice::apply_routes(const NetConfig& config) {
    const auto has = [](const std::vector<Route>& routes, const Route& route) {
        return std::find(routes.begin(), routes.end(), route) != routes.end();
    };
    for (const Route& route : applied_.routes) {
        if (!has(config.routes, route)) {
            static_cast<void>(rtnl_.remove_route(index_, route)
            );  // may be gone already: that is the aim
        }
    }
    std::erase_if(applied_.routes, [&](const Route& route) { return !has(config.routes, route); });
    for (const Route& route : config.routes) {
        if (has(applied_.routes, route)) {
            continue;
        }
        if (auto added = rtnl_.add_route(index_, route); !added) {
            return added;
        }
        applied_.routes.push_back(route);
    }
    return {};
}

void TunDevice::write(ByteSpan packet) {
    if (index_ == 0) {
        return;
    }
    // A refused packet (queue full, malformed) is the host's to count; TCP and people repeat.
    static_cast<void>(!::write(descriptor_.native_handle(), packet.data(), packet.size()));
}

void TunDevice::set_reading(Reading reading) {
    reading_ = reading;
    if (reading == Reading::Wanted) {
        wait_for_packets();
    }
}

void TunDevice::wait_for_packets() {
    if (waiting_ || index_ == 0 || reading_ == Reading::Paused) {
        return;
    }
    waiting_ = true;
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
    std::array<std::uint8_t, kMaxPacket>
        buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled by read
    for (int i = 0; i < kBatch && reading_ == Reading::Wanted; ++i) {
        const ssize_t size = ::read(descriptor_.native_handle(), buffer.data(), buffer.size());
        if (size <= 0) {
            // EBADFD: somebody deleted the interface under us. EAGAIN: the queue is empty.
            if (size < 0 && errno != EAGAIN && errno != EINTR) {
                const Error error =
                    system_error(Errc::InterfaceUnreachable, "network interface " + applied_.name);
                close();
                listener_.on_failed(error);
                return;
            }
            break;
        }
        listener_.on_packet({buffer.data(), static_cast<std::size_t>(size)});
        if (alive.expired()) {
            return;
        }
    }
    listener_.on_batch_end();
    if (!alive.expired()) {
        wait_for_packets();
    }
}

std::unique_ptr<NetDevice> TunFactory::create(NetDeviceListener& listener) {
    return std::make_unique<TunDevice>(io_, rtnl_, filters_, listener);
}

}  // namespace mprd::platform
