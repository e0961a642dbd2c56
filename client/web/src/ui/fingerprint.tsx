import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";
import { Qr } from "./qr";

export function groupsOfFour(characters: string): string[] {
    return characters.match(/.{1,4}/g) ?? [];
}

/** The election's sixteen digits in four groups. Read aloud digit by digit, not as four numbers. */
export function Fingerprint({ digits }: { digits: string }) {
    const t = useTexts(texts).common;
    const groups = groupsOfFour(digits);
    const spoken = groups.map((group) => [...group].join(" ")).join(", ");
    return (
        <div class="fingerprint" role="img" aria-label={t.fingerprintDigits(spoken)}>
            {groups.map((group, at) => (
                <span key={at} aria-hidden="true">
                    {group}
                </span>
            ))}
        </div>
    );
}

/** The number of an opening: sixteen characters, heard one by one, and all 32 bytes of its digest as a QR code. */
export function OpeningNumber({ characters, digest }: { characters: string; digest: string }) {
    const t = useTexts(texts).common;
    return (
        <div class="tracker">
            <Qr text={digest} label={t.openingNumberQr} />
            <div class="tracker-text">
                <span class="unseen">{t.openingNumber}</span>
                {groupsOfFour(characters).map((group, at) => (
                    <span key={at}>{group}</span>
                ))}
            </div>
        </div>
    );
}

interface TrackerProps {
    /** 28 characters of Crockford's base32. */
    readonly characters: string;
    /** What the QR code says: all 32 bytes in hex. */
    readonly hex: string;
    /** On one line, with the code behind a word: beside a large code the next step would look like an end. */
    readonly folded?: boolean;
}

export function Tracker({ characters, hex, folded = false }: TrackerProps) {
    const t = useTexts(texts).common;
    const code = <Qr text={hex} label={t.trackerQr} />;
    return (
        <div class={folded ? "tracker folded" : "tracker"}>
            {folded ? null : code}
            <div class="tracker-text">
                <span class="unseen">{t.tracker}</span>
                {groupsOfFour(characters).map((group, at) => (
                    <span key={at}>{group}</span>
                ))}
            </div>
            {folded ? (
                <details>
                    <summary>{t.trackerQr}</summary>
                    {code}
                </details>
            ) : null}
        </div>
    );
}
