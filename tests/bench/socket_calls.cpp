// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// API calls on the control socket: server and clients are two processes on the two cores.
#include "platform/system/local_listener.hpp"
#include "tests/bench/bench.hpp"
#include "tests/bench/host.hpp"

#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

#include <fcntl.h>
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
constexpr int kManyInterfaces = 10000;

/// A server that listens when this returns.
pid_t start_server(const std::string& path, int interfaces) {
    std::array<int, 2> ready{};  // a pipe: what comes out of it says that it listens
    if (::pipe2(ready.data(), O_CLOEXEC) != 0) {
        std::abort();
    }
    const pid_t child = ::fork();
    if (child != 0) {
        char octet = 0;
        ::close(ready[1]);
        static_cast<void>(!::read(ready[0], &octet, 1));
        ::close(ready[0]);
        return child;
    }
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    Host host(interfaces);
    daemon::ControlServer server(host.io, host.context, platform::local_access(), [] {});
    if (!server.listen(path)) {
        std::_Exit(1);
    }
    static_cast<void>(!::write(ready[1], "", 1));
    host.io.run();
    std::_Exit(0);
}

int connect_to(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(static_cast<char*>(address.sun_path), path.c_str(), path.size() + 1);
    const int fd = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
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

/// One answer, without its line feed; empty when the connection is lost.
std::string read_line(int fd) {
    std::string line;
    std::array<char, 65536> buffer{};
    while (line.empty() || line.back() != '\n') {
        const ssize_t size = ::read(fd, buffer.data(), buffer.size());
        if (size <= 0) {
            return {};
        }
        line.append(buffer.data(), static_cast<std::size_t>(size));
    }
    return line;
}

/// The number behind `"member":`.
std::uint64_t member_of(const std::string& answer, const std::string& member) {
    const std::size_t at = answer.find('"' + member + "\":");
    return at == std::string::npos ? 0 : std::stoull(answer.substr(at + member.size() + 3));
}

Row enumerate_all(int fd) {
    std::vector<double> times;
    for (int i = 0; i < 11; ++i) {
        const auto start = std::chrono::steady_clock::now();
        std::uint64_t seen = 0;
        std::uint64_t resume = 0;
        do {
            send_all(
                fd,
                R"({"jsonrpc":"2.0","id":1,"method":"MprAdminInterfaceEnum","params":{"resumeHandle":)" +
                    std::to_string(resume) + "}}\n"
            );
            const std::string page = read_line(fd);
            seen += member_of(page, "entriesRead");
            resume = member_of(page, "resumeHandle");
        } while (resume != 0);
        if (seen != kManyInterfaces) {
            return {"enumeration", "failed", std::to_string(seen) + " seen"};
        }
        times.push_back(seconds_since(start) * 1e3);
    }
    return {
        "MprAdminInterfaceEnum of 10,000 interfaces, level 0, page by page",
        number(median(times), "ms"),
        "budget 100 ms"};
}

/// Resident set of a process in KiB.
std::uint64_t resident_kib(pid_t process) {
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmRSS:", 0) == 0) {
            return std::stoull(line.substr(6));
        }
    }
    return 0;
}

Row growth(pid_t server, int fd, const std::string& request) {
    constexpr int kMillion = 1000000;
    // What the allocator and the lists of the daemon take once has been taken by then: a leak goes
    // on, this does not.
    constexpr int kWarmUp = kMillion;
    const auto calls = [&](int count) {
        static_cast<void>(in_flight({fd}, 16, request, ""));  // kCalls of them
        for (int done = kCalls; done < count; done += kCalls) {
            static_cast<void>(in_flight({fd}, 16, request, ""));
        }
    };
    calls(kWarmUp);
    const std::uint64_t before = resident_kib(server);
    calls(kMillion);
    const std::uint64_t after = resident_kib(server);
    return {
        "growth of the daemon over a million calls",
        number(static_cast<double>(after) - static_cast<double>(before), "KiB"),
        "budget 0"};
}

void end_server(pid_t server) {
    ::kill(server, SIGKILL);
    ::waitpid(server, nullptr, 0);
}

Row enumeration() {
    const std::string path = "/tmp/mprd-bench-many-" + std::to_string(::getpid());
    const pid_t server = start_server(path, kManyInterfaces);
    const int fd = connect_to(path);
    Row row = enumerate_all(fd);
    end_server(server);
    ::unlink(path.c_str());
    ::close(fd);
    return row;
}

}  // namespace

Rows socket_calls() {
    const std::string path = "/tmp/mprd-bench-" + std::to_string(::getpid());
    const pid_t server = start_server(path, 10);
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
    rows.push_back(growth(server, connect_to(path), info));
    end_server(server);
    ::unlink(path.c_str());
    for (const int fd : clients) {
        ::close(fd);
    }
    rows.push_back(enumeration());
    return rows;
}

}  // namespace mprd::bench
