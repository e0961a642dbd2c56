import { Button } from "./button";
import { Card } from "./card";
import { Field, type FieldProps } from "./field";
import { ScanButton, useCamera } from "./scan_button";

interface ScanOrTypeProps extends FieldProps {
    /** The button that turns the camera on. */
    readonly scan: string;
    /** Told of what each code says, until it answers true: that was the one. */
    readonly take: (code: string) => boolean;
    /** The button that gives what stands in the field. */
    readonly give: string;
    readonly onGive: () => void;
    /** Which of the two ways the page suggests. */
    readonly prefer: "scan" | "type";
    /** Both buttons stand under the field. Otherwise the camera's stands above it. */
    readonly together?: boolean;
    /** The field stands on a card of its own. */
    readonly card?: boolean;
}

/** One code of another device or of a paper: it is scanned, or typed where there is no camera. The page holds what is typed. */
export function ScanOrType(props: ScanOrTypeProps) {
    const { scan, take, give, onGive, prefer, together = false, card = false, ...field } = props;
    const camera = useCamera(take);
    const scanKind = prefer === "scan" ? "primary" : "plain";
    const form = (
        <form
            class="stack"
            onSubmit={(event) => {
                event.preventDefault();
                onGive();
            }}
        >
            <Field {...field} />
            <div class="step-actions">
                <Button type="submit" kind={prefer === "type" ? "primary" : "plain"}>
                    {give}
                </Button>
                {together ? (
                    <Button kind={scanKind} onPress={camera.turnOn}>
                        {scan}
                    </Button>
                ) : null}
            </div>
        </form>
    );
    return (
        <>
            {together ? camera.picture : <ScanButton label={scan} kind={scanKind} take={take} />}
            {card ? <Card>{form}</Card> : form}
        </>
    );
}
