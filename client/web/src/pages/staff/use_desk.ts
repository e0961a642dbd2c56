// The desk's worker of a staff page: started with the page, ended with it, and what it told last.
import { useCallback, useEffect, useState } from "preact/hooks";
import type { Calls } from "../../worker/bridge";
import type { ConferenceAddress } from "../../service/conference_address";
import type { StartDesk } from "../../staff/desk_client";
import type { DeskState, DeskView } from "../../staff/desk_view";
import { useAnswers } from "../use_answers";

export interface StaffDesk<Offers, View extends DeskView> extends DeskState<View> {
    readonly calls: Calls<Offers>;
}
interface OpensDesk {
    readonly openDesk: (address: ConferenceAddress) => Promise<void>;
}

const nothingYet = { view: undefined, connected: true, reading: undefined, failure: undefined };

export function useDesk<Offers, View extends DeskView>(
    start: StartDesk<Offers, View>,
): StaffDesk<Offers, View> {
    const [state, setState] = useState<DeskState<View>>(nothingYet);
    const [died, setDied] = useState<Error>();
    if (died) throw died; // the frame around every page says what to do
    const [client] = useState(() =>
        start((news) => {
            setState((before) => ({ ...before, ...news }));
        }, setDied),
    );
    useEffect(
        () => () => {
            client.end();
        },
        [client],
    );
    return { calls: client.calls, ...state };
}

/** The conference's log is replayed and followed from now on. What is returned tries that again. */
export function useConference(desk: { readonly calls: Calls<OpensDesk> }, conference: string): () => void {
    const hand = useAnswers();
    const { calls } = desk;
    const open = useCallback(() => {
        hand(calls.openDesk({ server: location.origin, id: conference }), () => undefined);
    }, [hand, calls, conference]);
    useEffect(open, [open]);
    return open;
}
