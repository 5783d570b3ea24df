// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/devices/openvpn/answering_port.hpp"

#include "platform/devices/openvpn/answering_side.hpp"

#include <utility>

namespace mprd::platform::openvpn {

AnsweringPort::AnsweringPort(const DeviceContext& context, AnsweringSide& side, std::uint32_t index)
    : side_(side), index_(index), farewell_(context.io) {}

AnsweringPort::~AnsweringPort() {
    if (listener_ != nullptr && !is_ending_) {
        side_.leave(*this, caller_, Errc::RouterStopped);
    }
}

Result<void> AnsweringPort::check_device() const {
    return side_.check_device();
}

void AnsweringPort::open(const DialTarget& /*target*/, PortListener& listener) {
    listener_ = &listener;
    end(make_error(Errc::NotSupported, "this port only answers"));
}

void AnsweringPort::listen(PortListener& listener) {
    listener_ = &listener;
    if (const auto waiting = side_.wait(*this); !waiting) {
        end(waiting.error());
    }
}

void AnsweringPort::ask(CallerId caller, const CallerInfo& info) {
    caller_ = caller;
    LinkInfo link;
    link.carries = LinkInfo::Carries::IpPackets;
    link.local_endpoint = "openvpn";
    link.remote_endpoint = info.remote_endpoint;
    link_ = std::move(link);
    listener_->on_caller(info);
}

void AnsweringPort::admit(const CallerTerms& terms) {
    if (!caller_ || is_open_ || is_ending_) {
        return;
    }
    if (terms.ipv4) {
        link_->ipv4 = Ipv4Link{terms.ipv4->local, terms.ipv4->peer, {}, {}};
    }
    if (terms.ipv6) {
        link_->ipv6 = Ipv6Link{{}, {}, terms.ipv6->local};
    }
    side_.admit(*caller_, terms);
}

void AnsweringPort::come(std::uint16_t mtu) {
    is_open_ = true;
    link_->max_mru = mtu;
    listener_->on_opened(*link_);
    for (const Bytes& packet : std::exchange(early_, {})) {
        receive(packet);
    }
}

void AnsweringPort::receive(ByteSpan packet) {
    if (is_open_ && !is_ending_) {
        listener_->on_data(packet);
    } else if (link_ && early_.size() < kMaxEarly) {
        early_.emplace_back(packet.begin(), packet.end());
    }
}

void AnsweringPort::tell_room() {
    if (is_open_ && !is_ending_) {
        listener_->on_writable();
    }
}

bool AnsweringPort::can_send() const {
    return is_open_ && !is_ending_ && !side_.is_full();
}

Port::SendResult AnsweringPort::send(ByteSpan packet) {
    return can_send() && side_.send(*caller_, packet) ? SendResult::Taken : SendResult::Refused;
}

void AnsweringPort::close(Errc reason) {
    if (listener_ == nullptr || is_ending_) {
        return;
    }
    side_.leave(*this, caller_, reason);
    end_after(caller_ ? kFarewell : Duration{}, make_error(reason, "hung up"));
}

void AnsweringPort::end(const Error& error) {
    end_after({}, error);
}

void AnsweringPort::end_after(Duration farewell, const Error& error) {
    if (std::exchange(is_ending_, true)) {
        return;
    }
    farewell_.expires_after(farewell);
    farewell_.async_wait([this, weak = std::weak_ptr(alive_), error](
                             const boost::system::error_code& /*nobody cancels*/
                         ) {
        if (weak.expired()) {
            return;
        }
        caller_.reset();
        link_.reset();
        early_.clear();
        is_open_ = false;
        is_ending_ = false;
        std::exchange(listener_, nullptr)->on_closed(error);
    });
}

}  // namespace mprd::platform::openvpn
