// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/admin/views.hpp"
#include "core/events/event.hpp"
#include "core/events/why_record.hpp"

#include <nlohmann/json_fwd.hpp>

namespace mprd::protocol {

/// Answers of the administration as JSON. Durations are whole seconds, times are UTC texts of RFC
/// 3339, handles are numbers; every enumeration comes as the API's number and as a word.

[[nodiscard]] nlohmann::json to_json(const admin::ServerInfo& server);
/// The members of the level that was asked for.
[[nodiscard]] nlohmann::json to_json(const admin::InterfaceInfo& interface);
[[nodiscard]] nlohmann::json to_json(const admin::PortInfo& port, std::uint32_t level);
[[nodiscard]] nlohmann::json to_json(const admin::ConnectionInfo& connection, std::uint32_t level);
[[nodiscard]] nlohmann::json to_json(const admin::DeviceInfo& device);
[[nodiscard]] nlohmann::json to_json(const events::WhyRecord& record);
/// {"event": "InterfaceStateChanged", "text": ..., members}.
[[nodiscard]] nlohmann::json to_json(const events::Event& event);

/// {"code": 905, "symbol": "ERROR_NO_SUCH_INTERFACE", "message": ...}.
[[nodiscard]] nlohmann::json failure_json(Errc code, const std::string& detail);

}  // namespace mprd::protocol
