// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/pppoe/ethernet.hpp"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <net/if.h>
#include <net/if_arp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace mprd::platform::pppoe {
namespace {

/// Asks the kernel about one interface. Any socket does for these questions.
class Question {
public:
    explicit Question(const std::string& name)
        : fd_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
        std::copy_n(
            name.begin(), std::min(name.size(), sizeof request_.ifr_name - 1), request_.ifr_name
        );
    }
    ~Question() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;

    [[nodiscard]] const ifreq* ask(unsigned long what) {
        return ::ioctl(fd_, what, &request_) == 0 ? &request_ : nullptr;
    }

private:
    int fd_;
    ifreq request_{};
};

Error not_ready(const std::string& what) {
    return make_error(Errc::DeviceNotReady, what);
}

}  // namespace

Result<EthernetInterface> EthernetInterface::find(const std::string& name) {
    EthernetInterface found;
    found.name = name;
    Question question(name);
    const ifreq* answer = question.ask(SIOCGIFINDEX);
    if (answer == nullptr) {
        const std::error_code cause(errno, std::generic_category());
        return make_error(
            Errc::DeviceNotReady, "no Ethernet interface " + name + ": " + cause.message(), cause
        );
    }
    found.index = answer->ifr_ifindex;
    answer = question.ask(SIOCGIFHWADDR);
    if (answer == nullptr || answer->ifr_hwaddr.sa_family != ARPHRD_ETHER) {
        return not_ready(name + " is no Ethernet interface");
    }
    std::copy_n(
        reinterpret_cast<const std::uint8_t*>(answer->ifr_hwaddr.sa_data),
        found.address.octets.size(),
        found.address.octets.begin()
    );
    answer = question.ask(SIOCGIFMTU);
    found.mtu = answer == nullptr ? 0 : static_cast<std::uint32_t>(answer->ifr_mtu);
    answer = question.ask(SIOCGIFFLAGS);
    const int flags = answer == nullptr ? 0 : answer->ifr_flags;
    if ((flags & IFF_UP) == 0) {
        return not_ready("Ethernet interface " + name + " is down (ip link set " + name + " up)");
    }
    if ((flags & IFF_RUNNING) == 0) {
        return not_ready("Ethernet interface " + name + " has no carrier");
    }
    return found;
}

}  // namespace mprd::platform::pppoe
