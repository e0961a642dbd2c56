#include "client/cli/witness/web_look.h"

#include <algorithm>
#include <array>
#include <random>

#include "client/cli/shared/draws.h"
#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

constexpr const char* kIndex = "index.html";

// What a widespread browser sends for a page, and for what a page loads.
constexpr net::Header kBrowser{"User-Agent",
                               "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
                               "Chrome/130.0.0.0 Safari/537.36"};
constexpr net::Header kLanguage{"Accept-Language", "vi-VN,vi;q=0.9,en;q=0.8"};
constexpr net::Header kCodings{"Accept-Encoding", "gzip"};
constexpr net::Header kSameSite{"Sec-Fetch-Site", "same-origin"};
constexpr std::array kForPage{
    net::Header{"Upgrade-Insecure-Requests", "1"},
    kBrowser,
    net::Header{"Accept",
                "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,"
                "image/apng,*/*;q=0.8"},
    net::Header{"Sec-Fetch-Site", "none"},
    net::Header{"Sec-Fetch-Mode", "navigate"},
    net::Header{"Sec-Fetch-Dest", "document"},
    kCodings,
    kLanguage};
constexpr std::array kForFile{kBrowser,
                              net::Header{"Accept", "*/*"},
                              kSameSite,
                              net::Header{"Sec-Fetch-Mode", "cors"},
                              net::Header{"Sec-Fetch-Dest", "empty"},
                              kCodings,
                              kLanguage};

class Browsing {
public:
    explicit Browsing(const ConferenceAddress& address)
        : https_({address.conference.host, address.conference.port, ""}, address.trust) {}

    Result<Bytes> get(const std::string& path, std::span<const net::Header> headers,
                      std::size_t bytes_max = kWebFileBytesMax) {
        net::HttpReply reply = https_.get(path, bytes_max, headers);
        if (reply.status != net::kStatusOk)
            return refused(Reason::not_fitting,
                           says().watch.web_status({.path = path, .status = reply.status}));
        return std::move(reply.body);
    }

private:
    net::HttpsClient https_;
};

}    // namespace

Result<std::optional<WrongWebFile>> look_at_web_client_of(const ConferenceAddress& address,
                                                          const Bytes32& digest, Rng& rng) {
    using Wrong = std::optional<WrongWebFile>;
    Browsing browsing(address);
    VOUCH_TRY(page, browsing.get(address.conference.path, kForPage));
    VOUCH_TRY(list, browsing.get(std::string("/") + kWebList, kForFile, kWebListBytesMax));
    if (sha256(list) != digest) return Wrong({kWebList, std::move(list), {}});
    VOUCH_TRY(digests, read_web_list(text_of(list)));
    const auto index = digests.find(kIndex);
    if (index == digests.end() || sha256(page) != index->second)
        return Wrong({kIndex, std::move(page), std::move(list)});
    std::vector<std::pair<std::string, Bytes32>> files(digests.begin(), digests.end());
    std::ranges::shuffle(files, Draws{rng});
    for (const auto& [path, wanted] : files) {
        if (path == kIndex) continue;
        VOUCH_TRY(served, browsing.get("/" + path, kForFile));
        if (sha256(served) != wanted) return Wrong({path, std::move(served), std::move(list)});
    }
    return Wrong();
}

}    // namespace vouch::client
