// An organizer at work on its conference: what it says in the log, and the codes that never leave this device but on
// paper. docs/protocol.md, sections 3 and 5.
import { equal, fromUtf8, utf8 } from "../crypto/bytes";
import { identity } from "../crypto/group";
import { accepted, malformed, ok, Reason, refuse, type Result, type Status } from "../crypto/result";
import { untilTheNextTask } from "../crypto/ring_sums";
import { SecretBytes } from "../crypto/secret";
import { type Bodies, Kind } from "../election/bodies";
import { codePublicKey, personHash, printedCode } from "../election/enrolment";
import { makeEntry } from "../election/entry";
import { anchorMark } from "../election/fingerprint";
import { entryBytesMax } from "../election/limits";
import { type NamedPerson, readNamedRoll, sealNamedRoll, writeNamedRoll } from "../election/named_roll";
import { systemRng } from "../crypto/random";
import { type KeyCard } from "../gen/service_pb";
import { slipLink } from "../service/conference_address";
import { type ProgressCall } from "../service/follow";
import { type Desk } from "./desk";
import { type OrganizerKeys } from "./organizer_keys";
import { stopped } from "./problems";
import { type RollPerson } from "./roll_csv";
import { RollSecrets } from "./roll_secrets";
import { type Card } from "./trustee_keys";
import { type Vault } from "./vault";

const peoplePerEntry = 800; // of some 70 bytes each: below the 65,535 of an entry
const peopleBetweenPauses = 64;
const namedRollFile = "named-roll";

/** What is printed for one person. `code` and `link` are secret, and live no longer than the page that shows them. */
export interface Slip {
    readonly number: number;
    readonly name: string;
    readonly unit: string;
    readonly hall: string; // empty where there is none
    readonly code: string;
    readonly link: string;
    readonly mark: string | undefined; // eight characters of the anchor; nothing where it names no board
}

type Said = Kind.roll | Kind.board | Kind.revocation | Kind.open | Kind.close | Kind.paper | Kind.annulment;

export class Organizer {
    readonly #vault: Vault;

    constructor(
        readonly keys: OrganizerKeys,
        readonly desk: Desk,
    ) {
        this.#vault = keys.vault(desk.folder);
    }
    private get state() {
        return this.desk.state;
    }
    /** Ends the work. The keys stay the caller's. */
    leave(): void {
        this.desk.close();
        this.#vault.wipe();
    }

    private async submit<K extends Said | Kind.announcement>(kind: K, body: Bodies[K]): Promise<Status> {
        const sign = this.keys.sign;
        const entry = makeEntry(this.state.electionId, kind, body as Parameters<typeof makeEntry<K>>[2], [
            sign,
        ]);
        if (entry.length > entryBytesMax) return refuse(Reason.tooLarge, "one entry of the log");
        return await this.desk.submit(entry);
    }

    steerHall(page: number, held: boolean): Promise<Status> {
        return this.desk.post(this.keys.sign, { case: "hallScreen", value: { page, held } });
    }

