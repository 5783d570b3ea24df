// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/problem.hpp"
#include "tests/conformance/direct/world.hpp"

#include <map>
#include <stdexcept>
#include <string>

namespace mprd::test {

/// One request of a row, on its way to core/admin.
struct DirectCall {
    ConformanceWorld& world;
    admin::Caller caller;
    /// In the names of the control socket; handles are numbers by now.
    const nlohmann::json& params;

    /// The member, or `fallback`.
    template <class T>
    [[nodiscard]] T get(const char* name, T fallback) const {
        return params.value(name, fallback);
    }
    [[nodiscard]] std::uint32_t number(const char* name, std::uint32_t fallback = 0) const {
        return get<std::uint32_t>(name, fallback);
    }
    [[nodiscard]] std::string text(const char* name) const { return get<std::string>(name, ""); }
    /// A handle.
    template <class Id>
    [[nodiscard]] Id id(const char* name) const {
        return Id{number(name)};
    }
    /// Octets in base64; nullopt where the member is absent.
    [[nodiscard]] std::optional<Bytes> octets(const char* name) const;
    /// A structure in the form of the control socket: `value` with the member's changes.
    template <class T>
    [[nodiscard]] T structure(
        const char* name, T value, void (*read)(const nlohmann::json&, T&, config::Problems&)
    ) const {
        config::Problems bad;
        read(params.at(name), value, bad);
        if (!bad.empty()) {
            throw std::invalid_argument(bad.front().to_string());
        }
        return value;
    }
    [[nodiscard]] TimePoint now() const { return world.near.now(); }
    [[nodiscard]] router::Router& router() const { return *world.near.router; }
};

/// What came out: the code, and handles for the rows that follow.
struct DirectResult {
    std::uint32_t code = 0;
    nlohmann::json members = nlohmann::json::object();
};

using DirectFunction = DirectResult (*)(const DirectCall& call);
using DirectFunctions = std::map<std::string, DirectFunction>;

/// `customIkev2Config`, as running and stored interfaces have it; empty where the member is absent.
[[nodiscard]] Ikev2Custom custom_info(const DirectCall& call);

/// Families of functions; each file calls_*.cpp defines some.
[[nodiscard]] DirectFunctions server_calls();
[[nodiscard]] DirectFunctions interface_calls();
[[nodiscard]] DirectFunctions transport_calls();
[[nodiscard]] DirectFunctions connection_calls();
[[nodiscard]] DirectFunctions user_and_mib_calls();
[[nodiscard]] DirectFunctions config_calls();
[[nodiscard]] DirectFunctions info_calls();

[[nodiscard]] inline DirectResult result_of(Errc code) {
    return {static_cast<std::uint32_t>(code)};
}
template <class T>
[[nodiscard]] DirectResult result_of(const Result<T>& result) {
    return result_of(result ? Errc::Ok : result.error().code);
}
/// A page has a code of its own.
template <class Entry>
[[nodiscard]] DirectResult page_result(const Result<admin::Page<Entry>>& page) {
    return page ? result_of(page->code) : result_of(page.error().code);
}
/// With the handle that the call gave.
template <class Id>
[[nodiscard]] DirectResult handle_result(const char* member, const Result<Id>& id) {
    DirectResult result = result_of(id);
    if (id) {
        result.members[member] = id->value;
    }
    return result;
}

}  // namespace mprd::test
