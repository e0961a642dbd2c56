// What auditors do with witnesses: ask them to cosign, and check the evidence that they kept.

#include "client/cli/audit/ask_witnesses.h"
#include "client/cli/audit/evidence.h"
#include "client/cli/audit/source.h"
#include "client/cli/shared/day.h"
#include "client/cli/shared/new_file.h"
#include "client/cli/shared/says.h"
#include "client/cli/shared/vkey_lines.h"
#include "net/error.h"

namespace vouch::client {
namespace {

constexpr const char* kCheckpointFile = "checkpoint";

/// From a line "VKEY URL [PIN]".
Result<WitnessAddress> witness_address(const VkeyLine& line) {
    const Rejection wrong =
        refused(Reason::malformed, says().watch.witness_line_form({.name = line.vkey.name()}));
    if (line.words.empty() || line.words.size() > 2) return wrong;
    const auto at = net::Endpoint::parse(line.words[0]);
    if (!at.ok()) return wrong;
    if (line.words.size() == 1) return WitnessAddress{line.vkey, *at, net::Trust::system()};
    const auto trust = net::Trust::pinned(line.words[1]);
    if (!trust.ok()) return wrong;
    return WitnessAddress{line.vkey, *at, *trust};
}

Result<std::vector<WitnessAddress>> witness_addresses(const Path& file) {
    VOUCH_TRY(lines, read_vkey_file(file, NoteKeyType::witness));
    std::vector<WitnessAddress> out;
    for (const VkeyLine& line : lines) {
        VOUCH_TRY(address, witness_address(line));
        out.push_back(std::move(address));
    }
    return out;
}

/// A witness that is away keeps nobody from asking the next one.
Result<NoteSignature> asked(const WitnessAddress& witness, const FetchFile& log, const Checkpoint& checkpoint,
                            const std::string& note) {
    try {
        return ask_witness(witness, log, checkpoint, note);
    } catch (const net::NetError& error) {
        return refused(Reason::not_fitting, error.what());
    }
}

}    // namespace

Result<CommandOutput> audit_cosign(const Common& common, const AuditSource& source, const Path& witnesses,
                                   const Path& out) {
    const bool is_folder = !source.source.starts_with("https://");
    if (out.empty() && !is_folder) throw WrongUsage(says().watch.out_needed);
    VOUCH_REQUIRE(require_free(out));
    VOUCH_TRY(vkey, read_vkey(source.vkey));
    VOUCH_TRY(addresses, witness_addresses(witnesses));
    VOUCH_TRY(opened, open_source(common, source.source));
    const auto fetched = opened.log(kCheckpointFile);
    if (!fetched) return refused(Reason::not_fitting, says().log.no_checkpoint);
    std::string note = text_of(*fetched);
    VOUCH_TRY(verified, verify_checkpoint(note, vkey));
    CommandOutput answer;
    answer.json = {{"size", verified.checkpoint.size}, {"witnesses", Json::array()}};
    std::size_t cosigned = 0;
    for (const WitnessAddress& witness : addresses) {
        const auto line = asked(witness, opened.log, verified.checkpoint, note);
        const std::string& name = witness.vkey.name();
        const std::string why = line.ok() ? "" : told(line.rejection());
        if (line.ok()) note = with_line(note, *line);
        cosigned += line.ok() ? 1 : 0;
        answer.sentence +=
            shown(line.ok() ? says().watch.cosigned({.name = name})
                            : std::string(says().watch.not_cosigned({.name = name, .why = why}))) +
            "\n";
        answer.json["witnesses"].push_back({{"name", name}, {"cosigned", line.ok()}, {"why", why}});
    }
    if (cosigned > 0) disk::write_file(out.empty() ? Path(source.source) / kCheckpointFile : out, note);
    if (cosigned < addresses.size()) answer.ended = refused(Reason::not_fitting, says().watch.some_missing);
    return answer;
}

Result<CommandOutput> audit_evidence(const Common&, const Path& folder, const Path& vkey_file,
                                     const Path& witnesses) {
    VOUCH_TRY(vkey, read_vkey(vkey_file));
    std::vector<Vkey> known;
    if (!witnesses.empty()) {
        VOUCH_TRY(lines, read_vkey_file(witnesses, NoteKeyType::witness));
        for (VkeyLine& line : lines) known.push_back(std::move(line.vkey));
    }
    VOUCH_TRY(found, check_evidence(folder, vkey, known));
    const Statement& statement = found.statement;
    const bool proves = proves_itself(statement.evidence.lie);
    const auto& all = says().evidence;
    const std::string signer =
        statement.known ? all.signed_by({.name = statement.signer, .time = utc_text(statement.time)})
                        : std::string(all.signer_unknown({.name = statement.signer}));
    CommandOutput answer{
        shown(found.sentence) + "\n" + shown(proves ? all.proves : all.testifies) + "\n" + shown(signer),
        {{"lie", name(statement.evidence.lie)},
         {"log", statement.evidence.log.name()},
         {"proof", proves},
         {"sentence", found.sentence},
         {"witness", statement.signer},
         {"witness_signature", statement.known ? "holds" : "not verified"},
         {"time", statement.time}}};
    if (!proves && !statement.known) answer.ended = refused(Reason::not_fitting, all.signer_needed);
    return answer;
}

}    // namespace vouch::client
