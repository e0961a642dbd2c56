import { type JSX } from "preact";
import { useState } from "preact/hooks";
import { Button, type ButtonKind } from "./button";
import { Scanner } from "./scanner";

interface ScanProps {
    readonly label: string;
    readonly kind?: ButtonKind;
    /** Told of what each code says, until it answers true: that was the one. */
    readonly take: (text: string) => boolean;
}

/** A button that turns the camera on, until it has seen the code or is told to stop. */
export function ScanButton({ label, kind = "primary", take }: ScanProps) {
    const camera = useCamera(take);
    return (
        camera.picture ?? (
            <div class="step-actions">
                <Button kind={kind} onPress={camera.turnOn}>
                    {label}
                </Button>
            </div>
        )
    );
}

/** The camera of a page: its picture while it is on. */
export function useCamera(take: ScanProps["take"]): { picture: JSX.Element | undefined; turnOn: () => void } {
    const [on, setOn] = useState(false);
    const turnOn = () => {
        setOn(true);
    };
    const turnOff = () => {
        setOn(false);
    };
    const took = (text: string) => {
        const taken = take(text);
        if (taken) turnOff();
        return taken;
    };
    return { picture: on ? <Scanner onCode={took} onStop={turnOff} /> : undefined, turnOn };
}
