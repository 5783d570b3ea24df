// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "platform/process/process_handle_linux.hpp"
#include "platform/process/start.hpp"
#include "platform/process/tun_tap.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

namespace mprd::platform {
namespace {

Error system_error(Errc code, const std::string& what, int number = errno) {
    const std::error_code cause(number, std::generic_category());
    return make_error(code, what + ": " + cause.message(), cause);
}

/// Both ends of what joins us.
struct Pair {
    UniqueFd ours;
    UniqueFd theirs;
};

Result<Pair> socket_pair(int type) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        return system_error(Errc::FromDevice, "cannot make a socket for a program");
    }
    return Pair{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

Result<Pair> terminal_pair() {
    UniqueFd ours(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    std::array<char, 128> name{};
    if (!ours || ::grantpt(ours.get()) != 0 || ::unlockpt(ours.get()) != 0 ||
        ::ptsname_r(ours.get(), name.data(), name.size()) != 0) {
        return system_error(Errc::FromDevice, "cannot make a pseudo terminal for a program");
    }
    UniqueFd theirs(::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios line{};
    if (!theirs || ::tcgetattr(theirs.get(), &line) != 0) {
        return system_error(Errc::FromDevice, "cannot open the pseudo terminal of a program");
    }
    ::cfmakeraw(&line);
    static_cast<void>(::tcsetattr(theirs.get(), TCSANOW, &line));
    return Pair{std::move(ours), std::move(theirs)};
}

Result<Pair> pipe_pair() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        return system_error(Errc::FromDevice, "cannot make a pipe for a program");
    }
    return Pair{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

Result<Pair> open_channel(ProcessChannel channel) {
    switch (channel) {
        case ProcessChannel::Bytes:
        case ProcessChannel::Connection:
            return socket_pair(SOCK_STREAM);
        case ProcessChannel::Messages:
            return socket_pair(SOCK_SEQPACKET);
        case ProcessChannel::Terminal:
            return terminal_pair();
        case ProcessChannel::Lines:
            break;
    }
    return Pair{{}, UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC))};
}

/// A vector of pointers as execve() wants it; valid as long as `texts`.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

struct Limit {
    __rlimit_resource resource;
    rlim_t value;
};

std::vector<Limit> limits_of(const ProcessLimits& wanted) {
    std::vector<Limit> limits{{RLIMIT_CORE, 0}};  // a core file may hold secrets
    if (wanted.open_files) {
        limits.push_back({RLIMIT_NOFILE, *wanted.open_files});
    }
    if (wanted.memory) {
        limits.push_back({RLIMIT_AS, *wanted.memory});
    }
    if (wanted.cpu_time) {
        limits.push_back({RLIMIT_CPU, static_cast<rlim_t>(wanted.cpu_time->count())});
    }
    return limits;
}

/// All that the child needs, made before the fork: after it nothing may allocate.
struct Plan {
    std::string program;
    std::vector<std::string> arguments;
    std::vector<std::string> environment;
    std::vector<char*> argv;
    std::vector<char*> envp;
    std::vector<Limit> limits;
    std::string working_directory;
    ProcessChannel channel = ProcessChannel::Bytes;
    bool traps_tun = false;
    int standard = -1;      ///< its end of the channel
    int error_output = -1;  ///< its end of the pipe
    int report = -1;        ///< where it says what failed
};

std::vector<std::string> environment_of(const ProcessCommand& command, const std::string& path) {
    std::map<std::string, std::string> variables = command.environment;
    variables.emplace("PATH", path);
    for (char** entry = command.keeps_surroundings ? environ : nullptr;
         entry != nullptr && *entry != nullptr;
         ++entry) {
        const std::string_view text(*entry);
        const std::size_t end = std::min(text.find('='), text.size());
        variables.emplace(text.substr(0, end), text.substr(std::min(end + 1, text.size())));
    }
    std::vector<std::string> texts;
    texts.reserve(variables.size());
    for (const auto& [name, value] : variables) {
        texts.push_back(name + '=' + value);
    }
    return texts;
}

std::string folder_of(const ProcessCommand& command) {
    return !command.working_directory.empty() ? command.working_directory
           : command.keeps_surroundings       ? "."
                                              : "/";
}

Result<Plan> make_plan(const ProcessCommand& command) {
    const std::string path = search_path(command);
    auto program = find_program(command.arguments.at(0), path);
    if (!program) {
        return program.error();
    }
    Plan plan;
    plan.program = std::move(*program);
    plan.arguments = command.arguments;
    plan.environment = environment_of(command, path);
    plan.limits = limits_of(command.limits);
    plan.working_directory = folder_of(command);
    plan.channel = command.channel;
    plan.traps_tun = command.traps_tun;
    return plan;
}

/// What the child was doing when it failed.
enum class Step : int {
    Prepare,
    ChangeFolder,
    SetLimits,
    TrapTun,
    Execute,
};
struct Report {
    Step step;
    int error;
};

std::string name_of(Step step, const Plan& plan) {
    switch (step) {
        case Step::Prepare:
            break;
        case Step::ChangeFolder:
            return "cannot enter its working directory " + plan.working_directory;
        case Step::SetLimits:
            return "cannot set its limits";
        case Step::TrapTun:
            return "cannot watch for its TUN device (seccomp)";
        case Step::Execute:
            return "cannot run it";
    }
    return "cannot prepare it";
}

// ---- in the child, between fork and exec: only what is async-signal-safe

[[noreturn]] void give_up(const Plan& plan, Step step) {
    const Report report{step, errno};
    static_cast<void>(!::write(plan.report, &report, sizeof report));
    ::_exit(127);
}

void reset_signals() {
    for (int signal = 1; signal < NSIG; ++signal) {
        static_cast<void>(::signal(signal, SIG_DFL));
    }
    sigset_t none;
    sigemptyset(&none);
    static_cast<void>(::sigprocmask(SIG_SETMASK, &none, nullptr));
}

void join_streams(const Plan& plan) {
    const bool is_lines = plan.channel == ProcessChannel::Lines;
    const int output = is_lines ? plan.error_output : plan.standard;
    const bool keeps_output = plan.channel == ProcessChannel::Connection;
    if (::dup2(plan.standard, STDIN_FILENO) < 0 ||
        (!keeps_output &&
         (::dup2(output, STDOUT_FILENO) < 0 || ::dup2(plan.error_output, STDERR_FILENO) < 0))) {
        give_up(plan, Step::Prepare);
    }
    if (plan.channel == ProcessChannel::Terminal) {
        static_cast<void>(::ioctl(STDIN_FILENO, TIOCSCTTY, 0));
    }
    // Ours are all close-on-exec; a library's may not be.
    static_cast<void>(::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC));
}

[[noreturn]] void become(const Plan& plan, pid_t parent) {
    static_cast<void>(::setsid());
    static_cast<void>(::prctl(PR_SET_PDEATHSIG, SIGKILL));
    if (::getppid() != parent) {
        ::_exit(127);  // the parent died before it could be asked for
    }
    reset_signals();
    join_streams(plan);
    if (::chdir(plan.working_directory.c_str()) != 0) {
        give_up(plan, Step::ChangeFolder);
    }
    for (const Limit& limit : plan.limits) {
        const rlimit both{limit.value, limit.value};
        if (::setrlimit(limit.resource, &both) != 0) {
            give_up(plan, Step::SetLimits);
        }
    }
    if (plan.traps_tun && !send_tun_trap(plan.report)) {
        give_up(plan, Step::TrapTun);
    }
    ::execve(plan.program.c_str(), plan.argv.data(), plan.envp.data());
    give_up(plan, Step::Execute);
}

// ---- in the parent

/// Waits until the program runs; the error that it reported if it does not.
Result<void> await_start(const Plan& plan, int report_fd) {
    Report report{};
    const ssize_t size = ::read(report_fd, &report, sizeof report);
    if (size != static_cast<ssize_t>(sizeof report)) {
        return {};  // closed by its exec
    }
    return system_error(
        Errc::FromDevice, plan.arguments[0] + ": " + name_of(report.step, plan), report.error
    );
}

}  // namespace

