// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// Against the double of wintun.dll (tests/windows/wintun_double), which fails where it is told to.
#include "platform/windows/wintun_device.hpp"

#include "platform/windows/library_faults.hpp"
#include "platform/windows/text.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/event_loop.hpp"

#include <boost/asio/ip/udp.hpp>

#include <array>
#include <cstdlib>
#include <cstring>
#include <fstream>

using namespace mprd;
using namespace mprd::platform;
using mprd::test::run_until;
using Udp = boost::asio::ip::udp;

namespace {

class NoIpHelper final : public IpHelper {
public:
    Result<void> set_up(std::uint64_t, std::uint16_t) override { return answer(); }
    Result<void> add_address(std::uint64_t, const IpAddress& address, std::uint8_t) override {
        addresses.push_back(address);
        return answer();
    }
    Result<void> remove_address(std::uint64_t, const IpAddress&) override { return answer(); }
    Result<void> add_route(std::uint64_t, const Route&) override { return answer(); }
    Result<void> remove_route(std::uint64_t, const Route&) override { return answer(); }
    Result<void> set_dns(std::uint64_t, const std::vector<Ipv4Address>&) override {
        return answer();
    }
    bool fails = false;
    std::vector<IpAddress> addresses;

private:
    [[nodiscard]] Result<void> answer() const {
        return fails ? Result<void>(make_error(Errc::CanNotComplete, "no")) : Result<void>();
    }
};

struct Listener final : NetDeviceListener {
    void on_packet(ByteSpan packet) override { packets.emplace_back(packet.begin(), packet.end()); }
    void on_batch_end() override { ++batches; }
    void on_failed(const Error& error) override { failures.push_back(error.detail); }
    std::vector<Bytes> packets;
    std::vector<std::string> failures;
    int batches = 0;
};

/// An IPv4 packet of UDP that is `size` octets long; `mark` is its last one.
Bytes packet(std::size_t size, std::uint8_t mark) {
    Bytes made(size);
    made[0] = 0x45;
    made[2] = static_cast<std::uint8_t>(size >> 8U);
    made[3] = static_cast<std::uint8_t>(size);
    made[9] = 17;
    made[12] = made[16] = 10;
    made[19] = 1;
    made.back() = mark;
    return made;
}

/// The least that is a DLL for a processor: headers, and no section.
std::string program_library(WORD machine) {
    constexpr std::size_t kHeader = 64;
    std::string file(1024, '\0');
    file[0] = 'M';
    file[1] = 'Z';
    file[0x3c] = kHeader;
    IMAGE_NT_HEADERS32 headers{};
    headers.Signature = IMAGE_NT_SIGNATURE;
    headers.FileHeader.Machine = machine;
    headers.FileHeader.SizeOfOptionalHeader = sizeof headers.OptionalHeader;
    headers.FileHeader.Characteristics = IMAGE_FILE_EXECUTABLE_IMAGE | IMAGE_FILE_DLL;
    headers.OptionalHeader.Magic = IMAGE_NT_OPTIONAL_HDR32_MAGIC;
    headers.OptionalHeader.SectionAlignment = 0x1000;
    headers.OptionalHeader.FileAlignment = 0x200;
    headers.OptionalHeader.SizeOfImage = 0x1000;
    headers.OptionalHeader.SizeOfHeaders = 0x200;
    headers.OptionalHeader.Subsystem = IMAGE_SUBSYSTEM_WINDOWS_CUI;
    std::memcpy(file.data() + kHeader, &headers, sizeof headers);
    return file;
}

struct Fixture {
    Fixture() : host(io, Udp::endpoint(boost::asio::ip::address_v4::loopback(), 0)) {
        Udp::socket probe(io, Udp::endpoint(boost::asio::ip::address_v4::loopback(), 0));
        adapter = probe.local_endpoint();
        probe.close();
        set("WINTUN_DOUBLE_wt0",
            std::to_string(adapter.port()) + ':' + std::to_string(host.local_endpoint().port()));
        set("WINTUN_DOUBLE_FAIL", "");
        auto helper_made = std::make_unique<NoIpHelper>();
        helper = helper_made.get();
        factory = std::make_unique<WintunFactory>(
            io, to_wide(MPRD_WINTUN_DOUBLE), Wintun::Signature::Ignored, std::move(helper_made)
        );
        device = factory->create(listener);
        config.name = "wt0";
    }
    static void set(const char* name, const std::string& value) {
        ::SetEnvironmentVariableA(name, value.c_str());
    }
    void host_sends(const Bytes& bytes) { host.send_to(boost::asio::buffer(bytes), adapter); }

