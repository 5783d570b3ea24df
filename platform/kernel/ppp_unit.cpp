// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/kernel/ppp_unit.hpp"

#include "core/wire/protocol_numbers.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <linux/ppp-ioctl.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mprd::platform {
namespace {

Error system_error(const std::string& what) {
    const std::error_code cause(errno, std::generic_category());
    return make_error(Errc::InterfaceUnreachable, what + ": " + cause.message(), cause);
}

Result<void> checked(int result, const char* what) {
    return result < 0 ? Result<void>(system_error(what)) : Result<void>();
}

Result<UniqueFd> open_ppp() {
    UniqueFd fd(::open("/dev/ppp", O_RDWR | O_NONBLOCK | O_CLOEXEC));
    if (!fd) {
        return system_error(
            "cannot open /dev/ppp, which \"dataPath\": \"kernel\" needs (is the module ppp_generic "
            "loaded? may mprd open it? \"user\" and \"auto\" work without it)"
        );
    }
    return fd;
}

Result<void> rename_interface(const std::string& from, const std::string& to) {
    if (to.empty() || to.size() >= IFNAMSIZ) {
        return make_error(
            Errc::InvalidParameter,
            "network interface name \"" + to + "\" must have 1 to " + std::to_string(IFNAMSIZ - 1) +
                " characters"
        );
    }
    const UniqueFd any(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    ifreq request{};
    std::memcpy(static_cast<char*>(request.ifr_name), from.c_str(), from.size() + 1);
    std::memcpy(static_cast<char*>(request.ifr_newname), to.c_str(), to.size() + 1);
    if (::ioctl(any.get(), SIOCSIFNAME, &request) < 0) {
        return system_error("cannot make network interface " + to);
    }
    return {};
}

}  // namespace

Result<void> check_kernel_ppp() {
    const auto fd = open_ppp();
    return fd ? Result<void>() : Result<void>(fd.error());
}

Result<PppUnit> PppUnit::make(const std::string& name) {
    auto fd = open_ppp();
    if (!fd) {
        return fd.error();
    }
    int number = -1;  // any
    if (::ioctl(fd->get(), PPPIOCNEWUNIT, &number) < 0) {
        return system_error("the kernel makes no PPP interface");
    }
    PppUnit unit(std::move(*fd), number);
    if (auto renamed = rename_interface("ppp" + std::to_string(number), name); !renamed) {
        return renamed.error();
    }
    if (auto looped = set_unit_traffic(unit.fd(), UnitTraffic::Looped); !looped) {
        return looped.error();
    }
    if (auto families = set_unit_families(unit.fd(), {true, true}); !families) {
        return families.error();
    }
    return unit;
}

Result<void> set_unit_traffic(int unit_fd, UnitTraffic traffic) {
    int flags = traffic == UnitTraffic::Looped ? SC_LOOP_TRAFFIC : 0;
    return checked(::ioctl(unit_fd, PPPIOCSFLAGS, &flags), "the PPP interface refuses its flags");
}

Result<void> set_unit_families(int unit_fd, Families families) {
    const auto set = [&](std::uint16_t protocol, bool is_open) {
        npioctl request{protocol, is_open ? NPMODE_PASS : NPMODE_DROP};
        return ::ioctl(unit_fd, PPPIOCSNPMODE, &request);
    };
    // A kernel without IPv6 has no such mode, and no such packets.
    static_cast<void>(set(wire::kProtocolIpv6, families.ipv6));
    return checked(
        set(wire::kProtocolIpv4, families.ipv4), "the PPP interface refuses its network protocols"
    );
}

std::optional<Duration> unit_idle_time(int unit_fd) {
    ppp_idle64 idle{};
    if (::ioctl(unit_fd, PPPIOCGIDLE64, &idle) < 0) {
        return std::nullopt;
    }
    return std::chrono::seconds(std::min(idle.xmit_idle, idle.recv_idle));
}

Result<PppChannel> PppChannel::attach(int carrier) {
    int number = 0;
    if (::ioctl(carrier, PPPIOCGCHAN, &number) < 0) {
        return system_error("the call has no PPP channel in the kernel");
    }
    auto fd = open_ppp();
    if (!fd) {
        return fd.error();
    }
    if (::ioctl(fd->get(), PPPIOCATTCHAN, &number) < 0) {
        return system_error("the kernel does not give us the PPP channel of the call");
    }
    return PppChannel(std::move(*fd));
}

Result<void> connect_channel(int channel_fd, int unit) {
    return checked(
        ::ioctl(channel_fd, PPPIOCCONNECT, &unit), "the kernel does not join call and interface"
    );
}

void disconnect_channel(int channel_fd) {
    static_cast<void>(::ioctl(channel_fd, PPPIOCDISCONN));  // may have gone with the call
}

void set_channel_framing(int channel_fd, const wire::FramingOptions& options) {
    const std::uint32_t send_accm = options.send_accm;
    const std::uint32_t receive_accm = options.receive_accm;
    const int flags = (options.compress_protocol ? SC_COMP_PROT : 0) |
                      (options.compress_address ? SC_COMP_AC : 0);
    static_cast<void>(::ioctl(channel_fd, PPPIOCSASYNCMAP, &send_accm));
    static_cast<void>(::ioctl(channel_fd, PPPIOCSRASYNCMAP, &receive_accm));
    static_cast<void>(::ioctl(channel_fd, PPPIOCSFLAGS, &flags));
}

}  // namespace mprd::platform
