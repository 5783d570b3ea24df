// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/archive.hpp"
#include "core/base/ids.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace mprd::daemon {

/// Takes the parameters of a request apart. All that is wrong is collected; a method that finds
/// ok() false answers with error() and does nothing.
class Params {
public:
    /// `params` must outlive the object.
    explicit Params(const nlohmann::json& params)
        : reader_(params, "", problems_), params_(params) {}

    /// Present and not null.
    [[nodiscard]] bool has(const char* name) const {
        return params_.contains(name) && !params_.at(name).is_null();
    }

    /// The member's value; when it is absent or wrong a default value, and a problem is noted.
    template <class T>
    [[nodiscard]] T required(const char* name) {
        T value{};
        reader_.required(name, value, "");
        return value;
    }
    /// The member's value, or `fallback` when it is absent.
    template <class T>
    [[nodiscard]] T optional(const char* name, T fallback) {
        reader_.field(name, fallback, "");
        return fallback;
    }
    /// The member's value, or nullopt when it is absent.
    template <class T>
    [[nodiscard]] std::optional<T> optional(const char* name) {
        T value{};
        reader_.field(name, value, "");
        return has(name) ? std::optional<T>(std::move(value)) : std::nullopt;
    }
    /// A required handle: a number.
    template <class Id>
    [[nodiscard]] Id handle(const char* name) {
        return Id{required<std::uint32_t>(name)};
    }
    /// A structure with members of its own: `read(json, pointer, problems)` fills it.
    template <class Read>
    void structure(const char* name, Read read) {
        nlohmann::json value;
        reader_.field(name, value, "");
        if (!has(name)) {
            problems_.push_back({std::string("/") + name, "an object", "nothing"});
            return;
        }
        read(params_.at(name), std::string("/") + name, problems_);
    }

    /// To be called after the last parameter was taken: what is left over is wrong.
    [[nodiscard]] bool ok() {
        reader_.finish();
        return problems_.empty();
    }
    /// "/interface: expected ..., found ...; /level: ...".
    [[nodiscard]] std::string error() const;

private:
    config::Problems problems_;
    config::Reader reader_;
    const nlohmann::json& params_;
};

}  // namespace mprd::daemon

namespace mprd::config {

/// A member that is looked at later.
template <>
struct JsonValue<json> {
    static bool read(const json& value, json& out) {
        out = value;
        return true;
    }
    static json write(const json& value) { return value; }
    static std::string expected() { return "a value"; }
    static json schema() { return json::object(); }
};

}  // namespace mprd::config
