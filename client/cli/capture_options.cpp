// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/cli/capture_options.hpp"

#include "client/cli/command.hpp"

#include <charconv>

namespace mprd::cli {
namespace {

constexpr std::uint64_t kMostPackets = 1'000'000'000'000;
constexpr std::uint64_t kLongestSeconds = std::uint64_t{366} * 24 * 3600;

std::uint64_t number(
    const char* option, const std::string& word, std::uint64_t most, std::uint64_t not_given
) {
    if (word.empty()) {
        return not_given;
    }
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc{} || end != word.data() + word.size() || value == 0 || value > most) {
        throw CommandFailed(
            kUsage,
            std::string(option) + ": expected a number from 1 to " + std::to_string(most) +
                ", found \"" + word + "\""
        );
    }
    return value;
}

}  // namespace

std::string CaptureWords::first_given() const {
    for (const auto& [name, word] :
         {std::pair{"--file", &file},
          {"--port", &port},
          {"--packets", &packets},
          {"--duration", &duration},
          {"--snap", &snap}}) {
        if (!word->empty()) {
            return name;
        }
    }
    return "";
}

CaptureOptions understand(const CaptureWords& words) {
    CaptureOptions options;
    options.file = words.file;
    options.port = words.port;
    options.packets = number("--packets", words.packets, kMostPackets, options.packets);
    options.duration =
        std::chrono::seconds(number("--duration (seconds)", words.duration, kLongestSeconds, 0));
    options.snap_length = static_cast<std::uint32_t>(
        number("--snap (octets)", words.snap, options.snap_length, options.snap_length)
    );
    return options;
}

}  // namespace mprd::cli
