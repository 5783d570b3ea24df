// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/json_value.hpp"
#include "core/base/base64.hpp"
#include "core/base/secret.hpp"

namespace mprd::daemon {

/// A parameter of secret bytes (lpbCredentialsInfo): base64, of any length; empty deletes.
struct KeyBytes {
    Secret value;
};

}  // namespace mprd::daemon

namespace mprd::config {

template <>
struct JsonValue<daemon::KeyBytes> {
    static bool read(const json& value, daemon::KeyBytes& out) {
        auto bytes =
            value.is_string() ? from_base64(value.get_ref<const std::string&>()) : std::nullopt;
        if (bytes) {
            out.value = Secret(as_text(*bytes));
            wipe_memory(bytes->data(), bytes->size());
        }
        return bytes.has_value();
    }
    static json write(const daemon::KeyBytes& /*key*/) { return nullptr; }
    static std::string expected() { return "a text in base64"; }
    static json schema() { return {{"type", "string"}}; }
};

}  // namespace mprd::config
