// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/config_session.hpp"

#include "daemon/control/method.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

#include <unistd.h>

namespace mprd::daemon {

using protocol::RpcError;

ConfigSession::ConfigSession(std::string path)
    : store_(files_, entropy_, crypto_, std::move(path)), api_(store_) {
    // Wrong files are told by each call that needs them: MprConfigServerRestore may mend them.
    static_cast<void>(store_.load());
}

std::string ConfigSession::answer(std::string_view line) {
    const auto parsed = protocol::parse_request(line);
    if (const auto* bad = std::get_if<protocol::BadRequest>(&parsed)) {
        return protocol::error_line(bad->id, bad->code, bad->message);
    }
    const auto& request = std::get<protocol::Request>(parsed);
    const nlohmann::json id = request.id.value_or(nullptr);
    const Method* method = find_method(request.method);
    if (method == nullptr || method->run_stored == nullptr) {
        return protocol::error_line(
            id,
            RpcError::MethodNotFound,
            method == nullptr ? "no method \"" + request.method + '"'
                              : request.method + " needs a running router; start mprd"
        );
    }
    ConfigCall call{api_, {admin::Access::Administrator, admin::Origin::Local}, request.params};
    const Answer result = method->run_stored(call);
    if (const auto* bad = std::get_if<BadParams>(&result)) {
        return protocol::error_line(id, RpcError::InvalidParams, bad->message);
    }
    return id.is_null() ? "" : protocol::result_line(id, std::get<Done>(result).result);
}

void ConfigSession::on_line_too_long() {
    out_ +=
        protocol::error_line(nullptr, RpcError::MessageTooLong, "message too long; it was skipped");
}

int ConfigSession::run(int input, int output) {
    std::signal(SIGPIPE, SIG_IGN);
    std::array<char, 16384> buffer{};
    while (true) {
        const ssize_t size = ::read(input, buffer.data(), buffer.size());
        if (size < 0 && errno == EINTR) {
            continue;
        }
        if (size <= 0) {
            return size == 0 ? 0 : 1;
        }
        framer_.feed({buffer.data(), static_cast<std::size_t>(size)}, *this);
        if (!write_out(output)) {
            return 1;
        }
    }
}

bool ConfigSession::write_out(int output) {
    std::string_view rest = out_;
    while (!rest.empty()) {
        const ssize_t size = ::write(output, rest.data(), rest.size());
        if (size < 0 && errno != EINTR) {
            return false;
        }
        rest.remove_prefix(size > 0 ? static_cast<std::size_t>(size) : 0);
    }
    out_.clear();
    return true;
}

}  // namespace mprd::daemon
