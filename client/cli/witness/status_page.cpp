#include "client/cli/witness/status_page.h"

#include <texts/commands.h>

#include <array>

#include "client/cli/shared/day.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/screen.h"
#include "client/cli/shared/text.h"

namespace vouch::client {
namespace {

using Standing = WitnessView::Standing;
constexpr std::array kStandingNames{"alarm", "not-verified", "holds"};

const char* name_of(Standing standing) {
    return kStandingNames.at(static_cast<std::size_t>(standing));
}

constexpr std::string_view kHead = R"(<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="30">
<title>Vouch</title>
<style>
body { margin: 0; font: 1.1rem/1.5 system-ui, sans-serif; color: #111; background: #fff; }
section { max-width: 60rem; margin: 0 auto; padding: 1rem 1.5rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; padding: 1rem; border-radius: .4rem; color: #fff; background: #555; }
.holds h1 { background: #0a6b2d; }
.alarm h1 { background: #b00020; }
dt { font-weight: 600; margin-top: .6rem; }
dd { margin: 0; }
li { margin: .6rem 0; font-weight: 600; color: #b00020; }
</style>
</head>
)";

std::string escaped(std::string_view text) {
    return html_escaped(shown(text));
}

std::string time_text(std::uint64_t time, const texts::Commands& all) {
    return time == 0 ? std::string(all.page.never) : utc_text(time);
}

const char* heading(Standing standing, const texts::Commands& all) {
    switch (standing) {
        case Standing::alarm:
            return all.page.alarm;
        case Standing::not_verified:
            return all.page.not_verified;
        case Standing::holds:
            return all.page.holds;
    }
    return "";
}

/// The facts, each with what it is called.
std::vector<std::pair<std::string, std::string>> facts_of(const WitnessView& view, const texts::Words& words,
                                                          const texts::Commands& all) {
    std::vector<std::pair<std::string, std::string>> out;
    out.emplace_back(all.page.followed, view.url);
    if (view.checkpoint) {
        out.emplace_back(all.page.size, texts::number_text(view.checkpoint->size, words));
        out.emplace_back(all.page.root, to_base64(view.checkpoint->root));
    }
    out.emplace_back(all.page.looked_at, time_text(view.looked_at, all));
    if (!view.failure.empty()) out.emplace_back(all.page.failure, view.failure);
    out.emplace_back(all.page.web_looked_at, time_text(view.web_looked_at, all));
    if (!view.web_failure.empty()) out.emplace_back(all.page.failure, view.web_failure);
    out.emplace_back(all.page.witness, view.witness);
    return out;
}

std::string section_in(const std::string& language, const WitnessView& view) {
    const texts::Commands& all = texts::commands_in(language);
    const texts::Words& words = texts::words_in(language);
    std::string out = "<section lang=\"" + escaped(language) + "\">\n<h1>" +
                      escaped(heading(view.standing(), all)) + "</h1>\n";
    if (!view.alarms.empty()) {
        out += "<ul>\n";
        for (const Alarm& alarm : view.alarms)
            out += "<li>" + escaped(time_text(alarm.time, all)) + ": " + escaped(sentence_of(alarm, all)) +
                   "</li>\n";
        out += "</ul>\n";
    }
    out += "<dl>\n";
    for (const auto& [what, value] : facts_of(view, words, all))
        out += "<dt>" + escaped(what) + "</dt><dd>" + escaped(value) + "</dd>\n";
    return out + "</dl>\n<p>" + escaped(all.page.meaning) + "</p>\n</section>\n";
}

}    // namespace

Standing WitnessView::standing() const {
    if (!alarms.empty()) return Standing::alarm;
    return looked_at == 0 || !failure.empty() ? Standing::not_verified : Standing::holds;
}

std::string status_page(const WitnessView& view) {
    std::string out(kHead);
    out += std::string("<body class=\"") + name_of(view.standing()) + "\">\n";
    for (const std::string& language : texts::languages()) out += section_in(language, view);
    return out + "</body>\n</html>\n";
}

Json status_json(const WitnessView& view) {
    Json out{{"url", view.url}, {"standing", name_of(view.standing())}};
    if (view.checkpoint) {
        out["size"] = view.checkpoint->size;
        out["root"] = to_base64(view.checkpoint->root);
    }
    if (!view.failure.empty()) out["failure"] = view.failure;
    if (!view.web_failure.empty()) out["web_failure"] = view.web_failure;
    out["web_client"] = view.web_looked_at == 0 ? "not verified" : "looked at";
    out["alarms"] = Json::array();
    for (const Alarm& alarm : view.alarms)
        out["alarms"].push_back({{"lie", name(alarm.evidence.lie)},
                                 {"log", alarm.evidence.log.name()},
                                 {"time", alarm.time},
                                 {"evidence", alarm.folder.string()}});
    return out;
}

std::string status_lines(const WitnessView& view) {
    const texts::Commands& all = says();
    std::string out = shown(heading(view.standing(), all)) + "\n";
    for (const Alarm& alarm : view.alarms)
        out += "  " + shown(sentence_of(alarm, all)) + "\n    " + shown(alarm.folder.string()) + "\n";
    if (view.checkpoint)
        out +=
            "  " +
            shown(all.watch.seen({.root = to_base64(view.checkpoint->root), .size = view.checkpoint->size})) +
            "\n";
    if (!view.failure.empty()) out += "  " + shown(view.failure) + "\n";
    if (!view.web_failure.empty()) out += "  " + shown(view.web_failure) + "\n";
    return out;
}

}    // namespace vouch::client
