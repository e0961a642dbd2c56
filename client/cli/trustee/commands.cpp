#include <fmt/core.h>

#include <algorithm>

#include "client/cli/commands.h"
#include "client/cli/shared/bulletins.h"
#include "client/cli/shared/confirm_dialog.h"
#include "client/cli/shared/day.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/slip_link.h"
#include "client/cli/shared/text.h"
#include "client/cli/trustee/ceremony.h"
#include "client/cli/trustee/paper_count.h"
#include "client/cli/trustee/run.h"
#include "election/crockford.h"
#include "election/entry.h"
#include "election/slip.h"
#include "election/typed.h"

namespace vouch::client {
namespace {

constexpr const char* kTrustee = "trustee";
constexpr int kAnchorTries = 2;

Result<TrusteeKeys> trustee_keys(const Common& common) {
    return TrusteeKeys::open(common.home_of(kTrustee), common.secrets().ask(says().ask.passphrase_of_key));
}

Result<TrusteeAtWork> trustee_at_work(const Common& common) {
    VOUCH_TRY(keys, trustee_keys(common));
    Progress bar(says().screen.replaying, 0);
    return TrusteeAtWork::open(std::move(keys),
                               [&bar](std::uint64_t done, std::uint64_t total) { bar.at(done, total); });
}

/// Whether the head's QR code, of which all 32 bytes are compared, or the 26 characters name this anchor.
/// Malformed for what can be neither.
Result<bool> names_anchor(std::string_view given, const Bytes32& anchor) {
    if (const auto scanned = from_hex(given); scanned.ok() && scanned->size() == anchor.size())
        return equal(*scanned, anchor);
    VOUCH_TRY(typed, read_typed_text(given, election::kTypedReadOut));
    return typed == election::spoken(anchor);
}

/// Somebody who mistyped is asked once more, so that a slip of the finger raises no alarm; and as often as it
/// takes where what was typed cannot be an anchor at all.
bool asked_names_anchor(const Bytes32& anchor) {
    std::string question = says().trustee.ask_anchor;
    for (int others = 0; others < kAnchorTries;) {
        const auto given = ask_line(question);
        if (!given) return false;
        const auto same = names_anchor(*given, anchor);
        if (same.ok() && *same) return true;
        if (same.ok()) ++others;
        question = same.ok() ? says().trustee.anchor_differs
                             : says().trustee.anchor_unreadable({.why = told(same.rejection())});
    }
    return false;
}

Result<bool> compared_anchor(const Bytes32& anchor, const std::string& given) {
    if (given.empty()) return asked_names_anchor(anchor);
    return names_anchor(given, anchor);
}

/// The head of the board shows its anchor; every other member holds its own against that.
Status compare_anchor(const Bytes32& anchor, const JoinWanted& wanted, const Common& common) {
    if (wanted.head) {
        common.tell_qr(to_hex(anchor));
        common.tell(says().trustee.read_out({.characters = election::in_groups(election::spoken(anchor))}));
        return accepted();
    }
    VOUCH_TRY(same, compared_anchor(anchor, wanted.anchor));
    if (same) return accepted();
    return refused(Reason::not_fitting, says().trustee.other_board);
}

Result<Invitation> read_invitation(const Path& file) {
    if (file.empty()) {
        const SecretBuffer line = SecretSource().ask(says().trustee.ask_invitation);
        return parse_invitation({reinterpret_cast<const char*>(line.view().data()), line.size()});
    }
    std::string text = disk::read_text_file(file, kSecretLineBytesMax);
    text.resize(text.find_last_not_of(" \r\n") + 1);
    return parse_invitation(text);
}

/// What the folder's conference says about a paper count, where the folder belongs to one.
struct PaperExpected {
    std::vector<election::Official> officials;
    std::uint32_t issued = 0;
};
Result<std::optional<PaperExpected>> expected_of_papers(const Path& home) {
    if (const auto record = read_record(home);
        !record.ok() && record.rejection().reason == Reason::not_fitting)
        return std::optional<PaperExpected>();
    VOUCH_TRY(followed, follow_from(home));
    const election::State& state = followed.replica.state();
    return std::optional(PaperExpected{state.manifest.officials, state.papers_issued()});
}

/// The figures in the file; without one those in the log, or those that most members have signed.
Result<election::PaperCount> figures_to_sign(const Common& common, TrusteeAtWork& trustee, const Path& file) {
    const election::State& state = trustee.state();
    if (!file.empty()) {
        auto count = read_paper_count(disk::read_text_file(file), state.manifest.officials.size());
        if (!count.ok()) return mistaken(count.mistakes, file, says().confirm.not_signed);
        return std::move(count.value);
    }
    if (state.paper_count) return *state.paper_count;
    VOUCH_TRY(known, read_bulletins(trustee.session(), state));
    if (known.figures.empty()) return refused(Reason::not_fitting, says().paper.none_signed);
    if (known.figures.size() > 1) common.tell(says().paper.differ);
    return known.figures.front().count;
}

using Signatures = std::map<std::uint32_t, election::Signature>;    // by the member's number

/// Of those figures, as far as the server has them.
Result<Signatures> signatures_of(TrusteeAtWork& trustee, const election::PaperCount& count) {
    VOUCH_TRY(known, read_bulletins(trustee.session(), trustee.state()));
    for (const SignedFigures& one : known.figures)
        if (election::encode_body(one.count) == election::encode_body(count)) return one.signatures;
    return Signatures();
}

std::string names_of(const election::State& state, const Signatures& signatures) {
    std::vector<std::string> names;
    for (const auto& [member, signature] : signatures)
        names.push_back(state.ceremony->board.trustees[member - 1].name);
    return joined(names, ", ");
}

}    // namespace

Result<CommandOutput> trustee_keygen(const Common& common, const std::string& name) {
    VOUCH_TRY(clean, clean_text(name));
    if (clean.empty()) return refused(Reason::malformed, says().ask.name_empty);
    VOUCH_TRY(passphrase, common.secrets().ask_new(says().ask.new_passphrase));
    VOUCH_TRY(keys, TrusteeKeys::make(common.home_of(kTrustee), clean, passphrase));
    return CommandOutput{says().trustee.key_made({.characters = comparison_characters(keys.card()),
                                                  .folder = keys.home().string()}),
                         {{"characters", comparison_characters(keys.card())}}};
}

Result<CommandOutput> trustee_join(const Common& common, const JoinWanted& wanted) {
    VOUCH_TRY(keys, trustee_keys(common));
    if (!read_record(keys.home()).ok()) {
        VOUCH_TRY(invitation, read_invitation(wanted.invitation));
        VOUCH_TRY(address, conference_address(invitation.url, common.pin));
        VOUCH_REQUIRE(join(keys, address, invitation.token));
    }
    common.tell(says().trustee.read_to_organizer({.characters = comparison_characters(keys.card())}));
    VOUCH_TRY(trustee, TrusteeAtWork::open(std::move(keys)));
    std::string last;
    const TrusteeAtWork::Talk talk{
        [&](const std::string& waiting_for) {
            if (waiting_for != last) common.tell(says().trustee.waiting_for({.what = waiting_for}));
            last = waiting_for;
            return true;
        },
        [&](const Bytes32& anchor) { return compare_anchor(anchor, wanted, common); }};
    VOUCH_REQUIRE(trustee.make_key(talk));
    return CommandOutput{says().trustee.made,
                         {{"done", true}, {"mark", election::anchor_mark(*trustee.state().anchor())}}};
}

Result<CommandOutput> trustee_check(const Common& common) {
    VOUCH_TRY(keys, trustee_keys(common));
    CommandOutput answer{says().trustee.opens({.folder = keys.home().string(), .name = keys.card().name}),
                         {{"opens", true}, {"share_fits", nullptr}}};
    if (!read_record(keys.home()).ok()) {
        answer.sentence = says().trustee.opens_alone({.opens = answer.sentence});
        return answer;
    }
    VOUCH_TRY(trustee, TrusteeAtWork::open(std::move(keys)));
    const election::State& state = trustee.state();
    if (!state.ceremony || !state.ceremony->all_acknowledged()) {
        answer.sentence = says().trustee.opens_without_share({.opens = answer.sentence});
        return answer;
    }
    VOUCH_REQUIRE(secret_share(state, trustee.keys()));
    answer.json["share_fits"] = true;
    answer.sentence =
        says().trustee.opens_with_share({.confirmers = state.confirmations_needed(),
                                         .members = state.manifest.trustees,
                                         .number = *state.trustee_with(trustee.keys().sign().public_key()),
                                         .opens = answer.sentence,
                                         .threshold = state.manifest.threshold});
    const std::string day = day_of(trustee.session().server_time());    // the same for everybody
    VOUCH_REQUIRE(post_ready(trustee.session(), state, trustee.keys().sign(), day));
    VOUCH_TRY(known, read_bulletins(trustee.session(), state));
    const auto open = std::ranges::count_if(known.ready, [&](const auto& one) { return one.second == day; });
    answer.json["keys_open"] = open;
    answer.sentence = says().trustee.keys_open({.count = state.manifest.trustees,
                                                .needed = state.manifest.threshold,
                                                .open = static_cast<std::uint64_t>(open),
                                                .opens = answer.sentence});
    return answer;
}

Result<CommandOutput> trustee_check_slips(const Common& common, std::optional<int> slip_fd) {
    VOUCH_TRY(trustee, trustee_at_work(common));
    const auto anchor = trustee.state().anchor();
    if (!anchor) return refused(Reason::not_fitting, says().trustee.no_board);
    using election::AnchorAnswer, election::judge_slip;
    std::size_t good = 0, other = 0;
    const SecretSource source = slip_fd ? SecretSource(*slip_fd) : SecretSource();
    for (;;) {
        const SecretBuffer line = source.ask(says().trustee.ask_slip);    // it holds a code
        if (line.size() == 0) break;
        const auto slip = parse_slip_link({reinterpret_cast<const char*>(line.view().data()), line.size()});
        const bool leads_here = slip.ok() && slip->conference == trustee.address().conference;
        const AnchorAnswer answer = leads_here ? judge_slip(slip->anchor, anchor) : AnchorAnswer::stop;
        (answer == AnchorAnswer::good ? good : other) += 1;
        common.tell_lines(answer == AnchorAnswer::good  ? says().trustee.slip_good
                          : !slip.ok()                  ? says().trustee.slip_none
                          : !leads_here                 ? says().trustee.slip_elsewhere
                          : answer == AnchorAnswer::ask ? says().trustee.slip_nameless
                                                        : says().trustee.slip_other_board);
    }
    CommandOutput answer{says().trustee.slips_checked({.count = good + other, .good = good}),
                         {{"good", good}, {"other", other}}};
    if (other > 0) answer.ended = refused(Reason::not_fitting, says().trustee.slips_wrong);
    return answer;
}

Result<CommandOutput> trustee_confirm(const Common& common) {
    VOUCH_TRY(trustee, trustee_at_work(common));
    return ask_to_confirm(
        common, [&] { return trustee.sheet(); },
        [&](const Bytes32& digest_seen) { return trustee.send_confirmation(digest_seen); });
}

Result<CommandOutput> trustee_count(const Common& common) {
    VOUCH_TRY(trustee, trustee_at_work(common));
    const election::State& state = trustee.state();
    const auto answer = [&](bool before) {
        const std::size_t shares = state.shares.size();
        const std::uint32_t needed = state.manifest.threshold;
        const std::string said = before ? says().trustee.share_before({.needed = needed, .shares = shares})
                                        : says().trustee.share_sent({.needed = needed, .shares = shares});
        return CommandOutput{state.result ? says().trustee.result_stands({.said = said}) : said,
                             {{"shares", shares}, {"needed", needed}}};
    };
    const auto number = state.trustee_with(trustee.keys().sign().public_key());
    if (number && state.shares.contains(*number)) return answer(true);
    if (!common.agreed(says().trustee.ask_share)) return not_signed();
    VOUCH_REQUIRE(trustee.send_shares());
    return answer(false);
}

Result<CommandOutput> trustee_check_paper_count(const Common& common, const Path& file) {
    VOUCH_TRY(expected, expected_of_papers(common.home_of(kTrustee)));
    auto count =
        read_paper_count(disk::read_text_file(file),
                         expected ? std::optional(expected->officials.size()) : std::optional<std::size_t>());
    if (count.ok() && expected && count.value.issued != expected->issued)
        count.wrong(says().paper.the_file,
                    says().paper.issued_differ({.in_log = expected->issued, .issued = count.value.issued}));
    if (!count.ok()) return mistaken(count.mistakes, file, says().confirm.not_signed);
    const auto officials = expected ? std::move(expected->officials) : std::vector<election::Official>();
    common.tell_lines(paper_count_text(officials, count.value));
    if (!expected)
        common.tell(says().paper.not_compared(
            {.folder = common.home_of(kTrustee).string(), .issued = count.value.issued}));
    return CommandOutput{says().paper.good({.file = file.string()}),
                         {{"officials", count.value.lines.size()}, {"compared", expected.has_value()}}};
}

Result<CommandOutput> trustee_paper_count(const Common& common, const Path& file) {
    VOUCH_TRY(trustee, trustee_at_work(common));
    const election::State& state = trustee.state();
    VOUCH_TRY(count, figures_to_sign(common, trustee, file));
    common.tell_lines(paper_count_text(state.manifest.officials, count));
    if (state.paper_count) {
        if (election::encode_body(*state.paper_count) != election::encode_body(count))
            return refused(Reason::duplicate, says().paper.log_differs);
        return CommandOutput{says().paper.submitted_before, {{"signed", false}, {"submitted", true}}};
    }
    const std::uint32_t needed = state.manifest.threshold;
    VOUCH_TRY(before, signatures_of(trustee, count));
    CommandOutput answer{"", {{"signed", false}, {"submitted", false}}};
    if (!before.contains(*state.trustee_with(trustee.keys().sign().public_key()))) {
        if (!common.agreed(says().paper.ask_sign)) return not_signed();
        VOUCH_REQUIRE(post_figures(trustee.session(), state, trustee.keys().sign(), count));
        answer.json["signed"] = true;
    }
    VOUCH_TRY(signatures, signatures_of(trustee, count));
    answer.json["signers"] = signatures.size();
    const std::string signed_by = says().paper.signed_by(
        {.count = signatures.size(), .names = names_of(state, signatures), .needed = needed});
    answer.sentence = says().paper.others_sign({.said = signed_by});
    if (signatures.size() < needed) return answer;
    common.tell_lines(signed_by);
    if (!common.agreed(says().paper.ask_submit)) return answer;
    std::vector<election::Signature> enough;
    for (const auto& [member, signature] : signatures)
        if (enough.size() < needed) enough.push_back(signature);
    VOUCH_TRY(entry, paper_count_entry(state, count, std::move(enough)));
    VOUCH_REQUIRE(trustee.submit(entry));
    answer.json["submitted"] = true;
    answer.sentence = says().paper.submitted;
    return answer;
}

}    // namespace vouch::client