    boost::asio::io_context io;
    Udp::socket host;
    Udp::endpoint adapter;
    NoIpHelper* helper = nullptr;
    Listener listener;
    std::unique_ptr<WintunFactory> factory;
    std::unique_ptr<NetDevice> device;
    NetConfig config;
};

}  // namespace

TEST_CASE("wintun: packets pass both ways, in order", "[wintun]") {
    Fixture f;
    REQUIRE(f.device->apply(f.config));
    for (std::uint8_t i = 0; i < 200; ++i) {
        f.host_sends(packet(100, i));
    }
    REQUIRE(run_until(f.io, [&] { return f.listener.packets.size() == 200; }));
    for (std::size_t i = 0; i < 200; ++i) {
        CHECK(f.listener.packets[i].back() == i);
    }
    CHECK(f.listener.batches >= 4);  // none is larger than kBatch
    f.device->write(packet(1500, 7));
    Bytes got(2000);
    got.resize(f.host.receive(boost::asio::buffer(got)));
    CHECK(got == packet(1500, 7));
}

TEST_CASE("wintun: what is not wanted waits, and what is too large is dropped", "[wintun]") {
    Fixture f;
    REQUIRE(f.device->apply(f.config));
    f.device->set_reading(NetDevice::Reading::Paused);
    f.io.poll();
    f.host_sends(packet(100, 1));
    f.host_sends(packet(1501, 2));
    f.host_sends(packet(100, 3));
    CHECK_FALSE(run_until(
        f.io, [&] { return !f.listener.packets.empty(); }, std::chrono::milliseconds{50}
    ));
    f.device->set_reading(NetDevice::Reading::Wanted);
    REQUIRE(run_until(f.io, [&] { return f.listener.packets.size() == 2; }));
    CHECK(f.listener.packets[1].back() == 3);
}

TEST_CASE("wintun: before there is an address, packets come without one", "[wintun]") {
    Fixture f;
    REQUIRE(f.device->apply(f.config));
    REQUIRE(f.helper->addresses.size() == 1);
    Bytes sent = packet(100, 1);
    for (std::size_t i = 0; i < 4; ++i) {
        sent[12 + i] = static_cast<std::uint8_t>(f.helper->addresses[0].v4.value >> (24 - 8 * i));
    }
    f.host_sends(sent);
    f.host_sends(packet(100, 2));  // from somewhere else
    REQUIRE(run_until(f.io, [&] { return f.listener.packets.size() == 2; }));
    CHECK(std::all_of(
        f.listener.packets[0].begin() + 12,
        f.listener.packets[0].begin() + 16,
        [](std::uint8_t octet) { return octet == 0; }
    ));
    CHECK(f.listener.packets[1] == packet(100, 2));
}

TEST_CASE("wintun: packet filters are enforced, both ways", "[wintun][filter]") {
    Fixture f;
    f.config.packets4.input.default_action = FilterAction::Drop;
    PacketFilter udp;
    udp.protocol = 17;
    f.config.packets4.output.filters = {udp};  // these are dropped
    REQUIRE(f.device->apply(f.config));
    f.host_sends(packet(100, 1));
    Bytes icmp = packet(100, 2);
    icmp[9] = 1;
    f.host_sends(icmp);
    REQUIRE(run_until(f.io, [&] { return !f.listener.packets.empty(); }));
    CHECK(f.listener.packets == std::vector<Bytes>{icmp});
    f.device->write(packet(100, 3));  // dropped
    f.config.packets4 = {};
    REQUIRE(f.device->apply(f.config));
    f.device->write(packet(100, 4));
    Bytes got(2000);
    got.resize(f.host.receive(boost::asio::buffer(got)));
    CHECK(got.back() == 4);
}