Result<StartedProgram> start_program(const ProcessCommand& command) {
    auto plan = make_plan(command);
    if (!plan) {
        return plan.error();
    }
    auto channel = open_channel(command.channel);
    auto error_output = pipe_pair();
    auto report = socket_pair(SOCK_SEQPACKET);
    for (const auto* pair : {&channel, &error_output, &report}) {
        if (!*pair) {
            return pair->error();
        }
    }
    plan->argv = pointers_to(plan->arguments);
    plan->envp = pointers_to(plan->environment);
    plan->standard = channel->theirs.get();
    plan->error_output = error_output->theirs.get();
    plan->report = report->theirs.get();

    auto process = std::make_unique<ProcessHandle::Native>();
    StartedProgram started;
    const pid_t parent = ::getpid();
    process->pid = ::fork();
    if (process->pid == 0) {
        become(*plan, parent);
    }
    if (process->pid < 0) {
        return system_error(Errc::FromDevice, "cannot start " + plan->program);
    }
    report->theirs.reset();
    if (plan->traps_tun) {
        started.tun_trap = receive_tun_trap(report->ours.get());
    }
    auto runs = await_start(*plan, report->ours.get());
    process->pid_fd.reset(static_cast<int>(::syscall(SYS_pidfd_open, process->pid, 0)));
    if (runs && !process->pid_fd) {
        runs = system_error(Errc::FromDevice, "cannot watch a program (pidfd_open)");
        static_cast<void>(::kill(process->pid, SIGKILL));
    }
    if (!runs) {
        static_cast<void>(::waitpid(process->pid, nullptr, 0));
        return runs.error();
    }
    started.process = ProcessHandle(std::move(process));
    started.channel.output = std::move(channel->ours);
    if (command.channel != ProcessChannel::Connection) {
        started.error_output = std::move(error_output->ours);
    }
    return started;
}

}  // namespace mprd::platform
