#include "client/cli/organizer/conference_file.h"

#include "client/cli/shared/relay_address.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "client/cli/organizer/toml_table.h"
#include "client/cli/shared/limits.h"
#include "crypto/note.h"
#include "election/entry.h"
#include "election/outcome.h"
#include "election/profiles.h"
#include "wire/limits.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::uint32_t kOrganizersMax = 3;
constexpr std::uint32_t kSmallestSetLeast = 5;
constexpr int kYearFirst = 2013, kYearLast = 2099;    // the first confidence votes were held in 2013

/// Notes it where two entries of a list are the same.
template <class List>
void check_distinct(TomlTable& table, std::string_view key, const List& list) {
    for (std::size_t i = 0; i < list.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (list[i] == list[j])
                table.wrong(key, says().conference.same({.first = j + 1, .second = i + 1}));
}

void check_date(TomlTable& table, const std::string& date) {
    int year = 0, month = 0, day = 0, taken = 0;
    const bool form = date.size() == 10 &&
                      std::sscanf(date.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &taken) == 3 &&
                      taken == 10;
    const std::chrono::year_month_day calendar{std::chrono::year{year},
                                               std::chrono::month{static_cast<unsigned>(month)},
                                               std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.empty() && (!form || !calendar.ok())) return table.wrong("date", says().conference.day);
    if (!date.empty() && (year < kYearFirst || year > kYearLast))
        table.wrong("date", says().conference.year({.first = kYearFirst, .last = kYearLast, .year = year}));
}

std::vector<Bytes32> read_organizers(TomlTable& table) {
    std::vector<Bytes32> out;
    const auto lines = table.texts("organizers");
    if (table.has("organizers") && (lines.empty() || lines.size() > kOrganizersMax))
        table.wrong("organizers", says().conference.organizers);
    for (const std::string& line : lines) {
        const auto key = from_base64(line.substr(line.rfind(' ') + 1));
        const auto bytes = key.ok() ? exactly<32>(*key) : Result<Bytes32>(Reason::malformed);
        if (bytes.ok()) {
            out.push_back(*bytes);
        } else {
            table.wrong("organizers", says().conference.organizer({.line = line}));
        }
    }
    check_distinct(table, "organizers", out);
    return out;
}

void read_board(TomlTable& table, Manifest& manifest) {
    manifest.trustees = table.number("trustees", 1, kTrusteesMax);
    manifest.threshold = table.number("threshold", 1, kTrusteesMax);
    const std::uint32_t n = manifest.trustees, t = manifest.threshold;
    if (n && t && (t > n || n >= 2 * t))
        table.wrong("threshold", says().conference.threshold({.least = n / 2 + 1, .members = n, .most = n}));
    manifest.witnesses = table.texts_or_none("witnesses");
    for (const std::string& witness : manifest.witnesses) {
        const auto vkey = Vkey::parse(witness, NoteKeyType::witness);
        if (vkey.ok()) {
            manifest.witness_keys.push_back(vkey->key());
        } else {
            table.wrong("witnesses",
                        says().conference.witness({.detail = vkey.rejection().detail, .line = witness}));
        }
    }
    check_distinct(table, "witnesses", manifest.witness_keys);
    if (manifest.witnesses.size() > kWitnessesMax)
        table.wrong("witnesses", says().conference.at_most({.most = kWitnessesMax}));
}

Threshold read_threshold(TomlTable& table, std::size_t languages) {
    Threshold out;
    out.name = table.text("name");
    if (out.name == kNoOutcome) table.wrong("name", says().conference.none_is_taken);
    out.level =
        std::array{Level::low, Level::medium, Level::high}[table.one_of("level", {"low", "medium", "high"})];
    out.share = table.fraction("share");
    out.strictly_more = table.flag_or("strictly_more", false);
    out.consequence = table.text_by_language("consequence", languages);
    table.no_more_keys();
    return out;
}

Base read_base(TomlTable& rules) {
    return rules.one_of("base", {"summoned", "collected"}) == 0 ? Base::summoned : Base::collected;
}

Rules read_own_rules(TomlTable& table, std::size_t languages) {
    Rules out;
    out.quorum = table.fraction("quorum");
    out.quorum_measured = table.one_of("quorum_measured", {"open", "close"}) == 0 ? QuorumMeasured::at_open
                                                                                  : QuorumMeasured::at_close;
    out.base = read_base(table);
    out.level_names = table.level_names("level_names", languages);
    std::vector<std::string> names;
    for (TomlTable& one : table.tables_or_none("threshold")) {
        out.thresholds.push_back(read_threshold(one, languages));
        names.push_back(out.thresholds.back().name);
    }
    check_distinct(table, "threshold", names);
    table.no_more_keys();
    return out;
}

Rules read_rules(TomlTable& table, const std::vector<std::string>& languages) {
    auto rules = table.table_or_none("rules");
    if (!table.has("profile")) {
        if (rules) return read_own_rules(*rules, languages.size());
        table.wrong("profile", says().conference.no_rules);
        return {};
    }
    const std::string name = table.text("profile");
    std::optional<Base> base;
    if (rules && rules->has("base")) base = read_base(*rules);
    if (rules) rules->no_more_keys();
    auto profile = rule_profile(name, languages, base);
    if (!profile.ok()) {
        if (!name.empty() && !languages.empty()) table.wrong("profile", profile.rejection().detail);
        return {};
    }
    return *std::move(profile);
}

void read_officials(TomlTable& table, const Path& folder, Conference& conference) {
    const std::size_t languages = conference.manifest.languages.size();
    auto tables = table.tables_or_none("official");
    if (tables.empty()) table.wrong("official", says().conference.no_official);
    if (tables.size() > kOfficialsMax)
        table.wrong("official", says().conference.at_most({.most = kOfficialsMax}));
    for (TomlTable& one : tables) {
        Official official;
        Dossier dossier;
        official.name = one.text("name");
        official.position = one.text_by_language("position", languages);
        if (one.has("dossier")) {
            const std::string name = one.text("dossier");
            const std::string shown_as = (Path(name) / "dossier.toml").string();
            if (!name.empty()) dossier = read_dossier(folder / name, languages, shown_as, table.mistakes());
            official.dossier_sha256 = sha256(dossier.index);
            official.dossier_length = dossier.index.size();
        }
        one.no_more_keys();
        const auto& before = conference.manifest.officials;
        const auto twin = std::ranges::find_if(before, [&](const Official& other) {
            return other.name == official.name && other.position == official.position;
        });
        if (!official.name.empty() && twin != before.end())
            one.wrong("name", says().conference.official_again({.number = twin - before.begin() + 1}));
        conference.manifest.officials.push_back(std::move(official));
        conference.dossiers.push_back(std::move(dossier));
    }
}

/// The documents of all officials together must fit into what a server takes for one conference.
void check_total(TomlTable& table, const Conference& conference) {
    std::uintmax_t bytes = 0;
    for (const Dossier& dossier : conference.dossiers) {
        bytes += dossier.index.size();
        for (const Document& document : dossier.documents) bytes += document.length;
    }
    if (bytes > wire::kConferenceFilesBytesMax)
        table.wrong("official", says().conference.dossiers_large(
                                    {.found = bytes >> 20, .most = wire::kConferenceFilesBytesMax >> 20}));
}

}    // namespace

