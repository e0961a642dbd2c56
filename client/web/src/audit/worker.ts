// The audit in a Web Worker, so that the page stays alive. What comes back is plain data.
import { fromUtf8 } from "../crypto/bytes";
import { NoteKeyType, parseVkey } from "../crypto/note";
import { ok, type Result } from "../crypto/result";
import { initializeCrypto } from "../crypto/sodium";
import { loadBulk } from "../election/verify";
import type { ConferenceAddress } from "../service/conference_address";
import type { ProgressCall } from "../service/follow";
import { browserNetwork, getFile, logOf } from "../service/network";
import { serve } from "../worker/bridge";
import { audit } from "./audit";
import { type PlainReport, plainReport } from "./plain_report";

const offers = {
    /** Refused where the key is none; fails where the network does. */
    async audit(
        address: ConferenceAddress,
        logVkey: string,
        progress: ProgressCall,
    ): Promise<Result<PlainReport>> {
        const vkey = parseVkey(logVkey.trim(), NoteKeyType.log);
        if (!vkey.ok) return vkey;
        const results = await getFile(browserNetwork, address, "/results.json", 1 << 20);
        const text = results ? fromUtf8(results) : undefined;
        const report = await audit(logOf(browserNetwork, address), vkey.value, {
            ...(text && { resultsJson: text.ok ? text.value : "" }),
            sum: await loadBulk(),
            progress,
        });
        return ok(plainReport(report));
    },
};
export type AuditOffers = typeof offers;
serve(self, offers, initializeCrypto());
