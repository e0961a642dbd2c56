#include "client/cli/shared/minutes.h"

#include <fmt/core.h>

#include <array>

#include "client/cli/shared/language.h"
#include "client/cli/shared/results_table.h"
#include "client/cli/shared/text.h"
#include "crypto/note.h"
#include "election/confirmers.h"
#include "election/fingerprint.h"
#include "election/outcome.h"
#include "election/slip.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::size_t kPageColumns = 78;
constexpr std::size_t kLabelColumns = 44;

struct Words {
    std::string_view heading, rehearsal, body, conference, place, date;
    std::string_view numbers, summoned, present, issued, on_paper, collected, not_returned, valid, invalid;
    std::string_view results, blank, consequence;
    std::string_view verification, election_id, board, opening_number, fingerprint, log, entries, root, vkey,
        opening, closing, counted;
    std::string_view signatures, chair, head, member, sign_here;
};
constexpr Words kVietnamese{
    "BIÊN BẢN KIỂM PHIẾU LẤY PHIẾU TÍN NHIỆM",
    "DIỄN TẬP - KHÔNG CÓ GIÁ TRỊ",
    "Cơ quan",
    "Hội nghị",
    "Địa điểm",
    "Thời gian",
    "I. Số người và số phiếu",
    "Số người được triệu tập",
    "Số người có mặt",
    "Số phiếu phát ra",
    "  trong đó phiếu giấy",
    "Số phiếu thu về",
    "Số phiếu không thu về",
    "Số phiếu hợp lệ",
    "Số phiếu không hợp lệ",
    "II. Kết quả",
    "không có ý kiến",
    "Hệ quả",
    "III. Đối chiếu với nhật ký",
    "Mã hội nghị",
    "Ký hiệu ban kiểm phiếu",
    "Số khai mạc",
    "Mã xác thực hội nghị",
    "Nhật ký",
    "mục",
    "Mã băm gốc",
    "Khóa kiểm tra nhật ký",
    "Xác nhận khai mạc",
    "Xác nhận kết thúc",
    "Giải mã kết quả",
    "IV. Chữ ký",
    "Chủ tọa hội nghị",
    "Trưởng ban kiểm phiếu",
    "Thành viên ban kiểm phiếu",
    "(ký, ghi rõ họ tên)",
};
constexpr Words kEnglish{
    "MINUTES OF COUNTING: CONFIDENCE VOTE",
    "REHEARSAL - NOT VALID",
    "Body",
    "Conference",
    "Place",
    "Date",
    "I. People and ballots",
    "People summoned",
    "People present",
    "Ballots issued",
    "  of these on paper",
    "Ballots collected",
    "Ballots not returned",
    "Ballots valid",
    "Ballots invalid",
    "II. Result",
    "blank",
    "Consequence",
    "III. What ties these minutes to the log",
    "Election",
    "Mark of the counting board",
    "The opening's number",
    "Fingerprint",
    "Log",
    "entries",
    "Root hash",
    "Verifier key of the log",
    "Opening confirmed by",
    "Close confirmed by",
    "Decrypted by",
    "IV. Signatures",
    "Chair of the conference",
    "Head of the counting board",
    "Member of the counting board",
    "(signature and full name)",
};

/// "   Ballots issued ......... 480".
std::string figure(std::string_view label, std::uint64_t number) {
    return fmt::format("  {}{:>8}\n", pad_right(label, kLabelColumns), number);
}

/// "  Fingerprint: 1234 …"; long texts run on, indented.
std::string fact(std::string_view label, std::string_view text) {
    const std::string wrapped = wrap(fmt::format("{}: {}", label, text), kPageColumns - 6, "      ");
    return "  " + wrapped.substr(std::min<std::size_t>(6, wrapped.size()));
}

std::string heading(const Manifest& manifest, const Words& words, std::size_t place,
                    std::string_view language) {
    std::string out = centre(words.heading, kPageColumns) + "\n";
    if (manifest.rehearsal) out += centre(words.rehearsal, kPageColumns) + "\n";
    out += "\n";
    out += fact(words.body, manifest.body[place]);
    out += fact(words.conference, manifest.title[place]);
    out += fact(words.place, manifest.place[place]);
    return out + fact(words.date, date_text(manifest.date, language));
}

std::string numbers(const State& state, const Words& words) {
    const std::uint32_t issued = state.present(), collected = state.collected();
    const std::uint32_t invalid = state.paper_count ? state.paper_count->invalid : 0;
    return fmt::format("\n{}\n", words.numbers) + figure(words.summoned, state.summoned()) +
           figure(words.present, state.present()) + figure(words.issued, issued) +
           figure(words.on_paper, state.papers_issued()) + figure(words.collected, collected) +
           figure(words.not_returned, issued - collected) + figure(words.valid, collected - invalid) +
           figure(words.invalid, invalid);
}

