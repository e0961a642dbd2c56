#include "client/cli/shared/confirm.h"

#include <fmt/core.h>

#include "client/cli/shared/language.h"
#include "client/cli/shared/not_now.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/text.h"
#include "disk/folders.h"
#include "election/confirmers.h"
#include "election/fingerprint.h"
#include "election/outcome.h"
#include "election/slip.h"

namespace vouch::client {
namespace {

using namespace election;

constexpr std::size_t kDigestFileBytesMax = 200;

/// Whether it is the open or the close that a confirmer may sign now.
Result<bool> is_close_next(const State& state) {
    if (state.phase == Phase::voting) return false;
    if (state.phase == Phase::counting) return true;
    return allowed_now(Kind::confirmation, state.phase).rejection();
}

Path record_of(const Path& records, const State& state, bool of_close) {
    return records / fmt::format("confirmed-{}-{}", of_close ? "close" : "open", to_hex(state.election_id));
}

Status agrees(const Path& file, bool of_close, const Bytes32& digest) {
    if (disk::read_text_file(file, kDigestFileBytesMax) == to_hex(digest) + "\n") return accepted();
    return refused(Reason::not_fitting, of_close ? says().confirm.another_close({.file = file.string()})
                                                 : says().confirm.another_open({.file = file.string()}));
}

/// Never a second open or close of one election, nor the close of another open: the first one stands in a
/// file that is never replaced.
Status record(const Path& records, const State& state, bool of_close, const Bytes32& digest) {
    disk::make_private_folder(records);
    const Path opened = record_of(records, state, false);
    if (of_close && std::filesystem::exists(opened)) VOUCH_REQUIRE(agrees(opened, false, state.open_digest));
    const Path file = record_of(records, state, of_close);
    if (disk::write_new_file(file, bytes_of(to_hex(digest) + "\n"), disk::Access::owner)) return accepted();
    return agrees(file, of_close, digest);
}

}    // namespace

Status confirmed_no_other_close(const State& state, const Path& records) {
    const Path file = record_of(records, state, true);
    return std::filesystem::exists(file) ? agrees(file, true, state.close_digest) : accepted();
}

Result<ConfirmationSheet> to_confirm(const State& state, const Bytes32& confirmer) {
    VOUCH_TRY(of_close, is_close_next(state));
    if (!state.is_confirmer(confirmer)) return refused(Reason::not_fitting, says().confirm.not_a_confirmer);
    ConfirmationSheet sheet;
    sheet.of_close = of_close;
    sheet.digest = of_close ? state.close_digest : state.open_digest;
    sheet.title = titled(state.manifest, 0);
    sheet.opening_number = opening_number(state.open_digest);
    sheet.anchor_mark = anchor_mark(*state.anchor());
    sheet.fingerprint_hash = state.fingerprint_hash();
    if (sheet.fingerprint_hash) sheet.fingerprint = in_groups_of_four(fingerprint(*sheet.fingerprint_hash));
    sheet.summoned = state.summoned();
    const bool quorum_at_close = state.manifest.rules.quorum_measured == QuorumMeasured::at_close;
    sheet.present = !of_close ? state.present_at_open : quorum_at_close ? state.collected() : state.present();
    sheet.quorum_met = quorum_met(state.manifest.rules, sheet.present, sheet.summoned);
    sheet.papers = state.papers_issued();
    sheet.ballots = static_cast<std::uint32_t>(state.ballots.size());
    const auto& keys = (of_close ? state.close_confirmations : state.open_confirmations).keys;
    sheet.confirmed_by = confirmer_names(state, keys);
    sheet.needed = state.confirmations_needed();
    sheet.trustees_needed = state.manifest.threshold;
    sheet.by_me = keys.contains(confirmer);
    return sheet;
}

std::string ConfirmationSheet::text() const {
    constexpr std::size_t kWhatColumns = 18;
    const auto& all = says().confirm;
    std::string out = shown(title) + "\n" + (of_close ? all.close_title : all.opening_title) + "\n";
    const auto line = [&out](std::string_view what, const std::string& text) {
        out += "  " + pad_right(what, kWhatColumns) + text + "\n";
    };
    line(all.summoned, std::to_string(summoned));
    line(all.present,
         quorum_met ? all.with_quorum({.present = present}) : all.without_quorum({.present = present}));
    line(all.on_paper, std::to_string(papers));
    line(all.ballots, std::to_string(ballots));
    line(all.mark, anchor_mark);
    if (!of_close) line(all.number, opening_number);
    if (!fingerprint.empty()) line(all.fingerprint, fingerprint);
    const std::size_t given = confirmed_by.size();
    line(all.confirmations, confirmed_by.empty()
                                ? all.given({.given = given, .needed = needed, .of_board = trustees_needed})
                                : all.given_by({.given = given,
                                                .names = joined(confirmed_by, ", "),
                                                .needed = needed,
                                                .of_board = trustees_needed}));
    return out;
}

Result<Bytes> confirm(const State& state, const Confirmer& confirmer, const Bytes32& digest_seen) {
    VOUCH_TRY(of_close, is_close_next(state));
    const Bytes32 key = confirmer.sign.public_key();
    if (!state.is_confirmer(key)) return refused(Reason::not_fitting, says().confirm.not_a_confirmer);
    Confirmation confirmation(of_close ? state.close_digest : state.open_digest);
    if (confirmation.digest != digest_seen) return refused(Reason::not_fitting, says().confirm.moved_on);
    VOUCH_REQUIRE(record(confirmer.records, state, of_close, confirmation.digest));
    if (const auto trustee = state.trustee_with(key); trustee && !of_close) {
        VOUCH_TRY(s, confirmer.share());
        const Point V = public_share(state.ceremony->commitments(), *trustee);
        confirmation = {state.open_digest,
                        make_coin({state.election_id, state.open_digest, *trustee, V}, s, system_rng())};
    }
    const SigningKey* const signer = &confirmer.sign;
    return make_entry(state.election_id, confirmation, {&signer, 1});
}

}    // namespace vouch::client
