// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/openvpn_server.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <set>

using namespace mprd;                   // NOLINT(google-build-using-namespace)
using namespace mprd::tunnel::openvpn;  // NOLINT(google-build-using-namespace)

/// The octets are what the program says, line by line; a zero octet is a second that passes. Each
/// second caller who asks is let in, the others are refused at once. However it goes: who came had
/// asked and was let in, who left had asked, nobody asks twice at once, it is stopped once at most
/// and ends with one error.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    TimePoint now{};
    tunnel::OpenvpnServer engine(now, {Secret("password")});
    ServerTerms terms;
    terms.ipv4 = {Ipv4Address{0x0a090001}, Ipv4Address{0x0a09000a}};
    std::set<CallerId> admitted;
    std::set<CallerId> up;
    bool admits = false;
    int stopped = 0;
    int finished = 0;
    const auto drain = [&] {
        while (const auto output = engine.poll_output()) {
            fuzz::require(finished == 0);
            stopped += std::holds_alternative<StopProgram>(*output) ? 1 : 0;
            finished += std::holds_alternative<Finished>(*output) ? 1 : 0;
            if (const auto* asks = std::get_if<CallerAsks>(&*output)) {
                fuzz::require(admitted.count(asks->caller) == 0);
                admits = !admits;
                if (admits) {
                    admitted.insert(asks->caller);
                    engine.handle(now, AdmitCaller{asks->caller, terms});
                } else {
                    engine.handle(now, DismissCaller{asks->caller, Errc::PortNotAvailable});
                }
            } else if (const auto* came = std::get_if<CallerCame>(&*output)) {
                fuzz::require(admitted.count(came->caller) == 1 && up.insert(came->caller).second);
            } else if (const auto* left = std::get_if<CallerLeft>(&*output)) {
                fuzz::require(admitted.erase(left->caller) == 1);
                up.erase(left->caller);
            }
        }
        fuzz::require(stopped <= 1);
    };
    engine.handle(now, ManagementConnected{});
    drain();
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= size; ++i) {
        const bool is_second = i == size || data[i] == 0;
        if (!is_second && data[i] != '\n') {
            continue;
        }
        const std::size_t end = is_second ? i : i + 1;
        engine.handle(now, ManagementReceived{ByteSpan(data + begin, end - begin)});
        drain();
        if (is_second) {
            now += std::chrono::seconds{1};
            engine.handle_timeout(now);
            drain();
        }
        begin = i + 1;
    }
    engine.handle(now, ProgramEnded{"ended"});
    drain();
    fuzz::require(finished == 1 && admitted.empty() && !engine.next_deadline());
    return 0;
}
