// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "client/channel/channel.hpp"
#include "client/channel/handle_windows.hpp"

#include <string>
#include <vector>

namespace mprd::client {

/// A process that ends with its owner, also when the owner crashes, and with it all that it
/// started.
class Child {
public:
    /// What becomes of its standard streams; a handle must be one that can be inherited.
    struct Streams {
        void* input = nullptr;
        void* output = nullptr;
        void* errors = nullptr;
    };

    /// words[0] is searched for in PATH when it names no folder. ServerUnavailable (1722) it cannot
    /// be started; the text says which and why.
    [[nodiscard]] static Result<Child> start(
        const std::vector<std::string>& words, const Streams& streams, Asking asking
    );
    Child(Child&&) noexcept = default;
    Child& operator=(Child&&) noexcept = default;
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() = default;

    /// Its exit status. It has lost its input or was asked to go: it gets some seconds for that,
    /// then it is ended.
    [[nodiscard]] int reap();

private:
    Child() = default;

    Handle process_;
    Handle job_;
};

/// One command line of these words, as CommandLineToArgvW takes it apart again.
[[nodiscard]] std::wstring command_line(const std::vector<std::string>& words);

}  // namespace mprd::client
