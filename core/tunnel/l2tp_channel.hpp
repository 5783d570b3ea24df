// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/bytes.hpp"
#include "core/base/time.hpp"
#include "core/wire/l2tp_header.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

namespace mprd::l2tp {

/// How patient a control channel is.
struct ChannelSettings {
    /// Until the first repetition; grows with the measured time to the peer. Short, because one
    /// lost datagram must not cost a second.
    Duration first_interval = std::chrono::milliseconds{250};
    /// The interval doubles up to this: RFC 2661 section 5.8, "no less than 8 seconds".
    Duration longest_interval = std::chrono::seconds{8};
    /// Of one message, the first one included; then the peer is dead. As patient as the five
    /// repetitions from one second on that the RFC recommends.
    int max_transmissions = 8;
    /// Messages that we take out of order, and that the peer may have under way.
    std::uint16_t receive_window = 16;
};

/// The reliable delivery of control messages of one tunnel (RFC 2661 section 5.8 and appendix A):
/// sequence numbers, a sliding window that starts small, repetition, and messages that came too
/// early kept until their turn.
///
/// Makes no datagrams: poll() says what is to be sent. Its owner sends an empty message (ZLB) when
/// needs_ack() stays true after the last poll().
class ReliableChannel {
public:
    /// What a peer assumes that says nothing of its window (RFC 2661 section 4.4.3).
    static constexpr std::uint16_t kDefaultWindow = 4;
    /// Far enough below the half of all numbers, which is_before() can tell apart.
    static constexpr std::uint16_t kMaxWindow = 1024;
    /// Messages that wait for an acknowledgement or for their turn. Who makes us answer more gets
    /// no more of his messages taken, see can_accept().
    static constexpr std::size_t kMaxQueued = 8192;

    /// One message to put on the wire; `avps` is valid until the channel is next used.
    struct Transmission {
        std::uint16_t session_id = 0;
        Sequence sequence;
        ByteSpan avps;
    };
    /// One message of the peer.
    struct Message {
        std::uint16_t session_id = 0;
        Bytes avps;
    };

    explicit ReliableChannel(const ChannelSettings& settings)
        : settings_(settings),
          first_interval_(settings.first_interval),
          interval_(first_interval_) {}

    /// The peer's Receive Window Size, at least 1; more than kMaxWindow is not used.
    void set_peer_window(std::uint16_t window) { peer_window_ = std::min(window, kMaxWindow); }
    /// Queues a message; it goes out when the window lets it.
    void send(std::uint16_t session_id, Bytes avps);
    /// Takes the acknowledgement out of a header, of a ZLB too.
    void acknowledged(TimePoint now, std::uint16_t nr);
    /// Takes one message. What can be worked on now comes out of next_message().
    void receive(std::uint16_t ns, std::uint16_t session_id, ByteSpan avps);
    /// The peer's next message in order.
    [[nodiscard]] std::optional<Message> next_message();
    /// False: so many answers wait already that messages of the peer must be dropped.
    [[nodiscard]] bool can_accept() const { return queue_.size() < kMaxQueued; }

    /// What is to be sent now; call until it gives nothing.
    [[nodiscard]] std::optional<Transmission> poll(TimePoint now);
    /// The peer waits for an acknowledgement that poll() had no message for.
    [[nodiscard]] bool needs_ack() const { return needs_ack_; }
    /// The numbers of a ZLB, which counts as sent.
    [[nodiscard]] Sequence take_ack();

    /// Makes poll() repeat the oldest message if that is due; false when the peer is dead.
    [[nodiscard]] bool handle_timeout(TimePoint now);
    [[nodiscard]] std::optional<TimePoint> next_deadline() const { return deadline_; }
    /// All that we sent was acknowledged.
    [[nodiscard]] bool is_idle() const { return queue_.empty(); }
    /// Of the peer: repeated, or further ahead than our window.
    [[nodiscard]] std::uint64_t messages_dropped() const { return messages_dropped_; }

private:
    struct Queued {
        std::uint16_t session_id = 0;
        Bytes avps;
        int transmissions = 0;
        TimePoint sent_at{};
    };
    void measure(TimePoint now, const Queued& message);
    void open_window();

    ChannelSettings settings_;
    std::deque<Queued> queue_;
    std::size_t in_flight_ = 0;      ///< of the queue's front, sent since the last time-out
    std::uint16_t first_ns_ = 0;     ///< of the queue's front
    std::uint16_t next_new_ns_ = 0;  ///< behind the last one that was ever sent
    std::uint16_t peer_window_ = kDefaultWindow;
    std::uint32_t window_ = 1;  ///< congestion window, appendix A
    std::uint32_t slow_start_until_ = 0xffff;
    std::uint32_t acks_in_window_ = 0;
    Duration first_interval_;
    Duration interval_;
    std::optional<Duration> round_trip_;  ///< smoothed
    std::optional<TimePoint> deadline_;

    std::uint16_t expected_ns_ = 0;  ///< Nr of what we send
    std::map<std::uint16_t, Message> early_;
    bool needs_ack_ = false;
    std::uint64_t messages_dropped_ = 0;
};

}  // namespace mprd::l2tp
