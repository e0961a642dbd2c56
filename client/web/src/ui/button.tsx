import { type ComponentChildren } from "preact";

export type ButtonKind = "primary" | "plain" | "danger" | "quiet";

interface ButtonProps {
    readonly kind?: ButtonKind;
    /** Why it cannot be pressed now; shown beside it. A button that is off stays reachable for screen readers. */
    readonly off?: string | undefined;
    readonly type?: "button" | "submit";
    readonly onPress?: () => void;
    readonly children: ComponentChildren;
}

export function Button({ kind = "plain", off, type = "button", onPress, children }: ButtonProps) {
    const press = (event: MouseEvent) => {
        if (off !== undefined) event.preventDefault();
        else onPress?.();
    };
    return (
        <>
            <button type={type} class={`button ${kind}`} aria-disabled={off !== undefined} onClick={press}>
                {children}
            </button>
            {off ? <span class="field-hint">{off}</span> : null}
        </>
    );
}

interface DownloadProps extends Pick<ButtonProps, "kind"> {
    readonly name: string;
    readonly content: Uint8Array | string;
    readonly mediaType?: string;
    readonly children: ComponentChildren;
}

/** Saves a file made on this device; nothing is sent anywhere. */
export function DownloadButton({
    name,
    content,
    mediaType = "application/octet-stream",
    kind = "plain",
    children,
}: DownloadProps) {
    const save = () => {
        const bytes = typeof content === "string" ? content : new Uint8Array(content);
        const url = URL.createObjectURL(new Blob([bytes], { type: mediaType }));
        const link = document.createElement("a");
        link.href = url;
        link.download = name;
        link.click();
        setTimeout(() => {
            URL.revokeObjectURL(url);
        }, 60_000);
    };
    return (
        <Button kind={kind} onPress={save}>
            {children}
        </Button>
    );
}
