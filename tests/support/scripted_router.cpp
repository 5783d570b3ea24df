// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scripted_router.hpp"

#include <algorithm>

namespace mprd::test {
namespace {

std::string to_line(nlohmann::json message) {
    message["jsonrpc"] = "2.0";
    return message.dump() + '\n';
}

}  // namespace

ScriptedRouter::json ScriptedRouter::interface_info(unsigned handle) const {
    const bool is_connected = handle == 1;
    return {
        {"name", names_[handle - 1]},
        {"handle", handle},
        {"enabled", true},
        {"type", "fullRouter"},
        {"ifType", 2},
        {"connectionState", is_connected ? 3 : 0},
        {"state", is_connected ? "connected" : "unreachable"},
        {"unreachabilityReasons", is_connected ? 0 : 4},
        {"lastError", is_connected ? 0 : 678},
        {"lastErrorSymbol", is_connected ? "" : "ERROR_NO_ANSWER"},
        {"dialOutHours", {"0 9:00-17:00", "1 9:00-17:00"}},
        {"status",
         {{"connectedSeconds", nullptr}, {"networkName", "net" + std::to_string(handle)}}},
    };
}

ScriptedRouter::json ScriptedRouter::result_of(const std::string& method, const json& params) {
    const auto handle = params.value("interface", 0U);
    const bool is_known = handle > 0 && handle <= names_.size();
    if (method == "MprAdminInterfaceGetHandle" || method == "MprConfigInterfaceGetHandle") {
        const auto found =
            std::find(names_.begin(), names_.end(), params.value("interfaceName", ""));
        return found == names_.end()
                   ? json{{"code", 905}, {"symbol", "ERROR_NO_SUCH_INTERFACE"}, {"message", ""}}
                   : json{{"code", 0}, {"interface", found - names_.begin() + 1}};
    }
    if (method == "MprAdminInterfaceCreate") {
        names_.push_back(params.at("buffer").value("name", ""));
        return {{"code", 0}, {"interface", names_.size()}};
    }
    if (method == "MprAdminInterfaceEnum") {
        json all = json::array();
        for (unsigned each = 1; each <= names_.size(); ++each) {
            all.push_back(interface_info(each));
        }
        return {
            {"code", 0},
            {"entriesRead", all.size()},
            {"totalEntries", all.size()},
            {"resumeHandle", 0},
            {"buffer", all}};
    }
    if (method.starts_with("MprAdminInterface") && !is_known) {
        return {{"code", 6}, {"symbol", "ERROR_INVALID_HANDLE"}, {"message", "no such interface"}};
    }
    if (method == "MprAdminInterfaceGetInfo") {
        return {{"code", 0}, {"buffer", interface_info(handle)}};
    }
    if (method == "MprAdminServerGetInfo") {
        return {
            {"code", 0},
            {"buffer",
             {{"lanOnlyMode", false}, {"upTime", 5}, {"totalPorts", 7}, {"portsInUse", 1}}}};
    }
    if (method == "MprAdminIsServiceRunning") {
        return {{"code", 0}, {"running", true}};
    }
    return {{"code", 0}};
}

void ScriptedRouter::begin_dial(
    const json& id, const json& params, std::vector<std::string>& lines
) {
    const bool has_event = params.value("event", false);
    const bool is_synchronous = params.value("synchronous", false);
    if (has_event || !is_synchronous) {
        lines.push_back(to_line({{"id", id}, {"result", {{"code", 600}}}}));
    }
    if (has_event || is_synchronous) {
        dials_.push_back({id, params.value("interface", 0U), has_event});
    }
}

void ScriptedRouter::end_dials(unsigned handle, std::vector<std::string>& lines) {
    std::erase_if(dials_, [&](const Dial& dial) {
        if (dial.interface != handle) {
            return false;
        }
        lines.push_back(
            dial.has_event ? to_line(
                                 {{"method", "MprAdminInterfaceConnectCompleted"},
                                  {"params", {{"request", dial.id}}}}
                             )
                           : to_line({{"id", dial.id}, {"result", {{"code", 929}}}})
        );
        return true;
    });
    if (is_watched_) {
        lines.push_back(
            to_line({{"method", "MprAdminConnectionNotification"}, {"params", json::object()}})
        );
    }
}

std::vector<std::string> ScriptedRouter::take(std::string_view line) {
    const json request = json::parse(line, nullptr, /*allow_exceptions=*/false);
    if (!request.is_object() || !request.contains("method")) {
        const json error{{"code", -32700}, {"message", "no request"}};
        return {to_line({{"id", nullptr}, {"error", error}})};
    }
    if (!request.contains("id")) {
        return {};
    }
    const json& id = request["id"];
    const std::string method = request["method"];
    const json params = request.value("params", json::object());
    if (method == "test.HangUp") {
        over_ = true;
        return {};
    }
    std::vector<std::string> lines;
    const json result = result_of(method, params);
    if (result["code"] == 0 && method == "MprAdminInterfaceConnect") {
        begin_dial(id, params, lines);
        return lines;
    }
    lines.push_back(to_line({{"id", id}, {"result", result}}));
    if (result["code"] == 0 && method == "MprAdminInterfaceDisconnect") {
        end_dials(params.value("interface", 0U), lines);
    }
    is_watched_ = is_watched_ || method == "MprAdminRegisterConnectionNotification";
    return lines;
}

}  // namespace mprd::test
