#include "client/cli/shared/screen.h"

#include <iostream>

#include "client/cli/shared/qr_svg.h"

namespace vouch::client {
namespace {

std::ostream& stream_of(Stream stream) {
    return stream == Stream::out ? std::cout : std::cerr;
}

}    // namespace

void print(Stream stream, std::string_view lines) {
    stream_of(stream) << shown_lines(lines) << (lines.ends_with('\n') ? "" : "\n") << std::flush;
}

void print_prompt(std::string_view prompt) {
    std::cerr << shown(prompt) << ": " << std::flush;
}

void print_qr(Stream stream, std::string_view content) {
    stream_of(stream) << qr_blocks(content) << std::flush;
}

void print_json(std::string_view json) {
    std::cout << shown_json(json) << "\n" << std::flush;
}

void print_over(std::string_view line) {
    constexpr std::string_view kToItsBeginningAndEmpty = "\r\x1b[K";
    std::cerr << kToItsBeginningAndEmpty << shown(line) << std::flush;
}

bool all_printed() {
    return std::cout.flush().good();
}

}    // namespace vouch::client
