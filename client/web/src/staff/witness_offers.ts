// What a witness's page may ask of its worker: its key, and confirming.
import { type Result, type Status } from "../crypto/result";
import { type ConferenceAddress } from "../service/conference_address";
import { type DeskNews, type WitnessView } from "./desk_view";
import { Keyring } from "./keyring";
import { stopped } from "./problems";
import { StaffedDesk, told } from "./staffed_desk";
import { viewOfWitness } from "./view_of";
import { WitnessAtWork } from "./witness";
import { witnessKind, WitnessKeys, witnessVkey } from "./witness_keys";

const anyKey = new Uint8Array(32);

export function witnessOffers(tell: (news: DeskNews<WitnessView>) => void) {
    const keyring = new Keyring(
        witnessKind,
        (payload) => WitnessKeys.in(payload),
        ({ known }) => known,
    );
    const desk = new StaffedDesk("witness", viewOfWitness, tell);
    const { offers } = keyring;
    return {
        ...offers,
        /** A new key file, under a name that can stand in a verifier key. */
        makeKey(name: string, typed: Uint8Array): Result<Uint8Array> {
            if (witnessVkey(name, anyKey).ok) return offers.makeKey(name, typed);
            typed.fill(0);
            return stopped("wrongWitnessName");
        },
        openDesk: (address: ConferenceAddress) =>
            desk.open(address, (opened) => new WitnessAtWork(keyring.keys, opened)),
        /** Of the open or close whose digest the sheet shows. */
        sendConfirmation: (digest: string): Promise<Status> =>
            desk.doing((witness) => witness.sendConfirmation(told(digest))),
    };
}
export type WitnessOffers = ReturnType<typeof witnessOffers>;
