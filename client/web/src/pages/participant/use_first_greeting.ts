// The greeting that the page shows before its worker is there, and the check-in that somebody asks for meanwhile: it waits, and
// begins once the worker greets the same person.
import { useCallback, useEffect, useState } from "preact/hooks";
import { type Greeting } from "../../participant/first_greeting";
import { type Command, type DeviceState, type Stage } from "../../participant/messages";

interface FirstGreeting {
    /** What the worker has told, with the greeting in the place of what it has not found out yet. */
    readonly state: DeviceState;
    /** A check-in was asked for, and waits. */
    readonly waits: boolean;
    readonly checkIn: () => void;
    /** Nothing: the worker has had the slip, and what it tells counts. */
    readonly setGreeting: (greeting: Greeting | undefined) => void;
    readonly forget: () => void;
}

/** What a worker tells that has not looked at the slip yet. */
const knowsNothing: readonly Stage["at"][] = ["reading", "no-slip"];

export function useFirstGreeting(
    told: DeviceState,
    send: (command: Command) => Promise<unknown>,
): FirstGreeting {
    const [greeting, setGreeting] = useState<Greeting>();
    const [asked, setAsked] = useState<Greeting>(); // whom the page showed when the check-in was asked for
    const { stage } = told;
    useEffect(() => {
        if (greeting || !asked) return;
        setAsked(undefined);
        if (stage.at === "greeting" && isSame(stage, asked)) void send({ what: "check-in" });
    }, [greeting, asked, stage, send]);
    const forget = useCallback(() => {
        setGreeting(undefined);
        setAsked(undefined);
    }, []);
    return {
        state: greeting && knowsNothing.includes(stage.at) ? { ...told, stage: greeting } : told,
        waits: asked !== undefined,
        checkIn: () => {
            if (greeting) setAsked(greeting);
            else void send({ what: "check-in" });
        },
        setGreeting,
        forget,
    };
}

function isSame(one: Greeting, other: Greeting): boolean {
    return (
        one.number === other.number &&
        one.person?.name === other.person?.name &&
        one.person?.unit === other.person?.unit
    );
}
