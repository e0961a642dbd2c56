#include "client/cli/shared/roll_file.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <map>

#include "client/cli/shared/csv.h"
#include "client/cli/shared/text.h"
#include "crypto/signature.h"
#include "election/bodies.h"
#include "election/enrolment.h"

namespace vouch::client {
namespace {

using Report = std::function<void(std::string what)>;

std::uint32_t number_of(std::string_view field, const Report& wrong) {
    std::uint32_t number = 0;
    const auto first = field.find_first_not_of(' ');
    field =
        first == std::string_view::npos ? "" : field.substr(first, field.find_last_not_of(' ') - first + 1);
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
    if (error != std::errc() || end != field.data() + field.size() || number < 1 ||
        number > election::kRollNumbersMax)
        wrong("the number is not one from 1 to " + std::to_string(election::kRollNumbersMax));
    return number;
}

std::string text_of_field(std::string_view field, const char* what, std::size_t bytes_max, bool required,
                          const Report& wrong) {
    const auto text = clean_text(field);
    if (!text.ok()) {
        wrong(std::string("the ") + what + " is " + text.rejection().detail);
        return {};
    }
    if (required && text->empty()) wrong(std::string("the ") + what + " is empty");
    if (text->size() > bytes_max)
        wrong(std::string("the ") + what + " is longer than " + std::to_string(bytes_max) + " bytes");
    return *text;
}

bool is_heading(const CsvRecord& record) {
    const std::string& first = record.fields.front();
    return !first.empty() && first.find_first_of("0123456789") == std::string::npos;
}

/// Numbers run from 1 without gap, each once. `lines`: the line of each number.
void check_gaps(const std::map<std::uint32_t, std::size_t>& lines, Mistakes& mistakes) {
    std::uint32_t expected = 1;
    for (const auto& [number, line] : lines) {
        if (number > expected) {
            const std::string missing = number == expected + 1
                                            ? "the number " + std::to_string(expected) + " is missing"
                                            : "the numbers " + std::to_string(expected) + " to " +
                                                  std::to_string(number - 1) + " are missing";
            mistakes.push_back({at_line(line), missing + " before " + std::to_string(number)});
        }
        expected = number + 1;
    }
}

/// Reads rows of `columns` fields; `take(record, wrong)` makes a person of each.
template <class PersonOf, class Take>
Checked<std::vector<PersonOf>> read_people(std::string_view csv, std::size_t columns, Take take) {
    Checked<std::vector<PersonOf>> out;
    if (csv.starts_with("\xff\xfe") || csv.starts_with("\xfe\xff")) {
        out.wrong(at_line(1), "the file is in UTF-16; save it as CSV in UTF-8");
        return out;
    }
    auto records = parse_csv(csv);
    out.mistakes = std::move(records.mistakes);
    std::map<std::uint32_t, std::size_t> lines;
    bool first = true, numbers_known = out.ok();
    for (const CsvRecord& record : records.value) {
        if (std::exchange(first, false) && is_heading(record)) continue;
        const std::string place = at_line(record.line);
        if (record.fields.size() != columns) {
            out.wrong(place, std::to_string(record.fields.size()) + " columns instead of " +
                                 std::to_string(columns));
            numbers_known = false;
            continue;
        }
        bool row_ok = true;
        const Report wrong = [&](std::string what) {
            out.wrong(place, std::move(what));
            row_ok = false;
        };
        PersonOf person = take(record, wrong);
        const auto [known, fresh] = lines.try_emplace(person.number, record.line);
        if (row_ok && !fresh)
            wrong("the number " + std::to_string(person.number) + " stands in " + at_line(known->second) +
                  " already");
        numbers_known = numbers_known && row_ok;
        if (row_ok) out.value.push_back(std::move(person));
    }
    if (numbers_known) check_gaps(lines, out.mistakes);    // a bad row's number would only look missing
    if (out.ok() && out.value.empty()) out.wrong(at_line(1), "there is nobody in the file");
    std::ranges::sort(out.value, {}, &PersonOf::number);
    std::ranges::stable_sort(out.mistakes, {}, [](const Mistake& mistake) {
        return std::strtoull(mistake.place.c_str() + std::strlen("line "), nullptr, 10);
    });
    return out;
}

RollPerson take_person(const CsvRecord& record, const Report& wrong) {
    return {number_of(record.fields[0], wrong),
            text_of_field(record.fields[1], "name", kPersonNameBytesMax, true, wrong),
            text_of_field(record.fields[2], "unit", kUnitBytesMax, false, wrong)};
}

}    // namespace

Checked<std::vector<RollPerson>> read_roll(std::string_view csv) {
    return read_people<RollPerson>(csv, 3, take_person);
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
    std::string out = "number,name,unit,salt\n";
    for (const NamedPerson& person : people)
        out += std::to_string(person.number) + "," + csv_field(person.name) + "," + csv_field(person.unit) +
               "," + to_hex(person.salt) + "\n";
    return out;
}

Checked<std::vector<NamedPerson>> read_named_roll(std::string_view csv) {
    return read_people<NamedPerson>(csv, 4, [](const CsvRecord& record, const Report& wrong) {
        NamedPerson person{take_person(record, wrong), {}};
        const auto salt = from_hex(record.fields[3]);
        if (salt.ok() && salt->size() == person.salt.size()) {
            std::ranges::copy(*salt, person.salt.begin());
        } else {
            wrong("the salt is not 64 hexadecimal digits");
        }
        return person;
    });
}

Bytes seal_named_roll(const SecretBytes<32>& rollkey, std::span<const NamedPerson> people) {
    return seal_secretbox(rollkey, bytes_of(write_named_roll(people)));
}

Result<std::vector<NamedPerson>> open_named_roll(const SecretBytes<32>& rollkey, ByteView box) {
    VOUCH_TRY(opened, open_secretbox(rollkey, box));
    auto roll = read_named_roll(text_of(opened.view()));
    if (!roll.ok()) return {Reason::malformed, "the named roll, " + roll.mistakes.front().place};
    return std::move(roll.value);
}

}    // namespace vouch::client
