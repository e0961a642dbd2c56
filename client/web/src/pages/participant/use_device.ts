// One worker for the page, and the state it told last.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Rejection, type Result } from "../../crypto/result";
import { DeviceClient } from "../../participant/device_client";
import { type Command, type DeviceState, type Outcome, type Stage } from "../../participant/messages";
import { readCopyLink } from "../../participant/copy_link";
import { onFragment, takeFragment } from "../../router/fragment";
import { pathOf } from "../../router/route";
import { asError } from "../../worker/bridge";
import { useOneAtATime } from "../use_one_at_a_time";

interface TypedSlip {
    readonly number: string;
    readonly code: string;
}
const nothingTyped: TypedSlip = { number: "", code: "" };
/** While the person is not checked in. */
const typing: readonly Stage["at"][] = ["reading", "no-slip", "greeting", "desk"];

export interface DeviceHandle {
    readonly state: DeviceState;
    /** Number and code of a slip as they are being typed: here, since the form goes while the log is read. */
    readonly typedSlip: TypedSlip;
    readonly setTypedSlip: (typed: TypedSlip) => void;
    /** The command that is under way. Until it is done, buttons wait. */
    readonly busy: Command["what"] | undefined;
    readonly refusal: Rejection | undefined;
    /** A saved copy that the page was opened with. */
    readonly copy: Uint8Array | undefined;
    /** Resolves with nothing where the command was refused, which the page shows, and where another one is under way: then it is
        not begun. */
    readonly send: (command: Command) => Promise<Outcome | undefined>;
    /** The same for a stage that itself says why a command was refused. Resolves with nothing where the worker failed. */
    readonly ask: (command: Command) => Promise<Result<Outcome> | undefined>;
    /** Ends the worker, so that nothing of the person is left in memory, and begins anew. */
    readonly forget: () => void;
}

const nothingYet: DeviceState = {
    stage: { at: "reading", done: 0, total: 0 },
    conference: undefined,
    opening: undefined,
    hall: undefined,
    boardMark: undefined,
    connected: true,
};

export function useDevice(conference: string, kiosk: boolean): DeviceHandle {
    const [round, setRound] = useState(0);
    const [state, setState] = useState(nothingYet);
    const [busy, setBusy] = useState<Command["what"]>();
    const [refusal, setRefusal] = useState<Rejection>();
    const [copy, setCopy] = useState<Uint8Array>();
    const [typedSlip, setTypedSlip] = useTypedSlip(state.stage.at);
    const [broken, setBroken] = useState<Error>();
    const client = useRef<DeviceClient | undefined>(undefined);
    if (broken) throw broken; // the frame around every page says what to do

    const one = useOneAtATime();

    const ask = useCallback(
        (command: Command) =>
            one.run(async () => {
                setBusy(command.what);
                setRefusal(undefined);
                try {
                    return await client.current?.send(command);
                } catch (error) {
                    setBroken(asError(error));
                    return undefined;
                } finally {
                    setBusy(undefined);
                }
            }),
        [one],
    );
    const send = useSend(ask, setRefusal);

    useEffect(() => {
        const device = new DeviceClient(setState, setBroken);
        client.current = device;
        let ended = false;
        const takeSlip = async () => {
            await one.idle(); // a slip that is scanned meanwhile waits
            const brought = ended ? undefined : takeBrought(conference);
            if (!brought) return;
            setCopy(brought.copy);
            if (!brought.copy) await send({ what: "slip", link: brought.link });
        };
        void send({ what: "open", conference, origin: location.origin, kiosk }).then(takeSlip);
        const stopListening = onFragment(() => void takeSlip());
        return () => {
            ended = true;
            stopListening();
            device.end();
            one.forget();
        };
    }, [conference, kiosk, round, send, one]);

    const forget = () => {
        setState(nothingYet);
        setTypedSlip(nothingTyped);
        setBusy(undefined);
        setRefusal(undefined);
        setCopy(undefined);
        setRound(round + 1);
    };
    return { state, typedSlip, setTypedSlip, busy, refusal, copy, send, ask, forget };
}

/** What is being typed of a slip; nothing any more once the person is checked in. */
function useTypedSlip(at: Stage["at"]) {
    const held = useState(nothingTyped);
    const [, set] = held;
    const mayType = typing.includes(at);
    useEffect(() => {
        if (!mayType) set(nothingTyped);
    }, [mayType, set]);
    return held;
}

/** Asks, and hands on what was refused. */
function useSend(ask: DeviceHandle["ask"], onRefusal: (refusal: Rejection) => void): DeviceHandle["send"] {
    return useCallback(
        async (command) => {
            const answer = await ask(command);
            if (answer?.ok) return answer.value;
            if (answer) onRefusal(answer);
            return undefined;
        },
        [ask, onRefusal],
    );
}

type Brought = { readonly copy: Uint8Array } | { readonly copy: undefined; readonly link: string };

/** What the page was opened with behind "#": a saved copy, or else what may be a slip's code. */
function takeBrought(conference: string): Brought | undefined {
    const fragment = takeFragment();
    if (fragment === "") return undefined;
    const copy = readCopyLink(fragment);
    if (copy) return { copy };
    return { copy, link: `${location.origin}${pathOf({ page: "conference", conference })}#${fragment}` };
}
