#include "client/cli/shared/terminal.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <iostream>
#include <stdexcept>

#include "client/cli/shared/says.h"
#include "client/cli/shared/screen.h"
#include "client/cli/shared/secret_text.h"
#include "client/cli/shared/text.h"

namespace vouch::client {
namespace {

constexpr auto kShownAfter = std::chrono::seconds(1);
constexpr auto kDrawnEvery = std::chrono::milliseconds(100);
constexpr std::size_t kBarColumns = 78;
constexpr auto kPaceOver = std::chrono::seconds(5);
constexpr auto kPaceTakenEvery = std::chrono::milliseconds(250);
constexpr std::uint64_t kMinute = 60, kHour = 60 * kMinute;

/// Reads up to the end of the line byte by byte: what stands after it belongs to the next who reads.
SecretBuffer read_line(int descriptor) {
    SecretText line;
    std::uint8_t byte = 0;
    for (;;) {
        const ssize_t got = ::read(descriptor, &byte, 1);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw Failed(says().ask.descriptor_unreadable);
        if (got == 0 && line.size() == 0) throw Failed(says().ask.nothing_to_read);
        if (got == 0 || byte == '\n') break;
        if (line.size() == kSecretLineBytesMax) throw Failed(says().ask.passphrase_long);
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
            throw Failed(says().ask.no_terminal);
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
        return refused(Reason::malformed, says().ask.passphrase_short({.count = kNewPassphraseBytesMin}));
    if (!descriptor_ && !equal(first.view(), SilentTerminal().ask(says().ask.same_again).view()))
        return refused(Reason::malformed, says().ask.passphrases_differ);
    return first;
}

std::optional<std::string> ask_line(std::string_view prompt) {
    print_prompt(prompt);
    std::string line;
    if (!std::getline(std::cin, line)) return std::nullopt;
    return line;
}

bool ask_yes(std::string_view question) {
    constexpr std::array<std::string_view, 4> kYes{"y", "yes", "c", "có"};
    const auto answer = ask_line(says().ask.yes_no({.question = question}));
    return answer && std::ranges::count(kYes, folded(*answer)) > 0;
}

bool is_terminal(int descriptor) {
    return ::isatty(descriptor) == 1;
}

Progress::Progress(std::string what, std::uint64_t total)
    : what_(std::move(what)), total_(total), terminal_(is_terminal(STDERR_FILENO)) {}

Progress::~Progress() {
    if (shown_) print_over({});
}

void Progress::at(std::uint64_t done, std::uint64_t total) {
    total_ = total;
    at(done);
}

void Progress::at(std::uint64_t done) {
    if (due()) draw(done, {});
}

void Progress::at(std::uint64_t done, std::uint64_t total, std::uint64_t ballots) {
    if (!terminal_) return;
    total_ = total;
    const auto now = Clock::now();
    entries_.at(now, done);
    ballots_.at(now, ballots);
    if (due())
        draw(done, pace_text(ballots_.per_second(), entries_.per_second(), total - std::min(done, total)));
}

bool Progress::due() {
    if (!terminal_) return false;
    const auto now = Clock::now();
    return now - drawn_ >= (shown_ ? Clock::duration(kDrawnEvery) : Clock::duration(kShownAfter));
}

void Progress::draw(std::uint64_t done, std::string_view more) {
    print_over(line(what_, done, total_, kBarColumns, more));
    shown_ = true;
    drawn_ = Clock::now();
}

std::string Progress::line(std::string_view what, std::uint64_t done, std::uint64_t total,
                           std::size_t columns, std::string_view more) {
    const std::string numbers = fmt::format(" {}/{}{}", done, total, more);
    const std::size_t taken = display_width(what) + numbers.size() + 3;
    const std::size_t room = columns > taken + 4 ? columns - taken : 4;
    const std::uint64_t filled = total == 0 ? 0 : room * std::min(done, total) / total;
    return fmt::format("{} [{}{}]{}", what, std::string(filled, '#'), std::string(room - filled, ' '),
                       numbers);
}

std::string Progress::pace_text(double ballots, double entries, std::uint64_t entries_left) {
    std::string out;
    if (ballots >= 1) out += says().screen.ballots_a_second({.number = std::llround(ballots)});
    if (entries > 0)
        out += says().screen.time_left({.time = about_time(static_cast<double>(entries_left) / entries)});
    return out;
}

void Pace::at(Clock::time_point now, std::uint64_t count) {
    if (!samples_.empty() && now - samples_.back().when < kPaceTakenEvery) return;
    samples_.push_back({now, count});
    while (samples_.size() > 2 && now - samples_[1].when >= kPaceOver) samples_.pop_front();
}

double Pace::per_second() const {
    if (samples_.size() < 2) return 0;
    const std::chrono::duration<double> time = samples_.back().when - samples_.front().when;
    return static_cast<double>(samples_.back().count - samples_.front().count) / time.count();
}

std::string about_time(double seconds) {
    const auto whole = static_cast<std::uint64_t>(std::ceil(std::clamp(seconds, 1.0, 1e9)));
    if (whole < 2 * kMinute) return says().screen.seconds({.number = whole});
    if (whole < 2 * kHour) return says().screen.minutes({.number = (whole + kMinute - 1) / kMinute});
    return says().screen.hours({.hours = whole / kHour, .minutes = whole % kHour / kMinute});
}

}    // namespace vouch::client
