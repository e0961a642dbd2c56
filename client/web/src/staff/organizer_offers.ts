// What the organizer's pages may ask of their worker: creating a conference, and leading one.
import { toBase64 } from "../crypto/bytes";
import { ok, type Result, type Status } from "../crypto/result";
import { confirmationsNeeded } from "../election/state";
import { type ConferenceAddress, conferenceAddress } from "../service/conference_address";
import { type ProgressCall } from "../service/follow";
import { type Presence, presences } from "./attendance";
import { type ConferenceForm, type FormMistake, formFrom, type NewManifest } from "./conference_form";
import { createConference, manifestAt } from "./create";
import { type DeskNews, type OrganizerView } from "./desk_view";
import { Keyring } from "./keyring";
import { Organizer, type Slip } from "./organizer";
import { organizerKind, OrganizerKeys } from "./organizer_keys";
import { readForm } from "./read_form";
import { type ImportedRoll, readRoll, type RollPerson } from "./roll_csv";
import { StaffedDesk } from "./staffed_desk";
import { readTemplate } from "./template_file";
import { type Card, comparisonCharacters } from "./trustee_keys";
import { viewOfOrganizer } from "./view_of";
import { type NamedWitness, namedWitness } from "./witness_keys";

export interface KnownOrganizer {
    readonly line: string; // for the server's `organizers`
}
/** A form that can be signed off. */
export interface ReadyForm {
    readonly manifest: NewManifest;
    readonly confirmationsNeeded: number;
    readonly organizers: readonly string[]; // their keys, in base64
    readonly witnesses: readonly NamedWitness[];
}
export interface FormMistakes {
    readonly mistakes: readonly FormMistake[];
}
/** Of whoever joined; the characters are compared with theirs. */
export interface InvitedCard extends Card {
    readonly characters: string;
}

function now(): bigint {
    return BigInt(Math.floor(Date.now() / 1000));
}

export function organizerOffers(tell: (news: DeskNews<OrganizerView>) => void) {
    const keyring = new Keyring(
        organizerKind,
        (payload) => OrganizerKeys.in(payload),
        ({ line }): KnownOrganizer => ({ line }),
    );
    const desk = new StaffedDesk("organizer", viewOfOrganizer, tell);
    return {
        ...keyring.offers,
        ...creatingOffers(keyring),
        openDesk: (address: ConferenceAddress) =>
            desk.open(address, (opened) => new Organizer(keyring.keys, opened)),
        ...leadingOffers(desk),
        ...endOffers(desk),
    };
}
export type OrganizerOffers = ReturnType<typeof organizerOffers>;

function creatingOffers(keyring: Keyring<OrganizerKeys, KnownOrganizer>) {
    let read: { readonly manifest: NewManifest; readonly files: readonly Uint8Array[] } | undefined;
    return {
        /** What can be signed off, or every mistake. */
        readForm(form: ConferenceForm): ReadyForm | FormMistakes {
            const result = readForm(form, keyring.keys.sign.publicKey);
            read = result.ok ? result : undefined;
            if (!result.ok) return { mistakes: result.mistakes };
            const { manifest } = result;
            const confirmers = manifest.trustees + manifest.witnesses.length;
            return {
                manifest,
                confirmationsNeeded: confirmationsNeeded(confirmers, manifest.threshold),
                organizers: manifest.organizers.map(toBase64),
                witnesses: manifest.witnesses.map(namedWitness),
            };
        },
        /** The conference of the form that was read last. */
        async create(server: string, told: ProgressCall): Promise<Result<ConferenceAddress>> {
            if (!read) throw new Error("internal check failed: no form was read");
            return await createConference(keyring.keys, server, read.manifest, read.files, told);
        },
        /** A conference on this server as a template, for that day. */
        async templateAt(url: string, server: string, date: string): Promise<Result<ConferenceForm>> {
            const address = conferenceAddress(url);
            if (!address.ok) return address;
            const manifest = await manifestAt({ ...address.value, server });
            return manifest.ok ? ok(formFrom(manifest.value, date)) : manifest;
        },
        templateIn: (file: Uint8Array, date: string): Result<ConferenceForm> => readTemplate(file, date),
    };
}

type OrganizerDesk = StaffedDesk<Organizer, OrganizerView>;

function leadingOffers(desk: OrganizerDesk) {
    return {
        readRoll: (file: Uint8Array): ImportedRoll => readRoll(file),
        submitRoll: (people: readonly RollPerson[], told: ProgressCall): Promise<Status> =>
            desk.doing((organizer) => organizer.submitRoll(people, told)),
        /** They are printed, and live no longer than the page that shows them. */
        slips: (numbers: readonly number[], nameless: boolean, told: ProgressCall): Promise<Result<Slip[]>> =>
            desk.doing((organizer) => organizer.slips(numbers, nameless, told)),
        revoke: (number: number): Promise<Status> => desk.doing((organizer) => organizer.revoke(number)),
        givePaper: (number: number): Promise<Status> =>
            desk.doing((organizer) => organizer.givePaper(number)),
        /** By number, as the log stands now. */
        attendance: (): Presence[] => presences(desk.staff.desk.state),
        /** Who the numbers are, which only the device knows that imported the roll. */
        async people(): Promise<Result<RollPerson[]>> {
            const roll = await desk.staff.namedRoll();
            if (!roll.ok) return roll;
            return ok(roll.value.map(({ number, name, unit, hall }) => ({ number, name, unit, hall })));
        },
        invite: (count: number): Promise<Result<string[]>> => desk.staff.invite(count),
        async keyCards(): Promise<Result<InvitedCard[]>> {
            const cards = await desk.staff.keyCards();
            if (!cards.ok) return cards;
            return ok(
                cards.value.map(({ name, signKey, boxKey }) => {
                    const card = { name, signKey, boxKey };
                    return { ...card, characters: comparisonCharacters(card) };
                }),
            );
        },
        signBoard: (cards: readonly Card[]): Promise<Status> =>
            desk.doing((organizer) => organizer.signBoard(cards)),
    };
}

function endOffers(desk: OrganizerDesk) {
    return {
        openVote: (overrideReason: string): Promise<Status> =>
            desk.doing((organizer) => organizer.openVote(now(), overrideReason)),
        lastCall: (seconds: number): Promise<Result<number>> => desk.staff.lastCall(seconds),
        closeVote: (): Promise<Status> => desk.doing((organizer) => organizer.closeVote(now())),
        /** On every screen of the hall. */
        steerHall: (page: number, held: boolean): Promise<Status> =>
            desk.doing((organizer) => organizer.steerHall(page, held)),
        announce: (): Promise<Status> => desk.doing((organizer) => organizer.announce()),
        annul: (reason: string): Promise<Status> => desk.doing((organizer) => organizer.annul(reason)),
    };
}
