// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/server_layouts.hpp"

#include <array>
#include <cstddef>

#include <mprapi.h>

namespace mprd::lib {
namespace {

/// `name` of a structure, told to the compiler as bytes.
#define MPRD_AT(structure, member) static_cast<std::uint32_t>(offsetof(structure, member))

constexpr std::array kServer0{
    Field{Kind::Boolean, MPRD_AT(MPR_SERVER_0, fLanOnlyMode), "lanOnlyMode"},
    Field{Kind::Number, MPRD_AT(MPR_SERVER_0, dwUpTime), "upTime"},
    Field{Kind::Number, MPRD_AT(MPR_SERVER_0, dwTotalPorts), "totalPorts"},
    Field{Kind::Number, MPRD_AT(MPR_SERVER_0, dwPortsInUse), "portsInUse"},
};
constexpr std::array kServer2{
    Field{Kind::Number, MPRD_AT(MPR_SERVER_2, dwNumPptpPorts), "numPptpPorts", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_SERVER_2, dwPptpPortFlags), "pptpPortFlags", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_SERVER_2, dwNumL2tpPorts), "numL2tpPorts", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_SERVER_2, dwL2tpPortFlags), "l2tpPortFlags", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_SERVER_2, dwNumSstpPorts), "numSstpPorts", 0, true},
    Field{Kind::Number, MPRD_AT(MPR_SERVER_2, dwSstpPortFlags), "sstpPortFlags", 0, true},
};
constexpr std::size_t kServer1Members = 4;  // MPR_SERVER_1 is the beginning of MPR_SERVER_2
const std::array kServerLevels{
    Layout{sizeof(MPR_SERVER_0), 16, Unit::Two, kServer0},
    Layout{sizeof(MPR_SERVER_1), 16, Unit::Two, std::span(kServer2).first(kServer1Members)},
    Layout{sizeof(MPR_SERVER_2), 24, Unit::Two, kServer2},
};

}  // namespace

std::span<const Layout> server_levels() {
    return kServerLevels;
}

}  // namespace mprd::lib
