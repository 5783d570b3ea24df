// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "core/ppp/ppp_engine.hpp"
#include "core/wire/control_packet.hpp"
#include "core/wire/protocol_numbers.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "tests/fuzz/fuzz.hpp"

#include <algorithm>
#include <array>

using namespace mprd;       // NOLINT(google-build-using-namespace)
using namespace mprd::ppp;  // NOLINT(google-build-using-namespace)

namespace {

/// More outputs than this from one input would be an amplifier for a peer.
constexpr int kMaxOutputs = 40;

constexpr std::array<std::uint16_t, 16> kProtocols{
    wire::kProtocolLcp,
    wire::kProtocolLcp,
    wire::kProtocolPap,
    wire::kProtocolChap,
    wire::kProtocolIpcp,
    wire::kProtocolIpcp,
    wire::kProtocolIpv6cp,
    wire::kProtocolIpv6cp,
    wire::kProtocolIpv4,
    wire::kProtocolCcp,
    wire::kProtocolLcp,
    wire::kProtocolLcp,
    wire::kProtocolPap,
    wire::kProtocolChap,
    wire::kProtocolIpcp,
    wire::kProtocolCbcp};

PppConfig make_config(std::uint8_t bits) {
    PppConfig config;
    config.auth.user_name = "branch1";
    config.auth.password = Secret("s3cret");
    if ((bits & 1U) != 0) {
        config.auth.require = all_auth_methods();
        config.auth.challenge_interval = std::chrono::seconds{5};
    }
    if ((bits & 2U) != 0) {
        config.ipcp.local = Ipv4Address{0x0a000001};
        config.ipcp.peer = Ipv4Address{0x0a000002};
        config.ipcp.give_dns = {Ipv4Address{0x0a000003}};
    }
    config.ipcp.require_local = (bits & 4U) != 0;
    config.ipcp.require_peer = (bits & 8U) != 0 && (bits & 2U) != 0;
    config.ipv6cp.enabled = (bits & 16U) != 0;
    config.lcp.passive = (bits & 32U) != 0;
    if ((bits & 64U) != 0) {
        config.call_back.role = CallBackSettings::Role::Answer;
        config.auth.order = AuthSettings::Order::PeerFirst;
    } else if ((bits & 128U) != 0) {
        config.call_back.role = CallBackSettings::Role::Ask;
        config.call_back.number = "0551";
    }
    return config;
}

/// One engine, driven by bytes: frames, time, secrets, calls. Checks what must hold for any peer.
class Session {
public:
    explicit Session(std::uint8_t bits)
        : random_(bits), engine_(make_config(bits), crypto(), random_, random_) {}

    void run(ByteReader reader) {
        engine_.handle(now_, LinkUp{});
        drain();
        while (const auto op = reader.u8()) {
            step(*op, reader);
        }
        engine_.handle(now_, LinkDown{make_error(Errc::NoCarrier, "")});
        drain();
        fuzz::require(finished_ == started_);
        fuzz::require(!engine_.next_deadline());
        fuzz::require(!is_ipv4_up_ && !is_ipv6_up_);
    }

private:
    static const Crypto& crypto() {
        static const platform::GcryptCrypto instance;
        return instance;
    }

    void step(std::uint8_t op, ByteReader& reader) {
        const std::uint8_t kind = op & 0x0fU;
        if (kind < 5) {
            return send_raw(op, reader);
        }
        if (kind < 9) {
            return answer_last(op);
        }
        switch (kind) {
            case 9:
            case 10:
                return expire();
            case 11:
                give_secret();
                return drain();
            case 12:
                engine_.handle(now_, PeerSecretFound{std::nullopt, {}, {}});
                return drain();
            case 13:
                engine_.handle(now_, CloseRequested{Errc::UserDisconnection});
                return drain();
            case 14:
                now_ += std::chrono::milliseconds{op * 10};
                return;
            default:
                if (finished_ == started_) {
                    ++started_;
                    engine_.handle(now_, LinkUp{});
                    drain();
                }
        }
    }

