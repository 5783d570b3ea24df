// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "platform/api/net_device.hpp"
#include "platform/windows/host_interface.hpp"
#include "platform/windows/wintun.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/windows/object_handle.hpp>

#include <functional>
#include <memory>

namespace mprd::platform {

/// A network interface of wintun. What Windows sends from its placeholder address comes from
/// 0.0.0.0, as from a host that has no address yet. It lives as long as this object, and the driver
/// takes it away (with its addresses and routes) when the process dies, however it dies.
class WintunDevice final : public NetDevice {
public:
    /// Packets of one wake-up, before other events get their turn.
    static constexpr int kBatch = 64;
    /// Octets of the ring in each direction: packets wait there while they are not wanted.
    static constexpr DWORD kRing = 0x400000;

    /// The library, loaded when it is first needed; an error says what to install.
    using Load = std::function<Result<Wintun*>()>;

    /// All must outlive the device. The adapter is made by the first apply().
    WintunDevice(
        boost::asio::io_context& io, Load load, IpHelper& helper, NetDeviceListener& listener
    );
    ~WintunDevice() override;

    [[nodiscard]] Result<void> apply(const NetConfig& config) override;
    void write(ByteSpan packet) override;
    void set_reading(Reading reading) override;

private:
    /// Completion handlers hold it weakly: when it is gone, so is the device.
    struct Alive {};

    [[nodiscard]] Result<void> open(const NetConfig& config);
    void close();
    void wait_for_packets();
    void read_batch();
    /// False: there is none now, or no interface any more.
    [[nodiscard]] bool read_one();
    void fail(DWORD error);
    /// What the packet rules of this family say.
    [[nodiscard]] bool may_pass(ByteSpan packet, bool is_input) const;

    boost::asio::io_context& io_;
    Load load_;
    NetDeviceListener& listener_;
    HostInterface host_;
    Wintun* wintun_ = nullptr;
    Wintun::Adapter adapter_ = nullptr;
    Wintun::Session session_ = nullptr;
    boost::asio::windows::object_handle ready_;
    NetConfig config_;
    bool has_rules_ = false;
    Reading reading_ = Reading::Wanted;
    bool waiting_ = false;
    std::shared_ptr<Alive> alive_ = std::make_shared<Alive>();
};

/// Makes WintunDevices. The library is loaded for the first of them.
class WintunFactory final : public NetDeviceFactory {
public:
    /// `library`: whole path of wintun.dll. `io` must outlive the factory and its devices, which it
    /// must outlive itself.
    WintunFactory(
        boost::asio::io_context& io,
        std::wstring library,
        Wintun::Signature signature,
        std::unique_ptr<IpHelper> helper
    );
    [[nodiscard]] std::unique_ptr<NetDevice> create(NetDeviceListener& listener) override;
    /// Nothing: with a process its adapters go, and with them all that hung on them.
    void clean_up() override {}

private:
    [[nodiscard]] Result<Wintun*> load();

    boost::asio::io_context& io_;
    std::wstring library_;
    Wintun::Signature signature_;
    std::unique_ptr<IpHelper> helper_;
    std::unique_ptr<Wintun> wintun_;
};

}  // namespace mprd::platform
