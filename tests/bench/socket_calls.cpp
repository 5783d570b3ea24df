// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// API calls on the control socket: server and clients are two processes on the two cores.
#include "tests/bench/bench.hpp"
#include "tests/bench/host.hpp"

#include <cstring>
#include <string>

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mprd::bench {
namespace {

constexpr int kCalls = 40000;

pid_t start_server(const std::string& path) {
    const pid_t child = ::fork();
    if (child != 0) {
        return child;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    Host host(10);
    daemon::ControlServer server(
        host.io, host.context, {::geteuid(), std::nullopt, std::nullopt}, [] {}
    );
    if (!server.listen(path)) {
        std::_Exit(1);
    }
    host.io.run();
    std::_Exit(0);
}

int connect_to(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(static_cast<char*>(address.sun_path), path.c_str(), path.size() + 1);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    for (int i = 0; i < 1000; ++i) {
        if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
            return fd;
        }
        ::usleep(5000);
    }
    return -1;
}

/// Whole answers in what can be read now, blocking for the first.
int read_answers(int fd) {
    std::array<char, 65536> buffer{};
    int answers = 0;
    while (true) {
        const ssize_t size = ::read(fd, buffer.data(), buffer.size());
        if (size <= 0) {
            return -1;
        }
        answers += static_cast<int>(std::count(buffer.begin(), buffer.begin() + size, '\n'));
        if (buffer[static_cast<std::size_t>(size) - 1] == '\n') {
            return answers;
        }
    }
}

void send_all(int fd, const std::string& text) {
    static_cast<void>(!::write(fd, text.data(), text.size()));
}

Row one_after_the_other(int fd, const std::string& request, const std::string& what) {
    std::vector<double> times;
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < kCalls / 2; ++i) {
        const auto start = std::chrono::steady_clock::now();
        send_all(fd, request);
        if (read_answers(fd) < 0) {
            return {what, "failed", ""};
        }
        times.push_back(seconds_since(start) * 1e6);
    }
    const double rate = kCalls / 2.0 / seconds_since(begin);
    return {
        what + ", one client, one call after the other",
        number(rate, "calls/s"),
        "median " + number(median(times), "us (budget 100 us)")};
}

Row in_flight(
    const std::vector<int>& clients, int depth, const std::string& request, const std::string& what
) {
    std::vector<pollfd> fds;
    std::string burst;
    for (int i = 0; i < depth; ++i) {
        burst += request;
    }
    const auto begin = std::chrono::steady_clock::now();
    for (const int fd : clients) {
        fds.push_back({fd, POLLIN, 0});
        send_all(fd, burst);
    }
    int done = 0;
    while (done < kCalls) {
        ::poll(fds.data(), fds.size(), -1);
        for (const pollfd& each : fds) {
            if ((each.revents & POLLIN) != 0) {
                const int answers = read_answers(each.fd);
                if (answers < 0) {
                    return {what, "failed", ""};
                }
                done += answers;
                std::string more;
                for (int i = 0; i < answers; ++i) {
                    more += request;
                }
                send_all(each.fd, more);
            }
        }
    }
    return {
        what,
        number(done / seconds_since(begin), "calls/s"),
        "budget 20,000 calls/s from one client"};
}

}  // namespace

Rows socket_calls() {
    const std::string path = "/tmp/mprd-bench-" + std::to_string(::getpid());
    const pid_t server = start_server(path);
    std::vector<int> clients;
    for (int i = 0; i < 16; ++i) {
        clients.push_back(connect_to(path));
    }
    const std::string info =
        R"({"jsonrpc":"2.0","id":1,"method":"MprAdminServerGetInfo","params":{"level":0}})"
        "\n";
    const std::string interface =
        R"({"jsonrpc":"2.0","id":1,"method":"MprAdminInterfaceGetHandle",)"
        R"("params":{"interfaceName":"branch7","includeClientInterfaces":false}})"
        "\n";
    Rows rows;
    rows.push_back(one_after_the_other(clients[0], info, "ServerGetInfo"));
    rows.push_back(one_after_the_other(clients[0], interface, "InterfaceGetHandle"));
    rows.push_back(
        in_flight({clients[0]}, 16, info, "ServerGetInfo, one client, 16 requests in flight")
    );
    rows.push_back(
        in_flight(clients, 1, info, "ServerGetInfo, 16 clients, one request each in flight")
    );
    ::kill(server, SIGKILL);
    ::waitpid(server, nullptr, 0);
    ::unlink(path.c_str());
    for (const int fd : clients) {
        ::close(fd);
    }
    return rows;
}

}  // namespace mprd::bench
