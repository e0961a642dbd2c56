#pragma once
// What a check says: a value, or the named reason why there is none. docs/protocol.md, section 10.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace vouch {

/// Why something was refused. The numbers travel and are signed; they never change.
enum class Reason : std::uint32_t {
    malformed = 1,
    too_large = 2,
    duplicate = 3,
    wrong_phase = 4,
    unknown_election = 5,
    bad_signature = 6,
    bad_proof = 7,
    wrong_revision = 8,
    not_on_the_roll = 9,
    number_taken = 10,
    too_early = 11,
    over_capacity = 12,
    not_fitting = 13,
    puzzle_needed = 14,
};

/// "bad proof" and so on: the name a person reads and a script compares.
std::string_view name(Reason reason);

/// A refusal. `detail` ("ballot: equation 3") is for whoever looks into it and for tests; it is never signed
/// or compared. Where it is `spoken`, it is a sentence for people, which says what to do next.
struct Rejection {
    Reason reason;
    std::string detail;
    bool spoken = false;
};

/// "bad proof (ballot: equation 3)".
std::string to_string(const Rejection& rejection);

/// Stops the program: we are wrong. Never looks at input.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
#define VOUCH_CHECK(condition) \
    ((condition) ? static_cast<void>(0) : ::vouch::check_failed(#condition, __FILE__, __LINE__))

/// The part of C++23's std::expected that we use.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Rejection rejection) : held_(std::in_place_index<1>, std::move(rejection)) {}
    Result(Reason reason, std::string detail = {}) : Result(Rejection{reason, std::move(detail)}) {}

    bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }
    const T& operator*() const& { return value(); }
    T& operator*() & { return value(); }
    T&& operator*() && { return std::move(value()); }
    const T* operator->() const { return &value(); }
    T* operator->() { return &value(); }
    const Rejection& rejection() const {
        VOUCH_CHECK(!ok());
        return *std::get_if<1>(&held_);
    }

private:
    const T& value() const {
        VOUCH_CHECK(ok());
        return *std::get_if<0>(&held_);
    }
    T& value() {
        VOUCH_CHECK(ok());
        return *std::get_if<0>(&held_);
    }
    std::variant<T, Rejection> held_;
};

/// The value of a check that has nothing to hand back.
using Accepted = std::monostate;
using Status = Result<Accepted>;
inline Status accepted() {
    return Accepted{};
}

/// Declares `variable` from a Result, or returns its rejection from the function around it.
#define VOUCH_TRY(variable, expression)                                \
    auto variable##_result = (expression);                             \
    if (!variable##_result.ok()) return variable##_result.rejection(); \
    auto variable = *std::move(variable##_result)

/// Returns the rejection of a Status from the function around it.
#define VOUCH_REQUIRE(expression)                                  \
    do {                                                           \
        auto status_result = (expression);                         \
        if (!status_result.ok()) return status_result.rejection(); \
    } while (false)

}    // namespace vouch
