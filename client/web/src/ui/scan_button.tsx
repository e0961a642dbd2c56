import { useState } from "preact/hooks";
import { Button } from "./button";
import { Scanner } from "./scanner";

interface ScanProps {
    readonly label: string;
    /** Told of what each code says, until it answers true: that was the one. */
    readonly take: (text: string) => boolean;
}

/** A button that turns the camera on, until it has seen the code or is told to stop. */
export function ScanButton({ label, take }: ScanProps) {
    const [scanning, setScanning] = useState(false);
    const turn = () => {
        setScanning(!scanning);
    };
    const took = (text: string) => {
        const taken = take(text);
        if (taken) setScanning(false);
        return taken;
    };
    if (scanning) return <Scanner onCode={took} onStop={turn} />;
    return (
        <div class="step-actions">
            <Button kind="primary" onPress={turn}>
                {label}
            </Button>
        </div>
    );
}
