// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Keeps Wine's server up while tests run (cmake/wine-keeper.sh ends it).
#include <chrono>
#include <thread>

int main() {
    std::this_thread::sleep_for(std::chrono::hours{2});
    return 0;
}
