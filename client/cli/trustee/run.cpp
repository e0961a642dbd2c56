#include "client/cli/trustee/run.h"
#include "client/cli/shared/says.h"

#include "client/cli/shared/secret_text.h"
#include "client/cli/trustee/ceremony.h"
#include "client/cli/trustee/decrypt.h"
#include "wire/conference_id.h"

namespace vouch::client {
namespace {

constexpr std::string_view kBoardPage = "/board";    // an invitation opens in a browser as well
constexpr auto kRoundEvery = std::chrono::seconds(1);

}    // namespace

Result<Invitation> parse_invitation(std::string_view text) {
    const char* const what = says().trustee.invitation_is;
    const std::size_t hash = text.find('#');
    if (hash == std::string_view::npos || hash + 1 == text.size()) return refused(Reason::malformed, what);
    std::string_view url = text.substr(0, hash);
    if (!url.ends_with(kBoardPage)) return refused(Reason::malformed, what);
    url.remove_suffix(kBoardPage.size());
    VOUCH_TRY(endpoint, net::Endpoint::parse(url));
    if (!wire::is_conference_path(endpoint.path)) return refused(Reason::malformed, what);
    return Invitation{std::string(url), SecretBuffer(bytes_of(text.substr(hash + 1)))};
}

SecretText invitation_text(const ConferenceAddress& address, std::string_view token) {
    SecretText out;
    out << address.url() << kBoardPage << "#" << token << "\n";
    return out;
}

Status join(const TrusteeKeys& keys, const ConferenceAddress& address, const SecretBuffer& token) {
    VOUCH_REQUIRE(require_no_other_conference(keys.home(), address));
    VOUCH_REQUIRE(Session::with_conference(address).join(token, keys.card()));
    if (!read_record(keys.home()).ok())
        keep_record(keys.home(), {address.url(), address.trust.pin(), std::nullopt, std::nullopt});
    return accepted();
}

Result<TrusteeAtWork> TrusteeAtWork::open(TrusteeKeys keys, const ProgressCall& progress) {
    VOUCH_TRY(desk, Desk::open(keys.home(), progress));
    return TrusteeAtWork(std::move(keys), std::move(desk));
}

Result<bool> TrusteeAtWork::ceremony_round(const Talk& talk, std::string& waiting_for) {
    VOUCH_REQUIRE(update());
    VOUCH_TRY(step, ceremony_step(state(), keys_, compared_));
    if (step.asks_anchor) {
        const Bytes32 anchor = *state().anchor();
        VOUCH_REQUIRE(talk.compare(anchor));
        compared_ = anchor;
        return false;
    }
    for (const Bytes& entry : step.entries) VOUCH_REQUIRE(submit(entry));
    waiting_for = step.waiting_for;
    return step.done;
}

Status TrusteeAtWork::make_key(const Talk& talk) {
    VOUCH_REQUIRE(session().follow());
    for (;;) {
        std::string waiting_for;
        VOUCH_TRY(done, ceremony_round(talk, waiting_for));
        if (done) return accepted();
        if (waiting_for.empty()) continue;    // something was said; there may be more to say at once
        if (!talk.waiting(waiting_for))
            return refused(Reason::not_fitting, says().trustee.not_made_yet({.what = waiting_for}));
        session().next_progress(kRoundEvery);
    }
}

Status TrusteeAtWork::send_confirmation(const Bytes32& digest_seen) {
    VOUCH_REQUIRE(update());
    const Confirmer confirmer{keys_.sign(), keys_.home(), [this] { return secret_share(state(), keys_); }};
    VOUCH_TRY(entry, confirm(state(), confirmer, digest_seen));
    return submit(entry);
}

Status TrusteeAtWork::send_shares() {
    VOUCH_REQUIRE(update());
    VOUCH_TRY(entry, decrypt(state(), keys_));
    return submit(entry);
}

}    // namespace vouch::client
