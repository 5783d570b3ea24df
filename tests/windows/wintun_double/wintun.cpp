// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// A double of wintun.dll (https://www.wintun.net): its 14 functions, with a UDP socket of the
// loopback interface in place of a network interface of Windows. An adapter NAME sends what it is
// given to port P of 127.0.0.1 and takes what comes to port L when the environment has
// WINTUN_DOUBLE_NAME=L:P; one without is silent. WINTUN_DOUBLE_FAIL names functions that fail
// ("WintunStartSession,..."), with the error that the real one would give.
#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

// clang-format off
#include <winsock2.h>
#include <windows.h>
// clang-format on

namespace {

using Packet = std::vector<BYTE>;

struct Adapter {
    std::string name;
    std::uint64_t luid = 0;
};

std::string variable(const std::string& name) {
    std::string value(1024, '\0');
    value.resize(::GetEnvironmentVariableA(name.c_str(), value.data(), 1024));
    return value;
}

bool fails(const char* function, DWORD error) {
    if (variable("WINTUN_DOUBLE_FAIL").find(function) == std::string::npos) {
        return false;
    }
    ::SetLastError(error);
    return true;
}

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = ::htons(static_cast<u_short>(port));
    address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
    return address;
}

class Session {
public:
    Session(const Adapter& adapter, DWORD capacity) : capacity_(capacity) {
        const std::string ports = variable("WINTUN_DOUBLE_" + adapter.name);
        const std::size_t colon = ports.find(':');
        if (colon == std::string::npos) {
            return;
        }
        socket_ = ::socket(AF_INET, SOCK_DGRAM, 0);
        const sockaddr_in local = loopback(std::atoi(ports.c_str()));
        peer_ = loopback(std::atoi(ports.c_str() + colon + 1));
        ::bind(socket_, reinterpret_cast<const sockaddr*>(&local), sizeof local);
        receiver_ = std::thread([this] { receive_all(); });
    }
    ~Session() {
        if (socket_ != INVALID_SOCKET) {
            ::closesocket(socket_);  // ends the receiver's wait
            receiver_.join();
        }
        ::CloseHandle(event_);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    HANDLE event() { return event_; }

    BYTE* take(DWORD* size) {
        const std::lock_guard lock(mutex_);
        if (waiting_.empty()) {
            ::SetLastError(ERROR_NO_MORE_ITEMS);
            return nullptr;
        }
        auto packet = std::make_unique<Packet>(std::move(waiting_.front()));
        waiting_.pop_front();
        octets_ -= packet->size();
        *size = static_cast<DWORD>(packet->size());
        BYTE* data = packet->data();
        lent_[data] = std::move(packet);
        return data;
    }
    void give_back(const BYTE* data) {
        const std::lock_guard lock(mutex_);
        if (lent_.erase(data) == 0) {
            std::abort();  // not one of ours, or given back twice
        }
    }
    BYTE* room(DWORD size) {
        const std::lock_guard lock(mutex_);
        auto packet = std::make_unique<Packet>(size);
        BYTE* data = packet->data();
        sending_[data] = std::move(packet);
        return data;
    }
    void send(const BYTE* data) {
        const std::lock_guard lock(mutex_);
        const auto found = sending_.find(data);
        if (found == sending_.end()) {
            std::abort();
        }
        if (socket_ != INVALID_SOCKET) {
            ::sendto(
                socket_,
                reinterpret_cast<const char*>(data),
                static_cast<int>(found->second->size()),
                0,
                reinterpret_cast<const sockaddr*>(&peer_),
                sizeof peer_
            );
        }
        sending_.erase(found);
    }

private:
    void receive_all() {
        std::vector<char> buffer(65536);
        while (true) {
            const int size = ::recv(socket_, buffer.data(), static_cast<int>(buffer.size()), 0);
            if (size < 0) {
                const int error = ::WSAGetLastError();
                if (error == WSAECONNRESET) {
                    continue;  // nobody is at the peer's port yet
                }
                return;
            }
            const std::lock_guard lock(mutex_);
            if (octets_ + static_cast<std::size_t>(size) <= capacity_) {
                waiting_.emplace_back(buffer.begin(), buffer.begin() + size);
                octets_ += static_cast<std::size_t>(size);
                ::SetEvent(event_);
            }
        }
    }

    DWORD capacity_;
    SOCKET socket_ = INVALID_SOCKET;
    sockaddr_in peer_{};
    HANDLE event_ = ::CreateEventW(nullptr, FALSE, FALSE, nullptr);
    std::mutex mutex_;
    std::deque<Packet> waiting_;
    std::size_t octets_ = 0;
    std::map<const BYTE*, std::unique_ptr<Packet>> lent_;
    std::map<const BYTE*, std::unique_ptr<Packet>> sending_;
    std::thread receiver_;
};

void start_sockets() {
    static const bool started = [] {
        WSADATA data{};
        return ::WSAStartup(MAKEWORD(2, 2), &data) == 0;
    }();
    static_cast<void>(started);
}

Adapter* new_adapter(const wchar_t* name) {
    static std::uint64_t count = 0;
    auto adapter = std::make_unique<Adapter>();
    for (const wchar_t* c = name; *c != 0; ++c) {
        adapter->name += static_cast<char>(*c);
    }
    adapter->luid = ++count;
    return adapter.release();
}

}  // namespace

