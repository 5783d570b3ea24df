// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Compiled twice, once for each size of WCHAR, as client/lib/text is.
#include "client/admin_dll/callbacks.hpp"

#include "client/lib/text/text.hpp"
#include "core/base/ip_address.hpp"

#include <cstring>

#include <mprapi.h>

#ifdef MPRAPI_USE_WCHAR_T
#define MPRD_CALLBACKS_NAMESPACE mprd::admin_dll::text32
#else
#define MPRD_CALLBACKS_NAMESPACE mprd::admin_dll::text16
#endif

namespace MPRD_CALLBACKS_NAMESPACE {
namespace {

using namespace MPRD_TEXT_NAMESPACE;  // NOLINT(google-build-using-namespace)
using lib::BufferPool;
using lib::Family;
using lib::Layout;

#ifdef MPRAPI_USE_WCHAR_T
constexpr const char* kSuffix = "_wchar32";
#else
constexpr const char* kSuffix = "";
#endif
constexpr DWORD kRevision = MPRAPI_ADMIN_DLL_VERSION_1;

/// A structure for the duration of a call.
template <class T>
class Structure {
public:
    Structure(const Layout& layout, const json& values)
        : block_(lib::make_block(layout, json::array({values}), Family::Admin)) {}
    ~Structure() { static_cast<void>(BufferPool::instance().release(block_, Family::Admin)); }
    Structure(const Structure&) = delete;
    Structure& operator=(const Structure&) = delete;
    [[nodiscard]] T* get() const { return static_cast<T*>(block_); }

private:
    void* block_;
};

/// All forms in which a connection is passed.
struct Connection {
    explicit Connection(const json& question)
        : level0(connection_levels()[0], question.at("connection").at(0)),
          level1(connection_levels()[1], question.at("connection").at(1)),
          level2(connection_levels()[2], question.at("connection").at(2)),
          level3(connection_levels()[3], question.at("connection").at(3)),
          ex(connection_ex_layout(), question.at("connectionEx")) {}
    Structure<RAS_CONNECTION_0> level0;
    Structure<RAS_CONNECTION_1> level1;
    Structure<RAS_CONNECTION_2> level2;
    Structure<RAS_CONNECTION_3> level3;
    Structure<RAS_CONNECTION_EX> ex;
};
struct Port {
    explicit Port(const json& question)
        : level0(port_levels()[0], question.at("port").at(0)),
          level1(port_levels()[1], question.at("port").at(1)) {}
    Structure<RAS_PORT_0> level0;
    Structure<RAS_PORT_1> level1;
};

/// A text that the object may write on.
class Text {
public:
    explicit Text(const json& text) {
        const std::string bytes = lib::to_units(text.get<std::string>(), lib::kLongestText, kUnit);
        units_.resize(bytes.size() / sizeof(WCHAR));
        std::memcpy(units_.data(), bytes.data(), bytes.size());
    }
    [[nodiscard]] WCHAR* get() { return units_.data(); }

private:
    std::vector<WCHAR> units_;
};

/// A DWORD has the address in network order.
DWORD ipv4_of(const json& text) {
    const Ipv4Address address = Ipv4Address::parse(text.get<std::string>()).value_or(Ipv4Address{});
    DWORD in_order = 0;
    auto* bytes = static_cast<std::uint8_t*>(static_cast<void*>(&in_order));
    for (unsigned i = 0; i < sizeof in_order; ++i) {
        bytes[i] = static_cast<std::uint8_t>(address.value >> (24 - 8 * i));
    }
    return in_order;
}

std::string ipv4_text(DWORD in_order) {
    Ipv4Address address;
    const auto* bytes = static_cast<const std::uint8_t*>(static_cast<const void*>(&in_order));
    for (unsigned i = 0; i < sizeof in_order; ++i) {
        address.value = address.value << 8U | bytes[i];
    }
    return address.to_string();
}

/// Of an IN6_ADDR the last eight bytes count: the interface identifier, here 16 hexadecimal digits.
constexpr std::size_t kIdentifierAt = 8;
constexpr std::size_t kIdentifierSize = 8;

IN6_ADDR ipv6_of(const json& digits) {
    IN6_ADDR address{};
    const std::uint64_t identifier = std::stoull(digits.get<std::string>(), nullptr, 16);
    auto* bytes = static_cast<std::uint8_t*>(static_cast<void*>(&address)) + kIdentifierAt;
    for (unsigned i = 0; i < kIdentifierSize; ++i) {
        bytes[i] = static_cast<std::uint8_t>(identifier >> (56 - 8 * i));
    }
    return address;
}

std::string identifier_text(const IN6_ADDR& address) {
    constexpr const char* kDigits = "0123456789abcdef";
    const auto* bytes =
        static_cast<const std::uint8_t*>(static_cast<const void*>(&address)) + kIdentifierAt;
    std::string digits;
    for (unsigned i = 0; i < kIdentifierSize; ++i) {
        digits += kDigits[bytes[i] >> 4U];
        digits += kDigits[bytes[i] & 15U];
    }
    return digits;
}

/// The functions, NULL where there is none.
struct Functions {
    DWORD(WINAPI* initialize)(void);
    DWORD(WINAPI* initialize_ex)(MPRAPI_ADMIN_DLL_CALLBACKS*);
    PMPRADMINTERMINATEDLL terminate;
    BOOL(WINAPI* accept)(RAS_CONNECTION_0*, RAS_CONNECTION_1*);
    BOOL(WINAPI* accept2)(RAS_CONNECTION_0*, RAS_CONNECTION_1*, RAS_CONNECTION_2*);
    BOOL(WINAPI* accept3)
    (RAS_CONNECTION_0*, RAS_CONNECTION_1*, RAS_CONNECTION_2*, RAS_CONNECTION_3*);
    PMPRADMINACCEPTNEWCONNECTIONEX accept_ex;
    VOID(WINAPI* hung_up)(RAS_CONNECTION_0*, RAS_CONNECTION_1*);
    VOID(WINAPI* hung_up2)(RAS_CONNECTION_0*, RAS_CONNECTION_1*, RAS_CONNECTION_2*);
    VOID(WINAPI* hung_up3)
    (RAS_CONNECTION_0*, RAS_CONNECTION_1*, RAS_CONNECTION_2*, RAS_CONNECTION_3*);
    PMPRADMINCONNECTIONHANGUPNOTIFICATIONEX hung_up_ex;
    PMPRADMINACCEPTNEWLINK accept_link;
    PMPRADMINLINKHANGUPNOTIFICATION link_hung_up;
    /// Never called: looked for because an object must have it.
    void* reauthenticate;
    PMPRADMINGETIPADDRESSFORUSER get_ipv4;
    PMPRADMINRELEASEIPADRESS release_ipv4;
    PMPRADMINGETIPV6ADDRESSFORUSER get_ipv6;
    PMPRADMINRELEASEIPV6ADDRESSFORUSER release_ipv6;
};

class BoundCallbacks final : public Callbacks {
public:
    explicit BoundCallbacks(const FindSymbol& find);

