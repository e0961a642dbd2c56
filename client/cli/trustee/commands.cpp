#include <fmt/core.h>

#include "client/cli/commands.h"
#include "client/cli/shared/confirm_dialog.h"
#include "client/cli/shared/new_file.h"
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
constexpr std::size_t kSignatureFileBytesMax = 1000;
constexpr int kAnchorTries = 2;

Result<TrusteeKeys> trustee_keys(const Common& common) {
    return TrusteeKeys::open(common.home_of(kTrustee), common.secrets().ask("Passphrase of your key"));
}

Result<TrusteeAtWork> trustee_at_work(const Common& common) {
    VOUCH_TRY(keys, trustee_keys(common));
    Progress bar("Replaying the log", 0);
    return TrusteeAtWork::open(std::move(keys),
                               [&bar](std::uint64_t done, std::uint64_t total) { bar.at(done, total); });
}

/// Whether the head's QR code, of which all 32 bytes are compared, or the 26 characters name this anchor.
/// Malformed for what can be neither.
Result<bool> names_anchor(std::string_view given, const Bytes32& anchor) {
    if (const auto scanned = from_hex(given); scanned.ok() && scanned->size() == anchor.size())
        return equal(*scanned, anchor);
    VOUCH_TRY(typed, election::read_typed(given, election::kTypedReadOut));
    return typed == election::spoken(anchor);
}

/// Somebody who mistyped is asked once more, so that a slip of the finger raises no alarm; and as often as it
/// takes where what was typed cannot be an anchor at all.
bool asked_names_anchor(const Bytes32& anchor) {
    std::string question = "What the head of the board reads out (26 characters), or what its QR code says";
    for (int others = 0; others < kAnchorTries;) {
        const auto given = ask_line(question);
        if (!given) return false;
        const auto same = names_anchor(*given, anchor);
        if (same.ok() && *same) return true;
        if (same.ok()) ++others;
        question = same.ok() ? "That is not what this computer sees. Let the head read it again, and type it "
                               "once more"
                             : fmt::format("Not readable: {}. Type it once more", same.rejection().detail);
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
        common.tell("Read these characters out to the other members, or let them scan the code: {}",
                    election::in_groups(election::spoken(anchor)));
        return accepted();
    }
    VOUCH_TRY(same, compared_anchor(anchor, wanted.anchor));
    if (same) return accepted();
    return {Reason::not_fitting,
            "that is not this board; do not go on. If what the head shows was copied rightly, the members "
            "were shown different boards: tell the others"};
}

