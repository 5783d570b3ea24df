// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/events/event.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <utility>

namespace mprd::daemon {

/// A fact with its number. Numbers rise by one from 1 for the life of the process.
struct NumberedEvent {
    std::uint64_t number = 0;
    /// Of the drain that delivered it.
    TimePoint time{};
    /// Valid during the delivery only.
    const events::Event& event;
};

/// Delivers the router's facts, after the drain that produced them, in order, in the one control
/// thread. A consumer may subscribe and unsubscribe at any time, also from inside a delivery; it
/// then sees the next fact on.
class EventBus {
public:
    using Consumer = std::function<void(const NumberedEvent&)>;

    /// Ends its subscription when it goes.
    class Subscription {
    public:
        Subscription() = default;
        Subscription(EventBus& bus, std::uint64_t key) : bus_(&bus), key_(key) {}
        Subscription(Subscription&& other) noexcept
            : bus_(std::exchange(other.bus_, nullptr)), key_(other.key_) {}
        Subscription& operator=(Subscription&& other) noexcept {
            std::swap(bus_, other.bus_);
            std::swap(key_, other.key_);
            return *this;
        }
        Subscription(const Subscription&) = delete;
        Subscription& operator=(const Subscription&) = delete;
        ~Subscription() {
            if (bus_ != nullptr) {
                bus_->consumers_.erase(key_);
            }
        }

    private:
        EventBus* bus_ = nullptr;
        std::uint64_t key_ = 0;
    };

    /// Ends when the returned object goes. The bus must outlive it.
    [[nodiscard]] Subscription subscribe(Consumer consumer) {
        consumers_.emplace(++last_key_, std::move(consumer));
        return {*this, last_key_};
    }

    /// Calls every consumer before it returns.
    void publish(TimePoint time, const events::Event& event) {
        const NumberedEvent numbered{++last_number_, time, event};
        const std::uint64_t newest = last_key_;  // who subscribes meanwhile sees the next fact on
        // By key, not by iterator: a consumer may end any subscription while it is called.
        for (auto it = consumers_.begin(); it != consumers_.end() && it->first <= newest;) {
            const std::uint64_t key = it->first;
            const Consumer consumer = it->second;
            consumer(numbered);
            it = consumers_.upper_bound(key);
        }
    }

    /// Zero before the first fact.
    [[nodiscard]] std::uint64_t last_number() const { return last_number_; }

private:
    std::map<std::uint64_t, Consumer> consumers_;
    std::uint64_t last_key_ = 0;
    std::uint64_t last_number_ = 0;
};

}  // namespace mprd::daemon
