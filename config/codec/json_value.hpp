// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/ip_address.hpp"
#include "core/base/secret.hpp"
#include "core/tables/device_config.hpp"
#include "core/tables/interface_config.hpp"
#include "core/tables/router_config.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <chrono>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <vector>

// How each plain type stands in JSON. A specialisation of JsonValue has
//   read(json, T&) -> bool     false: `json` is no such value, T untouched
//   write(T) -> json
//   expected() -> string       "a number from 0 to 99", for messages
//   schema() -> json           for the published schema
// For use in .cpp files of config/codec and client/protocol only: it brings the whole JSON library.

namespace mprd::config {

using nlohmann::json;

/// How a type looks in JSON. read() leaves `out` alone and returns false for a wrong value;
/// expected() completes "expected ..."; schema() is its JSON schema.
template <class T>
struct JsonValue;

template <>
struct JsonValue<bool> {
    static bool read(const json& value, bool& out) {
        if (!value.is_boolean()) {
            return false;
        }
        out = value.get<bool>();
        return true;
    }
    static json write(bool value) { return value; }
    static std::string expected() { return "true or false"; }
    static json schema() { return {{"type", "boolean"}}; }
};

template <>
struct JsonValue<std::string> {
    static bool read(const json& value, std::string& out) {
        if (!value.is_string()) {
            return false;
        }
        out = value.get<std::string>();
        return true;
    }
    static json write(const std::string& value) { return value; }
    static std::string expected() { return "a text"; }
    static json schema() { return {{"type", "string"}}; }
};

/// Numbers from 0 to the type's largest; a fraction or a sign is wrong.
template <std::unsigned_integral T>
struct JsonValue<T> {
    static bool read(const json& value, T& out) {
        if (!value.is_number_unsigned() ||
            value.get<std::uint64_t>() > std::numeric_limits<T>::max()) {
            return false;
        }
        out = value.get<T>();
        return true;
    }
    static json write(T value) { return value; }
    static std::string expected() {
        return "a number from 0 to " + std::to_string(std::numeric_limits<T>::max());
    }
    static json schema() {
        return {{"type", "integer"}, {"minimum", 0}, {"maximum", std::numeric_limits<T>::max()}};
    }
};

/// Whole seconds, a year at most.
template <>
struct JsonValue<std::chrono::seconds> {
    static constexpr std::uint32_t kMax = 366U * 24 * 3600;
    static bool read(const json& value, std::chrono::seconds& out) {
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMax) {
            return false;
        }
        out = std::chrono::seconds{value.get<std::uint32_t>()};
        return true;
    }
    static json write(std::chrono::seconds value) {
        return static_cast<std::uint64_t>(value.count());  // as the parser has it
    }
    static std::string expected() { return "a number of seconds"; }
    static json schema() { return {{"type", "integer"}, {"minimum", 0}, {"maximum", kMax}}; }
};

/// Types with parse(text) -> optional<T> and to_string().
template <class T>
concept TextValue = requires(const T& value, std::string_view text) {
    { T::parse(text) } -> std::same_as<std::optional<T>>;
    { value.to_string() } -> std::same_as<std::string>;
};
/// Words for Problem::expected.
inline std::string expected_text(const Ipv4Address*) {
    return "an IPv4 address such as \"192.0.2.1\"";
}
inline std::string expected_text(const Ipv6Address*) {
    return "an IPv6 address such as \"2001:db8::1\"";
}
inline std::string expected_text(const IpAddress*) {
    return "an address such as \"192.0.2.1\" or \"2001:db8::1\"";
}
inline std::string expected_text(const InterfaceIdentifier*) {
    return "an interface identifier such as \"::1:2:3:4\"";
}
inline std::string expected_text(const Ipv4Range*) {
    return "addresses such as \"192.0.2.10-192.0.2.99\", \"192.0.2.0/24\" or \"192.0.2.1\"";
}
inline std::string expected_text(const IpPrefix*) {
    return "an address block without host bits such as \"192.0.2.0/24\" or \"2001:db8::/32\"";
}

template <TextValue T>
struct JsonValue<T> {
    static bool read(const json& value, T& out) {
        const auto parsed =
            value.is_string() ? T::parse(value.get_ref<const std::string&>()) : std::nullopt;
        if (parsed) {
            out = *parsed;
        }
        return parsed.has_value();
    }
    static json write(const T& value) { return value.to_string(); }
    static std::string expected() { return expected_text(static_cast<const T*>(nullptr)); }
    static json schema() { return {{"type", "string"}}; }
};

