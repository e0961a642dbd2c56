#include "client/cli/shared/roll_file.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "client/cli/shared/csv.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/text.h"
#include "crypto/signature.h"
#include "election/bodies.h"
#include "election/enrolment.h"
#include "election/results_files.h"

namespace vouch::client {
namespace {

using Report = std::function<void(std::string what)>;

std::uint32_t number_of(std::string_view field, const Report& wrong) {
    std::uint32_t number = 0;
    field = trimmed(field);
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
    if (error != std::errc() || end != field.data() + field.size() || number < 1 ||
        number > election::kRollNumbersMax)
        wrong(says().roll.number({.most = election::kRollNumbersMax}));
    return number;
}

std::string of_field(RollField field, const std::string& what) {
    const auto& all = says().roll;
    switch (field) {
        case RollField::name:
            return all.of_name({.what = what});
        case RollField::unit:
            return all.of_unit({.what = what});
        case RollField::hall:
            return all.of_hall({.what = what});
    }
    return what;
}

using Judge = std::optional<std::string> (*)(std::string_view text, RollField field);

/// The text in its one form. Says what is wrong with it, once.
std::string text_of_field(std::string_view raw, RollField field, Judge judge, const Report& wrong) {
    auto text = clean_text(raw);
    if (!text.ok()) {
        wrong(of_field(field, text.rejection().detail));
        return {};
    }
    if (const auto reason = judge(*text, field)) wrong(of_field(field, *reason));
    return std::move(*text);
}

bool has_digit(std::string_view text) {
    return text.find_first_of("0123456789") != std::string_view::npos;
}
bool is_number(std::string_view text) {
    text = trimmed(text);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}
/// Whether the column of numbers is called that.
bool heads_numbers(std::string_view field) {
    constexpr std::array<std::string_view, 10> kWords{"stt", "số",  "số tt",  "số thứ tự", "tt",
                                                      "no",  "no.", "number", "nr",        "#"};
    return std::ranges::find(kWords, folded(field)) != kWords.end();
}

std::ptrdiff_t filled_fields(const CsvRecord& record) {
    return std::ranges::count_if(record.fields,
                                 [](std::string_view field) { return !trimmed(field).empty(); });
}

/// How many records stand above the first person: up to the heading where one is found among the records
/// before the first number. A first line that is neither heading nor person is told and not taken for one.
std::size_t first_person(const std::vector<CsvRecord>& records, Mistakes& mistakes) {
    for (std::size_t i = 0; i < records.size() && !is_number(records[i].fields.front()); ++i)
        if (heads_numbers(records[i].fields.front())) return i + 1;
    if (records.empty()) return 0;
    const auto& [line, fields] = records.front();
    if (filled_fields(records.front()) > 1)
        return trimmed(fields.front()).empty() || has_digit(fields.front()) ? 0 : 1;
    if (is_number(fields.front())) return 0;
    mistakes.push_back({at_line(line), says().roll.title});
    return 1;
}

/// Numbers run from 1 without gap, each once. `lines`: the line of each number.
void check_gaps(const std::map<std::uint32_t, std::size_t>& lines, Mistakes& mistakes) {
    std::uint32_t expected = 1;
    for (const auto& [number, line] : lines) {
        if (number > expected) {
            const auto& all = says().roll;
            mistakes.push_back(
                {at_line(line),
                 number == expected + 1
                     ? all.one_missing({.first = expected, .next = number})
                     : all.some_missing({.first = expected, .last = number - 1, .next = number})});
        }
        expected = number + 1;
    }
}

/// How many columns a table can have.
struct Columns {
    std::size_t least, most;
};

/// As many columns as the heading has, or where there is none the first person. A title is no heading.
std::size_t columns_of(const std::vector<CsvRecord>& records, std::size_t first, Columns columns) {
    std::vector<std::string> fields;
    if (first > 0 && filled_fields(records[first - 1]) > 1)
        fields = unpadded(records[first - 1].fields, columns.least);
    else if (first < records.size())
        fields = records[first].fields;
    return std::clamp(fields.size(), columns.least, columns.most);
}

/// What is read of each person, and where.
template <class PersonOf>
struct PeopleRead : Checked<std::vector<PersonOf>> {
    std::vector<std::size_t> lines;    // of each
};

std::size_t line_of(const Mistake& mistake) {
    const std::size_t digits = std::min(mistake.where.find_first_of("0123456789"), mistake.where.size());
    return std::strtoull(mistake.where.c_str() + digits, nullptr, 10);
}

/// Reads a person of each row; `take(record, wrong)` makes it. A spreadsheet leaves out empty fields at the
/// end of a row, or adds some.
template <class PersonOf, class Take>
PeopleRead<PersonOf> read_people(std::string_view csv, Columns columns, Take take) {
    PeopleRead<PersonOf> out;
    auto records = parse_csv(csv);
    out.mistakes = std::move(records.mistakes);
    const std::size_t first = first_person(records.value, out.mistakes);
    const std::size_t most = columns_of(records.value, first, columns);
    std::map<std::uint32_t, std::size_t> lines;
    bool numbers_known = out.ok();
    for (std::size_t i = first; i < records.value.size(); ++i) {
        CsvRecord& record = records.value[i];
        const std::string where = at_line(record.line);
        record.fields = unpadded(std::move(record.fields), columns.least);
        bool row_ok = true;
        const Report wrong = [&](std::string what) {
            out.wrong(where, std::move(what));
            row_ok = numbers_known = false;
        };
        if (record.fields.size() < columns.least || record.fields.size() > most) {
            wrong(says().roll.columns({.found = record.fields.size(), .wanted = most}));
            continue;
        }
        PersonOf person = take(record, wrong);
        const auto [known, fresh] = lines.try_emplace(person.number, record.line);
        if (row_ok && !fresh)
            wrong(says().roll.twice({.number = person.number, .where = at_line(known->second)}));
        if (!row_ok) continue;
        out.value.push_back(std::move(person));
        out.lines.push_back(record.line);
    }
    if (numbers_known) check_gaps(lines, out.mistakes);    // a bad row's number would only look missing
    if (out.ok() && out.value.empty()) out.wrong(at_line(1), says().roll.nobody);
    std::ranges::stable_sort(out.mistakes, {}, line_of);
    return out;
}

RollPerson take_person(const CsvRecord& record, Judge judge, const Report& wrong) {
    const std::string hall = record.fields.size() > 3 ? record.fields[3] : "";
    return {number_of(record.fields[0], wrong),
            text_of_field(record.fields[1], RollField::name, judge, wrong),
            text_of_field(record.fields[2], RollField::unit, judge, wrong),
            text_of_field(hall, RollField::hall, judge, wrong)};
}

/// Each person whose name and unit another has on a line before.
void doubt_namesakes(const PeopleRead<RollPerson>& read, std::vector<Doubt>& doubts) {
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> lines;
    for (std::size_t i = 0; i < read.value.size(); ++i) {
        const RollPerson& person = read.value[i];
        const auto [known, fresh] = lines.try_emplace({person.name, person.unit}, read.lines[i]);
        if (!fresh) doubts.push_back({read.lines[i], DoubtKind::namesake, person.name, known->second});
    }
}

/// Units or halls that differ from others in large and small letters alone, each spelling once: they would be
/// two.
void doubt_spellings(const PeopleRead<RollPerson>& read, std::string RollPerson::*field,
                     std::vector<Doubt>& doubts) {
    std::map<std::string, std::size_t> lines;    // of the first that is called so in any letters
    std::set<std::string_view> spellings;
    for (std::size_t i = 0; i < read.value.size(); ++i) {
        const std::string& text = read.value[i].*field;
        if (text.empty() || !spellings.insert(text).second) continue;
        const auto [known, fresh] = lines.try_emplace(folded(text), read.lines[i]);
        if (!fresh) doubts.push_back({read.lines[i], DoubtKind::spelling, text, known->second});
    }
}

}    // namespace

ImportedRoll read_roll(std::string_view csv) {
    constexpr Columns kColumns{.least = 3, .most = 4};
    ImportedRoll out;
    auto read = read_people<RollPerson>(csv, kColumns, [&](const CsvRecord& record, const Report& wrong) {
        RollPerson person = take_person(record, wrong_in_import, wrong);
        for (const std::string& text : {person.name, person.unit, person.hall})
            if (const auto kind = doubt_of(text)) out.doubts.push_back({record.line, *kind, text});
        return person;
    });
    doubt_namesakes(read, out.doubts);
    doubt_spellings(read, &RollPerson::unit, out.doubts);
    doubt_spellings(read, &RollPerson::hall, out.doubts);
    std::ranges::stable_sort(out.doubts, {}, &Doubt::line);
    out.value = std::move(read.value);
    out.mistakes = std::move(read.mistakes);
    std::ranges::sort(out.value, {}, &RollPerson::number);
    return out;
}

std::string to_string(const Doubt& doubt) {
    const auto& all = says().roll;
    const std::string where = at_line(doubt.line);
    switch (doubt.kind) {
        case DoubtKind::mojibake:
            return all.mojibake({.text = doubt.text, .where = where});
        case DoubtKind::tcvn3:
            return all.tcvn3({.text = doubt.text, .where = where});
        case DoubtKind::question:
            return all.question({.text = doubt.text, .where = where});
        case DoubtKind::namesake:
            return all.namesake({.other = at_line(doubt.other_line), .text = doubt.text, .where = where});
        case DoubtKind::spelling:
            return all.spelling({.other = at_line(doubt.other_line), .text = doubt.text, .where = where});
    }
    return where;
}

std::vector<NamedPerson> add_salts(std::span<const RollPerson> people, Rng& rng) {
    std::vector<NamedPerson> out;
    out.reserve(people.size());
    for (const RollPerson& person : people) out.push_back({person, rng.bytes32()});
    return out;
}

Bytes32 person_hash(const NamedPerson& person) {
    return election::person_hash(person.salt, person.number, person.name, person.unit);
}

std::string write_named_roll(std::span<const NamedPerson> people) {
    std::string out = "number,name,unit,hall,salt\n";
    for (const NamedPerson& person : people)
        out += std::to_string(person.number) + "," + election::csv_field(person.name) + "," +
               election::csv_field(person.unit) + "," + election::csv_field(person.hall) + "," +
               to_hex(person.salt) + "\n";
    return out;
}

Checked<std::vector<NamedPerson>> read_named_roll(std::string_view csv) {
    constexpr Columns kColumns{.least = 5, .most = 5};
    auto read = read_people<NamedPerson>(csv, kColumns, [](const CsvRecord& record, const Report& wrong) {
        NamedPerson person{take_person(record, wrong_in, wrong), {}};
        const auto salt = from_hex(record.fields[4]);
        if (salt.ok() && salt->size() == person.salt.size()) {
            std::ranges::copy(*salt, person.salt.begin());
        } else {
            wrong(says().roll.salt);
        }
        return person;
    });
    std::ranges::sort(read.value, {}, &NamedPerson::number);
    return read;
}

Bytes seal_named_roll(const SecretBytes<32>& rollkey, std::span<const NamedPerson> people) {
    return seal_secretbox(rollkey, bytes_of(write_named_roll(people)));
}

Result<std::vector<NamedPerson>> open_named_roll(const SecretBytes<32>& rollkey, ByteView box) {
    VOUCH_TRY(opened, open_secretbox(rollkey, box));
    auto roll = read_named_roll(text_of(opened.view()));
    if (!roll.ok())
        return refused(Reason::malformed, says().roll.named_roll({.where = roll.mistakes.front().where}));
    return std::move(roll.value);
}

}    // namespace vouch::client
