// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/error.hpp"
#include "core/tables/net_config.hpp"

#include <memory>

namespace mprd::platform {

/// Who gets the packets that the host sends to a network interface of ours.
class NetDeviceListener {
public:
    virtual ~NetDeviceListener() = default;
    /// One whole IP packet, no larger than the MTU, valid during the call only. Called in batches;
    /// on_batch_end() follows the last.
    virtual void on_packet(ByteSpan packet) = 0;
    /// What on_packet() collected may be sent now.
    virtual void on_batch_end() = 0;
    /// The interface is gone (deleted by somebody, driver unloaded). Once; after it, silence.
    virtual void on_failed(const Error& error) = 0;
};

/// The network interface that the host sees, up or down, from its first apply() to its destruction.
class NetDevice {
public:
    virtual ~NetDevice() = default;
    /// Brings the host to this state: creates what is missing, takes away what an earlier call set
    /// and this one lacks, touches nothing that is not ours. May be repeated. On error the
    /// interface is in no certain state and the next apply() starts over.
    [[nodiscard]] virtual Result<void> apply(const NetConfig& config) = 0;
    /// Gives one IP packet to the host, in order, at the end of this turn of the event loop at the
    /// latest. A packet that the host cannot take now is dropped and counted there.
    virtual void write(ByteSpan packet) = 0;
    /// While not wanted, packets wait (bounded) in the host's queue of the interface: back-pressure
    /// to the sender.
    enum class Reading {
        /// Packets are read as they come.
        Wanted,
        Paused
    };
    virtual void set_reading(Reading reading) = 0;
};

/// Makes network interfaces. clean_up() repairs the host after a crash: removes every interface and
/// route that an earlier run of this program left behind, and nothing else.
class NetDeviceFactory {
public:
    virtual ~NetDeviceFactory() = default;
    /// Nothing is made on the host before the first apply(). The listener must outlive the device.
    [[nodiscard]] virtual std::unique_ptr<NetDevice> create(NetDeviceListener& listener) = 0;
    /// Called once, before the first create().
    virtual void clean_up() = 0;
};

}  // namespace mprd::platform
