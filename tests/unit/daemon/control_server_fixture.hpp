// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/system/local_listener.hpp"
#include "tests/support/local_client.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/unit/daemon/fake_router_host.hpp"

#include <chrono>
#include <functional>
#include <string>

namespace mprd::test {

/// A control server on an address of its own; who connects is an administrator.
struct ControlServerFixture {
    ControlServerFixture()
        : server(host.io, host.context, platform::local_access(), [this] { ++full; }) {}

    /// A client, taken by the server.
    LocalClient connect() {
        LocalClient client(address);
        host.poll();
        return client;
    }
    /// Runs what there is to do until `reached`; false when it is not within half a minute.
    bool run_until(const std::function<bool()>& reached) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
        while (!reached()) {
            if (std::chrono::steady_clock::now() > end) {
                return false;
            }
            host.io.restart();
            host.io.run_one_for(std::chrono::milliseconds(10));
            host.poll();
        }
        return true;
    }
    /// The next `count` lines that the server sends to `client`.
    std::string lines(LocalClient& client, std::ptrdiff_t count) {
        std::string text;
        CHECK(run_until([&] {
            text += client.receive();
            return std::count(text.begin(), text.end(), '\n') >= count;
        }));
        return text;
    }

    TempFolder folder;
    std::string address = fresh_local_address(folder.path());
    int full = 0;
    FakeRouterHost host;
    daemon::ControlServer server;
};

}  // namespace mprd::test