extern "C" {

Adapter* WINAPI
WintunCreateAdapter(const wchar_t* name, const wchar_t* /*sort*/, const GUID* /*id*/) {
    return fails("WintunCreateAdapter", ERROR_ACCESS_DENIED) ? nullptr : new_adapter(name);
}

Adapter* WINAPI WintunOpenAdapter(const wchar_t* name) {
    return fails("WintunOpenAdapter", ERROR_NOT_FOUND) ? nullptr : new_adapter(name);
}

void WINAPI WintunCloseAdapter(Adapter* adapter) {
    delete adapter;
}

BOOL WINAPI WintunDeleteDriver() {
    return fails("WintunDeleteDriver", ERROR_ACCESS_DENIED) ? FALSE : TRUE;
}

void WINAPI WintunGetAdapterLUID(Adapter* adapter, std::uint64_t* luid) {
    *luid = adapter->luid;
}

DWORD WINAPI WintunGetRunningDriverVersion() {
    constexpr DWORD kVersion = 0x0000000e;  // 0.14
    return fails("WintunGetRunningDriverVersion", ERROR_FILE_NOT_FOUND) ? 0 : kVersion;
}

void WINAPI WintunSetLogger(void* /*logger*/) {}

Session* WINAPI WintunStartSession(Adapter* adapter, DWORD capacity) {
    if (fails("WintunStartSession", ERROR_NOT_ENOUGH_MEMORY)) {
        return nullptr;
    }
    if (capacity < 0x20000 || capacity > 0x4000000 || (capacity & (capacity - 1)) != 0) {
        ::SetLastError(ERROR_INVALID_PARAMETER);
        return nullptr;
    }
    start_sockets();
    return std::make_unique<Session>(*adapter, capacity).release();
}

void WINAPI WintunEndSession(Session* session) {
    delete session;
}

HANDLE WINAPI WintunGetReadWaitEvent(Session* session) {
    return session->event();
}

BYTE* WINAPI WintunReceivePacket(Session* session, DWORD* size) {
    return fails("WintunReceivePacket", ERROR_HANDLE_EOF) ? nullptr : session->take(size);
}

void WINAPI WintunReleaseReceivePacket(Session* session, const BYTE* packet) {
    session->give_back(packet);
}

BYTE* WINAPI WintunAllocateSendPacket(Session* session, DWORD size) {
    return fails("WintunAllocateSendPacket", ERROR_BUFFER_OVERFLOW) ? nullptr : session->room(size);
}

void WINAPI WintunSendPacket(Session* session, const BYTE* packet) {
    session->send(packet);
}

}  // extern "C"
