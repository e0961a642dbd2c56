#include "client/cli/trustee/paper_count.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "client/cli/shared/csv.h"
#include "client/cli/shared/text.h"
#include "election/entry.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::size_t kLineFields = 5;

std::optional<std::uint32_t> number(std::string_view field) {
    std::uint32_t out = 0;
    field = trimmed(field);
    const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), out);
    if (error != std::errc() || end != field.data() + field.size() || out > kRollNumbersMax)
        return std::nullopt;
    return out;
}

/// One file's count being read.
class Reader {
public:
    explicit Reader(std::optional<std::size_t> officials)
        : officials_max_(officials.value_or(kOfficialsMax)), officials_(officials.value_or(0)) {}

    Checked<PaperCount> read(std::string_view csv) {
        auto records = parse_csv(csv);
        out_.mistakes = std::move(records.mistakes);
        for (const CsvRecord& record : records.value) take(record);
        check_whole();
        return std::move(out_);
    }

private:
    void take(const CsvRecord& record) {
        const std::vector<std::string> fields = unpadded(record.fields, 1);
        const std::string where = at_line(record.line), first(trimmed(fields.front()));
        std::vector<std::uint32_t> numbers;
        for (std::size_t i = 1; i < fields.size(); ++i) {
            const auto value = number(fields[i]);
            if (!value) return out_.wrong(where, says().paper.not_a_number({.text = fields[i]}));
            numbers.push_back(*value);
        }
        std::optional<std::uint32_t>* total = first == "issued"      ? &issued_
                                              : first == "collected" ? &collected_
                                              : first == "invalid"   ? &invalid_
                                                                     : nullptr;
        if (total) {
            if (numbers.size() != 1 || *total)
                return out_.wrong(where, says().paper.one_number({.what = first}));
            *total = numbers[0];
            return;
        }
        const auto official = number(first);
        if (!official || *official < 1 || *official > officials_max_ || numbers.size() + 1 != kLineFields)
            return out_.wrong(where, says().paper.line_wants);
        const PaperLine marks{numbers[0], numbers[1], numbers[2], numbers[3]};
        if (!lines_.try_emplace(*official, Line{record.line, marks}).second)
            return out_.wrong(where, says().paper.twice({.number = *official}));
        officials_ = std::max<std::size_t>(officials_, *official);
    }

    void check_whole() {
        const auto total = [&](const char* name, const std::optional<std::uint32_t>& value) {
            if (!value) out_.wrong(says().paper.the_file, says().paper.missing({.what = name}));
            return value.value_or(0);
        };
        PaperCount& count = out_.value;
        count.issued = total("issued", issued_);
        count.collected = total("collected", collected_);
        count.invalid = total("invalid", invalid_);
        for (std::size_t official = 1; official <= officials_; ++official)
            if (!lines_.contains(official))
                out_.wrong(says().paper.the_file, says().paper.official_missing({.number = official}));
        if (officials_ == 0) out_.wrong(says().paper.the_file, says().paper.official_missing({.number = 1}));
        if (!out_.ok()) return;
        if (count.collected > count.issued) out_.wrong(says().paper.the_file, says().paper.more_collected);
        if (count.invalid > count.collected) out_.wrong(says().paper.the_file, says().paper.more_invalid);
        if (!out_.ok()) return;
        for (const auto& [official, line] : lines_) {
            const auto& [high, medium, low, blank] = line.marks;
            const std::uint64_t sum = std::uint64_t{high} + medium + low + blank;
            if (sum != count.collected - count.invalid)
                out_.wrong(at_line(line.number),
                           says().paper.sum({.sum = sum, .valid = count.collected - count.invalid}));
            count.lines.push_back(line.marks);
        }
    }

    struct Line {
        std::size_t number;
        PaperLine marks;
    };

    Checked<PaperCount> out_;
    const std::size_t officials_max_;
    std::size_t officials_;                // how many there are, or the greatest number so far
    std::map<std::size_t, Line> lines_;    // by the official's number
    std::optional<std::uint32_t> issued_, collected_, invalid_;
};

}    // namespace

Checked<PaperCount> read_paper_count(std::string_view csv, std::optional<std::size_t> officials) {
    return Reader(officials).read(csv);
}

std::string paper_count_text(std::span<const Official> officials, const PaperCount& count) {
    std::string out = says().paper.totals(
                          {.collected = count.collected, .invalid = count.invalid, .issued = count.issued}) +
                      "\n";
    for (std::size_t i = 0; i < count.lines.size(); ++i) {
        const PaperLine& line = count.lines[i];
        out += says().paper.line({.blank = line.blank,
                                  .high = line.high,
                                  .low = line.low,
                                  .medium = line.medium,
                                  .name = i < officials.size() ? " " + shown(officials[i].name) : "",
                                  .number = i + 1}) +
               "\n";
    }
    return out;
}

Result<Bytes> paper_count_entry(const State& state, const PaperCount& count,
                                std::vector<Signature> signatures) {
    if (signatures.size() != state.manifest.threshold)
        return refused(Reason::not_fitting, says().paper.signatures({.given = signatures.size(),
                                                                     .needed = state.manifest.threshold}));
    const Bytes message = signing_message(state.election_id, Kind::paper_count, encode_body(count));
    for (const Signature& signature : signatures)
        if (!signature_holds(signature.key, message, signature.signature))
            return refused(Reason::bad_signature, says().paper.signature_of_another);
    std::ranges::sort(signatures, {}, &Signature::key);
    return make_entry(Kind::paper_count, encode_body(count), signatures);
}

}    // namespace vouch::client
