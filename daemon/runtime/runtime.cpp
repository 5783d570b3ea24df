// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/runtime/runtime.hpp"

#include "daemon/runtime/link_runner.hpp"
#include "daemon/runtime/net_runner.hpp"

#include <utility>
#include <variant>

namespace mprd::daemon {

/// Carries out one output of the router. One overload each, so that a new output does not compile
/// until it is here.
class OutputVisitor {
public:
    explicit OutputVisitor(Runtime& runtime) : runtime_(runtime) {}

    void operator()(const router::OpenPort& out) const {
        if (LinkRunner* link = runtime_.link(out.port)) {
            link->open(out.target);
        }
    }
    void operator()(const router::ListenPort& out) const {
        if (LinkRunner* link = runtime_.link(out.port)) {
            link->listen();
        }
    }
    void operator()(const router::AdmitCaller& out) const {
        if (LinkRunner* link = runtime_.link(out.port)) {
            link->admit(out.terms);
        }
    }
    void operator()(const router::ClosePort& out) const {
        if (LinkRunner* link = runtime_.link(out.port)) {
            link->close(out.reason);
        }
    }
    void operator()(const router::SendFrame& out) const {
        if (LinkRunner* link = runtime_.link(out.port)) {
            link->send(out.protocol, out.information);
        }
    }
    void operator()(const router::SetFraming& out) const {
        if (LinkRunner* link = runtime_.link(out.port)) {
            link->set_framing(out.options);
        }
    }
    void operator()(const router::BindLink& out) const {
        if (LinkRunner* link = runtime_.link(out.port)) {
            link->bind(
                runtime_.net(out.interface),
                {out.ipv4, out.ipv6},
                out.may_send ? Sending::Allowed : Sending::Held
            );
        }
    }
    void operator()(const router::UnbindLink& out) const {
        if (LinkRunner* link = runtime_.link(out.port)) {
            link->unbind();
        }
    }
    void operator()(const router::ApplyNet& out) const {
        runtime_.net(out.interface).apply(out.config);
    }
    void operator()(const router::RemoveNet& out) const {
        runtime_.nets_
            .erase(out.interface);  // a link that is still bound to it lets go: ~NetRunner
    }
    void operator()(const router::DropHeld& out) const {
        const auto found = runtime_.nets_.find(out.interface);
        if (found != runtime_.nets_.end()) {
            found->second->drop_held();
        }
    }
    void operator()(const router::ReadTraffic& out) const {
        runtime_.handle(router::TrafficRead{out.port, runtime_.counters(out.port)});
    }
    void operator()(const router::WatchRip& out) const {
        if (LinkRunner* link = runtime_.link(out.port)) {
            link->watch_rip(out.wanted);
        }
    }
    void operator()(const router::AskAdminDll& out) const {
        if (runtime_.admin_dll_ != nullptr) {
            runtime_.admin_dll_->ask(out);
        }  // without one the question is late, and refused, at its deadline
    }
    void operator()(const router::AdminDllLate& out) const {
        if (runtime_.admin_dll_ != nullptr) {
            runtime_.admin_dll_->give_up(out);
        }
    }
    void operator()(const router::RequestCompleted& out) const {
        runtime_.complete(out.request, out.result);
    }
    void operator()(const router::Publish& out) const {
        runtime_.events_.publish(runtime_.now(), out.event);
    }
    void operator()(const router::ShutdownComplete& /*out*/) const {
        if (runtime_.shutdown_done_) {
            std::exchange(runtime_.shutdown_done_, nullptr)();
        }
    }

private:
    Runtime& runtime_;
};

Runtime::Runtime(Parts parts) : parts_(std::move(parts)), captures_([this] { update_taps(); }) {}

Runtime::~Runtime() {
    links_.clear();  // before the network interfaces that they may be bound to
    nets_.clear();
}

void Runtime::start() {
    parts_.nets.clean_up();  // of the kernel's data path too: routes are what it leaves
    parts_.router.start(now());
    drain();
    check_devices();
}

void Runtime::check_devices() {
    for (const admin::PortInfo& port : parts_.router.ports(now())) {
        if (LinkRunner* runner = link(port.handle)) {
            runner->check_device();
        }
    }
}

void Runtime::look_at_siblings(PortId port) {
    const auto info = parts_.router.port(now(), port);
    if (!info) {
        return;
    }
    for (const admin::PortInfo& other : parts_.router.ports(now())) {
        const auto found = links_.find(other.handle);
        if (other.handle != port && other.device_name == info->device_name &&
            found != links_.end()) {
            found->second->look_at_device();
        }
    }
}

void Runtime::shutdown(std::function<void()> done) {
    shutdown_done_ = std::move(done);
    handle(router::ShutdownRequested{});
}

void Runtime::handle(router::Input input) {
    if (draining_) {
        waiting_.push_back(std::move(input));
        return;
    }
    parts_.router.handle(now(), input);
    drain();
}

void Runtime::drain() {
    if (draining_) {
        return;  // the drain that is under way goes on until nothing is left
    }
    draining_ = true;
    while (true) {
        while (const auto output = parts_.router.poll_output()) {
            std::visit(OutputVisitor(*this), *output);
        }
        if (waiting_.empty()) {
            break;
        }
        const router::Input input = std::move(waiting_.front());
        waiting_.pop_front();
        parts_.router.handle(now(), input);
    }
    draining_ = false;
    arm_alarm();
}

void Runtime::arm_alarm() {
    const auto deadline = parts_.router.next_deadline();
    if (deadline == armed_for_) {
        return;
    }
    armed_for_ = deadline;
    if (!deadline) {
        parts_.alarm->cancel();
        return;
    }
    parts_.alarm->set(*deadline - now(), [this] {
        armed_for_.reset();
        parts_.router.handle_timeout(now());
        drain();
    });
}

void Runtime::report_hold_overflow(InterfaceId interface, std::uint64_t dropped) {
    if (const InterfaceRow* row = parts_.router.interfaces().find(interface)) {
        events_.publish(now(), events::HoldOverflow{interface, row->config.name, dropped});
    }
}

void Runtime::update_taps() {
    for (const auto& [port, link] : links_) {
        link->update_tap();
    }
}

LinkRunner* Runtime::link(PortId port) {
    const auto found = links_.find(port);
    if (found != links_.end()) {
        return found->second.get();
    }
    const auto info = parts_.router.port(now(), port);
    if (!info) {
        return nullptr;
    }
    auto made = parts_.ports(*info);
    if (!made) {
        handle(router::PortClosed{port, made.error()});
        return nullptr;
    }
    auto& slot = links_[port];
    slot = std::make_unique<LinkRunner>(*this, port, std::move(*made));
    return slot.get();
}

NetRunner& Runtime::net(InterfaceId interface) {
    auto& slot = nets_[interface];
    if (!slot) {
        slot = std::make_unique<NetRunner>(*this, interface);
    }
    return *slot;
}

bool Runtime::is_carried_by_kernel(InterfaceId interface) const {
    const InterfaceRow* row = parts_.router.interfaces().find(interface);
    return parts_.kernel != nullptr && row != nullptr && parts_.kernel->carries(row->config);
}

RequestId Runtime::expect(std::function<void(Errc)> done) {
    requests_.emplace(++last_request_, std::move(done));
    return RequestId{last_request_};
}

void Runtime::complete(RequestId request, Errc result) {
    const auto found = requests_.find(request.value);
    if (found == requests_.end()) {
        return;  // its client went away: the attempt went on without it
    }
    const auto done = std::move(found->second);
    requests_.erase(found);
    done(result);
}

void Runtime::read_traffic(PortId port) {
    const auto found = links_.find(port);
    if (found != links_.end() && found->second->pump() != nullptr) {
        handle(router::TrafficRead{port, found->second->counters()});
    }
}

LinkCounters Runtime::counters(PortId port) const {
    const auto found = links_.find(port);
    return found == links_.end() ? LinkCounters{} : found->second->counters();
}

}  // namespace mprd::daemon
