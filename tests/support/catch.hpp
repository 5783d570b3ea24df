// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/error.hpp"

// The one place that names Catch2, so that the step from version 2 to 3 touches one file.
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

#include <string>

/// How a failed check prints a Result: its value has no text form in general, its error has.
template <class T>
struct Catch::StringMaker<boost::system::result<T, mprd::Error>> {
    static std::string convert(const boost::system::result<T, mprd::Error>& result) {
        return result.has_value() ? "ok"
                                  : std::string(mprd::symbol_of(result.error().code)) + ": " +
                                        result.error().detail;
    }
};
