// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprd.Reload and mprd.ConfigStatus: the running router and the files.
#include "client/protocol/views_json.hpp"
#include "daemon/control/method.hpp"

#include <array>

namespace mprd::daemon {
namespace reload_calls {
namespace {

using nlohmann::json;

json problems_json(const std::vector<config::FileProblem>& problems) {
    json list = json::array();
    for (const config::FileProblem& each : problems) {
        list.push_back(
            {{"file", each.file},
             {"pointer", each.problem.pointer},
             {"expected", each.problem.expected},
             {"found", each.problem.found}}
        );
    }
    return list;
}

Answer reload(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    if (call.caller.access != admin::Access::Administrator) {
        return failure(make_error(Errc::AccessDenied, "the caller may not administer this router"));
    }
    const auto report = call.context.reloads.reload();
    if (!report) {
        return failure(report.error());
    }
    if (!report->problems.empty()) {
        json refused = protocol::failure_json(
            Errc::InvalidData,
            "the files are wrong, nothing was changed: " + report->problems.front().to_string()
        );
        refused["problems"] = problems_json(report->problems);
        return Done{std::move(refused)};
    }
    return success(
        {{"added", report->added},
         {"removed", report->removed},
         {"changed", report->changed},
         {"restart", report->restart}}
    );
}

Answer config_status(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    return success(
        {{"notLoaded", call.context.reloads.not_loaded()},
         {"restart", call.context.reloads.restart_needed()}}
    );
}

constexpr std::array kMethods{
    Method{"mprd.Reload", reload},
    Method{"mprd.ConfigStatus", config_status, kReader},
};

}  // namespace
}  // namespace reload_calls

std::span<const Method> reload_methods() {
    return reload_calls::kMethods;
}

}  // namespace mprd::daemon
