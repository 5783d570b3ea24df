// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/modem/at_engine.hpp"
#include "platform/api/device.hpp"
#include "platform/devices/device_kind.hpp"
#include "platform/devices/modem/options.hpp"
#include "platform/devices/serial/serial_line.hpp"

#include <boost/asio/steady_timer.hpp>

#include <memory>
#include <vector>

namespace mprd::platform::modem {

/// Finds out what is on a serial line: asks for a modem, and looks at what comes when none answers.
class ModemProbe final : private serial::SerialLineListener {
public:
    /// Octets of unasked-for input that are kept to look at.
    static constexpr std::size_t kMaxHeard = 512;

    /// Opens nothing.
    ModemProbe(const DeviceContext& context, Options options);

    /// Facts begin with "answers": "modem", "ppp", "text" or "nothing". 633 while the line is in
    /// use, also by a probe; 666 when it is not there. `done` is posted; it is not called when the
    /// object goes first.
    void begin(Device::ProbeDone done);

private:
    void drain_engine();
    void arm();
    void on_line_data(ByteSpan data) override;
    void on_line_room() override {}
    void on_line_lost(const Error& error) override;
    void finish(Result<std::vector<DeviceFact>> result);
    [[nodiscard]] std::vector<DeviceFact> found(bool is_modem) const;

    /// Of one probe; posted calls hold it weakly.
    struct Session {
        mprd::modem::AtEngine engine;
        Device::ProbeDone done;
        std::vector<DeviceFact> facts;
        Bytes heard;
    };

    DeviceContext context_;
    Options options_;
    serial::SerialLine line_;
    boost::asio::steady_timer timer_;
    std::shared_ptr<Session> session_;
};

}  // namespace mprd::platform::modem
