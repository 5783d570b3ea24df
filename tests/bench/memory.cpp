// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Resident memory of router and runtime for idle interfaces; each measured in a process of its own.
#include "tests/bench/bench.hpp"
#include "tests/bench/host.hpp"

#include <array>
#include <fstream>

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

namespace mprd::bench {
namespace {

double resident_bytes() {
    ::malloc_trim(0);
    std::ifstream file("/proc/self/statm");
    double total = 0;
    double resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

struct Measured {
    double bytes = 0;
    double seconds = 0;
};

Measured measure(int interfaces) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) {
        return {};
    }
    const pid_t child = ::fork();
    if (child == 0) {
        { const Host warm_up(1); }
        const double before = resident_bytes();
        const auto begin = std::chrono::steady_clock::now();
        const Host host(interfaces);
        Measured measured;
        measured.seconds = seconds_since(begin);
        measured.bytes = resident_bytes() - before;
        const bool is_written = ::write(ends[1], &measured, sizeof measured) == sizeof measured;
        std::_Exit(is_written ? 0 : 1);
    }
    Measured measured;
    static_cast<void>(!::read(ends[0], &measured, sizeof measured));
    ::close(ends[0]);
    ::close(ends[1]);
    ::waitpid(child, nullptr, 0);
    return measured;
}

}  // namespace

Rows memory() {
    Rows rows;
    for (const int interfaces : {1, 1000, 10000}) {
        const Measured measured = measure(interfaces);
        rows.push_back(
            {"memory for each of " + std::to_string(interfaces) + " idle interfaces",
             number(measured.bytes / interfaces / 1024, "KiB"),
             "budget 8 KiB; made and started in " + number(measured.seconds, "s")}
        );
    }
    return rows;
}

}  // namespace mprd::bench
