import { useEffect, useRef, useState } from "preact/hooks";
import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";
import { Button } from "./button";
import { Notice } from "./notice";

interface ScannerProps {
    /** Told of what each code says, until it answers true: that was the one. */
    readonly onCode: (text: string) => boolean;
    readonly onStop: () => void;
}

const lookEveryMs = 150;
const decodedWidth = 640; // pixels: more is slower and reads no better

/** Reads QR codes from the camera. No picture leaves the page or is kept. */
export function Scanner({ onCode, onStop }: ScannerProps) {
    const t = useTexts(texts).scanner;
    const video = useRef<HTMLVideoElement>(null);
    const [denied, setDenied] = useState(false);
    const told = useRef(onCode); // the page's last answer to a code, while the camera stays on
    told.current = onCode;
    useEffect(() => {
        const stop = new AbortController();
        watch(video.current, (text) => told.current(text), stop.signal).catch(() => {
            setDenied(true);
        });
        return () => {
            stop.abort();
        };
    }, []);
    return (
        <section class="card">
            <h2>{t.title}</h2>
            {denied ? <Notice kind="waiting">{t.denied}</Notice> : <p>{t.aim}</p>}
            <video ref={video} class="scanner" playsInline muted hidden={denied} />
            <Button onPress={onStop}>{t.stop}</Button>
        </section>
    );
}

async function watch(video: HTMLVideoElement | null, onCode: (text: string) => boolean, stop: AbortSignal) {
    if (!video) return;
    const wanted = { video: { facingMode: "environment" }, audio: false };
    const { default: decodeQR } = await import("qr/decode.js");
    const stream = await navigator.mediaDevices.getUserMedia(wanted); // last: what is turned on is turned off below
    const release = () => {
        for (const track of stream.getTracks()) track.stop();
    };
    if (stop.aborted) {
        release();
        return;
    }
    stop.addEventListener("abort", release);
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    const look = () => {
        if (stop.aborted || !context) return;
        const text = decode(video, canvas, context, decodeQR);
        if (text !== undefined && onCode(text)) release();
        else setTimeout(look, lookEveryMs);
    };
    look();
}

type Decode = (image: { width: number; height: number; data: Uint8ClampedArray }) => string;

function decode(
    video: HTMLVideoElement,
    canvas: HTMLCanvasElement,
    context: CanvasRenderingContext2D,
    decodeQR: Decode,
): string | undefined {
    if (video.videoWidth === 0) return undefined;
    canvas.width = Math.min(decodedWidth, video.videoWidth);
    canvas.height = Math.round((canvas.width * video.videoHeight) / video.videoWidth);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    try {
        return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
    } catch {
        return undefined; // no code in this picture
    }
}
