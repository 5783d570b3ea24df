// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/base/secret.hpp"

#include <string>

// What OpenvpnManagement, one call of ours, and OpenvpnServer, all calls to us, both take and give.
namespace mprd::tunnel::openvpn {

// ---- inputs
/// The program has connected to us.
struct ManagementConnected {};
/// Octets that it wrote.
struct ManagementReceived {
    ByteSpan bytes;  ///< valid during handle() only
};
/// It has ended; `text` says how.
struct ProgramEnded {
    std::string text;
};
/// Somebody hangs up.
struct HangUp {
    Errc reason = Errc::Ok;
    std::string detail = "hung up";
};

// ---- outputs
/// To the program. A Secret, because passwords go this way.
struct Send {
    Secret text;
};
/// A line for the operator: a warning or an error of the program.
struct Said {
    std::string text;
};
/// The program is to be stopped; once. Finished follows ProgramEnded.
struct StopProgram {};
/// It is over, and why. Once; the last output.
struct Finished {
    Error error;
};

}  // namespace mprd::tunnel::openvpn
