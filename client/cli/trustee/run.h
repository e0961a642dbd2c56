#pragma once
// A trustee's verbs against a server. Each uses a replica of the log, which is checked against the record in
// the trustee's folder.

#include <functional>

#include "client/cli/shared/confirm.h"
#include "client/cli/shared/desk.h"
#include "client/cli/shared/secret_text.h"
#include "client/cli/trustee/trustee.h"

namespace vouch::client {

/// An invitation: "https://HOST/c/ID/board#TOKEN".
struct Invitation {
    std::string url;
    SecretBuffer token;
};
Result<Invitation> parse_invitation(std::string_view text);
SecretText invitation_text(const ConferenceAddress& address, std::string_view token);

/// Sends the key card and binds the folder to this conference. Not fitting where it belongs to another one.
Status join(const TrusteeKeys& keys, const ConferenceAddress& address, const SecretBuffer& token);

/// A trustee with its keys and desk.
class TrusteeAtWork {
public:
    static Result<TrusteeAtWork> open(TrusteeKeys keys, const ProgressCall& progress = {});

    /// What the member is asked and told while the board makes its key.
    struct Talk {
        /// False ends the wait, with not fitting.
        std::function<bool(const std::string& waiting_for)> waiting;
        /// Compares the board's anchor with the one that the head of the board shows. After a refusal nothing
        /// is acknowledged.
        std::function<Status(const Bytes32& anchor)> compare;
    };
    /// Submits this trustee's entries of the ceremony until every trustee has acknowledged.
    Status make_key(const Talk& talk);
    /// One round of that: submits the entries that are due now. True once the ceremony is done.
    Result<bool> ceremony_round(const Talk& talk, std::string& waiting_for);

    Result<ConfirmationSheet> sheet() const { return to_confirm(state(), keys_.sign().public_key()); }
    /// Confirms the open or close whose digest the sheet showed.
    Status send_confirmation(const Bytes32& digest_seen);
    Status send_shares();

    Status update() { return desk_.update(); }
    const election::State& state() const { return desk_.state(); }
    const Replica& replica() const { return desk_.replica(); }
    const ConferenceAddress& address() const { return desk_.address(); }
    const TrusteeKeys& keys() const { return keys_; }
    Session& session() { return desk_.session(); }
    Status submit(ByteView entry) { return desk_.submit(entry); }

private:
    TrusteeAtWork(TrusteeKeys keys, Desk desk) : keys_(std::move(keys)), desk_(std::move(desk)) {}

    TrusteeKeys keys_;
    Desk desk_;
    std::optional<Bytes32> compared_;    // the anchor that was compared with the head's
};

}    // namespace vouch::client