    void give_secret() {
        PeerSecretFound found;
        found.secret = Secret("s3cret");
        found.call_back = {wire::CallBackType::None, wire::CallBackType::CallerNumber};
        engine_.handle(now_, found);
    }

    void send_raw(std::uint8_t op, ByteReader& reader) {
        const std::uint16_t protocol = kProtocols[(op >> 4U) % kProtocols.size()];
        const std::size_t size = reader.u8().value_or(0) & 0x3fU;
        const auto bytes = reader.take(std::min(size, reader.remaining()));
        engine_.handle(now_, FrameReceived{protocol, *bytes});
        drain();
    }

    /// A good peer's answer to the engine's last request of a protocol, or its own packet back.
    void answer_last(std::uint8_t op) {
        const std::size_t index = (op >> 4U) % kProtocols.size();
        Bytes copy = last_[index % last_.size()];
        if (copy.empty()) {
            return;
        }
        const std::uint8_t kind = op & 0x0fU;
        if (kind != 8) {
            copy[0] = static_cast<std::uint8_t>(kind - 5 + wire::kConfigureAck);
        }
        engine_.handle(now_, FrameReceived{kProtocols[index], copy});
        drain();
    }

    void expire() {
        const auto deadline = engine_.next_deadline();
        if (!deadline) {
            return;
        }
        now_ = std::max(now_, *deadline);
        engine_.handle_timeout(now_);
        drain();
        const auto next = engine_.next_deadline();
        fuzz::require(!next || *next > now_);  // or a timer would spin
    }

    void drain() {
        int outputs = 0;
        while (const auto output = engine_.poll_output()) {
            fuzz::require(++outputs < kMaxOutputs);
            fuzz::require(finished_ < started_);
            look_at(*output);
        }
        if (const auto decided = std::exchange(decided_, std::nullopt)) {
            engine_.handle(now_, *decided);
            drain();
        }
    }

    void look_at(const Output& output) {
        if (const auto* frame = std::get_if<SendFrame>(&output)) {
            fuzz::require(wire::parse_control_packet(frame->information).has_value());
            remember(*frame);
        } else if (const auto* wanted = std::get_if<CallBackWanted>(&output)) {
            decided_.emplace();
            if (wanted->number.size() % 2 != 0) {
                decided_->refusal = make_error(Errc::BadCallbackNumber, "odd");
            }
        } else if (const auto* finished = std::get_if<Finished>(&output)) {
            fuzz::require(finished->error.code != Errc::Ok);
            ++finished_;
            fuzz::require(!is_ipv4_up_ && !is_ipv6_up_);
        } else if (const auto* v4 = std::get_if<Ipv4Opened>(&output)) {
            fuzz::require(!std::exchange(is_ipv4_up_, true) && v4->local != v4->peer);
        } else if (std::holds_alternative<Ipv4Closed>(output)) {
            fuzz::require(std::exchange(is_ipv4_up_, false));
        } else if (const auto* v6 = std::get_if<Ipv6Opened>(&output)) {
            fuzz::require(!std::exchange(is_ipv6_up_, true) && v6->local != v6->peer);
        } else if (std::holds_alternative<Ipv6Closed>(output)) {
            fuzz::require(std::exchange(is_ipv6_up_, false));
        }
    }

    void remember(const SendFrame& frame) {
        for (std::size_t i = 0; i < kProtocols.size(); ++i) {
            const bool is_request = frame.information[0] == wire::kConfigureRequest;
            if (kProtocols[i] == frame.protocol && is_request) {
                last_[i] = frame.information;
            }
        }
    }

    SeededRandom random_;
    PppEngine engine_;
    TimePoint now_{};
    std::array<Bytes, kProtocols.size()> last_;
    std::optional<CallBackDecided> decided_;
    int started_ = 1;
    int finished_ = 0;
    bool is_ipv4_up_ = false;
    bool is_ipv6_up_ = false;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 1) {
        return 0;
    }
    Session(data[0]).run(ByteReader(ByteSpan(data + 1, size - 1)));
    return 0;
}
