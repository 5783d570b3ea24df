// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/service/config_session.hpp"

#include "daemon/control/method.hpp"
#include "platform/system/system.hpp"

#include <array>
#include <utility>

namespace mprd::daemon {

using protocol::RpcError;

ConfigSession::ConfigSession(std::string path)
    : files_(platform::make_file_system()),
      store_(*files_, entropy_, crypto_, std::move(path)),
      api_(store_) {
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

int ConfigSession::run() {
    platform::prepare_process();
    std::array<char, 16384> buffer{};
    while (true) {
        const std::ptrdiff_t size = platform::read_input(buffer.data(), buffer.size());
        if (size <= 0) {
            return size == 0 ? 0 : 1;
        }
        framer_.feed({buffer.data(), static_cast<std::size_t>(size)}, *this);
        if (!platform::write_output(out_)) {
            return 1;  // nobody listens any more
        }
        out_.clear();
    }
}

}  // namespace mprd::daemon
