// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ppp/ppp_engine.hpp"
#include "platform/api/port.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/sim/sim_time.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mprd::test {

/// A peer that is no router: PPP on one end of a line. Whether it has called or been called, it
/// proves who it is.
class SimCaller final : public platform::PortListener {
public:
    /// `end` and `time` must outlive the object.
    SimCaller(
        platform::Port& end, platform::sim::SimTime& time, std::string name, const char* password
    );

    void call() { end_->open(DialTarget{"1"}, *this); }
    /// Waits to be called.
    void listen() { end_->listen(*this); }
    void hang_up();

    /// What was agreed on, while it holds.
    std::optional<ppp::Ipv4Opened> ipv4;
    std::optional<ppp::Ipv6Opened> ipv6;
    std::vector<Bytes> ipv6_packets;  ///< received
    int calls = 0;                    ///< lines that opened
    bool listens_again = false;       ///< whenever a line has closed
    ppp::PppConfig config;

private:
    void on_opened(const LinkInfo& link) override;
    void on_caller(const CallerInfo& /*a line does not tell*/) override {}
    void on_data(ByteSpan data) override;
    void on_writable() override {}
    void on_closed(const Error& error) override;
    void give(const ppp::Input& input);
    void drain();

    platform::Port* end_;
    platform::sim::SimTime* time_;
    platform::GcryptCrypto crypto_;
    SeededRandom random_{11};
    std::unique_ptr<ppp::PppEngine> engine_;
};

}  // namespace mprd::test
