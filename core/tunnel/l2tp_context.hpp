// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/crypto.hpp"
#include "core/base/fifo.hpp"
#include "core/base/random.hpp"
#include "core/tunnel/l2tp_engine_messages.hpp"
#include "core/wire/l2tp_message.hpp"

#include <deque>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace mprd::l2tp {

/// What the tunnels of one engine share: settings and services, the queue of outputs, the waiting
/// listeners and where each call is. Owned by the engine; the tunnels keep a reference.
class EngineContext {
public:
    /// Session ids in use; half of them stay free, so that finding one takes two draws at most, on
    /// average.
    static constexpr std::size_t kMaxCalls = 32767;

    /// Where a call of the owner is.
    struct Place {
        std::uint16_t tunnel = 0;  ///< zero: it waits for somebody to call
        std::uint16_t session = 0;
    };

    /// The services must outlive the context.
    EngineContext(EngineSettings a_settings, const Crypto& a_crypto, Entropy& an_entropy)
        : settings(std::move(a_settings)), crypto(a_crypto), entropy(an_entropy) {}

    /// Queues an output for the owner of the engine.
    void emit(Output output) { outputs_.push(std::move(output)); }
    [[nodiscard]] std::optional<Output> poll();

    /// For messages of peers; nothing without a secret.
    [[nodiscard]] std::optional<AvpCipher> cipher() const;
    [[nodiscard]] Bytes encode(const ControlMessage& message);
    [[nodiscard]] Bytes random_octets(std::size_t size);
    /// Any number but zero.
    [[nodiscard]] std::uint16_t random_id();

    /// A session id that no call has; nothing when kMaxCalls are there. give_back() frees it.
    [[nodiscard]] std::optional<std::uint16_t> take_session_id();
    void give_back(std::uint16_t session_id) { sessions_.erase(session_id); }

    /// A waiting listener in the order of ListenCall; nothing when none waits.
    [[nodiscard]] std::optional<CallId> take_listener();
    [[nodiscard]] bool has_listener() const { return !listeners_.empty(); }
    void add_listener(CallId id);
    [[nodiscard]] bool has_ever_listened() const { return has_ever_listened_; }
    /// Where `id` is; nothing when it is over.
    [[nodiscard]] std::optional<Place> find_call(CallId id) const;
    void set_place(CallId id, Place place) { places_[id] = place; }
    /// The last word about a call.
    void close_call(CallId id, Error error);

    EngineSettings settings;
    const Crypto& crypto;
    Entropy& entropy;
    EngineStatus status;

private:
    Fifo<Output> outputs_;
    std::unordered_set<std::uint16_t> sessions_;
    std::deque<CallId> listeners_;
    bool has_ever_listened_ = false;
    std::unordered_map<CallId, Place> places_;
};

}  // namespace mprd::l2tp