    [[nodiscard]] std::vector<std::string> missing() const override;
    [[nodiscard]] std::uint32_t initialize() override;
    void terminate() override;
    [[nodiscard]] json answer(const json& question) override;

private:
    [[nodiscard]] bool accept_connection(Connection& connection) const;
    void connection_hung_up(Connection& connection) const;
    [[nodiscard]] json accept(const json& question);
    [[nodiscard]] json hung_up(const json& question);
    [[nodiscard]] json get_addresses(const json& question);
    /// False ends the call. So for the next one.
    [[nodiscard]] bool get_ipv4(const json& question, json& answer) const;
    [[nodiscard]] bool get_ipv6(const json& question, json& answer) const;
    [[nodiscard]] json release_addresses(const json& question) const;

    /// Takes away what has no partner of its kind.
    void keep_pairs();

    Functions is_{};
    bool has_table_ = false;
};

template <class Function>
void look_for(const FindSymbol& find, const std::string& name, Function& function) {
    void* const symbol = find(name);
    std::memcpy(&function, &symbol, sizeof function);  // POSIX: dlsym gives functions, too
}

BoundCallbacks::BoundCallbacks(const FindSymbol& find) {
    const auto look = [&](const std::string& name, auto& function) {
        look_for(find, "MprAdmin" + name + kSuffix, function);
    };
    look_for(find, "MprAdminInitializeDll", is_.initialize);
    look_for(find, "MprAdminTerminateDll", is_.terminate);
    look("InitializeDllEx", is_.initialize_ex);
    look("AcceptNewConnection", is_.accept);
    look("AcceptNewConnection2", is_.accept2);
    look("AcceptNewConnection3", is_.accept3);
    look("AcceptNewConnectionEx", is_.accept_ex);
    look("ConnectionHangupNotification", is_.hung_up);
    look("ConnectionHangupNotification2", is_.hung_up2);
    look("ConnectionHangupNotification3", is_.hung_up3);
    look("ConnectionHangupNotificationEx", is_.hung_up_ex);
    look("AcceptNewLink", is_.accept_link);
    look("LinkHangupNotification", is_.link_hung_up);
    look("AcceptReauthentication", is_.reauthenticate);
    if (is_.reauthenticate == nullptr) {
        look("AcceptReauthenticationEx", is_.reauthenticate);
    }
    keep_pairs();
    look("GetIpAddressForUser", is_.get_ipv4);
    look("ReleaseIpAddress", is_.release_ipv4);
    look("GetIpv6AddressForUser", is_.get_ipv6);
    look("ReleaseIpv6AddressForUser", is_.release_ipv6);
}

void BoundCallbacks::keep_pairs() {
    const auto pair = [](auto& accept, auto& hung_up) {
        if (accept == nullptr || hung_up == nullptr) {
            accept = nullptr;
            hung_up = nullptr;
        }
    };
    pair(is_.accept, is_.hung_up);
    pair(is_.accept2, is_.hung_up2);
    pair(is_.accept3, is_.hung_up3);
    pair(is_.accept_ex, is_.hung_up_ex);
}

std::vector<std::string> BoundCallbacks::missing() const {
    if (is_.initialize_ex != nullptr && !has_table_) {
        return {};  // the table says what there is
    }
    std::vector<std::string> names;
    const auto need = [&](bool is_there, const char* name) {
        if (!is_there) {
            names.emplace_back(name);
        }
    };
    need(
        is_.initialize != nullptr || is_.initialize_ex != nullptr,
        "MprAdminInitializeDllEx or MprAdminInitializeDll"
    );
    need(is_.terminate != nullptr, "MprAdminTerminateDll");
    need(is_.accept_link != nullptr, "MprAdminAcceptNewLink");
    need(is_.link_hung_up != nullptr, "MprAdminLinkHangupNotification");
    need(
        is_.reauthenticate != nullptr,
        "MprAdminAcceptReauthenticationEx or MprAdminAcceptReauthentication"
    );
    need(
        is_.accept_ex != nullptr || is_.accept3 != nullptr || is_.accept2 != nullptr ||
            is_.accept != nullptr,
        "MprAdminAcceptNewConnection and MprAdminConnectionHangupNotification (both plain, 2, 3 or "
        "Ex)"
    );
    need(
        (is_.get_ipv4 == nullptr) == (is_.release_ipv4 == nullptr),
        "one of MprAdminGetIpAddressForUser and MprAdminReleaseIpAddress (both or neither)"
    );
    need(
        (is_.get_ipv6 == nullptr) == (is_.release_ipv6 == nullptr),
        "one of MprAdminGetIpv6AddressForUser and MprAdminReleaseIpv6AddressForUser (both or "
        "neither)"
    );
    return names;
}

std::uint32_t BoundCallbacks::initialize() {
    if (is_.initialize_ex == nullptr) {
        return is_.initialize();
    }
    MPRAPI_ADMIN_DLL_CALLBACKS table{};
    table.revision = kRevision;
    const DWORD code = is_.initialize_ex(&table);
    has_table_ = true;
    Functions from_table{};
    from_table.initialize_ex = is_.initialize_ex;
    from_table.terminate = table.lpfnMprAdminTerminateDll;
    from_table.accept_ex = table.lpfnMprAdminAcceptNewConnectionEx;
    from_table.hung_up_ex = table.lpfnMprAdminConnectionHangupNotificationEx;
    from_table.accept_link = table.lpfnMprAdminAcceptNewLink;
    from_table.link_hung_up = table.lpfnMprAdminLinkHangupNotification;
    std::memcpy(
        &from_table.reauthenticate,
        &table.lpfnMprAdminAcceptReauthenticationEx,
        sizeof from_table.reauthenticate
    );
    from_table.get_ipv4 = table.lpfnMprAdminGetIpAddressForUser;
    from_table.release_ipv4 = table.lpfnMprAdminReleaseIpAddress;
    from_table.get_ipv6 = table.lpfnMprAdminGetIpv6AddressForUser;
    from_table.release_ipv6 = table.lpfnMprAdminReleaseIpV6AddressForUser;
    is_ = from_table;
    keep_pairs();
    return code;
}

void BoundCallbacks::terminate() {
    if (is_.terminate != nullptr) {
        is_.terminate();
    }
}

json BoundCallbacks::answer(const json& question) {
    const auto& call = question.at("call").get_ref<const std::string&>();
    if (call == "accept") {
        return accept(question);
    }
    if (call == "hungUp") {
        return hung_up(question);
    }
    return call == "getAddresses" ? get_addresses(question) : release_addresses(question);
}

// ---- connections

bool BoundCallbacks::accept_connection(Connection& is) const {
    auto* const level0 = is.level0.get();
    auto* const level1 = is.level1.get();
    if (is_.accept_ex != nullptr) {
        return is_.accept_ex(is.ex.get()) != FALSE;
    }
    if (is_.accept3 != nullptr) {
        return is_.accept3(level0, level1, is.level2.get(), is.level3.get()) != FALSE;
    }
    return is_.accept2 != nullptr ? is_.accept2(level0, level1, is.level2.get()) != FALSE
                                  : is_.accept(level0, level1) != FALSE;
}

void BoundCallbacks::connection_hung_up(Connection& is) const {
    auto* const level0 = is.level0.get();
    auto* const level1 = is.level1.get();
    if (is_.hung_up_ex != nullptr) {
        is_.hung_up_ex(is.ex.get());
    } else if (is_.hung_up3 != nullptr) {
        is_.hung_up3(level0, level1, is.level2.get(), is.level3.get());
    } else if (is_.hung_up2 != nullptr) {
        is_.hung_up2(level0, level1, is.level2.get());
    } else {
        is_.hung_up(level0, level1);
    }
}

json BoundCallbacks::accept(const json& question) {
    Connection connection(question);
    const Port port(question);
    if (!accept_connection(connection)) {
        return {{"accepted", false}};
    }
    const bool has_link = is_.accept_link(port.level0.get(), port.level1.get()) != FALSE;
    if (!has_link) {
        connection_hung_up(connection);  // the only line of what it has just accepted
    }
    return {{"accepted", has_link}};
}

json BoundCallbacks::hung_up(const json& question) {
    Connection connection(question);
    const Port port(question);
    is_.link_hung_up(port.level0.get(), port.level1.get());
    connection_hung_up(connection);
    return json::object();
}

// ---- addresses

bool BoundCallbacks::get_ipv4(const json& question, json& answer) const {
    if (is_.get_ipv4 == nullptr || !question.contains("ipv4")) {
        return true;
    }
    Text user(question.at("userName"));
    Text port(question.at("portName"));
    DWORD address = ipv4_of(question["ipv4"]);
    BOOL notify = FALSE;
    if (is_.get_ipv4(user.get(), port.get(), &address, &notify) != 0) {
        return false;
    }
    answer["ipv4"] = {{"address", ipv4_text(address)}, {"release", notify != FALSE}};
    return true;
}

bool BoundCallbacks::get_ipv6(const json& question, json& answer) const {
    if (is_.get_ipv6 == nullptr || !question.contains("ipv6")) {
        return true;
    }
    Text user(question.at("userName"));
    Text port(question.at("portName"));
    IN6_ADDR address = ipv6_of(question["ipv6"]);
    BOOL notify = FALSE;
    if (is_.get_ipv6(user.get(), port.get(), &address, &notify) != 0) {
        return false;
    }
    answer["ipv6"] = {{"identifier", identifier_text(address)}, {"release", notify != FALSE}};
    return true;
}

json BoundCallbacks::get_addresses(const json& question) {
    json answer = {{"accepted", true}};
    if (!get_ipv4(question, answer)) {
        return {{"accepted", false}};
    }
    if (!get_ipv6(question, answer)) {
        if (answer.contains("ipv4") && answer["ipv4"]["release"] == true) {
            json back = question;
            back.erase("ipv6");
            back["ipv4"] = answer["ipv4"]["address"];
            static_cast<void>(release_addresses(back));
        }
        return {{"accepted", false}};
    }
    return answer;
}

json BoundCallbacks::release_addresses(const json& question) const {
    Text user(question.at("userName"));
    Text port(question.at("portName"));
    if (question.contains("ipv4") && is_.release_ipv4 != nullptr) {
        DWORD address = ipv4_of(question["ipv4"]);
        is_.release_ipv4(user.get(), port.get(), &address);
    }
    if (question.contains("ipv6") && is_.release_ipv6 != nullptr) {
        IN6_ADDR address = ipv6_of(question["ipv6"]);
        is_.release_ipv6(user.get(), port.get(), &address);
    }
    return json::object();
}

}  // namespace

std::unique_ptr<Callbacks> bind(const FindSymbol& find) {
    return std::make_unique<BoundCallbacks>(find);
}

}  // namespace MPRD_CALLBACKS_NAMESPACE
