// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/cli/command.hpp"

namespace mprd::cli {

/// The object that KEY=VALUE words describe. Dots in a key lead into objects ("ppp.mru=1400"); a
/// value is JSON where it is JSON and the setting is no text. device=NAME and route=PREFIX are
/// short forms that may be repeated. Throws CommandFailed(kUsage).
[[nodiscard]] json settings_of(const Arguments& words);

}  // namespace mprd::cli
