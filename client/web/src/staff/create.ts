// A conference is created: the server gives it an address and keys, the dossiers are uploaded, the manifest is signed into the
// log. docs/protocol.md, section 3.5, kind 1.
import { fromHex, sha256, toHex } from "../crypto/bytes";
import { systemRng } from "../crypto/random";
import { ok, Reason, type Result } from "../crypto/result";
import { applyCarried } from "../election/apply";
import { Kind, type Manifest } from "../election/bodies";
import { makeEntry } from "../election/entry";
import { decodeEntry } from "../election/entry_decode";
import { State } from "../election/state";
import { type ConferenceAddress } from "../service/conference_address";
import { LogFollower, type ProgressCall } from "../service/follow";
import { browserNetwork, logOf, type Network } from "../service/network";
import { Session } from "../service/session";
import { bundleDigest } from "../bundle_digest";
import { type NewManifest } from "./conference_form";
import { browserFolder } from "./folder";
import { type OrganizerKeys } from "./organizer_keys";
import { stopped } from "./problems";

/** The digest of the web client that this server gives out; empty where it gives none out. */
async function webDigest(): Promise<Uint8Array> {
    const digest = await bundleDigest().catch(() => "");
    const bytes = fromHex(digest);
    return bytes.ok ? bytes.value : new Uint8Array();
}

export async function createConference(
    keys: OrganizerKeys,
    server: string,
    form: NewManifest,
    files: readonly Uint8Array[],
    told: ProgressCall,
    network: Network = browserNetwork,
): Promise<Result<ConferenceAddress>> {
    const opening = Session.withServer(server, network);
    const made = await opening.create(keys.sign);
    opening.close();
    if (!made.ok) return made.reason === Reason.notFitting ? stopped("serverNamedOtherwise") : made;
    const { conference: id, logVkey, boxKey } = made.value;
    const manifest = { ...form, nonce: systemRng(32), logVkey, boxKey, webDigest: await webDigest() };
    const entry = makeEntry(new Uint8Array(32), Kind.manifest, manifest, [keys.sign]);
    const state = new State();
    const applied = applyCarried(state, entry); // said here rather than by the server
    if (!applied.ok) return applied;
    const address: ConferenceAddress = { server, id };
    const session = Session.withConference(address, network);
    try {
        for (const [done, content] of files.entries()) {
            told(done, files.length);
            const uploaded = await session.upload(keys.sign, `documents/${toHex(sha256(content))}`, content);
            if (!uploaded.ok) return uploaded;
        }
        const submitted = await session.submit(entry);
        if (!submitted.ok) return submitted;
    } finally {
        session.close();
    }
    await browserFolder(`organizer/${id}/`).once("election", toHex(state.electionId));
    return ok(address);
}

/** The manifest of a conference on this server, to be a template. */
export async function manifestAt(
    address: ConferenceAddress,
    network: Network = browserNetwork,
): Promise<Result<Manifest>> {
    const entries = await new LogFollower(logOf(network, address), undefined).next();
    if (!entries.ok) return entries;
    const first = decodeEntry(entries.value[0] ?? new Uint8Array());
    if (!first.ok) return first;
    return ok(first.value.body as Manifest); // the follower took it for one
}
