// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace mprd::test {

/// What a router answers to the calls that the tests of clients use: always the same. It knows the
/// interfaces "branch1" (handle 1, connected), "b\u00e4rn" (2, unreachable) and what is created
/// (from 3 on). A dial goes on until it is disconnected. One for each connection.
class ScriptedRouter {
public:
    /// The lines that answer a line of the client. Method "test.HangUp" ends the connection.
    [[nodiscard]] std::vector<std::string> take(std::string_view line);
    [[nodiscard]] bool is_over() const { return over_; }

private:
    using json = nlohmann::json;
    /// An accepted MprAdminInterfaceConnect.
    struct Dial {
        json id;
        unsigned interface = 0;
        bool has_event = false;
    };

    [[nodiscard]] json result_of(const std::string& method, const json& params);
    [[nodiscard]] json interface_info(unsigned handle) const;
    void begin_dial(const json& id, const json& params, std::vector<std::string>& lines);
    void end_dials(unsigned handle, std::vector<std::string>& lines);

    bool over_ = false;
    bool is_watched_ = false;
    std::vector<Dial> dials_;
    std::vector<std::string> names_{"branch1", "b\u00e4rn"};
};

}  // namespace mprd::test
