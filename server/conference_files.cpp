// What a conference keeps beside its log, and reads for whoever asks: documents, the sealed named roll,
// invitations and the key cards that came with them, the log's files.

#include <spdlog/spdlog.h>

#include "crypto/transcript.h"
#include "server/conference.h"

namespace vouch::server {
namespace {

constexpr std::size_t kTokenBytes = 16;

Bytes32 token_hash(std::string_view token) {
    return Transcript("invitation").add(token).hb();
}

}    // namespace

/// Runs `work` on the strand; a failing disk is an answer like any other.
template <class T, class Work>
void Conference::work_on(Strand& strand, Then<Result<T>> then, Work work) {
    asio::post(strand, [self = shared_from_this(), then = std::move(then), work = std::move(work)]() mutable {
        Result<T> outcome = Rejection{Reason::over_capacity, "the server cannot read or store it now"};
        try {
            outcome = work(*self);
        } catch (const StorageError& error) {
            spdlog::error("{}", error.what());
        }
        then(std::move(outcome));
    });
}

void Conference::put_document(const Bytes32& sha256, Bytes content, Then<Status> then) {
    work_on<Accepted>(strand_, std::move(then),
                      [sha256, content = std::move(content)](Conference& self) -> Status {
                          Store& store = self.ledger_.store();
                          if (store.has_document(sha256)) return accepted();
                          if (store.documents_bytes() + content.size() > self.limits_.documents_bytes)
                              return {Reason::too_large, "the documents of this conference"};
                          store.put_document(sha256, content);
                          return accepted();
                      });
}

void Conference::put_named_roll(Bytes sealed, Then<Status> then) {
    work_on<Accepted>(strand_, std::move(then), [sealed = std::move(sealed)](Conference& self) -> Status {
        self.ledger_.store().put_named_roll(sealed);
        return accepted();
    });
}

void Conference::invite(std::uint32_t count, Then<Result<std::vector<std::string>>> then) {
    using Tokens = std::vector<std::string>;
    work_on<Tokens>(strand_, std::move(then), [count](Conference& self) -> Result<Tokens> {
        Store& store = self.ledger_.store();
        if (store.invitations() + count > self.limits_.invitations)
            return {Reason::too_large, "the invitations of this conference"};
        Tokens tokens;
        std::vector<Bytes32> hashes;
        for (std::uint32_t i = 0; i < count; ++i) {
            ByteArray<kTokenBytes> token;
            system_rng().fill(token);
            tokens.push_back(to_base64url(token));
            hashes.push_back(token_hash(tokens.back()));
        }
        store.add_invitations(hashes);
        return tokens;
    });
}

void Conference::join(const std::string& token, KeyCard card, Then<Status> then) {
    work_on<Accepted>(
        strand_, std::move(then),
        [hash = token_hash(token), card = std::move(card)](Conference& self) -> Status {
            switch (self.ledger_.store().join(hash, card)) {
                case Store::Joined::now:
                case Store::Joined::before:
                    return accepted();
                case Store::Joined::with_another_card:
                    return {Reason::duplicate, "this invitation was used with another key card"};
                case Store::Joined::no_such_token:
                    break;
            }
            return {Reason::bad_signature, "there is no such invitation"};
        });
}

void Conference::list_key_cards(Then<Result<std::vector<KeyCard>>> then) {
    using Cards = std::vector<KeyCard>;
    work_on<Cards>(strand_, std::move(then),
                   [](Conference& self) -> Result<Cards> { return self.ledger_.store().key_cards(); });
}

void Conference::read_log_file(const LogFile& file, Then<Result<MaybeBytes>> then) {
    work_on<MaybeBytes>(reading_strand_, std::move(then), [file](Conference& self) -> Result<MaybeBytes> {
        return self.reading_store_.file(file);
    });
}
void Conference::read_document(const Bytes32& sha256, Then<Result<MaybeBytes>> then) {
    work_on<MaybeBytes>(reading_strand_, std::move(then), [sha256](Conference& self) -> Result<MaybeBytes> {
        return self.reading_store_.document(sha256);
    });
}
void Conference::read_named_roll(Then<Result<MaybeBytes>> then) {
    work_on<MaybeBytes>(reading_strand_, std::move(then), [](Conference& self) -> Result<MaybeBytes> {
        return self.reading_store_.named_roll();
    });
}

}    // namespace vouch::server
