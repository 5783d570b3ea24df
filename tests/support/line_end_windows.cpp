// SPDX-FileCopyrightText: 2026 The mprd authors
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/line_end.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

#include <cstdio>
#include <cstdlib>

namespace mprd::test {

using Tcp = boost::asio::ip::tcp;

struct LineEnd::End {
    boost::asio::io_context io;
    Tcp::socket socket{io};
};

LineEnd::LineEnd() : end_(std::make_unique<End>()) {
    const char* const port = std::getenv("MPRD_LINE_SERVER");
    if (port == nullptr) {
        std::puts(
            "skipped: because serial lines come from tests/support/line_server.py: start it "
            "with this program as its argument"
        );
        std::exit(77);
    }
    const auto number = static_cast<unsigned short>(std::atoi(port));
    end_->socket.connect(Tcp::endpoint(boost::asio::ip::address_v4::loopback(), number));
    const std::size_t size =
        boost::asio::read_until(end_->socket, boost::asio::dynamic_buffer(path_), '\n');
    path_.resize(size - 1);
    end_->socket.non_blocking(true);
}

LineEnd::~LineEnd() = default;

void LineEnd::send(ByteSpan octets) {
    boost::asio::write(end_->socket, boost::asio::buffer(octets.data(), octets.size()));
}

Bytes LineEnd::receive() {
    Bytes octets(65536);
    boost::system::error_code none_now;
    octets.resize(
        end_ ? end_->socket.read_some(boost::asio::buffer(octets), none_now) : std::size_t{0}
    );
    return octets;
}

void LineEnd::hang_up() {
    end_.reset();
}

}  // namespace mprd::test
