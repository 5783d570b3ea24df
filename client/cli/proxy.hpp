// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace mprd::cli {

/// What mprd is told first: a request without id, so that nothing answers it and the caller sees
/// only answers of his own.
inline constexpr std::string_view kRemoteMark =
    "{\"jsonrpc\":\"2.0\",\"method\":\"mprd.Remote\"}\n";

/// Joins standard input and output with the control socket or pipe `path`, byte for byte, and tells
/// mprd first that the caller is on another host (mprd.Remote). When the input ends, what mprd
/// still answers is delivered. Returns when either side is gone: empty when it was the caller, else
/// what is wrong with mprd.
[[nodiscard]] std::string run_proxy(const std::string& path);

}  // namespace mprd::cli
