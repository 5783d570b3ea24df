// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/random.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace mprd {

/// A GUID as the API's structure has it in memory: the first three parts (4, 2 and 2 octets) in
/// little-endian order, the rest as it is written. All zero: none.
using Guid = std::array<std::uint8_t, 16>;

[[nodiscard]] bool is_zero(const Guid& guid);
/// A random one (RFC 4122 section 4.4, version 4).
[[nodiscard]] Guid make_guid(Entropy& entropy);
/// Always the same one for the same name, for interfaces whose file has none (version 8 of RFC
/// 9562: our own way).
[[nodiscard]] Guid guid_of_name(std::string_view name);
/// The GUID name of an interface: "{6B29FC40-CA47-1067-B31D-00DD010662DA}".
[[nodiscard]] std::string guid_text(const Guid& guid);
/// The other way, in upper or lower case; nullopt for any other text.
[[nodiscard]] std::optional<Guid> parse_guid(std::string_view text);

}  // namespace mprd
