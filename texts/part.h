#pragma once
// A value in a sentence of the command line's.

#include <concepts>
#include <string>
#include <string_view>

namespace vouch::texts {

/// A text or a whole number. A text stays within its line: a line end in it, which may come from outside,
/// would begin a line that looks like ours. What else a terminal would obey is taken away where it is
/// printed.
class Part {
public:
    template <class Text>
    requires std::convertible_to<const Text&, std::string_view> Part(const Text& text)
        : text_(std::string_view(text)) {
        for (char& c : text_)
            if (c == '\n') c = ' ';
    }
    template <std::integral Number>
    Part(Number number) : text_(std::to_string(number)) {}

    operator std::string_view() const { return text_; }

private:
    std::string text_;
};

}    // namespace vouch::texts
