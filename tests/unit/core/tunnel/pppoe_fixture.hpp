// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/wire/pppoe.hpp"
#include "tests/unit/core/tunnel/crypto.hpp"

namespace mprd::test {

/// The access concentrator.
inline constexpr wire::MacAddress kAc{{2, 0, 0, 0, 0, 1}};

[[nodiscard]] inline wire::PppoeTags tags_of(const Bytes& packet) {
    return *wire::PppoeTags::parse(wire::parse_pppoe(packet)->payload);
}

}  // namespace mprd::test
