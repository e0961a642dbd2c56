// The one thing in the making of the key that people do: they see that all of them are on one board. The head shows the
// anchor; the others scan it, or type what is read out.
import { useState } from "preact/hooks";
import { toHex, type Bytes } from "../../crypto/bytes";
import { spoken } from "../../crypto/crockford";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { charactersTyped, compareAnchor, type Compared } from "../../staff/anchor";
import { Button, Confirm, Field, groupsOfFour, Notice, Qr, Scanner } from "../../ui/index";

/** What the head reads out, large enough to be read from a step away, and all 32 bytes for those who scan. */
export function ShownAnchor({ anchor }: { anchor: Bytes }) {
    const t = useTexts(staffTexts).anchor;
    return (
        <section class="stack">
            <h3>{t.showTitle}</h3>
            <p>{t.showBody}</p>
            <div class="tracker">
                <Qr text={toHex(anchor)} label={t.qr} />
                <div class="tracker-text staff-read-out">
                    {groupsOfFour(spoken(anchor)).map((group, at) => (
                        <span key={at}>{group}</span>
                    ))}
                </div>
            </div>
        </section>
    );
}

interface AnchorProps {
    readonly anchor: Bytes;
    readonly onCompared: (compared: Compared) => void;
}

export function AnchorStep({ anchor, onCompared }: AnchorProps) {
    const t = useTexts(staffTexts).anchor;
    const [differs, setDiffers] = useState(false);
    const take = (given: string): boolean => {
        const answer = compareAnchor(anchor, given);
        setDiffers(answer === "other");
        if (answer === "same") onCompared({ anchor, asHead: false });
        return answer !== "unreadable";
    };
    return (
        <section class="stack">
            <h3>{t.title}</h3>
            <p>{t.body}</p>
            {differs ? (
                <Notice kind="stop" title={t.differsTitle}>
                    <p>{t.differs}</p>
                </Notice>
            ) : null}
            <ScanAnchor take={take} />
            <TypeAnchor take={take} />
            <Head
                onHead={() => {
                    onCompared({ anchor, asHead: true });
                }}
            />
        </section>
    );
}

/** True for what could be read, whether it is this board's or not. */
interface TakeProps {
    readonly take: (given: string) => boolean;
}

function ScanAnchor({ take }: TakeProps) {
    const t = useTexts(staffTexts).anchor;
    const [scanning, setScanning] = useState(false);
    const stop = () => {
        setScanning(false);
    };
    const read = (code: string) => {
        const read = take(code);
        if (read) stop();
        return read;
    };
    if (scanning) return <Scanner onCode={read} onStop={stop} />;
    return (
        <div class="step-actions">
            <Button
                onPress={() => {
                    setScanning(true);
                }}
            >
                {t.scan}
            </Button>
        </div>
    );
}

const characters = 26;

function TypeAnchor({ take }: TakeProps) {
    const t = useTexts(staffTexts).anchor;
    const [typed, setTyped] = useState("");
    const [unreadable, setUnreadable] = useState(false);
    const count = charactersTyped(typed);
    const give = (event: Event) => {
        event.preventDefault();
        setUnreadable(!take(typed));
    };
    return (
        <form class="stack" onSubmit={give}>
            <Field
                label={t.typed}
                hint={t.typedHint}
                code
                lines={2} // so that a phone shows all of them
                value={typed}
                onChange={(text) => {
                    setTyped(text.replace(/\s+/g, " "));
                    setUnreadable(false);
                }}
                error={
                    unreadable ? (count === characters ? t.wrongCharacter : t.wrongCount(count)) : undefined
                }
            />
            <div class="step-actions">
                <Button kind="primary" type="submit">
                    {t.compare}
                </Button>
            </div>
        </form>
    );
}

/** Asked about, since whoever says so compares nothing. */
function Head({ onHead }: { onHead: () => void }) {
    const t = useTexts(staffTexts).anchor;
    const [asked, setAsked] = useState(false);
    return (
        <>
            <p>{t.headBody}</p>
            <div class="step-actions">
                <Button
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.head}
                </Button>
            </div>
            {asked ? (
                <Confirm
                    title={t.askHead}
                    action={t.head}
                    onConfirm={() => {
                        setAsked(false);
                        onHead();
                    }}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{t.willShow}</p>
                    <p>{t.onlyOne}</p>
                </Confirm>
            ) : null}
        </>
    );
}
