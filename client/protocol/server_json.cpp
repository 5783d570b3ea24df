// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/protocol/server_json.hpp"

#include "client/protocol/views_json.hpp"
#include "config/codec/archive.hpp"
#include "config/codec/codec.hpp"

#include <nlohmann/json.hpp>

namespace mprd::protocol {

using nlohmann::json;

json to_json(const admin::ServerInfoEx& server) {
    json value = to_json(server.server);
    value["configParams"] = config::to_json(server.tunnels);
    return value;
}

void from_json(
    const json& value,
    admin::ServerPorts& ports,
    const std::string& pointer,
    config::Problems& problems
) {
    config::Reader reader(value, pointer, problems);
    reader.field("numPptpPorts", ports.pptp_ports, "");
    reader.field("pptpPortFlags", ports.pptp_flags, "");
    reader.field("numL2tpPorts", ports.l2tp_ports, "");
    reader.field("l2tpPortFlags", ports.l2tp_flags, "");
    reader.field("numSstpPorts", ports.sstp_ports, "");
    reader.field("sstpPortFlags", ports.sstp_flags, "");
    reader.finish();
}

}  // namespace mprd::protocol