/// An enumeration as a word. `words` lists each value once.
template <class E>
struct JsonEnum {
    static bool read(const json& value, E& out) {
        for (const E candidate : JsonValue<E>::kValues) {
            if (value == to_string(candidate)) {
                out = candidate;
                return true;
            }
        }
        return false;
    }
    static json write(E value) { return to_string(value); }
    static std::string expected() {
        std::string text = "one of";
        for (const E candidate : JsonValue<E>::kValues) {
            text += std::string(text == "one of" ? " \"" : ", \"") + to_string(candidate) + '"';
        }
        return text;
    }
    static json schema() {
        json words = json::array();
        for (const E candidate : JsonValue<E>::kValues) {
            words.push_back(to_string(candidate));
        }
        return {{"enum", words}};
    }
};
template <>
struct JsonValue<AuthKind> : JsonEnum<AuthKind> {
    static constexpr std::array kValues{AuthKind::Pap, AuthKind::ChapMd5, AuthKind::MsChapV2};
};
template <>
struct JsonValue<RouteOrigin> : JsonEnum<RouteOrigin> {
    static constexpr std::array kValues{
        RouteOrigin::Static, RouteOrigin::NetMgmt, RouteOrigin::AutoStatic};
};
template <>
struct JsonValue<RipAuthentication> : JsonEnum<RipAuthentication> {
    static constexpr std::array kValues{
        RipAuthentication::None, RipAuthentication::Password, RipAuthentication::KeyedMd5};
};
template <>
struct JsonValue<FilterAction> : JsonEnum<FilterAction> {
    static constexpr std::array kValues{FilterAction::Forward, FilterAction::Drop};
};
template <>
struct JsonValue<TransportId> : JsonEnum<TransportId> {
    static constexpr std::array kValues{TransportId::Ipv4, TransportId::Ipv6};
};
template <>
struct JsonValue<DeviceRole> : JsonEnum<DeviceRole> {
    static constexpr std::array kValues{DeviceRole::Out, DeviceRole::In, DeviceRole::Both};
};
template <>
struct JsonValue<CallBack> : JsonEnum<CallBack> {
    static constexpr std::array kValues{CallBack::None, CallBack::Router, CallBack::Caller};
};
template <>
struct JsonValue<CallBackMode> : JsonEnum<CallBackMode> {
    static constexpr std::array kValues{
        CallBackMode::Never, CallBackMode::Optional, CallBackMode::Required};
};
template <>
struct JsonValue<InterfaceType> : JsonEnum<InterfaceType> {
    static constexpr std::array kValues{
        InterfaceType::Client,
        InterfaceType::HomeRouter,
        InterfaceType::FullRouter,
        InterfaceType::Dedicated,
        InterfaceType::Internal,
        InterfaceType::Loopback,
        InterfaceType::Tunnel1,
        InterfaceType::DialOut};
};

/// A password. Written as nothing at all: whoever may see it is given it by name.
template <>
struct JsonValue<Secret> {
    static bool read(const json& value, Secret& out) {
        if (!value.is_string()) {
            return false;
        }
        out = Secret(value.get_ref<const std::string&>());
        return true;
    }
    static json write(const Secret& value) { return std::string(as_text(value.reveal())); }
    static std::string expected() { return "a text"; }
    static json schema() { return {{"type", "string"}}; }
};

template <>
struct JsonValue<std::array<std::uint8_t, 16>> {
    static bool read(const json& value, std::array<std::uint8_t, 16>& out);
    static json write(const std::array<std::uint8_t, 16>& value);
    static std::string expected() { return "32 hexadecimal digits"; }
    static json schema() { return {{"type", "string"}, {"pattern", "^[0-9a-f]{32}$"}}; }
};

/// Dial-out hours: a list of texts, one a day.
template <>
struct JsonValue<WeeklyHours> {
    static bool read(const json& value, WeeklyHours& out);
    static json write(const WeeklyHours& value) { return value.to_texts(); }
    static std::string expected() {
        return "a list of texts such as \"1 09:00-12:00 13:00-17:30\" (day 0 is Sunday), or [] for "
               "no restriction";
    }
    static json schema() { return {{"type", "array"}, {"items", {{"type", "string"}}}}; }
};

}  // namespace mprd::config
