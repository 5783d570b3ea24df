// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// A null modem in software: two ptys, bytes copied between them. Prints the two slave paths, one a
// line, and runs until its standard input closes. Options: --delay-ms N holds each byte for N
// milliseconds.
//
// Holds both slaves open itself, so that a close at one end does not hang up the other end for
// good.
#include "tests/support/pty_pair.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

struct Chunk {
    Clock::time_point due;
    std::vector<char> bytes;
};

/// One direction of the line.
class Direction {
public:
    Direction(int from, int to, Clock::duration delay) : from_(from), to_(to), delay_(delay) {}

    void take() {
        std::vector<char> buffer(65536);
        const ssize_t size = ::read(from_, buffer.data(), buffer.size());
        if (size > 0) {
            buffer.resize(static_cast<std::size_t>(size));
            waiting_.push_back({Clock::now() + delay_, std::move(buffer)});
        }
    }
    void give() {
        while (!waiting_.empty() && waiting_.front().due <= Clock::now()) {
            std::vector<char>& bytes = waiting_.front().bytes;
            const ssize_t size = ::write(to_, bytes.data(), bytes.size());
            if (size <= 0) {
                return;
            }
            bytes.erase(bytes.begin(), bytes.begin() + size);
            if (bytes.empty()) {
                waiting_.pop_front();
            }
        }
    }
    [[nodiscard]] bool has_room() const { return waiting_.size() < 64; }
    [[nodiscard]] bool is_due() const {
        return !waiting_.empty() && waiting_.front().due <= Clock::now();
    }
    [[nodiscard]] int poll_time() const {
        if (waiting_.empty()) {
            return -1;
        }
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(waiting_.front().due - Clock::now())
                .count();
        return left > 0 ? static_cast<int>(left) : 0;
    }

private:
    int from_;
    int to_;
    Clock::duration delay_;
    std::deque<Chunk> waiting_;
};

int earlier(int a, int b) {
    if (a < 0 || b < 0) {
        return a < 0 ? b : a;
    }
    return a < b ? a : b;
}

short interest(const Direction& out, const Direction& in) {
    short events = 0;
    if (in.has_room()) {
        events = static_cast<short>(events | POLLIN);
    }
    if (out.is_due()) {
        events = static_cast<short>(events | POLLOUT);
    }
    return events;
}

}  // namespace

int main(int argc, char* argv[]) {
    Clock::duration delay{};
    if (argc == 3 && std::string_view(argv[1]) == "--delay-ms") {
        delay = std::chrono::milliseconds{std::atoi(argv[2])};
    }
    const mprd::test::Pty a = mprd::test::Pty::open();
    const mprd::test::Pty b = mprd::test::Pty::open();
    const mprd::platform::UniqueFd hold_a(::open(a.path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    const mprd::platform::UniqueFd hold_b(::open(b.path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    std::printf("%s\n%s\n", a.path.c_str(), b.path.c_str());
    std::fflush(stdout);

    Direction forth(a.master.get(), b.master.get(), delay);
    Direction back(b.master.get(), a.master.get(), delay);
    while (true) {
        pollfd fds[] = {
            {a.master.get(), interest(back, forth), 0},
            {b.master.get(), interest(forth, back), 0},
            {STDIN_FILENO, POLLIN, 0}};
        int wait = -1;
        if (!forth.is_due() && !back.is_due()) {
            wait = earlier(forth.poll_time(), back.poll_time());
        }
        ::poll(fds, 3, wait);
        if ((fds[2].revents & (POLLIN | POLLHUP | POLLERR)) != 0) {
            char byte = 0;
            if (::read(STDIN_FILENO, &byte, 1) <= 0) {
                return 0;
            }
        }
        if ((fds[0].revents & POLLIN) != 0) {
            forth.take();
        }
        if ((fds[1].revents & POLLIN) != 0) {
            back.take();
        }
        forth.give();
        back.give();
    }
}
