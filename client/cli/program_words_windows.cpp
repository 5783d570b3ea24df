// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/channel/text_windows.hpp"
#include "client/cli/program_words.hpp"

#include <memory>

// Each header of Windows needs the first one.
// clang-format off
#include <windows.h>
#include <shellapi.h>
// clang-format on

namespace mprd::cli {

std::vector<std::string> program_words(int /*argc*/, char** /*argv*/) {
    int count = 0;
    const std::unique_ptr<wchar_t*, void (*)(void*)> words(
        ::CommandLineToArgvW(::GetCommandLineW(), &count), [](void* list) { ::LocalFree(list); }
    );
    std::vector<std::string> texts;
    for (int i = 1; words && i < count; ++i) {
        texts.push_back(client::from_wide(words.get()[i]));
    }
    return texts;
}

}  // namespace mprd::cli
