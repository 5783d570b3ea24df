// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

// JSON-RPC 2.0 as the control socket speaks it (docs/api/README.md): one JSON text a line, UTF-8,
// ended by LF.

namespace mprd::protocol {

using nlohmann::json;

/// Longest message in bytes, without its LF.
inline constexpr std::size_t kMaxMessage = std::size_t{1024} * 1024;
/// Deepest nesting of a request; a deeper one is refused before it is taken apart.
inline constexpr int kMaxDepth = 32;

/// Codes of JSON-RPC errors. An API failure is a *result* with its code, never one of these.
enum class RpcError : int {
    ParseError = -32700,
    InvalidRequest = -32600,
    MethodNotFound = -32601,
    InvalidParams = -32602,
    TooManyRequests = -32000,  ///< more in flight than a connection may have
    MessageTooLong = -32001,   ///< the line was longer than kMaxMessage; it was skipped
};

/// One request of a client (JSON-RPC 2.0 section 4).
struct Request {
    std::optional<json> id;  ///< nullopt: a notification, no answer is sent
    std::string method;
    /// An object; absent ones are an empty object.
    json params = json::object();
};

/// A line that is no request: what to answer.
struct BadRequest {
    json id;  ///< null when the line did not say
    RpcError code = RpcError::ParseError;
    std::string message;
};

/// `line` is one message without its LF. Never throws.
[[nodiscard]] std::variant<Request, BadRequest> parse_request(std::string_view line);

/// Each of these is one line with its LF.
[[nodiscard]] std::string request_line(
    const json& id, const std::string& method, const json& params
);
[[nodiscard]] std::string result_line(const json& id, const json& result);
[[nodiscard]] std::string error_line(const json& id, RpcError code, const std::string& message);
[[nodiscard]] std::string notification_line(const std::string& method, const json& params);

/// Cuts a byte stream into lines. Never holds more than one message: of a longer line nothing is
/// kept, and it is reported once.
class LineFramer {
public:
    class Sink {
    public:
        virtual ~Sink() = default;
        /// Without its LF; valid during the call only.
        virtual void on_line(std::string_view line) = 0;
        /// A line longer than kMaxMessage has begun; the rest of it is skipped.
        virtual void on_line_too_long() = 0;
        /// Asked after each line: false ends feed() early.
        [[nodiscard]] virtual bool wants_more() const { return true; }
    };
    /// How many bytes were taken: all, unless the sink wanted no more.
    std::size_t feed(std::string_view data, Sink& sink);

private:
    std::string partial_;
    bool skipping_ = false;
};

}  // namespace mprd::protocol
