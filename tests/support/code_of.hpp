// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

namespace mprd::test {

/// The code that a call ended with: Ok when it has a value.
template <class T>
[[nodiscard]] Errc code_of(const Result<T>& result) {
    return result ? Errc::Ok : result.error().code;
}

}  // namespace mprd::test
