// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/fifo.hpp"
#include "core/ppp/ppp_engine.hpp"

#include <optional>
#include <utility>

namespace mprd::ppp {

/// What the parts of one link share: the queue of outputs, the counters of bad packets and the
/// services that the engine was given. Owned by the stack; the parts keep a reference.
class LinkContext {
public:
    /// The three services must outlive the context.
    LinkContext(const Crypto& a_crypto, RandomSource& a_random, Entropy& an_entropy)
        : crypto(a_crypto), random(a_random), entropy(an_entropy) {}

    /// Queues an output for the owner of the engine.
    void emit(Output output) { outputs_.push(std::move(output)); }
    /// Queues a frame: protocol number and information field.
    void send(std::uint16_t protocol, Bytes information) {
        emit(SendFrame{protocol, std::move(information)});
    }
    /// The oldest output, which leaves the queue; nothing when it is empty.
    [[nodiscard]] std::optional<Output> poll() { return outputs_.poll(); }

    /// A new call starts; counters go on.
    void forget_call() {
        peer_mru = 1500;
        own_challenge.clear();
    }

    /// Digests and ciphers of the authentication methods.
    const Crypto& crypto;
    /// For identifiers and magic numbers: repeatable in tests, no secret.
    RandomSource& random;
    /// For challenges: must not be predictable.
    Entropy& entropy;
    /// Length fields or options that do not fit their packet.
    std::uint64_t packets_malformed = 0;
    /// Well formed, but not for this state, phase or identifier.
    std::uint64_t packets_unexpected = 0;
    /// Protocol-Rejects that we sent.
    std::uint64_t protocols_rejected = 0;
    /// No packet of ours that repeats a packet of the peer may be longer (RFC 1661 section 5.6).
    std::uint16_t peer_mru = 1500;
    /// The challenge that we have set the peer; nobody may make us answer it.
    Bytes own_challenge;

private:
    Fifo<Output> outputs_;
};

}  // namespace mprd::ppp
