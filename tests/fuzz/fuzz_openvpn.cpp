// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/openvpn_management.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace mprd;                   // NOLINT(google-build-using-namespace)
using namespace mprd::tunnel::openvpn;  // NOLINT(google-build-using-namespace)

/// The octets are what the program says; a zero octet is a second that passes. However it goes, the
/// call opens once at most, is stopped once at most and ends with one error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    tunnel::OpenvpnCall call{"user", Secret("password")};
    call.connect_limit = std::chrono::seconds{20};
    TimePoint now{};
    tunnel::OpenvpnManagement engine(now, call);
    int opened = 0;
    int stopped = 0;
    int finished = 0;
    const auto drain = [&] {
        while (const auto output = engine.poll_output()) {
            fuzz::require(finished == 0);
            opened += std::holds_alternative<Opened>(*output) ? 1 : 0;
            stopped += std::holds_alternative<StopProgram>(*output) ? 1 : 0;
            finished += std::holds_alternative<Finished>(*output) ? 1 : 0;
        }
        fuzz::require(opened <= 1 && stopped <= 1);
    };
    engine.handle(now, ManagementConnected{});
    drain();
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= size; ++i) {
        if (i < size && data[i] != 0) {
            continue;
        }
        engine.handle(now, ManagementReceived{ByteSpan(data + begin, i - begin)});
        drain();
        now += std::chrono::seconds{1};
        engine.handle_timeout(now);
        drain();
        begin = i + 1;
    }
    engine.handle(now, ProgramEnded{"ended"});
    drain();
    fuzz::require(finished == 1 && !engine.next_deadline());
    return 0;
}
