#include "client/cli/shared/confirm_dialog.h"
#include "client/cli/shared/says.h"

namespace vouch::client {
namespace {

/// Once the open is confirmed there is a fingerprint, which the head of the board reads out.
CommandOutput confirmed(const std::string& sentence, const ConfirmationSheet& sheet) {
    CommandOutput answer{sentence, {{"confirmed", true}, {"digest", to_hex(sheet.digest)}}};
    if (sheet.of_close) return answer;
    if (sheet.fingerprint.empty()) {
        answer.sentence = says().confirm.awaiting(
            {.given = sheet.confirmed_by.size(), .needed = sheet.needed, .said = sentence});
        return answer;
    }
    answer.qr = to_hex(*sheet.fingerprint_hash);
    answer.sentence = says().confirm.opened({.fingerprint = sheet.fingerprint, .said = sentence});
    answer.json["fingerprint"] = sheet.fingerprint;
    return answer;
}

}    // namespace

Rejection not_signed() {
    return refused(Reason::not_fitting, says().confirm.not_signed);
}

Result<CommandOutput> ask_to_confirm(const Common& common,
                                     const std::function<Result<ConfirmationSheet>()>& sheet,
                                     const std::function<Status(const Bytes32& digest_seen)>& send) {
    VOUCH_TRY(seen, sheet());
    common.tell_lines(seen.text());
    if (seen.by_me) return confirmed(says().confirm.already, seen);
    if (!common.agreed(seen.of_close ? says().confirm.ask_close : says().confirm.ask_open))
        return not_signed();
    VOUCH_REQUIRE(send(seen.digest));
    VOUCH_TRY(now, sheet());
    return confirmed(says().confirm.done, now);
}

}    // namespace vouch::client
