// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "client/lib/library_reference.hpp"

#include <windows.h>

namespace mprd::lib {
namespace {

/// Lies in the module that is meant.
const int kOurs = 0;

}  // namespace

LibraryReference::LibraryReference() {
    HMODULE module = nullptr;
    ::GetModuleHandleExW(
        GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS,
        static_cast<const wchar_t*>(static_cast<const void*>(&kOurs)),
        &module
    );
    module_ = module;
}

// The caller of the function in which this happens holds the library, too: it does not go here.
LibraryReference::~LibraryReference() {
    if (module_ != nullptr) {
        ::FreeLibrary(static_cast<HMODULE>(module_));
    }
}

}  // namespace mprd::lib
