#pragma once
// The language in which a conference is spoken of: of the manifest's, the one that somebody asked for.

#include <string_view>

#include "election/bodies.h"

namespace vouch::client {

/// Where the texts of that language stand in the manifest's; 0 where it has none ("vi" also finds "vi-VN").
std::size_t language_place(const election::Manifest& manifest, std::string_view language);
/// The language to speak of a conference in, so that no page mixes two: the one asked for where the manifest
/// has it, else (also where none was asked for) the manifest's first.
std::string_view chosen_language(const election::Manifest& manifest, std::string_view asked_for);

}    // namespace vouch::client
