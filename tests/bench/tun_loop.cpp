// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// The bound that data paths of a kernel are compared with: two TUN devices and a process that
// copies packets between them, one system call for each side of each. Takes two names, prints a
// line when the devices are there, and runs until its standard input closes.
#include <array>
#include <cstdio>
#include <cstring>
#include <string_view>

#include <fcntl.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace {

int open_tun(std::string_view name) {
    const int fd = ::open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
    ifreq request{};
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    name.copy(static_cast<char*>(request.ifr_name), IFNAMSIZ - 1);
    if (fd < 0 || ::ioctl(fd, TUNSETIFF, &request) != 0) {
        std::perror("tun_loop: no TUN device");
        return -1;
    }
    return fd;
}

/// All that is there now.
void copy(int from, int to) {
    std::array<char, 65536> packet;  // NOLINT(cppcoreguidelines-pro-type-member-init): read() fills
    ssize_t size = 0;
    while ((size = ::read(from, packet.data(), packet.size())) > 0) {
        static_cast<void>(!::write(to, packet.data(), static_cast<std::size_t>(size)));
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: tun_loop NAME NAME\n", stderr);
        return 2;
    }
    const int near = open_tun(argv[1]);
    const int far = open_tun(argv[2]);
    if (near < 0 || far < 0) {
        return 1;
    }
    std::puts("ready");
    std::fflush(stdout);
    std::array<pollfd, 3> waits{{{near, POLLIN, 0}, {far, POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}}};
    while (::poll(waits.data(), waits.size(), -1) >= 0 && waits[2].revents == 0) {
        copy(near, far);
        copy(far, near);
    }
    return 0;
}
