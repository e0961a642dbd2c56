// A member of staff at a conference: the log replayed and followed, a session, and what this device keeps. What the log
// said before is remembered: a log that goes back behind it, or leads elsewhere, is never taken again.
import { fromHex, toHex } from "../crypto/bytes";
import { ok, type Result, type Status } from "../crypto/result";
import { type State } from "../election/state";
import { loadBulk } from "../election/verify";
import { type SigningKey } from "../crypto/signature";
import { type Progress } from "../gen/service_pb";
import { BulletinReader, type Said } from "../service/bulletins";
import { type ConferenceAddress } from "../service/conference_address";
import { type ProgressCall, Replica, type Seen } from "../service/follow";
import { browserNetwork, logOf, type Network, NetworkError, nowAndThen } from "../service/network";
import { Session } from "../service/session";
import { get, keepSeen } from "../storage/database";
import { browserFolder, type Folder } from "./folder";

/** Whose desk it is: what it keeps stands under this name. */
export type StaffRole = "organizer" | "board" | "witness";

export interface DeskNews {
    /** The log was replayed further, or the server told of something. */
    changed(): void;
    connected(connected: boolean): void;
    /** The log does not hold. */
    refused(status: Exclude<Status, { ok: true }>): void;
}

/** Also without a push, as the hall's screen does. */
const lookEveryMs = 15_000;

export class Desk {
    readonly session: Session;
    readonly bulletins: BulletinReader;
    progress: Progress | undefined; // the server's word, for showing
    #stopLooking: () => void = () => undefined;

    private constructor(
        readonly address: ConferenceAddress,
        readonly folder: Folder,
        private readonly replica: Replica,
        private readonly network: Network,
    ) {
        this.session = Session.withConference(address, network);
        this.bulletins = new BulletinReader(this.session);
    }

    /** Replays the log; the first election seen at this address is the only one that this device takes there. */
    static async open(
        role: StaffRole,
        address: ConferenceAddress,
        told?: ProgressCall,
        network: Network = browserNetwork,
    ): Promise<Result<Desk>> {
        const folder = browserFolder(`${role}/${address.id}/`);
        const recorded = fromHex((await folder.recorded("election")) ?? "");
        const known = recorded.ok && recorded.value.length === 32 ? recorded.value : undefined;
        const earlier = await get("seen", seenKey(address));
        const seen: Seen | undefined = earlier && { size: earlier.size, root: earlier.root };
        const replica = new Replica(logOf(network, address), known, seen, await loadBulk());
        const desk = new Desk(address, folder, replica, network);
        const updated = await desk.update(told);
        if (!updated.ok) return updated;
        await folder.once("election", toHex(desk.state.electionId));
        return ok(desk);
    }
    get state(): State {
        return this.replica.state;
    }

    async update(told?: ProgressCall): Promise<Status> {
        const status = await this.replica.update(told);
        if (status.ok) await this.keepSeen();
        return status;
    }
    /** In the log, and replayed here, when it returns. */
    async submit(entry: Uint8Array): Promise<Status> {
        const submitted = await this.session.submit(entry);
        if (!submitted.ok) return submitted;
        const status = await this.replica.updatePast(Number(submitted.value.index));
        if (status.ok) await this.keepSeen();
        return status;
    }

    /** From now on every growth of the log is replayed, whether the server tells of it or not. */
    follow(news: DeskNews): void {
        let lost = false; // the last look did not reach the log
        const look = (told: boolean) => {
            const before = this.replica.log.seen.size;
            this.update().then(
                (status) => {
                    const isNews = told || lost || this.replica.log.seen.size > before;
                    lost = false;
                    if (!status.ok) news.refused(status);
                    else if (isNews) news.changed();
                },
                (error: unknown) => {
                    if (!(error instanceof NetworkError)) throw error;
                    lost = true;
                    news.connected(false);
                },
            );
        };
        this.session.follow({
            progress: (progress) => {
                this.progress = progress;
                look(true);
                this.readBulletins(progress.bulletins).then(
                    (isNews) => {
                        if (isNews) news.changed();
                    },
                    (error: unknown) => {
                        if (!(error instanceof NetworkError)) throw error; // the next push tells of them again
                    },
                );
            },
            connected: (connected) => {
                news.connected(connected);
            },
        });
        this.#stopLooking = nowAndThen(this.network, lookEveryMs, () => {
            look(false);
        });
    }
    private readBulletins(last: bigint): Promise<boolean> {
        return this.bulletins.readTo(last, this.state.electionId);
    }
    /** Says it to everybody else at this conference. */
    post(key: SigningKey, said: Said): Promise<Status> {
        return this.bulletins.post(key, this.state.electionId, said);
    }
    close(): void {
        this.#stopLooking();
        this.session.close();
    }

    private async keepSeen(): Promise<void> {
        const { size, root } = this.replica.log.seen;
        await keepSeen(seenKey(this.address), { size, root });
    }
}

function seenKey({ id }: ConferenceAddress): string {
    return `staff/${id}`;
}
