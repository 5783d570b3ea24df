// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tables/link_info.hpp"

#include <cstddef>

namespace mprd::platform {

/// Who is told what happens on a port. All calls are made from the event loop, never from inside a
/// Port call.
class PortListener {
public:
    virtual ~PortListener() = default;
    /// The line is open: after open() the far end answered, after listen() somebody calls.
    /// `link` is valid during the call only.
    virtual void on_opened(const LinkInfo& link) = 0;
    /// After listen(), only from a device that finds out by itself who calls: he waits until
    /// admit() lets him in, and on_opened() follows when he has come, or until close() refuses him.
    /// Who never listens on such a device need not answer.
    virtual void on_caller(const CallerInfo& /*caller*/) {}
    /// Bytes (ByteStream) or exactly one message. Valid during the call only.
    virtual void on_data(ByteSpan data) = 0;
    /// There is room again after send() was refused.
    virtual void on_writable() = 0;
    /// The call, or the attempt, is over. Exactly once for each open() or listen(); after it,
    /// silence.
    virtual void on_closed(const Error& error) = 0;
};

/// One line over a device. MUST: open() and listen() only while closed; every one of them ends in
/// exactly one on_closed(), also when close() is called, and always posted, never from inside a
/// call. Thread: the event loop's.
class Port {
public:
    virtual ~Port() = default;
    /// Starts a call. The answer is on_opened() or on_closed().
    virtual void open(const DialTarget& target, PortListener& listener) = 0;
    /// Waits for a call. on_opened() comes with the first sign of it (RING answered, or the first
    /// bytes on a line without such signs; those bytes follow as on_data()), or, where the device
    /// asks who calls (on_caller()), when he has been let in.
    virtual void listen(PortListener& listener) = 0;
    /// Lets in the caller that on_caller() told of; ignored when he has gone meanwhile.
    virtual void admit(const CallerTerms& /*terms*/) {}
    enum class SendResult {
        /// Says nothing about arrival.
        Taken,    ///< sent or queued in full
        Refused,  ///< nothing taken: the queue is full (wait for on_writable()) or the port is
                  ///< closed
    };
    /// All or nothing. The bytes are copied or written before it returns.
    virtual SendResult send(ByteSpan data) = 0;
    /// Hangs up. What was queued is sent first if that takes no longer than kDrainLimit. May be
    /// called at any time; on_closed() follows if a call, an attempt or a wait was under way.
    virtual void close(Errc reason) = 0;
    /// Lets the kernel carry the frames of the open call from now on, where line and system can.
    /// The descriptor is what PPPIOCGCHAN is asked of; the port's, valid until on_closed(). After
    /// success send() is refused, and on_data() tells only what came before. The error says what is
    /// missing; nothing has changed then.
    [[nodiscard]] virtual Result<int> give_to_kernel() {
        return make_error(Errc::NotSupported, "the kernel has no data path for this kind of line");
    }
    /// True while send() of a largest frame would be taken.
    [[nodiscard]] virtual bool can_send() const = 0;
    /// Whether the device is there, as far as that can be told without opening it. The error says
    /// what is missing.
    [[nodiscard]] virtual Result<void> check_device() const { return {}; }
};

}  // namespace mprd::platform
