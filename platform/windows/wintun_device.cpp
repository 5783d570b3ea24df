// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/windows/wintun_device.hpp"

#include "core/tables/packet_summary.hpp"
#include "core/wire/source_address.hpp"
#include "platform/windows/text.hpp"

#include <boost/asio/post.hpp>

#include <algorithm>
#include <utility>

namespace mprd::platform {
namespace {

/// RFC 791 section 3.1: more fragments, or an offset; RFC 8200 section 4.5: a fragment header
/// first.
bool is_fragment(ByteSpan packet) {
    constexpr std::uint8_t kIpv6Fragment = 44;
    const bool is_v6 = packet[0] >> 4U == 6;
    return is_v6 ? packet[6] == kIpv6Fragment : ((packet[6] & 0x3fU) | packet[7]) != 0;
}

}  // namespace

WintunDevice::WintunDevice(
    boost::asio::io_context& io, Load load, IpHelper& helper, NetDeviceListener& listener
)
    : io_(io), load_(std::move(load)), listener_(listener), host_(helper), ready_(io) {}

WintunDevice::~WintunDevice() {
    close();
}

Result<void> WintunDevice::apply(const NetConfig& config) {
    if (session_ == nullptr || config_.name != config.name) {
        close();
        if (auto opened = open(config); !opened) {
            close();
            return opened;
        }
    }
    config_ = config;
    has_rules_ = !config.packets4.is_empty() || !config.packets6.is_empty();
    auto applied = host_.apply(config);
    if (!applied) {
        close();  // the next apply() starts over
    }
    return applied;
}

Result<void> WintunDevice::open(const NetConfig& config) {
    const auto loaded = load_();
    if (!loaded) {
        return loaded.error();
    }
    wintun_ = *loaded;
    adapter_ = wintun_->create_adapter(to_wide(config.name).c_str(), L"mprd", nullptr);
    if (adapter_ == nullptr) {
        return windows_error(
            Errc::DeviceNotReady,
            "cannot make the network interface " + config.name,
            ::GetLastError()
        );
    }
    session_ = wintun_->start_session(adapter_, kRing);
    if (session_ == nullptr) {
        return windows_error(
            Errc::DeviceNotReady,
            "cannot use the network interface " + config.name,
            ::GetLastError()
        );
    }
    // The event belongs to the session, what Asio waits for belongs to Asio.
    HANDLE ready = nullptr;
    const HANDLE self = ::GetCurrentProcess();
    if (::DuplicateHandle(
            self,
            wintun_->get_read_wait_event(session_),
            self,
            &ready,
            0,
            FALSE,
            DUPLICATE_SAME_ACCESS
        ) == 0) {
        return windows_error(Errc::NotEnoughMemory, "no event for packets", ::GetLastError());
    }
    ready_.assign(ready);
    std::uint64_t luid = 0;
    wintun_->get_adapter_luid(adapter_, &luid);
    host_.begin(luid);
    wait_for_packets();
    return {};
}

void WintunDevice::close() {
    boost::system::error_code ignored;
    ready_.close(ignored);
    waiting_ = false;
    alive_ = std::make_shared<Alive>();
    if (session_ != nullptr) {
        wintun_->end_session(std::exchange(session_, nullptr));
    }
    if (adapter_ != nullptr) {
        wintun_->close_adapter(std::exchange(adapter_, nullptr));
    }
    host_.end();
    config_ = {};
}

void WintunDevice::wait_for_packets() {
    if (waiting_ || session_ == nullptr || reading_ == Reading::Paused) {
        return;
    }
    waiting_ = true;
    // What came before the wait has set the event already, or is found now.
    boost::asio::post(io_, [this, alive = std::weak_ptr<Alive>(alive_)] {
        if (!alive.expired()) {
            read_batch();
        }
    });
}

void WintunDevice::read_batch() {
    int count = 0;
    const std::weak_ptr<Alive> alive = alive_;
    while (count < kBatch && reading_ == Reading::Wanted && read_one()) {
        ++count;
        if (alive.expired()) {
            return;  // closed by who got the packet
        }
    }
    if (count > 0) {
        listener_.on_batch_end();
    }
    if (alive.expired() || session_ == nullptr) {
        return;
    }
    waiting_ = false;
    if (reading_ == Reading::Paused) {
        return;
    }
    if (count == kBatch) {
        wait_for_packets();
        return;
    }
    waiting_ = true;
    ready_.async_wait([this, alive](const boost::system::error_code& error) {
        if (!error && !alive.expired()) {
            read_batch();
        }
    });
}

bool WintunDevice::read_one() {
    DWORD size = 0;
    BYTE* packet = wintun_->receive_packet(session_, &size);
    if (packet == nullptr) {
        if (const DWORD error = ::GetLastError(); error != ERROR_NO_MORE_ITEMS) {
            fail(error);
        }
        return false;
    }
    // wintun lets us change it. What waits for the link is then given the link's address.
    wire::replace_source({packet, size}, host_.placeholder(), Ipv4Address{});
    const ByteSpan bytes{packet, size};
    const std::weak_ptr<Alive> alive = alive_;
    const auto session = session_;
    if (size <= config_.mtu && may_pass(bytes, false)) {
        listener_.on_packet(bytes);
    }
    if (!alive.expired()) {
        wintun_->release_receive_packet(session, packet);  // else it went with the session
    }
    return true;
}

void WintunDevice::fail(DWORD error) {
    const Error told = windows_error(
        Errc::DeviceNotReady, "the network interface " + config_.name + " is gone", error
    );
    boost::asio::post(io_, [this, told, alive = std::weak_ptr<Alive>(alive_)] {
        if (!alive.expired()) {
            close();
            listener_.on_failed(told);
        }
    });
}

void WintunDevice::write(ByteSpan packet) {
    if (session_ == nullptr || packet.empty() || !may_pass(packet, true)) {
        return;
    }
    BYTE* room = wintun_->allocate_send_packet(session_, static_cast<DWORD>(packet.size()));
    if (room == nullptr) {
        return;  // the ring is full: dropped, as the contract says
    }
    std::copy(packet.begin(), packet.end(), room);
    wintun_->send_packet(session_, room);
}

void WintunDevice::set_reading(Reading reading) {
    reading_ = reading;
    wait_for_packets();
}

bool WintunDevice::may_pass(ByteSpan packet, bool is_input) const {
    if (!has_rules_) {
        return true;
    }
    const auto summary = PacketSummary::parse(packet);
    if (!summary) {
        return false;
    }
    const PacketRules& rules = summary->source.is_v6 ? config_.packets6 : config_.packets4;
    if (is_input && rules.drop_fragments && is_fragment(packet)) {
        return false;
    }
    const FilterSet& filters = is_input ? rules.input : rules.output;
    return filters.decide(*summary) == FilterAction::Forward;
}

WintunFactory::WintunFactory(
    boost::asio::io_context& io,
    std::wstring library,
    Wintun::Signature signature,
    std::unique_ptr<IpHelper> helper
)
    : io_(io), library_(std::move(library)), signature_(signature), helper_(std::move(helper)) {}

std::unique_ptr<NetDevice> WintunFactory::create(NetDeviceListener& listener) {
    return std::make_unique<WintunDevice>(
        io_, [this] { return load(); }, *helper_, listener
    );
}

Result<Wintun*> WintunFactory::load() {
    if (!wintun_) {
        auto loaded = Wintun::load(library_, signature_);
        if (!loaded) {
            return loaded.error();  // tried again with the next apply(): it may be installed then
        }
        wintun_ = *std::move(loaded);
    }
    return wintun_.get();
}

}  // namespace mprd::platform
