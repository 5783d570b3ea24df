// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
// MprConfig calls over many stored interfaces.
#include "core/admin/config_api.hpp"
#include "daemon/service/config_store.hpp"
#include "platform/crypto/gcrypt_crypto.hpp"
#include "platform/linux/file_system.hpp"
#include "tests/bench/bench.hpp"
#include "tests/support/temp_folder.hpp"

#include <fstream>
#include <functional>
#include <thread>

namespace mprd::bench {
namespace {

constexpr int kStoredInterfaces = 10000;
constexpr admin::Caller kAdministrator{admin::Access::Administrator, admin::Origin::Local};
/// Until the files count as settled: platform::FileIdentity.
constexpr std::chrono::milliseconds kSettling{2100};

void write_files(platform::FileSystem& files, const test::TempFolder& folder) {
    std::ofstream(folder / "mprd.json") << "{}";
    static_cast<void>(files.make_folder(folder / "interfaces.d"));
    for (int i = 0; i < kStoredInterfaces; ++i) {
        InterfaceConfig config;
        config.name = "branch" + std::to_string(i);
        config.phonebook.guid = guid_of_name(config.name);
        config.routes = {Route{*IpPrefix::parse("10.1.0.0/16"), 0, true}};
        // Without fsync: that is not what is measured.
        std::ofstream(folder / ("interfaces.d/" + config.name + ".json"))
            << config::interface_text(config);
    }
}

class Measurement {
public:
    Measurement() { write_files(files_, folder_); }

    [[nodiscard]] Row row(const char* what, int times, const std::function<void()>& before) {
        std::vector<double> figures;
        for (int i = 0; i < times; ++i) {
            before();
            const auto start = std::chrono::steady_clock::now();
            const auto id = api_.interface_get_handle(kAdministrator, "branch77");
            const bool is_right = id && api_.interface_get_info(kAdministrator, *id, 3);
            figures.push_back(seconds_since(start) * 1e3 / 2);
            if (!is_right) {
                return {what, "failed", ""};
            }
        }
        return {what, number(median(figures), "ms"), "each call"};
    }
    void change_one() {
        InterfaceConfig config;
        config.name = "branch77";
        config.mtu = static_cast<std::uint16_t>(1000 + ++changes_);
        static_cast<void>(store_.put_interface(config));
    }

private:
    test::TempFolder folder_;
    platform::PosixFileSystem files_;
    platform::GcryptCrypto crypto_;
    SeededRandom entropy_{1};
    daemon::ConfigStore store_{files_, entropy_, crypto_, folder_ / "mprd.json"};
    admin::ConfigApi api_{store_};
    int changes_ = 0;
};

}  // namespace

Rows stored_config() {
    Measurement measurement;
    Rows rows;
    rows.push_back(measurement.row("MprConfig calls, 10,000 files just written", 3, [] {}));
    std::this_thread::sleep_for(kSettling);
    rows.push_back(measurement.row("the same, files read for the first time", 1, [] {}));
    rows.push_back(measurement.row("the same, nothing has changed", 21, [] {}));
    rows.push_back(measurement.row("the same, one file has changed", 5, [&] {
        measurement.change_one();
    }));
    return rows;
}

}  // namespace mprd::bench
