#include "server/http.h"

#include <algorithm>

namespace vouch::server {
namespace {

using net::HttpAnswer;

constexpr auto kForEver = "public, max-age=31536000, immutable";
constexpr auto kAskAgain = "no-cache";
constexpr auto kBinary = "application/octet-stream";

HttpAnswer text_answer(const std::string& text, const char* type) {
    if (text.empty()) return {};
    return HttpAnswer(200, type, kAskAgain, copy(bytes_of(text)));
}
HttpAnswer not_now() {
    return HttpAnswer(503, "", "no-store", Bytes());
}

/// An answer in pieces; 404 where there is nothing, 503 where the disk did not say.
template <class Source>
HttpAnswer pieces_answer(const char* cache, std::uint64_t bytes, Source source) {
    HttpAnswer answer(200, kBinary, cache, Bytes());
    answer.pieces = std::make_shared<Source>(std::move(source));
    answer.pieces_bytes = bytes;
    return answer;
}

class FilePieces : public net::Pieces {
public:
    FilePieces(std::shared_ptr<Conference> conference, std::uint64_t file_number)
        : conference_(std::move(conference)), file_number_(file_number) {}
    asio::awaitable<Bytes> next() override {
        Result<Bytes> piece = co_await conference_->archive().piece(file_number_, piece_++);
        Bytes out;
        if (piece) out = *std::move(piece);
        co_return out;
    }

private:
    std::shared_ptr<Conference> conference_;
    std::uint64_t file_number_, piece_ = 0;
};

class BundlePieces : public net::Pieces {
public:
    BundlePieces(std::shared_ptr<Conference> conference, const LogFile& bundle)
        : conference_(std::move(conference)), next_(bundle.index * kTileWidth), left_(bundle.width) {}
    asio::awaitable<Bytes> next() override {
        auto part = co_await conference_->archive().bundle_part(next_, left_);
        Bytes out;
        if (!part) co_return out;
        next_ += part->entries;
        left_ -= part->entries;
        out = std::move(part->bytes);
        co_return out;
    }

private:
    std::shared_ptr<Conference> conference_;
    std::uint64_t next_, left_;    // entries
};

asio::awaitable<HttpAnswer> serve_kept_file(std::shared_ptr<Conference> conference, std::string name,
                                            const char* cache) {
    HttpAnswer answer;
    const auto found = co_await conference->archive().file(std::move(name));
    if (!found)
        answer = not_now();
    else if (*found)
        answer = pieces_answer(cache, (*found)->bytes, FilePieces(conference, (*found)->number));
    co_return answer;
}

asio::awaitable<HttpAnswer> serve_hashes(std::shared_ptr<Conference> conference, LogFile file) {
    HttpAnswer answer;
    auto found = co_await conference->archive().hashes(file);
    if (!found)
        answer = not_now();
    else if (*found)
        answer = HttpAnswer(200, kBinary, kForEver, **std::move(found));
    co_return answer;
}

asio::awaitable<HttpAnswer> serve_bundle(std::shared_ptr<Conference> conference, LogFile file) {
    HttpAnswer answer;
    const auto bytes = co_await conference->archive().bundle_bytes(file);
    if (!bytes)
        answer = not_now();
    else if (*bytes)
        answer = pieces_answer(kForEver, **bytes, BundlePieces(conference, file));
    co_return answer;
}

}    // namespace

asio::awaitable<HttpAnswer> serve_file(std::shared_ptr<Conference> conference, std::string rest) {
    HttpAnswer answer;
    constexpr std::string_view log = "/log/", documents = "/documents/";
    if (rest == "/log/checkpoint") {
        answer = text_answer(conference->published()->checkpoint, "text/plain; charset=utf-8");
    } else if (rest == "/results.json") {
        answer = text_answer(conference->published()->results_json, "application/json");
    } else if (rest == "/named-roll") {
        answer = co_await serve_kept_file(std::move(conference), kNamedRollName, kAskAgain);
    } else if (rest.starts_with(log)) {
        const auto file = LogFile::parse(std::string_view(rest).substr(log.size()));
        if (file && file->kind == LogFile::Kind::hashes)
            answer = co_await serve_hashes(std::move(conference), *file);
        else if (file)
            answer = co_await serve_bundle(std::move(conference), *file);
    } else if (rest.starts_with(documents)) {
        const std::string_view hex = std::string_view(rest).substr(documents.size());
        const auto digest = from_hex(hex);
        if (!digest || digest->size() != 32 || to_hex(*digest) != hex) co_return answer;
        answer = co_await serve_kept_file(std::move(conference), rest.substr(1), kForEver);
    }
    co_return answer;
}

}    // namespace vouch::server
