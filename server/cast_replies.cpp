#include "server/cast_replies.h"

namespace vouch::server {

CastAnswer CastReplies::bare_refusal(ByteView envelope, Rejection rejection, Duration wait) const {
    std::uint32_t retry = retry_after_ms(rejection.reason);
    if (wait > Duration::zero())
        retry = static_cast<std::uint32_t>(std::chrono::ceil<std::chrono::milliseconds>(wait).count());
    return election::sign_refusal(keys_.log_key(), noticeboard_.published()->election_id, envelope,
                                  std::move(rejection), retry);
}

void CastReplies::refuse(const PendingCast& cast, Rejection rejection, Duration wait) const {
    const Reason reason = rejection.reason;
    if (reason == Reason::bad_proof) refused_.add(cast.envelope);
    const CastAnswer refusal = bare_refusal(cast.envelope, std::move(rejection), wait);
    cast.then(
        SealedReply{election::seal_reply(cast.reply_key, std::get<election::CastRefusal>(refusal)), reason});
}

void CastReplies::put_off(const PendingCast& cast) const {
    cast.then(come_again({Reason::over_capacity, "the receipt cannot be made now; cast again"}));
}

void CastReplies::give_receipt(const PendingCast& cast, const election::Receipt& receipt) const {
    cast.then(SealedReply{election::seal_reply(cast.reply_key, receipt), {}});
}

}    // namespace vouch::server