Checked<Conference> read_conference(const Path& file) {
    Checked<Conference> out;
    Manifest& manifest = out.value.manifest;
    const auto toml = parse_toml_file(file, file.filename().string(), out.mistakes);
    if (!toml) return out;
    TomlTable table(*toml, file.filename().string(), out.mistakes);
    manifest.languages = table.texts("languages");
    if (table.has("languages") && manifest.languages.empty())
        table.wrong("languages", says().conference.one_language);
    check_distinct(table, "languages", manifest.languages);
    const std::size_t languages = manifest.languages.size();
    manifest.title = table.text_by_language("title", languages);
    manifest.body = table.text_by_language("body", languages);
    manifest.place = table.text_by_language("place", languages);
    manifest.date = table.text("date");
    check_date(table, manifest.date);
    read_officials(table, file.parent_path(), out.value);
    manifest.rules = read_rules(table, manifest.languages);
    read_board(table, manifest);
    manifest.organizers = read_organizers(table);
    manifest.revotes = table.number_or("revotes", 0, kRevotesMax, kRevotesMax);
    manifest.ring_capacity = table.number_or("ring_capacity", 256, 4096, 1024);
    if (manifest.ring_capacity != 256 && manifest.ring_capacity != 1024 && manifest.ring_capacity != 4096)
        table.wrong("ring_capacity", "wants 256, 1024 or 4096");
    manifest.smallest_set =
        table.number_or("smallest_set", kSmallestSetLeast, kRollNumbersMax, kSmallestSetLeast);
    manifest.relays = table.texts_or_none("relays");
    for (const std::string& relay : manifest.relays)
        if (!parse_relay(relay).ok()) table.wrong("relays", says().conference.relay_form({.relay = relay}));
    check_total(table, out.value);
    table.no_more_keys();
    return out;
}

}    // namespace vouch::client
