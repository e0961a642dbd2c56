// The page's end of the line to the desk's worker.
import type { Calls } from "../worker/bridge";
import { WorkerLine } from "../worker/worker_line";
import type { BoardOffers } from "./board_offers";
import type { BoardMemberView, DeskNews, DeskView, OrganizerView, WitnessView } from "./desk_view";
import type { OrganizerOffers } from "./organizer_offers";
import type { WitnessOffers } from "./witness_offers";

export interface DeskClient<Offers> {
    readonly calls: Calls<Offers>;
    /** Ends the worker, and with it every secret that it held in memory. */
    end(): void;
}
/** `onNews` is told of what changes, `onDied` of an error that the worker cannot go on from. */
export type StartDesk<Offers, View extends DeskView> = (
    onNews: (news: DeskNews<View>) => void,
    onDied: (error: Error) => void,
) => DeskClient<Offers>;

export const startOrganizerDesk: StartDesk<OrganizerOffers, OrganizerView> = (onNews, onDied) =>
    client(
        () => new Worker(new URL("./desk_worker.ts", import.meta.url), { type: "module", name: "organizer" }),
        onNews,
        onDied,
    );
export const startBoardDesk: StartDesk<BoardOffers, BoardMemberView> = (onNews, onDied) =>
    client(
        () => new Worker(new URL("./desk_worker.ts", import.meta.url), { type: "module", name: "board" }),
        onNews,
        onDied,
    );

export const startWitnessDesk: StartDesk<WitnessOffers, WitnessView> = (onNews, onDied) =>
    client(
        () => new Worker(new URL("./desk_worker.ts", import.meta.url), { type: "module", name: "witness" }),
        onNews,
        onDied,
    );

function client<Offers, View extends DeskView>(
    worker: () => Worker,
    onNews: (news: DeskNews<View>) => void,
    onDied: (error: Error) => void,
): DeskClient<Offers> {
    const line = new WorkerLine<Offers, DeskNews<View>>(worker, onNews, onDied);
    return {
        calls: line.calls,
        end: () => {
            line.end();
        },
    };
}
