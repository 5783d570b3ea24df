// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mprd::cli {

/// Joins standard input and output with the control socket `path`, byte for byte, and tells mprd
/// first that the caller is on another host (mprd.Remote). When the input ends, what mprd still
/// answers is delivered. Returns when either side is gone: empty when it was the caller, else what
/// is wrong with mprd.
[[nodiscard]] std::string run_proxy(const std::string& path);

}  // namespace mprd::cli
