// One worker for the page, and the state it told last.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Rejection, type Result } from "../../crypto/result";
import { DeviceClient } from "../../participant/device_client";
import { firstGreeting, type Greeting } from "../../participant/first_greeting";
import { type Command, type DeviceState, type Outcome, type Stage } from "../../participant/messages";
import { readCopyLink } from "../../participant/copy_link";
import { onFragment, takeFragment } from "../../router/fragment";
import { routePath } from "../../router/route";
import { pause } from "../../service/network";
import { asError } from "../../worker/bridge";
import { useOneAtATime } from "../use_one_at_a_time";
import { useFirstGreeting } from "./use_first_greeting";

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
    readonly checkIn: () => void;
    /** The check-in was asked for, and begins as soon as the worker is there. */
    readonly checkInWaits: boolean;
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
    straight: false,
};

export function useDevice(conference: string, kiosk: boolean): DeviceHandle {
    const [round, setRound] = useState(0);
    const [told, setTold] = useState(nothingYet);
    const [busy, setBusy] = useState<Command["what"]>();
    const [refusal, setRefusal] = useState<Rejection>();
    const [copy, setCopy] = useState<Uint8Array>();
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
    const { state, waits, checkIn, setGreeting, forget: forgetGreeting } = useFirstGreeting(told, send);
    const [typedSlip, setTypedSlip] = useTypedSlip(state.stage.at);

    useEffect(() => {
        const started = (device: DeviceClient) => (client.current = device);
        const end = begin(conference, kiosk, {
            ...{ send, idle: one.idle, started, onCopy: setCopy, onGreeting: setGreeting },
            make: () => new DeviceClient(setTold, setBroken),
        });
        return () => {
            end();
            one.forget();
        };
    }, [conference, kiosk, round, send, one, setGreeting]);

    const forget = () => {
        setTold(nothingYet);
        forgetGreeting();
        setTypedSlip(nothingTyped);
        setBusy(undefined);
        setRefusal(undefined);
        setCopy(undefined);
        setRound(round + 1);
    };
    const slip = { typedSlip, setTypedSlip, copy };
    return { state, ...slip, busy, refusal, send, ask, checkIn, checkInWaits: waits, forget };
}

interface Beginning {
    readonly send: DeviceHandle["send"];
    readonly idle: () => Promise<void>;
    readonly make: () => DeviceClient;
    readonly started: (device: DeviceClient) => void;
    readonly onCopy: (copy: Uint8Array | undefined) => void;
    readonly onGreeting: (greeting: Greeting | undefined) => void;
}

/** Greets by what the page was opened with, starts the worker, and hands it that; then what is scanned while the page is open.
    Until what it returns is called. */
function begin(conference: string, kiosk: boolean, page: Beginning): () => void {
    let ended = false;
    let device: DeviceClient | undefined;
    const takeSlip = async ({ copy, fragment }: Brought) => {
        page.onCopy(copy);
        if (!copy) await page.send({ what: "slip", link: linkOf(conference, fragment) });
    };
    const start = async () => {
        const brought = takeBrought();
        if (brought && !brought.copy && !kiosk) {
            const address = { server: location.origin, id: conference };
            const greeting = await firstGreeting(address, brought.fragment);
            if (!ended) page.onGreeting(greeting);
            await pause(0); // it is shown before anything larger is asked for
        }
        if (ended) return;
        device = page.make();
        page.started(device);
        await page.send({ what: "open", conference, origin: location.origin, kiosk });
        if (brought) await takeSlip(brought);
        page.onGreeting(undefined);
    };
    const begun = start();
    const takeLater = async () => {
        await begun;
        await page.idle(); // a slip that is scanned meanwhile waits
        const brought = ended ? undefined : takeBrought();
        if (brought) await takeSlip(brought);
    };
    const stopListening = onFragment(() => void takeLater());
    return () => {
        ended = true;
        stopListening();
        device?.end();
    };
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

interface Brought {
    readonly copy: Uint8Array | undefined;
    readonly fragment: string;
}

/** What the page was opened with behind "#": a saved copy, or else what may be a slip's code. */
function takeBrought(): Brought | undefined {
    const fragment = takeFragment();
    return fragment === "" ? undefined : { copy: readCopyLink(fragment), fragment };
}
function linkOf(conference: string, fragment: string): string {
    return `${location.origin}${routePath({ page: "conference", conference })}#${fragment}`;
}
