#include "client/cli/shared/shown_manifest.h"

#include "client/cli/shared/text.h"

namespace vouch::client {
namespace {

void show_each(std::vector<std::string>& texts) {
    for (std::string& text : texts) text = shown(text);
}

}    // namespace

election::Manifest shown(election::Manifest manifest) {
    for (auto* texts : {&manifest.title, &manifest.body, &manifest.place}) show_each(*texts);
    show_each(manifest.languages);
    show_each(manifest.witnesses);
    show_each(manifest.relays);
    for (std::string* text : {&manifest.date, &manifest.log_vkey}) *text = shown(*text);
    for (election::Official& official : manifest.officials) {
        official.name = shown(official.name);
        show_each(official.position);
    }
    for (election::Text& name : manifest.rules.level_names) show_each(name);
    for (election::Threshold& threshold : manifest.rules.thresholds) {
        threshold.name = shown(threshold.name);
        show_each(threshold.consequence);
    }
    return manifest;
}

}    // namespace vouch::client
