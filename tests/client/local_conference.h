#pragma once
// A conference without a server: entries go through apply into a log in memory, which is published like a
// server's after each of them. The roles' own functions are tested against it.

#include "client/cli/shared/confirm.h"
#include "client/cli/shared/follow.h"
#include "client/cli/trustee/ceremony.h"
#include "client/cli/trustee/trustee.h"
#include "crypto/note.h"
#include "election/enrolment.h"
#include "election/profiles.h"
#include "tests/support/folder.h"
#include "tests/support/published_log.h"

namespace vouch::testing {

class LocalConference {
public:
    explicit LocalConference(std::uint32_t people = 6);

    /// The rejection where it is refused; published otherwise.
    Status submit(ByteView entry);
    Status say(const election::Body& body) { return say_as(organizer, body); }    // the organizer does
    Status say_as(const SigningKey& key, const election::Body& body);

    void seat(const std::vector<client::TrusteeKeys>& board);
    void enrol(std::uint32_t number);
    void enrol_all();
    Status open();
    Status close();
    void cast(std::uint32_t number, const std::vector<election::Level>& levels, std::uint32_t revision = 0);

    FetchFile fetch() const { return log.fetch(); }
    Credential credential(std::uint32_t number) const { return credentials.at(number - 1).clone(); }

    SigningKey organizer, log_key;
    Vkey log_vkey;
    SigningKey witness;
    std::vector<election::Code> codes;    // of number i + 1
    std::vector<Credential> credentials;
    PublishedLog log;
    election::State state;

private:
    void publish();
};

/// n trustees with keys in folders of that one.
std::vector<client::TrusteeKeys> make_board(const TemporaryFolder& folder, std::uint32_t n);
/// What a confirmer is shown and signs: the open's digest, or the close's.
inline const Bytes32& digest_to_confirm(const election::State& state) {
    return state.phase == election::Phase::counting ? state.close_digest : state.open_digest;
}
/// What that trustee signs of the open or the close with the digest it saw; its folder keeps the record.
inline Result<Bytes> confirmed_by(const client::TrusteeKeys& keys, const election::State& state,
                                  const Bytes32& digest_seen) {
    return client::confirm(
        state, {keys.sign(), keys.home(), [&] { return client::secret_share(state, keys); }}, digest_seen);
}
inline Result<Bytes> confirmed_by(const client::TrusteeKeys& keys, const election::State& state) {
    return confirmed_by(keys, state, digest_to_confirm(state));
}
/// Everybody says what there is to say until nobody has more; the entries said, in order.
std::size_t run_ceremony(LocalConference& conference, const std::vector<client::TrusteeKeys>& board);

}    // namespace vouch::testing
