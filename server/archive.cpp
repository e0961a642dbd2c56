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

std::string document_name(const Bytes32& sha256) {
    return "documents/" + to_hex(sha256);
}

Archive::Archive(const Strand& strand, const Executors& executors, const Limits& limits,
                 const std::filesystem::path& folder, LedgerGuard& ledger)
    : limits_(limits),
      folder_(folder),
      ledger_(ledger),
      strand_(strand),
      reading_strand_(net::strand_on(executors.sequencers)),
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

asio::awaitable<Status> Archive::put_file(std::string name,
                                          std::shared_ptr<const disk::ScratchFile> content) {
    return write<Accepted>([name = std::move(name), content = std::move(content),
                            bytes_max = limits_.files_bytes](Store& store) -> Status {
        const auto before = store.file(name);
        if (before && name != kNamedRollName) return accepted();    // its name says what is in it
        if (store.files_bytes() - (before ? before->bytes : 0) + content->size() > bytes_max)
            return {Reason::too_large, "the files of this conference"};
        store.put_file(name, [&content, offset = std::uint64_t{0}]() mutable {
            Bytes piece = content->read(offset, KeptFile::kPieceBytesMax);
            offset += piece.size();
            return piece;
        });
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

asio::awaitable<Result<MaybeBytes>> Archive::hashes(LogFile file) {
    return read<MaybeBytes>([file](Store& store) { return store.hashes(file); });
}

asio::awaitable<Result<std::optional<std::uint64_t>>> Archive::bundle_bytes(LogFile file) {
    using Size = std::optional<std::uint64_t>;
    return read<Size>([file](Store& store) -> Size {
        if (!file.within(store.head().size)) return {};
        return store.entries_bytes(file.index * kTileWidth, file.width) +
               std::uint64_t{file.width} * kEntryLengthBytes;
    });
}

asio::awaitable<Result<Archive::BundlePart>> Archive::bundle_part(std::uint64_t first, std::uint64_t count) {
    return read<BundlePart>([first, count](Store& store) -> Result<BundlePart> {
        constexpr std::uint64_t room = KeptFile::kPieceBytesMax - kTileWidth * kEntryLengthBytes;
        const std::vector<Bytes> entries = store.entries(first, count, room);
        VOUCH_TRY(bytes, encode_bundle(entries));
        return BundlePart{std::move(bytes), entries.size()};
    });
}

asio::awaitable<Result<std::optional<KeptFile>>> Archive::file(std::string name) {
    return read<std::optional<KeptFile>>([name = std::move(name)](Store& store) { return store.file(name); });
}

asio::awaitable<Result<Bytes>> Archive::piece(std::uint64_t file_number, std::uint64_t index) {
    return read<Bytes>([file_number, index](Store& store) { return store.piece(file_number, index); });
}

}    // namespace vouch::server
