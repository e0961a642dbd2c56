#include "client/cli/terminal.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>
#include <stdexcept>

#include "client/cli/secret_text.h"
#include "client/cli/text.h"

namespace vouch::client {
namespace {

constexpr auto kShownAfter = std::chrono::seconds(1);
constexpr auto kDrawnEvery = std::chrono::milliseconds(100);
constexpr std::size_t kBarColumns = 72;

/// Reads up to the end of the line byte by byte: what stands after it belongs to the next who reads.
SecretBuffer read_line(int descriptor) {
    SecretText line;
    std::uint8_t byte = 0;
    for (;;) {
        const ssize_t got = ::read(descriptor, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw std::runtime_error("cannot read the passphrase from its file descriptor");
        if (got == 0 && line.size() == 0) throw std::runtime_error("there is no passphrase to be read");
        if (got == 0 || byte == '\n') break;
        if (line.size() == kSecretLineBytesMax) throw std::runtime_error("the passphrase is too long");
        line.append({&byte, 1});
    }
    wipe({&byte, 1});
    if (line.text().ends_with('\r')) return SecretBuffer(line.view().first(line.size() - 1));
    return std::move(line).take();
}

/// The terminal with its echo off; on again when it goes.
class SilentTerminal {
public:
    SilentTerminal() : number_(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)) {
        if (number_ < 0 || ::tcgetattr(number_, &before_) != 0) {
            if (number_ >= 0) ::close(number_);
            throw std::runtime_error(
                "there is no terminal to ask on; give the passphrase with --passphrase-fd");
        }
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ECHONL;
        ::tcsetattr(number_, TCSAFLUSH, &silent);
    }
    ~SilentTerminal() {
        ::tcsetattr(number_, TCSAFLUSH, &before_);
        ::close(number_);
    }
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;

    SecretBuffer ask(std::string_view prompt) const {
        const std::string shown = std::string(prompt) + ": ";
        [[maybe_unused]] const ssize_t written = ::write(number_, shown.data(), shown.size());
        return read_line(number_);
    }

private:
    int number_;
    termios before_{};
};

}    // namespace

SecretBuffer SecretSource::ask(std::string_view prompt) const {
    return descriptor_ ? read_line(*descriptor_) : SilentTerminal().ask(prompt);
}

Result<SecretBuffer> SecretSource::ask_new(std::string_view prompt) const {
    SecretBuffer first = ask(prompt);
    if (first.size() < kNewPassphraseBytesMin)
        return {Reason::malformed,
                fmt::format("the passphrase must have at least {} bytes", kNewPassphraseBytesMin)};
    if (!descriptor_ && !equal(first.view(), SilentTerminal().ask("The same again").view()))
        return {Reason::malformed, "the two passphrases differ; start again"};
    return first;
}

std::optional<std::string> ask_line(std::string_view prompt) {
    std::cout << prompt << ": " << std::flush;
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    return line;
}

bool ask_yes(std::string_view question) {
    const auto answer = ask_line(std::string(question) + " [yes/no]");
    return answer && (*answer == "y" || *answer == "yes" || *answer == "c" || *answer == "có");
}

bool is_terminal(int descriptor) {
    return ::isatty(descriptor) == 1;
}

Progress::Progress(std::string what, std::uint64_t total)
    : what_(std::move(what)), total_(total), terminal_(is_terminal(STDERR_FILENO)) {}

Progress::~Progress() {
    if (shown_) std::cerr << "\r\x1b[K" << std::flush;
}

void Progress::at(std::uint64_t done, std::uint64_t total) {
    total_ = total;
    at(done);
}

void Progress::at(std::uint64_t done) {
    if (!terminal_) return;
    const auto now = Clock::now();
    if (now - started_ < kShownAfter || (shown_ && now - drawn_ < kDrawnEvery)) return;
    std::cerr << "\r\x1b[K" << line(what_, done, total_, kBarColumns) << std::flush;
    shown_ = true;
    drawn_ = now;
}

std::string Progress::line(std::string_view what, std::uint64_t done, std::uint64_t total,
                           std::size_t columns) {
    const std::string numbers = fmt::format(" {}/{}", done, total);
    const std::size_t taken = display_width(what) + numbers.size() + 3;
    const std::size_t room = columns > taken + 4 ? columns - taken : 4;
    const std::uint64_t filled = total == 0 ? 0 : room * std::min(done, total) / total;
    return fmt::format("{} [{}{}]{}", what, std::string(filled, '#'), std::string(room - filled, ' '),
                       numbers);
}

}    // namespace vouch::client
