// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// tcp_line PORT: joins its standard input and output with a TCP connection to this host, as a
// program of a device of kind "exec" may do. Ends when either ends, with a word on its standard
// error.
#include <array>
#include <cstdio>
#include <cstdlib>
#include <thread>

// The second needs the first.
// clang-format off
#include <winsock2.h>
#include <windows.h>
// clang-format on

namespace {

[[noreturn]] void end(const char* why, UINT status) {
    std::fprintf(stderr, "tcp_line: %s\n", why);
    std::fflush(stderr);
    ::TerminateProcess(::GetCurrentProcess(), status);  // the other thread waits in a read
    std::abort();
}

SOCKET connect_to(const char* port) {
    WSADATA data{};
    if (::WSAStartup(MAKEWORD(2, 2), &data) != 0) {
        end("no Winsock", 1);
    }
    const SOCKET line = ::socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    sockaddr_in there{};
    there.sin_family = AF_INET;
    there.sin_port = ::htons(static_cast<u_short>(std::atoi(port)));
    there.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): what the call takes
    if (::connect(line, reinterpret_cast<const sockaddr*>(&there), sizeof there) != 0) {
        end("nobody answers there", 2);
    }
    return line;
}

void copy_input(SOCKET line) {
    std::array<char, 4096> part{};
    const HANDLE input = ::GetStdHandle(STD_INPUT_HANDLE);
    DWORD size = 0;
    while (::ReadFile(input, part.data(), part.size(), &size, nullptr) != 0 && size > 0) {
        ::send(line, part.data(), static_cast<int>(size), 0);
    }
    end("end of input", 0);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        end("which port?", 3);
    }
    const SOCKET line = connect_to(argv[1]);
    std::thread(copy_input, line).detach();
    std::array<char, 4096> part{};
    const HANDLE output = ::GetStdHandle(STD_OUTPUT_HANDLE);
    for (int size = ::recv(line, part.data(), part.size(), 0); size > 0;
         size = ::recv(line, part.data(), part.size(), 0)) {
        DWORD written = 0;
        ::WriteFile(output, part.data(), static_cast<DWORD>(size), &written, nullptr);
    }
    end("the far end has hung up", 0);
}
