// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/pipe_server_windows.hpp"

#include <array>
#include <stdexcept>
#include <utility>

#include <windows.h>

namespace mprd::test {

bool PipeClient::send(std::string_view data) {
    DWORD written = 0;
    return ::WriteFile(pipe_, data.data(), static_cast<DWORD>(data.size()), &written, nullptr) !=
               FALSE &&
           written == data.size();
}

std::optional<std::string> PipeClient::line() {
    std::array<char, 4096> buffer{};
    std::size_t end = 0;
    while ((end = unread_.find('\n')) == std::string::npos) {
        DWORD got = 0;
        if (::ReadFile(pipe_, buffer.data(), buffer.size(), &got, nullptr) == FALSE) {
            return std::nullopt;
        }
        unread_.append(buffer.data(), got);
    }
    std::string line = unread_.substr(0, end);
    unread_.erase(0, end + 1);
    return line;
}

void PipeClient::hang_up() {
    ::FlushFileBuffers(pipe_);
    ::DisconnectNamedPipe(pipe_);
}

PipeServer::PipeServer(std::string name, Serve serve, unsigned most_clients)
    : name_(std::move(name)), serve_(std::move(serve)), most_clients_(most_clients) {
    void* const first = make_instance();
    if (first == INVALID_HANDLE_VALUE) {
        throw std::runtime_error("cannot make the pipe " + name_);
    }
    accepting_ = std::thread([this, first] { accept_all(first); });
}

PipeServer::~PipeServer() {
    stopping_ = true;
    // Wakes the thread that waits for a client, as soon as it does.
    while (!stopped_) {
        const HANDLE last = ::CreateFileA(
            name_.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, OPEN_EXISTING, 0, nullptr
        );
        if (last != INVALID_HANDLE_VALUE) {
            ::CloseHandle(last);
        }
        ::Sleep(1);
    }
    accepting_.join();
    for (std::thread& thread : serving_) {
        thread.join();
    }
}

void* PipeServer::make_instance() const {
    constexpr DWORD kBuffer = 65536;
    return ::CreateNamedPipeA(
        name_.c_str(),
        PIPE_ACCESS_DUPLEX,
        PIPE_TYPE_BYTE | PIPE_READMODE_BYTE | PIPE_WAIT | PIPE_REJECT_REMOTE_CLIENTS,
        most_clients_,
        kBuffer,
        kBuffer,
        0,
        nullptr
    );
}

void PipeServer::accept_all(void* pipe) {
    while (true) {
        const bool connected =
            ::ConnectNamedPipe(pipe, nullptr) != FALSE || ::GetLastError() == ERROR_PIPE_CONNECTED;
        if (stopping_) {
            ::CloseHandle(pipe);
            break;
        }
        if (connected) {
            serving_.emplace_back([this, pipe] {
                PipeClient client(pipe);
                serve_(client);
                client.hang_up();
                ::CloseHandle(pipe);
            });
        } else {
            ::CloseHandle(pipe);
        }
        // While there are as many as there may be, until one has gone.
        while ((pipe = make_instance()) == INVALID_HANDLE_VALUE && !stopping_) {
            ::Sleep(5);
        }
        if (pipe == INVALID_HANDLE_VALUE) {
            break;
        }
    }
    stopped_ = true;
}

std::string fresh_pipe_name() {
    static std::atomic<unsigned> last{0};
    return R"(\\.\pipe\mprd-test-)" + std::to_string(::GetCurrentProcessId()) + '-' +
           std::to_string(++last);
}

}  // namespace mprd::test
