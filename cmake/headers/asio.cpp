// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
//
// What Asio can compile once (BOOST_ASIO_SEPARATE_COMPILATION;
// https://www.boost.org/doc/libs/release/doc/html/boost_asio/using.html).
#include <boost/asio/impl/src.hpp>
