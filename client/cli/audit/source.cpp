#include "client/cli/audit/source.h"

#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

constexpr std::size_t kVkeyFileBytesMax = 4096;

/// A wrong path is not a log that does not hold. A log whose checkpoint alone is missing is one.
void require_log(bool is_there, const std::string& source) {
    if (!is_there) throw WrongUsage(says().audit.no_log({.source = source}));
}

}    // namespace

Result<OpenedSource> open_source(const Common& common, const std::string& source) {
    if (!source.starts_with("https://")) {
        OpenedSource folder{log_in_folder(source), {}};
        require_log(folder.log("checkpoint") || std::filesystem::exists(Path(source) / "tile"), source);
        return folder;
    }
    VOUCH_TRY(endpoint, log_endpoint(source));
    VOUCH_TRY(trust, common.trust());
    OpenedSource out{log_over_https(endpoint, trust), {}};
    require_log(out.log("checkpoint").has_value(), source);
    const std::string conference = endpoint.path.substr(0, endpoint.path.rfind('/'));
    const auto reply = net::HttpsClient(endpoint, trust).get(conference + "/results.json");
    if (reply.status == net::kStatusOk) out.results_json = text_of(reply.body);
    return out;
}

Result<Vkey> read_vkey(const Path& file) {
    if (!std::filesystem::exists(file)) throw WrongUsage(says().audit.no_file({.file = file.string()}));
    std::string text = disk::read_text_file(file, kVkeyFileBytesMax);
    text.resize(text.find_last_not_of(" \r\n") + 1);
    auto vkey = Vkey::parse(text, NoteKeyType::log);
    if (!vkey.ok()) return refused(Reason::malformed, says().audit.not_a_vkey({.file = file.string()}));
    return vkey;
}

}    // namespace vouch::client
