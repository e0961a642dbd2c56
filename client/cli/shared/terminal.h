#pragma once
// Passphrases that are typed without echo, questions, and a progress bar.

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/secret.h"

namespace vouch::client {

inline constexpr std::size_t kSecretLineBytesMax = 4096;
inline constexpr std::size_t kNewPassphraseBytesMin = 8;

/// Reads secrets that a person knows from a file descriptor (--passphrase-fd N), or from the terminal without
/// echo. They never come from the command line or the environment, which other processes can read.
class SecretSource {
public:
    SecretSource() = default;
    explicit SecretSource(int descriptor) : descriptor_(descriptor) {}

    /// One line, without its end. Throws std::runtime_error where there is no terminal, the line is longer
    /// than kSecretLineBytesMax, or nothing is there to be read.
    SecretBuffer ask(std::string_view prompt) const;
    /// A passphrase for a new key: on a terminal it is asked twice. Malformed where the two differ or it is
    /// shorter than kNewPassphraseBytesMin.
    Result<SecretBuffer> ask_new(std::string_view prompt) const;

private:
    std::optional<int> descriptor_;
};

/// Asks on standard error, since standard output is for answers, and reads from standard input. Returns
/// nothing at the end of the input.
std::optional<std::string> ask_line(std::string_view prompt);
/// True for y, yes, c, có, in capitals or not.
bool ask_yes(std::string_view question);

bool is_terminal(int descriptor);

/// How fast a number grows, over the last few seconds.
class Pace {
public:
    using Clock = std::chrono::steady_clock;
    void at(Clock::time_point now, std::uint64_t count);
    double per_second() const;    // 0 while too little is known

private:
    struct Sample {
        Clock::time_point when;
        std::uint64_t count = 0;
    };
    std::deque<Sample> samples_;
};

/// "45 s", "12 min", "3 h 5 min"; rounded up, so that nothing lasts "0 s".
std::string about_time(double seconds);

/// A progress bar on standard error. It appears only where that is a terminal, once the work has taken a
/// second, and is removed by its destructor. Used by one thread.
class Progress {
public:
    Progress(std::string what, std::uint64_t total);
    ~Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    void at(std::uint64_t done);
    void at(std::uint64_t done, std::uint64_t total);    // the total became known, or grew
    /// The same, and the bar also shows how many ballots are verified a second, and how long the rest will
    /// take.
    void at(std::uint64_t done, std::uint64_t total, std::uint64_t ballots);

    /// The line itself, `columns` wide; `more` stands behind the numbers.
    static std::string line(std::string_view what, std::uint64_t done, std::uint64_t total,
                            std::size_t columns, std::string_view more = {});
    /// ", 18340 ballots a second, 39 s left", as far as it is known. The paces are per second.
    static std::string pace_text(double ballots, double entries, std::uint64_t entries_left);

private:
    using Clock = std::chrono::steady_clock;
    bool due();
    void draw(std::uint64_t done, std::string_view more);

    std::string what_;
    std::uint64_t total_;
    bool shown_ = false;
    const bool terminal_;
    Clock::time_point started_ = Clock::now(), drawn_ = started_;
    Pace entries_, ballots_;
};

}    // namespace vouch::client
