#include "client/cli/shared/confirm_dialog.h"

#include <fmt/core.h>

namespace vouch::client {
namespace {

/// Once the open is confirmed there is a fingerprint, which the head of the board reads out.
Answer confirmed(const std::string& sentence, const ConfirmationSheet& sheet) {
    Answer answer{sentence, {{"confirmed", true}, {"digest", to_hex(sheet.digest)}}};
    if (sheet.of_close) return answer;
    if (sheet.fingerprint.empty()) {
        answer.sentence +=
            fmt::format("; {} of {} so far. The fingerprint exists once they have: run this again then",
                        sheet.confirmed_by.size(), sheet.needed);
        return answer;
    }
    answer.qr = to_hex(*sheet.fingerprint_hash);
    answer.sentence += fmt::format(
        ". The opening is confirmed; the fingerprint, to be read out and compared, is {}", sheet.fingerprint);
    answer.json["fingerprint"] = sheet.fingerprint;
    return answer;
}

}    // namespace

Rejection not_signed() {
    return {Reason::not_fitting, kNotSigned};
}

Result<Answer> ask_to_confirm(const Common& common, const std::function<Result<ConfirmationSheet>()>& sheet,
                              const std::function<Status(const Bytes32& digest_seen)>& send) {
    VOUCH_TRY(seen, sheet());
    common.tell_lines(seen.text());
    if (seen.by_me) return confirmed("You have confirmed this already", seen);
    if (!common.agreed(
            seen.of_close
                ? "Do the numbers agree with the hall and with the others? I confirm"
                : "Is the opening's number the one that the head of the board reads out, and do the "
                  "numbers agree? I confirm"))
        return not_signed();
    VOUCH_REQUIRE(send(seen.digest));
    VOUCH_TRY(now, sheet());
    return confirmed("Confirmed", now);
}

}    // namespace vouch::client
