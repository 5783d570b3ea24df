// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/tunnel/pppoe_messages.hpp"

#include <memory>
#include <string>

namespace mprd::platform::pppoe {

/// A PPPoE session in the hands of the kernel (a socket of AF_PPPOX, PX_PROTO_OE), for as long as
/// this object lives.
class KernelSession {
public:
    /// Whether this kernel has PPPoE. Asks it once.
    [[nodiscard]] static bool is_possible();
    /// Error 50 when the kernel has no PPPoE, or does not take this session.
    [[nodiscard]] static Result<std::unique_ptr<KernelSession>> open(
        const std::string& interface, const tunnel::PppoeSession& session
    );
    explicit KernelSession(int fd) : fd_(fd) {}
    ~KernelSession();
    KernelSession(const KernelSession&) = delete;
    KernelSession& operator=(const KernelSession&) = delete;

    [[nodiscard]] int fd() const { return fd_; }

private:
    int fd_;
};

}  // namespace mprd::platform::pppoe
