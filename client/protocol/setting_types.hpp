// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace mprd::protocol {

/// Whether a setting of an interface holds a text ("networkName", "phonebook.phoneNumber"), so that
/// a value that looks like a number is none. Dots lead into objects. False for what is unknown.
[[nodiscard]] bool is_text_setting(std::string_view dotted_key);

}  // namespace mprd::protocol
