#include "server/archive.h"

#include "crypto/transcript.h"
#include "wire/limits.h"

namespace vouch::server {
namespace {

constexpr std::size_t kTokenBytes = 16;

Bytes32 token_hash(std::string_view token) {
    return Transcript("invitation").add(token).hb();
}

}    // namespace

Archive::Archive(const Strand& strand, const Executors& executors, const Limits& limits,
                 const std::filesystem::path& folder, LedgerGuard& ledger)
    : limits_(limits),
      ledger_(ledger),
      strand_(strand),
      reading_strand_(executors.sequencers),
      reading_store_(open_store(folder)) {}

template <class T, class Work>
asio::awaitable<Result<T>> Archive::write(Work work) {
    return run_on<T>(strand_, "archive", [self = self(), work = std::move(work)]() mutable -> Result<T> {
        VOUCH_TRY(ledger, self->ledger_.ledger());
        return work(ledger->store());
    });
}

template <class T, class Work>
asio::awaitable<Result<T>> Archive::read(Work work) {
    return run_on<T>(reading_strand_, "reading", [self = self(), work = std::move(work)]() -> Result<T> {
        return work(*self->reading_store_);
    });
}

asio::awaitable<Status> Archive::put_document(Bytes32 sha256, Bytes content) {
    return write<Accepted>(
        [sha256, content = std::move(content), bytes_max = limits_.documents_bytes](Store& store) -> Status {
            if (store.has_document(sha256)) return accepted();
            if (store.documents_bytes() + content.size() > bytes_max)
                return {Reason::too_large, "the documents of this conference"};
            store.put_document(sha256, content);
            return accepted();
        });
}

asio::awaitable<Status> Archive::put_named_roll(Bytes sealed) {
    return write<Accepted>([sealed = std::move(sealed)](Store& store) -> Status {
        store.put_named_roll(sealed);
        return accepted();
    });
}

asio::awaitable<Result<std::vector<std::string>>> Archive::invite(std::uint32_t count) {
    using Tokens = std::vector<std::string>;
    return write<Tokens>([count, count_max = limits_.invitations](Store& store) -> Result<Tokens> {
        if (store.invitations() + count > count_max)
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

asio::awaitable<Status> Archive::join(std::string token, KeyCard card) {
    return write<Accepted>([hash = token_hash(token), card = std::move(card)](Store& store) -> Status {
        switch (store.join(hash, card)) {
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

asio::awaitable<Result<std::vector<KeyCard>>> Archive::key_cards() {
    using Cards = std::vector<KeyCard>;
    return write<Cards>([](Store& store) -> Result<Cards> { return store.key_cards(); });
}

asio::awaitable<Result<Store::Bulletins>> Archive::bulletins(std::uint64_t after) {
    return read<Store::Bulletins>(
        [after](Store& store) { return store.bulletins(after, wire::kBulletinsBytesMax); });
}

asio::awaitable<Result<MaybeBytes>> Archive::log_file(LogFile file) {
    return read<MaybeBytes>([file](Store& store) { return store.file(file); });
}
asio::awaitable<Result<MaybeBytes>> Archive::document(Bytes32 sha256) {
    return read<MaybeBytes>([sha256](Store& store) { return store.document(sha256); });
}
asio::awaitable<Result<MaybeBytes>> Archive::named_roll() {
    return read<MaybeBytes>([](Store& store) { return store.named_roll(); });
}

}    // namespace vouch::server
