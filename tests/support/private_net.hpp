// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace mprd::test {

/// Takes this process into network and mount namespaces of its own, with the loopback interface up,
/// as an ordinary user through a user namespace. To be called before any thread starts. Where that
/// is impossible it says "skipped: because ..." and ends the process with status 77.
bool enter_private_net();

/// Runs a shell command and gives what it prints, standard error included.
std::string shell(const std::string& command);

}  // namespace mprd::test
