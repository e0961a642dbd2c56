import encodeQR from "qr";
import { useMemo } from "preact/hooks";

interface QrProps {
    readonly text: string;
    readonly label: string;
    readonly large?: boolean;
}

/** How many bytes one code holds at the lowest correction; what is longer goes by file. */
export const qrBytesMax = 2_900;

/** The code as one SVG path: dark squares on white in both themes, or scanners fail. */
export function Qr({ text, label, large = false }: QrProps) {
    const { side, path } = useMemo(() => drawing(text), [text]);
    return (
        <div class={large ? "qr large" : "qr"}>
            <svg viewBox={`0 0 ${side} ${side}`} role="img" aria-label={label} shape-rendering="crispEdges">
                <rect width={side} height={side} fill="#ffffff" />
                <path d={path} fill="#000000" />
            </svg>
        </div>
    );
}

const quietZone = 4; // modules of white around it, as the standard asks

function drawing(text: string): { side: number; path: string } {
    const ecc = text.length > 800 ? "low" : "medium";
    const modules = encodeQR(text, "raw", { ecc, border: quietZone });
    let path = "";
    modules.forEach((row, y) => {
        row.forEach((dark, x) => {
            if (dark) path += `M${x} ${y}h1v1h-1z`;
        });
    });
    return { side: modules.length, path };
}
