// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/pppoe_messages.hpp"

#include <algorithm>
#include <array>

namespace mprd::tunnel {
namespace {

constexpr std::size_t kMaxShown = 64;

struct ErrorTag {
    wire::PppoeTag type;
    const char* name;
};

constexpr std::array kErrorTags{
    ErrorTag{wire::PppoeTag::ServiceNameError, "Service-Name-Error"},
    ErrorTag{wire::PppoeTag::AcSystemError, "AC-System-Error"},
    ErrorTag{wire::PppoeTag::GenericError, "Generic-Error"},
};

}  // namespace

std::string shown_pppoe_name(ByteSpan name) {
    std::string text(as_text(name.first(std::min(name.size(), kMaxShown))));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c < ' ' || c > '~'; }, '?'
    );
    return text;
}

std::string pppoe_error_text(const wire::PppoeTags& tags) {
    for (const ErrorTag& tag : kErrorTags) {
        if (const auto value = tags.find(tag.type)) {
            const std::string said = shown_pppoe_name(*value);
            return tag.name + (said.empty() ? std::string() : ": " + said);
        }
    }
    return {};
}

}  // namespace mprd::tunnel
