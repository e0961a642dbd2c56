// A press while busy is no second press.
import { useMemo } from "preact/hooks";

interface OneAtATime {
    /** Begins the work, unless something is under way: then nothing is begun, and it resolves with nothing. */
    readonly run: <T>(work: () => Promise<T>) => Promise<T | undefined>;
    /** Resolves once nothing is under way. */
    readonly idle: () => Promise<void>;
    /** What is under way will never end: its worker was ended. */
    readonly forget: () => void;
}

export function useOneAtATime(): OneAtATime {
    return useMemo(() => {
        let running: Promise<void> | undefined;
        const run = async <T>(work: () => Promise<T>) => {
            if (running) return undefined;
            let end: () => void = () => undefined;
            const mine = (running = new Promise<void>((resolve) => {
                end = resolve;
            }));
            try {
                return await work();
            } finally {
                if (running === mine) running = undefined;
                end();
            }
        };
        const idle = async () => {
            while (running) await running;
        };
        const forget = () => {
            running = undefined;
        };
        return { run, idle, forget };
    }, []);
}