TEST_CASE("wintun: what fails is told, and the next try starts over", "[wintun][faults]") {
    for (const char* function : {"WintunCreateAdapter", "WintunStartSession"}) {
        Fixture f;
        Fixture::set("WINTUN_DOUBLE_FAIL", function);
        const auto failed = f.device->apply(f.config);
        REQUIRE_FALSE(failed);
        CHECK(failed.error().code == Errc::DeviceNotReady);
        CHECK(failed.error().detail.find("wt0") != std::string::npos);
        Fixture::set("WINTUN_DOUBLE_FAIL", "");
        CHECK(f.device->apply(f.config));
    }
    Fixture f;
    f.helper->fails = true;
    CHECK_FALSE(f.device->apply(f.config));
    f.helper->fails = false;
    CHECK(f.device->apply(f.config));
    Fixture::set("WINTUN_DOUBLE_FAIL", "WintunAllocateSendPacket");
    f.device->write(packet(100, 1));  // the ring is full: dropped
    Fixture::set("WINTUN_DOUBLE_FAIL", "WintunReceivePacket");
    f.host_sends(packet(100, 1));
    REQUIRE(run_until(f.io, [&] { return !f.listener.failures.empty(); }));
    CHECK(f.listener.failures.size() == 1);
    Fixture::set("WINTUN_DOUBLE_FAIL", "");
    CHECK(f.device->apply(f.config));
    f.host_sends(packet(100, 9));
    CHECK(run_until(f.io, [&] { return !f.listener.packets.empty(); }));
}

TEST_CASE("wintun: a library that cannot be used says what to install", "[wintun][faults]") {
    const auto load = [](const std::string& path, Wintun::Signature signature) {
        const auto loaded = Wintun::load(to_wide(path), signature);
        return loaded ? std::string() : loaded.error().detail;
    };
    const std::string absent = load("C:\\none\\wintun.dll", Wintun::Signature::Required);
    CHECK(absent.find("it is not there") != std::string::npos);
    CHECK(absent.find("https://www.wintun.net") != std::string::npos);
    CHECK(
        load(MPRD_WINTUN_DOUBLE, Wintun::Signature::Required).find("it bears no signature") !=
        std::string::npos
    );
    CHECK(
        load("C:\\windows\\system32\\ws2_32.dll", Wintun::Signature::Ignored)
            .find("it lacks functions") != std::string::npos
    );
    const std::pair<std::string, const char*> files[] = {
        {"MZ no program of this machine", "it is no program library"},
        {program_library(IMAGE_FILE_MACHINE_I386), "it is for another processor (x86)"},
        {program_library(IMAGE_FILE_MACHINE_ARM64), "it is for another processor (arm64)"},
    };
    for (const auto& [content, said] : files) {
        std::ofstream("other.dll", std::ios::binary) << content;
        INFO(load("other.dll", Wintun::Signature::Ignored));
        CHECK(load("other.dll", Wintun::Signature::Ignored).find(said) != std::string::npos);
    }
    static_cast<void>(std::remove("other.dll"));
}

TEST_CASE("library faults: each result of a signature check is told in words", "[wintun]") {
    const std::pair<long, const char*> rows[] = {
        {TRUST_E_NOSIGNATURE, "it bears no signature"},
        {TRUST_E_BAD_DIGEST, "it was changed after it was signed"},
        {CERT_E_UNTRUSTEDROOT, "it is signed by somebody whom this machine does not trust"},
        {CERT_E_EXPIRED, "its signature has expired"},
        {CERT_E_REVOKED, "the certificate of its signature was revoked"},
        {E_FAIL, "its signature is not valid"},
    };
    for (const auto& [result, said] : rows) {
        CHECK(signature_fault(result) == said);
    }
}

TEST_CASE("library faults: a header may lie, or be cut anywhere", "[wintun]") {
    const std::string whole = program_library(IMAGE_FILE_MACHINE_I386);
    for (std::size_t size = 0; size < 70; ++size) {
        INFO(size);
        CHECK(image_fault(whole.substr(0, size)) == "it is no program library");
    }
    CHECK(image_fault(whole.substr(0, 70)) == "it is for another processor (x86)");
    CHECK(image_fault(program_library(IMAGE_FILE_MACHINE_AMD64)).empty());
    CHECK(image_fault(program_library(0x1234)) == "it is for another processor (machine 4660)");
    std::string far_away = whole;
    far_away.replace(0x3c, 4, "\xff\xff\xff\xff");
    CHECK(image_fault(far_away) == "it is no program library");
}
