// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "platform/linux/unique_fd.hpp"

namespace mprd::platform {

/// What a program gets in place of a TUN device.
struct TunRequest {
    /// Our end of a socket that carries one IP packet in each message, non-blocking: what we send
    /// the program reads from "its device", what it writes there we receive.
    UniqueFd packets;
};

/// Answers the next TUNSETIFF of a program that was started with traps_tun: the descriptor that it
/// has opened on /dev/net/tun becomes its end of a socket, and the request succeeds. To be called
/// when `trap` is readable, which it also is when the program has ended: then error 55, and nobody
/// will ask again. Error 651: the kernel cannot (Linux 5.9 can). Never blocks.
[[nodiscard]] Result<TunRequest> answer_tun_request(int trap);
/// Refuses it: the program sees EBUSY. False: nobody will ask again.
[[nodiscard]] bool refuse_tun_request(int trap);
/// Whether somebody may still ask. An event loop may say that `trap` is readable although it is not
/// (it had an event left over for an earlier descriptor of the same number): then this is true, and
/// the two above found nothing.
[[nodiscard]] bool may_request_tun(int trap);

// ---- for the start of such a program

/// In the child: from now on TUNSETIFF asks whoever holds what is sent over `socket`.
/// Async-signal-safe. False with errno.
[[nodiscard]] bool send_tun_trap(int socket);
/// In the parent: what send_tun_trap() sent; empty when it failed.
[[nodiscard]] UniqueFd receive_tun_trap(int socket);

}  // namespace mprd::platform
