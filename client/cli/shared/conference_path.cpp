#include "client/cli/shared/conference_path.h"

namespace vouch::client {
namespace {

constexpr std::string_view kConferencePath = "/c/";
constexpr std::size_t kConferenceIdDigits = 16;

}    // namespace

bool is_conference_path(std::string_view path) {
    return path.starts_with(kConferencePath) && path.size() == kConferencePath.size() + kConferenceIdDigits &&
           path.find_first_not_of("0123456789abcdef", kConferencePath.size()) == std::string_view::npos;
}

}    // namespace vouch::client
