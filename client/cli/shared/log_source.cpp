#include "client/cli/shared/log_source.h"
#include "client/cli/shared/says.h"

#include <fmt/core.h>

#include <memory>
#include <stdexcept>

#include "crypto/note.h"

namespace vouch::client {
namespace {

constexpr std::string_view kLogPath = "/log";

Result<Checkpoint> unverified_checkpoint(ByteView note_bytes) {
    VOUCH_TRY(note, SignedNote::parse(text_of(note_bytes)));
    return Checkpoint::parse(note.text);
}

/// What a file of that width holds, cut out of the file that was given: the full one, where the partial one
/// is gone.
Result<Bytes> beginning(const LogFile& file, std::uint32_t width_given, ByteView content) {
    if (file.kind == LogFile::Kind::hashes) {
        VOUCH_TRY(hashes, decode_tile(content, width_given));
        return copy(content.first(std::size_t{32} * file.width));
    }
    VOUCH_TRY(entries, decode_bundle(content, width_given));
    entries.resize(file.width);
    return encode_bundle(entries);
}

Result<Bytes> fetch_file(const FetchFile& fetch, const LogFile& file) {
    if (const auto content = fetch(file.path())) return beginning(file, file.width, *content);
    if (file.width != kTileWidth)
        if (const auto content = fetch(file.full().path())) return beginning(file, kTileWidth, *content);
    return refused(Reason::not_fitting, says().log.file_missing({.file = file.path()}));
}

/// Whether the copied entries lead to the older checkpoint's root, and go on to the newer one's. Either fails
/// where the log was written anew: in the files that were there already, or in those that came now.
Result<bool> leads_on(const FetchFile& copied, const Checkpoint& older, const Checkpoint& newer) {
    if (older.origin != newer.origin || older.size > newer.size) return false;
    MerkleFrontier frontier;
    bool held_older = older.size == 0 && older.root == frontier.root();
    for (std::uint64_t first = 0; first < newer.size; first += kTileWidth) {
        const auto width =
            static_cast<std::uint32_t>(std::min<std::uint64_t>(kTileWidth, newer.size - first));
        VOUCH_TRY(content, fetch_file(copied, {LogFile::Kind::entries, 0, first / kTileWidth, width}));
        VOUCH_TRY(entries, decode_bundle(content, width));
        for (const Bytes& entry : entries) {
            frontier.append(leaf_hash(entry));
            if (frontier.size() == older.size) held_older = frontier.root() == older.root;
        }
    }
    return held_older && frontier.root() == newer.root;
}

}    // namespace

FetchFile log_in_folder(const Path& folder) {
    return [folder](const std::string& path) {
        return disk::read_file_if_there(folder / path, kBundleBytesMax);
    };
}

FetchFile log_over_https(const net::Endpoint& log, const net::Trust& trust) {
    auto client = std::make_shared<net::HttpsClient>(log, trust);
    return
        [client, prefix = log.path, host = log.authority()](const std::string& path) -> std::optional<Bytes> {
            net::HttpReply reply = client->get(prefix + "/" + path, kBundleBytesMax);
            if (reply.status == net::kStatusOk) return std::move(reply.body);
            if (reply.status == net::kStatusNotFound) return std::nullopt;
            throw Failed(
                says().failure.status({.host = host, .path = prefix + "/" + path, .status = reply.status}));
        };
}

Result<net::Endpoint> log_endpoint(std::string_view url) {
    VOUCH_TRY(endpoint, net::Endpoint::parse(url));
    if (!endpoint.path.ends_with(kLogPath)) endpoint.path += kLogPath;
    return endpoint;
}

Result<std::vector<Bytes>> fetch_entries(const FetchFile& fetch, std::uint64_t first, std::uint64_t size,
                                         const ProgressCall& progress) {
    std::vector<Bytes> out;
    for (std::uint64_t index = first / kTileWidth; index * kTileWidth < size; ++index) {
        const std::uint64_t start = index * kTileWidth;
        const auto width = static_cast<std::uint32_t>(std::min<std::uint64_t>(kTileWidth, size - start));
        VOUCH_TRY(content, fetch_file(fetch, {LogFile::Kind::entries, 0, index, width}));
        VOUCH_TRY(entries, decode_bundle(content, width));
        const std::uint64_t skipped = first > start ? first - start : 0;
        for (std::uint64_t i = skipped; i < entries.size(); ++i) out.push_back(std::move(entries[i]));
        if (progress) progress(start + width, size);
    }
    return out;
}

TileReader tiles_of(FetchFile log, std::uint64_t size) {
    return [log = std::move(log), size](std::uint32_t level, std::uint64_t index) {
        const auto width = static_cast<std::uint32_t>(
            std::min<std::uint64_t>(kTileWidth, hashes_at(level, size) - index * kTileWidth));
        const auto content = fetch_file(log, {LogFile::Kind::hashes, level, index, width});
        if (!content.ok()) throw Failed(told(content.rejection()));
        return *content;
    };
}

Result<CopiedLog> copy_log(const FetchFile& from, const Path& folder, const ProgressCall& progress) {
    const auto note = from("checkpoint");
    if (!note) return refused(Reason::not_fitting, says().log.no_checkpoint);
    VOUCH_TRY(checkpoint, unverified_checkpoint(*note));
    const FetchFile here = log_in_folder(folder);
    CopiedLog out{checkpoint.size, 0, 0};
    VOUCH_REQUIRE(for_each_file(0, checkpoint.size, [&](const LogFile& file) -> Status {
        if (progress && file.kind == LogFile::Kind::entries)
            progress(file.index * kTileWidth + file.width, checkpoint.size);
        const auto there = here(file.path());
        if (there && beginning(file, file.width, *there).ok()) {
            ++out.files_there;
            return accepted();
        }
        VOUCH_TRY(content, fetch_file(from, file));
        disk::write_file(folder / file.path(), content);
        ++out.files_fetched;
        return accepted();
    }));
    if (const auto older_note = here("checkpoint")) {
        VOUCH_TRY(older, unverified_checkpoint(*older_note));
        VOUCH_TRY(extends, leads_on(here, older, checkpoint));
        if (!extends) {
            disk::write_file(folder / "checkpoint.other", *note);
            return refused(Reason::not_fitting, says().log.lost_fetched);
        }
    }
    disk::write_file(folder / "checkpoint", *note);
    return out;
}

}    // namespace vouch::client
