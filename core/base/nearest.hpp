// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <set>
#include <string>

namespace mprd {

/// The word of `known` that is most like `wrong`, for "did you mean"; empty when none is near.
[[nodiscard]] std::string nearest(const std::string& wrong, const std::set<std::string>& known);

}  // namespace mprd
