// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// call_speed ADDRESS: how quick a running mprd answers on its socket or pipe, through the channel
// of our own clients. The same program on each system; windows_call_bench.py runs both beside each
// other. Prints three numbers: calls a second one after the other, their median in microseconds,
// and calls a second with 16 requests in flight.
#include "client/channel/channel.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;
using mprd::client::Channel;

constexpr int kCalls = 10000;
constexpr int kInFlight = 16;
constexpr const char* kRequest =
    R"({"jsonrpc":"2.0","id":1,"method":"MprAdminServerGetInfo","params":{"level":0}})"
    "\n";

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

void send(Channel& channel, const std::string& text) {
    if (!channel.send(text)) {
        std::fputs("call_speed: the router is gone\n", stderr);
        std::exit(1);
    }
}

/// Whole answers in what comes next, at least one.
int answers(Channel& channel) {
    std::array<char, 65536> buffer{};
    int count = 0;
    while (true) {
        const std::size_t size = channel.receive(buffer.data(), buffer.size());
        if (size == 0) {
            std::fputs("call_speed: the router is gone\n", stderr);
            std::exit(1);
        }
        count += static_cast<int>(std::count(buffer.begin(), buffer.begin() + size, '\n'));
        if (buffer[size - 1] == '\n') {
            return count;
        }
    }
}

void one_after_the_other(Channel& channel) {
    std::vector<double> times;
    const auto begin = Clock::now();
    for (int i = 0; i < kCalls; ++i) {
        const auto start = Clock::now();
        send(channel, kRequest);
        static_cast<void>(answers(channel));
        times.push_back(seconds_since(start) * 1e6);
    }
    const double rate = kCalls / seconds_since(begin);
    std::nth_element(times.begin(), times.begin() + kCalls / 2, times.end());
    std::printf("%.0f %.1f ", rate, times[kCalls / 2]);
    std::fflush(stdout);
}

void in_flight(Channel& channel) {
    std::string burst;
    for (int i = 0; i < kInFlight; ++i) {
        burst += kRequest;
    }
    const std::size_t one = burst.size() / kInFlight;
    const auto begin = Clock::now();
    send(channel, burst);
    int done = 0;
    while (done < kCalls) {
        const int come = answers(channel);
        done += come;
        send(channel, burst.substr(0, one * static_cast<std::size_t>(come)));
    }
    std::printf("%.0f\n", done / seconds_since(begin));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("expected: call_speed ADDRESS\n", stderr);
        return 2;
    }
    const auto channel = mprd::client::open_local_channel(argv[1]);
    if (!channel) {
        std::fprintf(stderr, "call_speed: %s\n", channel.error().detail.c_str());
        return 1;
    }
    one_after_the_other(**channel);
    in_flight(**channel);
    return 0;
}
