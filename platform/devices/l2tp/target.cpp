// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/l2tp/target.hpp"

#include <charconv>

namespace mprd::platform::l2tp {
namespace {

constexpr std::size_t kLongestHost = 253;  // RFC 1035 section 2.3.4, as text

Error wrong(std::string_view number) {
    return make_error(
        Errc::CannotFindPhonebookEntry,
        "expected a host to call, such as \"lns.example\", \"192.0.2.1:1701\" or "
        "\"[2001:db8::1]:1701\", found \"" +
            std::string(number) + "\""
    );
}

bool read_port(std::string_view text, std::uint16_t& port) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    return error == std::errc() && end == text.data() + text.size() && port != 0;
}

}  // namespace

Result<Target> Target::parse(std::string_view number) {
    Target target;
    std::string_view host = number;
    std::string_view port;
    if (!number.empty() && number.front() == '[') {
        const auto close = number.find(']');
        if (close == std::string_view::npos) {
            return wrong(number);
        }
        host = number.substr(1, close - 1);
        port = number.substr(close + 1);
    } else if (const auto colon = number.find(':');
               colon != std::string_view::npos &&
               number.find(':', colon + 1) == std::string_view::npos) {
        host = number.substr(0, colon);
        port = number.substr(colon);
    }
    const bool has_port = !port.empty();
    if (host.empty() || host.size() > kLongestHost ||
        (has_port && (port.front() != ':' || !read_port(port.substr(1), target.port)))) {
        return wrong(number);
    }
    target.host = std::string(host);
    return target;
}

}  // namespace mprd::platform::l2tp
