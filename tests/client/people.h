#pragma once
// Everybody who takes part, with the program itself: what it says on its two streams, and to a terminal.

#include <catch2/catch.hpp>
#include <regex>

#include "tests/client/hall.h"
#include "tests/client/program.h"
#include "tests/support/vectors.h"

namespace vouch::testing {

/// What a stream would do to a terminal, beside the colours of our own QR codes; empty where it is nothing.
inline std::string obeyed_in(const std::string& written) {
    const std::string text = std::regex_replace(written, std::regex("\x1b\\[30;47m|\x1b\\[0m"), "");
    std::string out;
    for (const unsigned char byte : text)
        if ((byte < 0x20 && byte != '\n') || byte == 0x7f) out += "a control character; ";
    for (const char* character : {"\u202e", "\u2066", "\u009b"})
        if (text.find(character) != std::string::npos) out += "a character of Unicode's; ";
    if (text.find("\nForged line") != std::string::npos) out += "a line of somebody else's; ";
    return out;
}

/// Runs verbs of one conference, each for the person whose folder is named.
class People {
public:
    /// `flags` are added to every verb.
    explicit People(Hall& hall, std::string flags = "") : hall_(hall), flags_(std::move(flags)) {
        const std::string line = text_of(kPassphrase.view()) + "\n";    // a verb may ask for two
        disk::write_file(file("passphrase"), line + line, disk::Access::owner);
    }
    std::string file(const std::string& name) const { return (hall_.folder / name).string(); }
    std::string pin() const { return " --pin " + hall_.server->pin(); }
    std::string server() const { return "https://" + hall_.endpoint().authority(); }

    /// With the passphrase, and that text as standard input.
    Ran run(const std::string& words, const Path& home, const std::string& typed = "") const {
        disk::write_file(file("typed"), typed);
        const Ran ran = vouch_command(words + flags_ + " --home '" + home.string() +
                                      "' --passphrase-fd 3 3<" + file("passphrase") + " <" + file("typed"));
        CAPTURE(words, ran.status, ran.out, ran.errors);
        CHECK(obeyed_in(ran.out) == "");
        CHECK(obeyed_in(ran.errors) == "");
        return ran;
    }
    /// A verb that wants no key.
    Ran look(const std::string& words, const Path& home) const {
        return vouch_command(words + flags_ + " --home '" + home.string() + "'");
    }
    /// The one JSON value that the verb says.
    Json answer(const std::string& words, const Path& home, const std::string& typed = "") const {
        const Ran ran = run(words + " --json", home, typed);
        CAPTURE(words, ran.out, ran.errors);
        CHECK(ran.status == 0);
        const Json value = Json::parse(ran.out, nullptr, false);
        REQUIRE_FALSE(value.is_discarded());
        return value;
    }

private:
    Hall& hall_;
    const std::string flags_;
};

}    // namespace vouch::testing
