// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mprd {

/// Octets as text and back: RFC 4648 section 4, with padding, without line breaks.
[[nodiscard]] std::string to_base64(ByteSpan bytes);
/// nullopt for anything that to_base64() does not write.
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);

}  // namespace mprd
