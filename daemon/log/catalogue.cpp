// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "daemon/log/log.hpp"

#include <array>
#include <cassert>
#include <variant>

namespace mprd::daemon {
namespace {

constexpr std::array kMessages{
    MessageInfo{
        Message::Starting,
        LogLevel::Info,
        "MPRD_STARTING",
        "The daemon starts with this configuration."},
    MessageInfo{
        Message::Ready,
        LogLevel::Info,
        "MPRD_READY",
        "Interfaces are there and the control socket answers."},
    MessageInfo{
        Message::Stopping,
        LogLevel::Info,
        "MPRD_STOPPING",
        "A signal asked to stop; calls are being ended."},
    MessageInfo{Message::Stopped, LogLevel::Info, "MPRD_STOPPED", "Everything is down."},
    MessageInfo{
        Message::StopForced,
        LogLevel::Warning,
        "MPRD_STOP_FORCED",
        "A peer or device did not end its call in time; the daemon stopped without waiting "
        "longer."},
    MessageInfo{
        Message::ConfigurationWrong,
        LogLevel::Error,
        "MPRD_CONFIGURATION_WRONG",
        "A configuration file is wrong at the place named; nothing was started, or reloaded. Mend "
        "it "
        "and check with --check-config."},
    MessageInfo{
        Message::ConfigurationNotStored,
        LogLevel::Error,
        "MPRD_CONFIGURATION_NOT_STORED",
        "A change is in force but could not be written; it will be lost at a restart. Make room or "
        "mend the rights."},
    MessageInfo{
        Message::CannotStart,
        LogLevel::Error,
        "MPRD_CANNOT_START",
        "The daemon ends at once, for the reason named."},
    MessageInfo{
        Message::ControlFull,
        LogLevel::Warning,
        "MPRD_CONTROL_FULL",
        "More clients at once than the control socket serves; further ones are told so until some "
        "end."},
    MessageInfo{
        Message::ClockChanged,
        LogLevel::Info,
        "MPRD_CLOCK_CHANGED",
        "Somebody set the wall clock; dial-out hours are looked at again."},
    MessageInfo{
        Message::ReloadRefused,
        LogLevel::Error,
        "MPRD_RELOAD_REFUSED",
        "The files were not taken over, for the reason named; the router runs as before."},
    MessageInfo{
        Message::RestartNeeded,
        LogLevel::Warning,
        "MPRD_RESTART_NEEDED",
        "The files were reloaded; this member is in force after a restart only."},
    MessageInfo{
        Message::NotWatching,
        LogLevel::Warning,
        "MPRD_NOT_WATCHING",
        "Changes of the files on disk are not noticed by themselves; mprctl service reload reads "
        "them all the same."},
    MessageInfo{
        Message::DeviceSays,
        LogLevel::Info,
        "MPRD_DEVICE_SAYS",
        "A device, or a program that carries one, has said this; its name stands before it."},
    MessageInfo{
        Message::AdminDllFailed,
        LogLevel::Error,
        "MPRD_ADMIN_DLL_FAILED",
        "The process of the administration DLL has ended, or was ended because it hung; the call "
        "that it was asked about is refused. It is started again for the next one."},
};

}  // namespace

const MessageInfo& info_of(Message message) {
    for (const MessageInfo& info : kMessages) {
        if (info.message == message) {
            return info;
        }
    }
    assert(false && "each message has its line");
    return kMessages[0];
}

LogLevel level_of(const events::Event& event) {
    if (std::holds_alternative<events::WhyRecorded>(event) ||
        std::holds_alternative<events::ProtocolOpened>(event) ||
        std::holds_alternative<events::PortStateChanged>(event)) {
        return LogLevel::Debug;
    }
    if (std::holds_alternative<events::ConnectAttemptFailed>(event) ||
        std::holds_alternative<events::CallRefused>(event) ||
        std::holds_alternative<events::ConfigurationChangedOnDisk>(event) ||
        std::holds_alternative<events::HoldOverflow>(event)) {
        return LogLevel::Warning;
    }
    const auto* net = std::get_if<events::NetDeviceStateChanged>(&event);
    return net != nullptr && net->error != Errc::Ok ? LogLevel::Warning : LogLevel::Info;
}

}  // namespace mprd::daemon