    /** The people as this device keeps them; not fitting where the roll was not imported here. */
    async namedRoll(): Promise<Result<NamedPerson[]>> {
        const stored = await this.#vault.get(namedRollFile);
        if (!stored.ok) return stored;
        if (!stored.value) return stopped(this.state.summoned > 0 ? "rollMadeElsewhere" : "noCodes");
        return readStored(stored.value);
    }
    /** The people of the roll that is being made: those of an earlier try or of another page, or else these, now kept. */
    private async namedRollOf(people: readonly RollPerson[]): Promise<Result<NamedPerson[]>> {
        if (this.state.summoned > 0) return await this.namedRoll();
        const stands = await this.#vault.keepFirst(namedRollFile, () => {
            const salted = people.map((person) => ({ ...person, salt: systemRng(32) }));
            return SecretBytes.take(utf8(writeNamedRoll(salted)));
        });
        return stands.ok ? readStored(stands.value) : stands;
    }

    /** Draws codes and salts (once), submits the roll, uploads the named roll sealed. Goes on where an earlier try was cut
        off; not fitting for other people than those then. */
    async submitRoll(people: readonly RollPerson[], told: ProgressCall): Promise<Status> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const roll = await this.namedRollOf(people);
        if (!roll.ok) return roll;
        if (!samePeople(people, roll.value)) return stopped("otherRoll");
        const secrets =
            this.state.summoned > 0
                ? await RollSecrets.read(this.#vault)
                : await RollSecrets.readOrDraw(this.#vault, people.length);
        if (!secrets.ok) return secrets;
        const submitted = await this.submitPeople(roll.value, secrets.value, told);
        if (!submitted.ok) return submitted;
        const rollKey = secrets.value.rollKey();
        secrets.value.wipe();
        const sealed = sealNamedRoll(rollKey, roll.value);
        rollKey.wipe();
        return await this.desk.session.upload(this.keys.sign, namedRollFile, sealed);
    }
    private async submitPeople(
        roll: readonly NamedPerson[],
        secrets: RollSecrets,
        told: ProgressCall,
    ): Promise<Status> {
        const { nonce } = this.state.manifest;
        while (this.state.summoned < roll.length) {
            const first = this.state.summoned + 1;
            const part = roll.slice(first - 1, first - 1 + peoplePerEntry);
            const people = [];
            for (const { number, name, unit, salt } of part) {
                const code = secrets.latest(number);
                people.push({
                    codeKey: codePublicKey(nonce, number, code),
                    personHash: personHash(salt, number, name, unit),
                });
                code.wipe();
                if (number % peopleBetweenPauses === 0) {
                    told(number, roll.length);
                    await untilTheNextTask();
                }
            }
            const submitted = await this.submit(Kind.roll, { first, people });
            if (!submitted.ok) return submitted;
        }
        return accepted;
    }

    /** Whether every trustee has acknowledged, so that slips can name the board. */
    get boardStands(): boolean {
        const { ceremony } = this.state;
        return ceremony !== undefined && ceremony.acknowledged.size === ceremony.board.trustees.length;
    }

    /** The slips of those numbers, in their order; none where one of them cannot be made. Not fitting before the board
        stands, unless they may go without naming it. */
    async slips(
        numbers: readonly number[],
        mayNameNoBoard: boolean,
        told: ProgressCall,
    ): Promise<Result<Slip[]>> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const named = this.boardStands ? this.state.slipAnchor : undefined;
        if (!named && !mayNameNoBoard) return stopped("boardMissing");
        const anchor = named ?? new Uint8Array();
        const mark = named && anchorMark(named);
        const roll = await this.namedRoll();
        if (!roll.ok) return roll;
        const secrets = await RollSecrets.read(this.#vault);
        if (!secrets.ok) return secrets;
        const rollKey = secrets.value.rollKey();
        const slips: Slip[] = [];
        for (const [done, number] of numbers.entries()) {
            const code = secrets.value.inForce(this.state, number);
            if (!code.ok) return code;
            const { name, unit, hall } = roll.value[number - 1] ?? { name: "", unit: "", hall: "" };
            const link = slipLink({
                conference: this.desk.address,
                anchor,
                number,
                code: code.value,
                rollKey,
            });
            slips.push({ number, name, unit, hall, code: printedCode(code.value), link, mark });
            code.value.wipe();
            if (done % peopleBetweenPauses === 0) {
                told(done, numbers.length);
                await untilTheNextTask();
            }
        }
        rollKey.wipe();
        secrets.value.wipe();
        return ok(slips);
    }

    /** The number's slip, and its check-in, hold no longer; its new slip can be printed when this returns. */
    async revoke(number: number): Promise<Status> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const record = this.state.rollRecord(number);
        if (!record) return refuse(Reason.notOnTheRoll, `there is no number ${number} on the roll`);
        const code = await RollSecrets.addCode(this.#vault, number); // before the log says so: none in force is ever lost
        if (!code.ok) return code;
        const codeKey = codePublicKey(this.state.manifest.nonce, number, code.value);
        code.value.wipe();
        return await this.submit(Kind.revocation, { rollNumber: number, pk: record.pk ?? identity, codeKey });
    }
    async givePaper(number: number): Promise<Status> {
        const updated = await this.desk.update();
        return updated.ok ? await this.submit(Kind.paper, { rollNumber: number }) : updated;
    }

    invite(count: number): Promise<Result<string[]>> {
        return this.desk.session.invite(this.keys.sign, count);
    }
    keyCards(): Promise<Result<KeyCard[]>> {
        return this.desk.session.keyCards(this.keys.sign);
    }
    async signBoard(cards: readonly Card[]): Promise<Status> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        if (cards.length !== this.state.manifest.trustees) return stopped("boardIncomplete");
        const trustees = cards.map(({ name, signKey, boxKey }) => ({ name, signKey, boxKey }));
        return await this.submit(Kind.board, { trustees });
    }

    /** `overrideReason` is looked at only where the quorum is missed. Times are POSIX seconds. */
    async openVote(statedTime: bigint, overrideReason: string): Promise<Status> {
        const end = await this.freezeAndCheck();
        return end.ok ? await this.submit(Kind.open, { ...end.value, statedTime, overrideReason }) : end;
    }
    /** On every screen that is connected, whose number it returns; the vote is closed by whoever called it, when its time is
        over. 0 takes it back. */
    lastCall(seconds: number): Promise<Result<number>> {
        return this.desk.session.lastCall(this.keys.sign, seconds);
    }
    async closeVote(statedTime: bigint): Promise<Status> {
        const end = await this.freezeAndCheck();
        return end.ok ? await this.submit(Kind.close, { ...end.value, statedTime }) : end;
    }
    /** The log's end while the server holds still, seen with own eyes: what an open or a close commits to. */
    private async freezeAndCheck(): Promise<Result<{ index: bigint; root: Uint8Array }>> {
        const frozen = await this.desk.session.freeze(this.keys.sign);
        if (!frozen.ok) return frozen;
        const { index, root } = frozen.value;
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const { log } = this.state;
        if (BigInt(log.size) !== index || !equal(log.root(), root)) return stopped("endNotReplayed");
        return ok({ index, root });
    }

    async announce(): Promise<Status> {
        const updated = await this.desk.update();
        if (!updated.ok) return updated;
        const { result } = this.state;
        return result ? await this.submit(Kind.announcement, { lines: result }) : stopped("noResultYet");
    }
    async annul(reason: string): Promise<Status> {
        const updated = await this.desk.update();
        return updated.ok ? await this.submit(Kind.annulment, { reason }) : updated;
    }
}

function readStored(stored: SecretBytes): Result<NamedPerson[]> {
    const text = fromUtf8(stored.bytes.slice());
    stored.wipe();
    return text.ok ? readNamedRoll(text.value) : malformed("named roll");
}

function samePeople(a: readonly RollPerson[], b: readonly RollPerson[]): boolean {
    const one = (person: RollPerson | undefined) =>
        person && [person.number, person.name, person.unit, person.hall].join("\n");
    return a.length === b.length && a.every((person, place) => one(person) === one(b[place]));
}