std::string_view consequence_of(const Rules& rules, const std::string& outcome, std::size_t place) {
    for (const Threshold& threshold : rules.thresholds)
        if (threshold.name == outcome) return threshold.consequence[place];
    return {};
}

std::string official(const State& state, std::size_t i, const Words& words, std::size_t place,
                     std::string_view language) {
    const Official& rated = state.manifest.officials[i];
    const ResultLine& line = state.result->lines[i];
    const auto& levels = state.manifest.rules.level_names;    // low, medium, high
    std::string out("\n");
    out += wrap(fmt::format("{}. {}, {}", i + 1, rated.name, rated.position[place]), kPageColumns - 2, "  ");
    const auto row = [&](std::string_view label, std::uint32_t count) {
        out += fmt::format("     {}{:>8}{:>12}\n", pad_right(label, kLabelColumns - 3), count,
                           percent_text(percent_hundredths(count, state.base()), language));
    };
    row(levels[2][place], line.high);
    row(levels[1][place], line.medium);
    row(levels[0][place], line.low);
    row(words.blank, line.blank);
    const std::string_view consequence = consequence_of(state.manifest.rules, line.outcome, place);
    if (!consequence.empty())
        out += wrap(fmt::format("{} ({}): {}", words.consequence, line.outcome, consequence),
                    kPageColumns - 5, "     ");
    return out;
}

std::string verification(const State& state, const Words& words, std::string_view fingerprint) {
    std::vector<std::string> counted;
    for (const std::uint32_t trustee : state.share_order)
        counted.push_back(state.ceremony->board.trustees[trustee - 1].name);
    return fmt::format("\n{}\n", words.verification) + fact(words.election_id, to_hex(state.election_id)) +
           fact(words.board, anchor_mark(*state.anchor())) +
           fact(words.opening_number, opening_number(state.open_digest)) +
           fact(words.fingerprint, fingerprint) +
           fact(words.log, fmt::format("{}, {} {}", Vkey::parse(state.manifest.log_vkey)->name(),
                                       state.log.size(), words.entries)) +
           fact(words.root, to_base64(state.log.root())) + fact(words.vkey, state.manifest.log_vkey) +
           fact(words.opening, joined(confirmer_names(state, state.open_confirmations.keys), "; ")) +
           fact(words.closing, joined(confirmer_names(state, state.close_confirmations.keys), "; ")) +
           fact(words.counted, joined(counted, "; "));
}

std::string signatures(const State& state, const Words& words) {
    std::string out = fmt::format("\n{}\n", words.signatures);
    const auto place = [&](std::string_view role, std::string_view name) {
        out += fmt::format("\n  {} {}\n\n\n  {}{}{}\n", pad_right(role, kLabelColumns - 8), words.sign_here,
                           std::string(kLabelColumns - 8, '.'), name.empty() ? "" : "  ", name);
    };
    place(words.chair, "");
    place(words.head, "");
    for (const Trustee& trustee : state.ceremony->board.trustees) place(words.member, trustee.name);
    return out;
}

}    // namespace

std::string date_text(std::string_view iso, std::string_view language) {
    constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};
    int year = 0, month = 0, day = 0;
    const std::string text(iso);
    if (std::sscanf(text.c_str(), "%4d-%2d-%2d", &year, &month, &day) != 3 || month < 1 || month > 12)
        return text;    // as stated
    if (is_vietnamese(language)) return fmt::format("ngày {:02} tháng {:02} năm {}", day, month, year);
    return fmt::format("{} {} {}", day, kMonths[static_cast<std::size_t>(month - 1)], year);
}

Result<std::string> minutes(const State& state, std::string_view fingerprint, std::string_view asked_for) {
    if (!state.result) return {Reason::not_fitting, "there is no result yet: the counting is not done"};
    const std::string_view language = chosen_language(state.manifest, asked_for);
    const Words& words = is_vietnamese(language) ? kVietnamese : kEnglish;
    const std::size_t place = language_place(state.manifest, language);
    std::string out = heading(state.manifest, words, place, language) + numbers(state, words);
    out += fmt::format("\n{}\n  {}\n", words.results, base_sentence(state.manifest, state.base(), language));
    for (std::size_t i = 0; i < state.result->lines.size(); ++i)
        out += official(state, i, words, place, language);
    return out + verification(state, words, fingerprint) + signatures(state, words);
}

}    // namespace vouch::client
