// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/json_rpc.hpp"

namespace mprd::protocol {
namespace {

/// True when brackets nest deeper than kMaxDepth, texts skipped. Cheaper than to parse first.
bool is_too_deep(std::string_view text) {
    int depth = 0;
    bool in_text = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_text) {
            i += c == '\\' ? 1U : 0U;
            in_text = c != '"';
        } else if (c == '"') {
            in_text = true;
        } else if (c == '{' || c == '[') {
            if (++depth > kMaxDepth) {
                return true;
            }
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return false;
}

bool is_good_id(const json& id) {
    return id.is_string() || id.is_number_integer();
}

std::string text_of(const json& value) {
    return value.dump(-1, ' ', /*ensure_ascii=*/false, json::error_handler_t::replace);
}

std::string to_line(const json& message) {
    return text_of(message) + '\n';
}

}  // namespace

std::variant<Request, BadRequest> parse_request(std::string_view line) {
    if (is_too_deep(line)) {
        return BadRequest{
            nullptr,
            RpcError::ParseError,
            "nested deeper than " + std::to_string(kMaxDepth) + " levels"};
    }
    json message = json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (message.is_discarded()) {
        return BadRequest{
            nullptr, RpcError::ParseError, "not a JSON text; send one request a line, UTF-8"};
    }
    if (message.is_array()) {
        return BadRequest{
            nullptr,
            RpcError::InvalidRequest,
            "batches are not supported; send one request a line"};
    }
    if (!message.is_object()) {
        return BadRequest{
            nullptr,
            RpcError::InvalidRequest,
            "expected an object with jsonrpc, id, method and params"};
    }
    const json id =
        message.contains("id") && is_good_id(message["id"]) ? message["id"] : json(nullptr);
    const auto bad = [&](const char* text) {
        return BadRequest{id, RpcError::InvalidRequest, text};
    };
    if (message.contains("id") && !is_good_id(message["id"])) {
        return bad("/id: expected a text or a whole number; leave it out to get no answer");
    }
    if (!message.contains("jsonrpc") || message["jsonrpc"] != "2.0") {
        return bad("/jsonrpc: expected \"2.0\"");
    }
    if (!message.contains("method") || !message["method"].is_string()) {
        return bad("/method: expected the name of a method, such as \"MprAdminServerGetInfo\"");
    }
    if (message.contains("params") && !message["params"].is_object()) {
        return bad("/params: expected an object with named parameters");
    }
    Request request;
    if (message.contains("id")) {
        request.id = id;
    }
    request.method = message["method"].get<std::string>();
    if (message.contains("params")) {
        request.params = std::move(message["params"]);
    }
    return request;
}

std::string request_line(const json& id, const std::string& method, const json& params) {
    return to_line({{"jsonrpc", "2.0"}, {"id", id}, {"method", method}, {"params", params}});
}

std::string result_line(const json& id, const json& result) {
    // As text: a result may be large, and would be copied as a member of another value.
    return R"({"jsonrpc":"2.0","id":)" + text_of(id) + R"(,"result":)" + text_of(result) + "}\n";
}

std::string error_line(const json& id, RpcError code, const std::string& message) {
    return to_line(
        {{"jsonrpc", "2.0"},
         {"id", id},
         {"error", {{"code", static_cast<int>(code)}, {"message", message}}}}
    );
}

std::string notification_line(const std::string& method, const json& params) {
    return to_line({{"jsonrpc", "2.0"}, {"method", method}, {"params", params}});
}

std::size_t LineFramer::feed(std::string_view data, Sink& sink) {
    std::string_view rest = data;
    while (!rest.empty() && sink.wants_more()) {
        const std::size_t end = rest.find('\n');
        const std::string_view piece = rest.substr(0, end);
        if (!skipping_ && partial_.size() + piece.size() > kMaxMessage) {
            skipping_ = true;
            partial_ = {};
            sink.on_line_too_long();
        }
        if (end == std::string_view::npos) {
            if (!skipping_) {
                partial_ += piece;
            }
            return data.size();
        }
        rest.remove_prefix(end + 1);
        if (skipping_) {
            skipping_ = false;
        } else if (partial_.empty()) {
            sink.on_line(piece);
        } else {
            const std::string line = std::move(partial_) + std::string(piece);
            partial_ = {};
            sink.on_line(line);
        }
    }
    return data.size() - rest.size();
}

}  // namespace mprd::protocol
