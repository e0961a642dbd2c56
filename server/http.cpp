#include "server/http.h"

namespace vouch::server {
namespace {

using net::HttpAnswer;

constexpr auto kForEver = "public, max-age=31536000, immutable";
constexpr auto kAskAgain = "no-cache";
constexpr auto kBinary = "application/octet-stream";

using Found = Result<MaybeBytes>;

HttpAnswer text_answer(const std::string& text, const char* type) {
    if (text.empty()) return {};
    return HttpAnswer(200, type, kAskAgain, copy(bytes_of(text)));
}

/// 404 where it is not there, 503 where the disk did not say.
HttpAnswer file_answer(Found found, const char* cache) {
    if (!found) return HttpAnswer(503, "", "no-store", Bytes());
    if (!*found) return {};
    return HttpAnswer(200, kBinary, cache, *std::move(*found));
}

}    // namespace

boost::asio::awaitable<HttpAnswer> serve_file(std::shared_ptr<Conference> conference, std::string rest) {
    HttpAnswer answer;
    if (rest == "/log/checkpoint") {
        answer = text_answer(conference->published()->checkpoint, "text/plain; charset=utf-8");
        co_return answer;
    }
    if (rest == "/results.json") {
        answer = text_answer(conference->published()->results_json, "application/json");
        co_return answer;
    }
    constexpr std::string_view log = "/log/", documents = "/documents/";
    Archive& archive = conference->archive();
    Found found = MaybeBytes();
    const char* cache = kForEver;
    if (rest == "/named-roll") {
        cache = kAskAgain;
        found = co_await archive.named_roll();
    } else if (rest.starts_with(log)) {
        const auto file = LogFile::parse(std::string_view(rest).substr(log.size()));
        if (!file) co_return answer;
        found = co_await archive.log_file(*file);
    } else if (rest.starts_with(documents)) {
        const std::string_view hex = std::string_view(rest).substr(documents.size());
        const auto digest = from_hex(hex);
        if (!digest || digest->size() != 32 || to_hex(*digest) != hex) co_return answer;
        found = co_await archive.document(*exactly<32>(*digest));
    }
    answer = file_answer(std::move(found), cache);
    co_return answer;
}

}    // namespace vouch::server
