// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Runs rows of the conformance table on core/admin. Standard input: {"world": ..., "states": ...,
// "rows": [...]}; standard output: one {"id", "code"} a line. conformance_test.py compares.
#include "core/base/base64.hpp"
#include "tests/conformance/direct/calls.hpp"

#include <iostream>
#include <sstream>

namespace mprd::test {
namespace {

using nlohmann::json;

const DirectFunctions& all_functions() {
    static const DirectFunctions functions = [] {
        DirectFunctions all = server_calls();
        for (DirectFunctions family :
             {interface_calls(),
              transport_calls(),
              connection_calls(),
              user_and_mib_calls(),
              config_calls(),
              info_calls()}) {
            all.merge(family);
        }
        return all;
    }();
    return functions;
}

admin::Caller caller_of(const std::string& name) {
    if (name == "stranger") {
        return {};
    }
    const auto access = name == "reader" ? admin::Access::Reader : admin::Access::Administrator;
    return {access, name == "remote" ? admin::Origin::Remote : admin::Origin::Local};
}

/// One row: a world of its own, brought into its state.
class RowRun {
public:
    RowRun(const json& world, const json& state)
        : world_(world, state.value("router", json::object())) {
        for (const json& step : state.at("steps")) {
            do_step(step);
        }
    }

    DirectResult call(
        const std::string& function, const admin::Caller& caller, const json& params
    ) {
        const json resolved = resolve(params);
        const DirectResult result = all_functions().at(function)({world_, caller, resolved});
        world_.near.drain();
        return result;
    }

private:
    static constexpr admin::Caller kAdministrator{admin::Access::Administrator, {}};

    void do_step(const json& step) {
        if (step.contains("storeWrong")) {
            world_.spoil(step.at("storeWrong").get<std::string>());
            return;
        }
        const auto method = step.at("method").get<std::string>();
        const DirectResult result = call(method, kAdministrator, step.at("params"));
        if (result.code != step.value("code", 0U)) {
            throw std::runtime_error("step " + method + " is " + std::to_string(result.code));
        }
        const json save = step.value("save", json::object());
        for (const auto& [name, member] : save.items()) {
            saved_[name] = result.members.at(member.get<std::string>());
        }
    }

    /// "@branch1" and its like become handles, "$name" what a step saved.
    json resolve(const json& params) {
        json resolved = params;
        for (auto& value : resolved) {
            if (value.is_string()) {
                value = resolve_text(value.get<std::string>());
            }
        }
        return resolved;
    }

    json resolve_text(const std::string& text) {
        if (text.starts_with('$')) {
            return saved_.at(text.substr(1));
        }
        if (!text.starts_with('@') || text == "@host") {
            return text;
        }
        std::istringstream words(text.substr(1));
        std::string kind;
        std::string name;
        words >> kind >> name;
        if (kind == "stored") {
            return ask("MprConfigInterfaceGetHandle", {{"interfaceName", name}}, "interface");
        }
        if (kind == "transport") {
            return ask("MprConfigTransportGetHandle", {{"transportId", std::stoi(name)}}, kind);
        }
        if (kind == "on") {
            std::uint32_t transport = 0;
            words >> transport;
            return ask(
                "MprConfigInterfaceTransportGetHandle",
                {{"interface", "@stored " + name}, {"transportId", transport}},
                "interfaceTransport"
            );
        }
        if (kind == "connection") {
            return ask("MprAdminConnectionEnum", json::object(), name);
        }
        if (kind == "guid") {
            return ask("MprConfigGetGuidName", {{"friendlyName", name}}, "guidName");
        }
        if (kind.starts_with("folder/")) {
            return "/" + kind;
        }
        return ask("MprAdminInterfaceGetHandle", {{"interfaceName", kind}}, "interface");
    }

    json ask(const std::string& function, const json& params, const std::string& member) {
        return call(function, kAdministrator, params).members.at(member);
    }

    ConformanceWorld world_;
    json saved_;
};

json run(const json& input, const json& row) {
    RowRun at(input.at("world"), input.at("states").at(row.at("state").get<std::string>()));
    const DirectResult result = at.call(
        row.at("function").get<std::string>(),
        caller_of(row.at("caller").get<std::string>()),
        row.at("params")
    );
    return {{"id", row.at("id")}, {"code", result.code}};
}

}  // namespace

std::optional<Bytes> DirectCall::octets(const char* name) const {
    return params.contains(name) ? from_base64(params.at(name).get<std::string>()) : std::nullopt;
}

}  // namespace mprd::test

int main() {
    const auto input = nlohmann::json::parse(std::cin);
    for (const auto& row : input.at("rows")) {
        try {
            std::cout << mprd::test::run(input, row) << '\n';
        } catch (const std::exception& fault) {
            std::cout << nlohmann::json{{"id", row.at("id")}, {"fault", fault.what()}} << '\n';
        }
    }
    return 0;
}
