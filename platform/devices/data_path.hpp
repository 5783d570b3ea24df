// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace mprd::platform {

/// Who carries the packets of a device's calls, as its options say.
enum class DataPath {
    User,    ///< this process
    Kernel,  ///< the kernel; it is an error if it cannot
    Auto,    ///< the kernel if it can
};

#ifdef _WIN32
inline constexpr bool kHasKernelPath = false;
/// What data_path_of() takes, for who wrote something else.
inline constexpr std::string_view kDataPathWords =
    "\"auto\" or \"user\" (Windows has no kernel data path)";
#else
inline constexpr bool kHasKernelPath = true;
inline constexpr std::string_view kDataPathWords = "\"auto\", \"user\" or \"kernel\"";
#endif

/// "user", "auto", and "kernel" on systems that have that; nullopt for another word.
[[nodiscard]] inline std::optional<DataPath> data_path_of(std::string_view word) {
    if (word == "user") {
        return DataPath::User;
    }
    if (word == "kernel" && kHasKernelPath) {
        return DataPath::Kernel;
    }
    return word == "auto" ? std::optional(DataPath::Auto) : std::nullopt;
}

/// The same for a kind that needs more of the kernel than /dev/ppp: without it Auto is User.
/// `kernel_can` is asked only if that matters.
[[nodiscard]] inline DataPath possible_path(DataPath wanted, bool (*kernel_can)()) {
    return wanted == DataPath::Auto && !kernel_can() ? DataPath::User : wanted;
}

}  // namespace mprd::platform
