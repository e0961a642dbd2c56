#pragma once
// The language in which a conference's texts are shown: the one that was asked for, if the manifest has it.

#include <string_view>

#include "election/bodies.h"

namespace vouch::client {

/// The index of that language in the manifest's texts; 0 where the manifest does not have it ("vi" also finds
/// "vi-VN").
std::size_t language_index(const election::Manifest& manifest, std::string_view language);
/// The language for everything that is said about a conference, so that no page mixes two: the one that was
/// asked for where the manifest has it, else the manifest's first.
std::string_view chosen_language(const election::Manifest& manifest, std::string_view asked_for);
/// The title in the language of that index; a rehearsal's says that it is one.
std::string titled(const election::Manifest& manifest, std::size_t language);

}    // namespace vouch::client
