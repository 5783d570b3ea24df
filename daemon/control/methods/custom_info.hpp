// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/codec/codec.hpp"
#include "core/admin/interface_ex_api.hpp"
#include "daemon/control/method.hpp"

#include <optional>

namespace mprd::daemon {

// MPR_IF_CUSTOMINFOEX on the socket, of a running and of a stored interface.

/// Parameter `customIkev2Config`; the defaults when it is left out.
[[nodiscard]] inline Ikev2Custom read_custom_info(Params& params) {
    Ikev2Custom custom;
    if (params.has("customIkev2Config")) {
        params.structure(
            "customIkev2Config",
            [&](const nlohmann::json& value, const std::string& pointer, config::Problems& problems
            ) { config::from_json(value, custom, pointer, problems); }
        );
    } else {
        static_cast<void>(params.optional<nlohmann::json>("customIkev2Config"));
    }
    return custom;
}

[[nodiscard]] inline Answer custom_info_answer(const Result<std::optional<Ikev2Custom>>& custom) {
    if (!custom) {
        return failure(custom.error());
    }
    return success(
        {{"flags", *custom ? admin::kCustomForIkev2 : 0U},
         {"customIkev2Config", *custom ? config::to_json(**custom) : nlohmann::json(nullptr)}}
    );
}

}  // namespace mprd::daemon
