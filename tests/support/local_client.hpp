// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/system/local_stream.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mprd::test {

/// The far end of a local stream, for the thread that also drives the near one: nothing here waits.
class LocalClient {
public:
    /// A connection; `server`, which is closed, becomes its other end.
    explicit LocalClient(platform::LocalStream& server);
    /// To who listens on this address of a platform::LocalListener. Throws std::runtime_error.
    explicit LocalClient(const std::string& address);
    ~LocalClient();
    LocalClient(LocalClient&& other) noexcept;
    LocalClient(const LocalClient&) = delete;
    LocalClient& operator=(const LocalClient&) = delete;

    /// How many octets were taken: fewer when there is no room for more, none when nobody is there.
    [[nodiscard]] std::size_t send(std::string_view data);
    /// What has come.
    [[nodiscard]] std::string receive();
    void close();

private:
    static constexpr std::intptr_t kClosed = -1;
    std::intptr_t handle_ = kClosed;  ///< a descriptor or a HANDLE
};

/// An address that nobody listens on; of a socket, in `folder`.
[[nodiscard]] std::string fresh_local_address(const std::string& folder);

}  // namespace mprd::test
