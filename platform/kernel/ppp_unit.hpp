// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"
#include "core/base/time.hpp"
#include "core/wire/framing.hpp"
#include "platform/linux/unique_fd.hpp"
#include "platform/pump/pump.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace mprd::platform {

/// Whether this kernel has what the kernel's data path needs (/dev/ppp). The error says what to do.
[[nodiscard]] Result<void> check_kernel_ppp();

/// One PPP unit of the kernel (/dev/ppp, ppp_generic.txt of the kernel's documentation): a network
/// interface, and a descriptor that gives and takes PPP frames, each with its protocol number in
/// front. The interface goes with this object.
class PppUnit {
public:
    /// Makes the interface and gives it this name. Its host's packets are looped to us.
    [[nodiscard]] static Result<PppUnit> make(const std::string& name);

    [[nodiscard]] int fd() const { return fd_.get(); }
    [[nodiscard]] int release_fd() { return fd_.release(); }
    [[nodiscard]] int number() const { return number_; }

private:
    PppUnit(UniqueFd fd, int number) : fd_(std::move(fd)), number_(number) {}
    UniqueFd fd_;
    int number_;
};

/// Where packets of the host go.
enum class UnitTraffic {
    Looped,  ///< to whoever reads the unit
    Passed,  ///< to the channel
};
[[nodiscard]] Result<void> set_unit_traffic(int unit_fd, UnitTraffic traffic);
/// Packets of the families that are not open are dropped in both directions.
[[nodiscard]] Result<void> set_unit_families(int unit_fd, Families families);
/// Since the last packet of the host in either direction; nullopt: the kernel does not say.
[[nodiscard]] std::optional<Duration> unit_idle_time(int unit_fd);

/// One call in the hands of the kernel (a PPP channel). Gives and takes control frames as a unit
/// does.
class PppChannel {
public:
    /// `carrier`: what carries the call and answers PPPIOCGCHAN, a socket or a terminal.
    [[nodiscard]] static Result<PppChannel> attach(int carrier);

    [[nodiscard]] int fd() const { return fd_.get(); }
    [[nodiscard]] int release_fd() { return fd_.release(); }

private:
    explicit PppChannel(UniqueFd fd) : fd_(std::move(fd)) {}
    UniqueFd fd_;
};
/// Frames that are data pass between the channel and the unit.
[[nodiscard]] Result<void> connect_channel(int channel_fd, int unit);
void disconnect_channel(int channel_fd);
/// For channels of terminals; others have no framing to set.
void set_channel_framing(int channel_fd, const wire::FramingOptions& options);

}  // namespace mprd::platform
