// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/modem/at_plan.hpp"

#include <algorithm>

namespace mprd::modem {
namespace {

void add_wake(AtPlan& plan) {
    plan.push_back({Purpose::Wake, "AT", {}});
    plan.push_back({Purpose::Settle, "", {}});
}

/// How a cellular modem is: shown as device status. 3GPP TS 27.007 sections 8.5 and 7.2.
void add_network(AtPlan& plan) {
    plan.push_back({Purpose::Query, "AT+CSQ", "signal"});
    plan.push_back({Purpose::Query, "AT+CREG?", "registration"});
}

void add_init(AtPlan& plan, const AtSettings& settings) {
    add_wake(plan);
    for (const std::string& command : settings.init) {
        plan.push_back({Purpose::Init, command, {}});
    }
    if (settings.cellular) {
        plan.push_back({Purpose::AskPin, "AT+CPIN?", {}});
        add_network(plan);
    }
}

}  // namespace

bool is_dial_string(std::string_view number) {
    static constexpr std::string_view kAllowed = "0123456789ABCDabcd*#+,!@WwPpTt&-() ";
    return number.size() <= 128 && std::all_of(number.begin(), number.end(), [](char character) {
               return kAllowed.find(character) != std::string_view::npos;
           });
}

std::string number_to_dial(const AtSettings& settings, const std::string& number) {
    if (number.empty() && settings.cellular) {
        return "*99***" + std::to_string(settings.cellular->context) + "#";
    }
    return number;
}

AtPlan plan_call(const AtSettings& settings, const std::string& number) {
    AtPlan plan;
    add_init(plan, settings);
    if (settings.cellular && !settings.cellular->apn.empty()) {
        const CellularSettings& cellular = *settings.cellular;
        plan.push_back(
            {Purpose::Init,
             "AT+CGDCONT=" + std::to_string(cellular.context) + ",\"" + cellular.pdp_type +
                 "\",\"" + cellular.apn + '"',
             {}}
        );
    }
    plan.push_back({Purpose::Dial, settings.dial_prefix + number_to_dial(settings, number), {}});
    return plan;
}

AtPlan plan_wait(const AtSettings& settings) {
    AtPlan plan;
    add_init(plan, settings);
    for (const std::string& command : settings.answer_init) {
        plan.push_back({Purpose::Init, command, {}});
    }
    return plan;
}

AtPlan plan_query() {
    AtPlan plan;
    add_wake(plan);
    plan.push_back({Purpose::Query, "ATE0V1", ""});
    // V.250 sections 6.1.4 to 6.1.6; ATI is older than they and answered by all.
    plan.push_back({Purpose::Query, "AT+GMI", "manufacturer"});
    plan.push_back({Purpose::Query, "AT+GMM", "model"});
    plan.push_back({Purpose::Query, "AT+GMR", "revision"});
    plan.push_back({Purpose::Query, "ATI", "identification"});
    plan.push_back({Purpose::Query, "AT+CPIN?", "sim"});
    add_network(plan);
    return plan;
}

}  // namespace mprd::modem
