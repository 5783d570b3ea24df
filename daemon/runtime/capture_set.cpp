// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/runtime/capture_set.hpp"

namespace mprd::daemon {

CaptureSet::Subscription CaptureSet::add(CaptureTarget target, Consumer consumer) {
    captures_.emplace(++last_key_, Capture{target, std::move(consumer)});
    if (captures_.size() == 1) {
        on_change_();
    }
    return {*this, last_key_};
}

void CaptureSet::remove(std::uint64_t key) {
    captures_.erase(key);
    if (captures_.empty()) {
        on_change_();
    }
}

void CaptureSet::deliver(PortId port, const CapturedFrame& frame) const {
    for (const auto& [key, capture] : captures_) {
        if (port && capture.target.port == port) {
            capture.consumer(frame);
        }
    }
}

void CaptureSet::deliver(InterfaceId interface, const CapturedFrame& frame) const {
    for (const auto& [key, capture] : captures_) {
        if (interface && capture.target.interface == interface) {
            capture.consumer(frame);
        }
    }
}

}  // namespace mprd::daemon
