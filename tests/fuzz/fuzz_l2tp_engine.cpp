// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/tunnel/l2tp_engine.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <chrono>
#include <map>
#include <set>

using namespace mprd;        // NOLINT(google-build-using-namespace)
using namespace mprd::l2tp;  // NOLINT(google-build-using-namespace)

namespace {

constexpr std::size_t kMaxOutputs = 100'000;

/// One engine with calls of its own and peers that say what the input tells them to. What must hold
/// for any peers: each call gets one end at most and no opening after it, time goes on, memory is
/// bounded, and after a shutdown nothing is left.
class Session {
public:
    explicit Session(ByteSpan input) : in_(input) {
        EngineSettings settings;
        if ((in_.u8().value_or(0) & 1U) != 0) {
            settings.secret = Secret("secret");
        }
        settings.max_tunnels = 16;
        settings.max_half_open = 4;
        settings.max_half_open_per_peer = 2;
        engine_ = std::make_unique<Engine>(std::move(settings), kCrypto, random_);
    }

    void run() {
        while (const auto what = in_.u8()) {
            step(*what);
        }
        give(ShutDown{});
        now_ += std::chrono::minutes{10};
        engine_->handle_timeout(now_);
        drain();
        fuzz::require(engine_->status().tunnels == 0);
        fuzz::require(!engine_->next_deadline());
        fuzz::require(alive_.empty());
    }

private:
    void step(std::uint8_t what) {
        switch (what % 8) {
            case 0:
                return wait();
            case 1:
                alive_.insert(++last_call_);
                return give(ListenCall{CallId{last_call_}});
            case 2:
                alive_.insert(++last_call_);
                return give(OpenCall{CallId{last_call_}, peer(what), ""});
            case 3:
                return give(CloseCall{CallId{1U + in_.u8().value_or(0)}});
            default:
                return datagram(what);
        }
    }
    void wait() {
        now_ += std::chrono::milliseconds{std::int64_t{1} << (in_.u8().value_or(0) % 18)};
        engine_->handle_timeout(now_);
        drain();
    }
    static Endpoint peer(std::uint8_t what) {
        return {IpAddress::from(Ipv4Address{0xc0000201U + (what >> 6U)}), kPort, 0};
    }
    /// A message with numbers that may fit, to a tunnel that may exist, with the input's AVPs.
    void datagram(std::uint8_t what) {
        const std::uint8_t bits = in_.u8().value_or(0);
        const ByteSpan avps = in_.take(std::min<std::size_t>(in_.u8().value_or(0), in_.remaining()))
                                  .value_or(ByteSpan{});
        const Endpoint from = peer(what);
        const std::uint16_t tunnel = (bits & 1U) != 0 ? tunnels_[from] : std::uint16_t{0};
        const auto ns = static_cast<std::uint16_t>(((bits >> 1U) & 7U) + base_[from]);
        const auto nr = static_cast<std::uint16_t>(bits >> 4U);
        const auto session = (what & 8U) != 0 ? last_session_ : std::uint16_t{0};
        base_[from] = static_cast<std::uint16_t>(base_[from] + ((what >> 4U) & 1U));
        const Bytes bytes = make_control_packet(tunnel, session, {ns, nr}, avps);
        give(DatagramReceived{from, bytes});
    }
    void give(const Input& input) {
        engine_->handle(now_, input);
        drain();
    }
    void drain() {
        while (const auto output = engine_->poll_output()) {
            fuzz::require(++outputs_ < kMaxOutputs);
            if (const auto* sent = std::get_if<SendDatagram>(&*output)) {
                heard(*sent);
            } else if (const auto* opened = std::get_if<CallOpened>(&*output)) {
                fuzz::require(alive_.count(opened->id.value) == 1);
                fuzz::require(opened_.insert(opened->id.value).second);
            } else if (const auto* closed = std::get_if<CallClosed>(&*output)) {
                fuzz::require(alive_.erase(closed->id.value) == 1);
            }
        }
        const auto next = engine_->next_deadline();
        fuzz::require(!next || *next > now_);
        fuzz::require(engine_->status().tunnels <= 16);
        fuzz::require(engine_->status().half_open_tunnels <= 4);
    }
    /// What a peer learns from what he hears.
    void heard(const SendDatagram& sent) {
        const auto packet = parse_packet(sent.bytes);
        fuzz::require(packet && packet->is_control);
        const auto decoded = decode_message(packet->payload, std::nullopt);
        if (decoded && decoded->message.assigned_tunnel_id) {
            tunnels_[sent.to] = *decoded->message.assigned_tunnel_id;
        }
        if (decoded && decoded->message.assigned_session_id) {
            last_session_ = *decoded->message.assigned_session_id;
        }
    }

    static inline const platform::GcryptCrypto kCrypto;
    ByteReader in_;
    SeededRandom random_{1};
    std::unique_ptr<Engine> engine_;
    TimePoint now_{};
    std::uint32_t last_call_ = 0;
    std::size_t outputs_ = 0;
    std::set<std::uint32_t> alive_;
    std::set<std::uint32_t> opened_;
    std::map<Endpoint, std::uint16_t> tunnels_;
    std::map<Endpoint, std::uint16_t> base_;
    std::uint16_t last_session_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Session(ByteSpan(data, size)).run();
    return 0;
}
