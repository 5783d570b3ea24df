// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace mprd::cli {

/// Options of `mprctl capture` as they were typed; empty: not given.
struct CaptureWords {
    std::string file;
    std::string port;
    std::string packets;
    std::string duration;
    std::string snap;

    /// The first option that was given, with its dashes; empty when none was.
    [[nodiscard]] std::string first_given() const;
};

/// The same, understood.
struct CaptureOptions {
    /// Empty: standard output.
    std::string file;
    /// Empty: the calls of an interface.
    std::string port;
    /// Ends after so many frames; 0: only when told to.
    std::uint64_t packets = 0;
    /// Ends after this time; 0: only when told to.
    std::chrono::seconds duration{0};
    /// Octets of a frame that are kept.
    std::uint32_t snap_length = 65535;
};

/// Throws CommandFailed(kUsage) with what is wrong and what was expected.
[[nodiscard]] CaptureOptions understand(const CaptureWords& words);

}  // namespace mprd::cli
