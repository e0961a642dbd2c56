// Longer ballots, and workers that go from stage to stage: for looking at the way, not at the protocol.
import { type Command, type DeviceState, type Stage } from "../../src/participant/messages";
import { longName } from "./observed";
import { conference, states } from "./stages";

/** That state with so many officials, of names that differ or as long as names may be. */
export function withOfficials(state: DeviceState, count: number, names: "short" | "long"): DeviceState {
    const officials = Array.from({ length: count }, (_, j) => {
        const one = conference.officials[j % conference.officials.length];
        if (!one) throw new Error("no officials");
        return { ...one, name: names === "long" ? longName : `${one.name} ${j + 1}` };
    });
    return { ...state, conference: { ...conference, officials } };
}

/** A name as long as names may be wherever one stands. */
export function withLongNames(state: DeviceState): DeviceState {
    const { stage } = state;
    const greeted: Stage =
        stage.at === "greeting" && stage.person
            ? { ...stage, person: { name: longName, unit: longName } }
            : stage;
    const long = withOfficials({ ...state, stage: greeted }, 3, "long");
    return long.conference
        ? {
              ...long,
              conference: { ...long.conference, title: [longName, longName], body: [longName, longName] },
          }
        : long;
}

/** A worker that begins with one state, and at a command goes on to that command's. */
export function workerGoing(first: DeviceState, on: Partial<Record<Command["what"], DeviceState>>): string {
    return `const on = ${JSON.stringify({ ...on, open: first })};
        onmessage = ({ data: { id, call, args: [command] } }) => {
            if (call !== "run") return postMessage({ id, value: undefined });
            if (on[command.what]) postMessage({ event: on[command.what] });
            postMessage({ id, value: { ok: true, value: {} } });
        };`;
}

/** From the opened ballot to the receipt, and back to change it. */
export function wayOfAVote(): string {
    const state = (name: string): DeviceState => {
        const found = states[name];
        if (!found) throw new Error(`no stage ${name}`);
        return found;
    };
    return workerGoing(state("ballot"), {
        seal: state("sealed"),
        challenge: state("challenged"),
        cast: state("cast"),
        afresh: state("changing"),
        "keep-cast": state("cast"),
    });
}
