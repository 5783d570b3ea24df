// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/admin_dll/host.hpp"

#include "client/admin_dll/callbacks.hpp"
#include "client/admin_dll/host_system.hpp"

#include <array>
#include <optional>

namespace mprd::admin_dll {
namespace {

/// JSON values, one a line.
class Lines {
public:
    explicit Lines(Connection connection) : connection_(connection) {}

    /// nullopt: the daemon has closed its end.
    [[nodiscard]] std::optional<json> read() {
        std::array<char, 4096> part{};
        std::size_t end = pending_.find('\n');
        while (end == std::string::npos) {
            const std::size_t got = read_some(connection_, part);
            if (got == 0) {
                return std::nullopt;
            }
            pending_.append(part.data(), got);
            end = pending_.find('\n');
        }
        json value = json::parse(pending_.substr(0, end));
        pending_.erase(0, end + 1);
        return value;
    }

    void write(const json& value) const {
        write_whole(connection_, value.dump(-1, ' ', false, json::error_handler_t::replace) + '\n');
    }

private:
    Connection connection_;
    std::string pending_;
};

std::string missing_text(const Callbacks& callbacks) {
    std::string text;
    for (const std::string& name : callbacks.missing()) {
        text += (text.empty() ? "it lacks " : "; ") + name;
    }
    return text;
}

/// Answers until the daemon has closed its end.
void serve(Callbacks& callbacks, Lines& lines) {
    bool is_initialized = false;
    while (auto question = lines.read()) {
        json answer;
        if (question->at("call") == "initialize") {
            const std::uint32_t code = callbacks.initialize();
            const std::string missing = missing_text(callbacks);
            is_initialized = code == 0 && missing.empty();
            if (code != 0) {
                answer["failed"] = "its initialization failed with code " + std::to_string(code);
            } else if (!missing.empty()) {
                answer["failed"] = missing;
            }
        } else {
            answer = callbacks.answer(*question);
        }
        answer["number"] = question->at("number");
        lines.write(answer);
    }
    if (is_initialized) {
        callbacks.terminate();
    }
}

}  // namespace

int run_host(const std::string& path) {
    give_rights_away();
    Lines lines(take_connection());
    std::string why;
    const auto find = load_object(path, why);
    if (!find) {
        lines.write({{"failed", "it cannot be loaded: " + why}});
        return 1;
    }
    const auto callbacks = bind(*find);
    if (const std::string missing = missing_text(*callbacks); !missing.empty()) {
        lines.write({{"failed", missing}});
        return 1;
    }
    lines.write({{"loaded", true}});
    serve(*callbacks, lines);
    return 0;
}

}  // namespace mprd::admin_dll
