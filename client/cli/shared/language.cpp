#include "client/cli/shared/language.h"

#include "client/cli/shared/says.h"

namespace vouch::client {

std::size_t language_index(const election::Manifest& manifest, std::string_view language) {
    const std::string_view primary = language.substr(0, language.find('-'));
    for (std::size_t i = 0; i < manifest.languages.size(); ++i)
        if (std::string_view(manifest.languages[i]).substr(0, manifest.languages[i].find('-')) == primary)
            return i;
    return 0;
}

std::string_view chosen_language(const election::Manifest& manifest, std::string_view asked_for) {
    return manifest.languages[language_index(manifest, asked_for)];
}

std::string titled(const election::Manifest& manifest, std::size_t language) {
    const std::string& title = manifest.title[language];
    return manifest.rehearsal ? says().screen.titled_rehearsal({.title = title}) : title;
}

}    // namespace vouch::client
