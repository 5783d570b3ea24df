// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// mprd.Capture and mprd.CaptureStop: the frames of a link, for a capture file.
#include "daemon/control/capture_stream.hpp"
#include "daemon/control/method.hpp"
#include "daemon/control/session.hpp"

#include <array>

namespace mprd::daemon {
namespace capture_calls {
namespace {

using nlohmann::json;

Result<void> check_interface(const Call& call, InterfaceId interface) {
    const bool is_there = call.context.runtime.router().interfaces().find(interface) != nullptr;
    return is_there ? Result<void>()
                    : make_error(Errc::InvalidHandle, "no interface has this handle");
}

Result<void> check_port(const Call& call, PortId port) {
    const bool is_there = call.context.runtime.router().port(call.now(), port).has_value();
    return is_there ? Result<void>()
                    : make_error(Errc::InvalidPortHandle, "no port has this handle");
}

Result<void> check_room(const Call& call) {
    if (call.session.capture() != nullptr) {
        return make_error(
            Errc::InvalidParameter,
            "this connection captures already; mprd.CaptureStop ends that, or open another one"
        );
    }
    if (call.context.runtime.captures().size() >= CaptureStream::kMaxCaptures) {
        return make_error(
            Errc::NotEnoughMemory,
            "at most " + std::to_string(CaptureStream::kMaxCaptures) + " captures at once"
        );
    }
    return {};
}

Answer capture(Call& call) {
    Params params(call.params);
    const bool has_interface = params.has("interface");
    const CaptureTarget target{
        InterfaceId{params.optional<std::uint32_t>("interface", 0)},
        PortId{params.optional<std::uint32_t>("port", 0)}};
    const auto snap = params.optional<std::uint32_t>("snapLength", CaptureStream::kMaxSnapLength);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    if (has_interface == params.has("port")) {
        return BadParams{
            "expected /interface or /port, found " +
            std::string(has_interface ? "both" : "none of them")};
    }
    if (snap == 0 || snap > CaptureStream::kMaxSnapLength) {
        return BadParams{
            "/snapLength: expected 1 to " + std::to_string(CaptureStream::kMaxSnapLength) +
            ", found " + std::to_string(snap)};
    }
    const auto is_there =
        has_interface ? check_interface(call, target.interface) : check_port(call, target.port);
    for (const auto& checked : {is_there, check_room(call)}) {
        if (!checked) {
            return failure(checked.error());
        }
    }
    call.session.start_capture(target, snap);
    return success();
}

Answer capture_stop(Call& call) {
    Params params(call.params);
    if (!params.ok()) {
        return BadParams{params.error()};
    }
    const CaptureStream* running = call.session.capture();
    if (running == nullptr) {
        return failure(make_error(Errc::InvalidParameter, "this connection does not capture"));
    }
    Answer answer = success({{"frames", running->frames()}, {"lost", running->lost()}});
    call.session.stop_capture();
    return answer;
}

constexpr std::array kMethods{
    Method{"mprd.Capture", capture},
    Method{"mprd.CaptureStop", capture_stop},
};

}  // namespace
}  // namespace capture_calls

std::span<const Method> capture_methods() {
    return capture_calls::kMethods;
}

}  // namespace mprd::daemon