Result<Invitation> read_invitation(const Path& file) {
    if (file.empty()) {
        const SecretBuffer line = SecretSource().ask("Your invitation (https://...)");
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

}    // namespace

Result<Answer> trustee_keygen(const Common& common, const std::string& name) {
    VOUCH_TRY(clean, clean_text(name));
    if (clean.empty()) return {Reason::malformed, "the name is empty"};
    VOUCH_TRY(passphrase, common.secrets().ask_new("A passphrase for your new key"));
    VOUCH_TRY(keys, TrusteeKeys::make(common.home_of(kTrustee), clean, passphrase));
    return Answer{
        worded("Your key is in {} and opens again. Copy the folder to a medium that you keep elsewhere.\n"
               "Your check characters: {}",
               keys.home().string(), check_characters(keys.card())),
        {{"characters", check_characters(keys.card())}}};
}

Result<Answer> trustee_join(const Common& common, const JoinWanted& wanted) {
    VOUCH_TRY(keys, trustee_keys(common));
    if (!read_record(keys.home()).ok()) {
        VOUCH_TRY(invitation, read_invitation(wanted.invitation));
        VOUCH_TRY(place, place_of(invitation.url, common.pin));
        VOUCH_REQUIRE(join(keys, place, invitation.token));
    }
    common.tell(
        "Read these characters to the organizer, by telephone or face to face: {}\n"
        "Leave this running until it says that the key is made.",
        check_characters(keys.card()));
    VOUCH_TRY(trustee, TrusteeAtWork::open(std::move(keys)));
    std::string last;
    const TrusteeAtWork::Talk talk{
        [&](const std::string& waiting_for) {
            if (waiting_for != last) common.tell("Waiting for {}", waiting_for);
            last = waiting_for;
            return true;
        },
        [&](const Bytes32& anchor) { return compare_anchor(anchor, wanted, common); }};
    VOUCH_REQUIRE(trustee.make_key(talk));
    return Answer{"The key is made. Next, at the opening: vouch trustee confirm",
                  {{"done", true}, {"mark", election::anchor_mark(*trustee.state().anchor())}}};
}

Result<Answer> trustee_check(const Common& common) {
    VOUCH_TRY(keys, trustee_keys(common));
    Answer answer{worded("The key of {} in {} opens", keys.card().name, keys.home().string()),
                  {{"opens", true}, {"share_fits", nullptr}}};
    if (!read_record(keys.home()).ok()) {
        answer.sentence += ". It belongs to no conference yet. Next: vouch trustee join";
        return answer;
    }
    VOUCH_TRY(trustee, TrusteeAtWork::open(std::move(keys)));
    const election::State& state = trustee.state();
    if (!state.ceremony || !state.ceremony->all_acknowledged()) {
        answer.sentence += ". The board has not made its key yet, so there is no share to be looked at";
        return answer;
    }
    VOUCH_REQUIRE(secret_share(state, trustee.keys()));
    answer.json["share_fits"] = true;
    answer.sentence += worded(
        ", and its share is what the log fixes for number {} of the board. To count, {} of {} members have "
        "to be "
        "there with theirs; to open and to close, {} of the board and the witnesses",
        *state.trustee_with(trustee.keys().sign().public_key()), state.manifest.threshold,
        state.manifest.trustees, state.confirmations_needed());
    return answer;
}

Result<Answer> trustee_check_slips(const Common& common, std::optional<int> slip_fd) {
    VOUCH_TRY(trustee, trustee_at_work(common));
    const auto anchor = trustee.state().anchor();
    if (!anchor) return {Reason::not_fitting, "there is no board in the log yet"};
    std::size_t good = 0, other = 0;
    const SecretSource source = slip_fd ? SecretSource(*slip_fd) : SecretSource();
    for (;;) {
        const SecretBuffer line = source.ask("Scan a slip; an empty line ends");    // it holds a code
        if (line.size() == 0) break;
        const auto slip = parse_slip_link({reinterpret_cast<const char*>(line.view().data()), line.size()});
        const bool leads_here = slip.ok() && slip->conference == trustee.place().conference;
        const bool names_it = leads_here && slip->anchor == anchor;
        (names_it ? good : other) += 1;
        common.tell_lines(names_it       ? "This slip names this conference and this board"
                          : !slip.ok()   ? "This is no slip"
                          : !leads_here  ? "STOP: this slip leads to another server or conference"
                          : slip->anchor ? "STOP: this slip names another board"
                                         : "This slip names no board");
    }
    Answer answer{worded("{} of {} name this board", good, counted(good + other, "slip")),
                  {{"good", good}, {"other", other}}};
    if (other > 0)
        answer.ended =
            Rejection{Reason::not_fitting, "some slips do not name this board; tell the others on the board"};
    return answer;
}

Result<Answer> trustee_confirm(const Common& common) {
    VOUCH_TRY(trustee, trustee_at_work(common));
    return ask_to_confirm(
        common, [&] { return trustee.sheet(); },
        [&](const Bytes32& digest_seen) { return trustee.send_confirmation(digest_seen); });
}

Result<Answer> trustee_count(const Common& common) {
    VOUCH_TRY(trustee, trustee_at_work(common));
    const election::State& state = trustee.state();
    const auto answer = [&](std::string_view said) {
        return Answer{worded("{}, {} of {}{}", said, state.shares.size(), state.manifest.threshold,
                             state.result ? ": the result stands" : ""),
                      {{"shares", state.shares.size()}, {"needed", state.manifest.threshold}}};
    };
    const auto number = state.trustee_with(trustee.keys().sign().public_key());
    if (number && state.shares.contains(*number)) return answer("Your share was in the log already");
    if (!common.agreed("Send your share of the result? From the first share on, nothing can be annulled"))
        return not_signed();
    VOUCH_REQUIRE(trustee.send_shares());
    return answer("Your share is in the log");
}

Result<Answer> trustee_check_paper_count(const Common& common, const Path& file) {
    VOUCH_TRY(expected, expected_of_papers(common.home_of(kTrustee)));
    auto count =
        read_paper_count(disk::read_text_file(file),
                         expected ? std::optional(expected->officials.size()) : std::optional<std::size_t>());
    if (count.ok() && expected && count.value.issued != expected->issued)
        count.wrong("the file", fmt::format("{} are issued here, and {} in the log", count.value.issued,
                                            expected->issued));
    if (!count.ok()) return mistaken(count.mistakes, file, kNotSigned);
    const auto officials = expected ? std::move(expected->officials) : std::vector<election::Official>();
    common.tell_lines(paper_count_text(officials, count.value));
    if (!expected)
        common.tell(
            "Not checked, since {} belongs to no conference yet: whether these are all officials, and "
            "whether "
            "{} paper ballots were issued",
            common.home_of(kTrustee).string(), count.value.issued);
    return Answer{worded("The count in {} is good. Nothing was signed", file.string()),
                  {{"officials", count.value.lines.size()}, {"compared", expected.has_value()}}};
}

Result<Answer> trustee_paper_count(const Common& common, const PaperCountWanted& wanted) {
    VOUCH_REQUIRE(require_free(wanted.signature));
    VOUCH_TRY(trustee, trustee_at_work(common));
    const election::State& state = trustee.state();
    const auto count = read_paper_count(disk::read_text_file(wanted.count), state.manifest.officials.size());
    if (!count.ok()) return mistaken(count.mistakes, wanted.count, kNotSigned);
    common.tell_lines(paper_count_text(state.manifest.officials, count.value));
    if (state.paper_count && election::encode_body(*state.paper_count) == election::encode_body(count.value))
        return Answer{"This paper count was in the log already", {{"signed", false}, {"submitted", true}}};
    Answer answer{"", {{"signed", !wanted.signature.empty()}, {"submitted", !wanted.signatures.empty()}}};
    if (!wanted.signature.empty()) {
        if (!common.agreed("Is this what was counted? I sign it")) return not_signed();
        disk::write_file(wanted.signature, sign_paper_count(state, count.value, trustee.keys().sign()));
        answer.sentence = worded("Signed. Give {} to whoever submits the count", wanted.signature.string());
    }
    if (wanted.signatures.empty()) return answer;
    std::vector<election::Signature> signatures;
    for (const Path& file : wanted.signatures) {
        VOUCH_TRY(signature, parse_paper_signature(disk::read_text_file(file, kSignatureFileBytesMax)));
        signatures.push_back(signature);
    }
    VOUCH_TRY(entry, paper_count_entry(state, count.value, std::move(signatures)));
    VOUCH_REQUIRE(trustee.submit(entry));
    answer.sentence += (answer.sentence.empty() ? "" : "\n") + std::string("The paper count is in the log");
    return answer;
}

}    // namespace vouch::client
