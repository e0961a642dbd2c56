// The one thing in the making of the key that people do: they see that all of them are on one board. The head shows the
// anchor; the others scan it, or type what is read out.
import { useState } from "preact/hooks";
import { isWholeHex, type Mistyped, readTyped, typedForms } from "../../crypto/typed";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { texts } from "../../i18n/texts";
import type { BoardOffers } from "../../staff/board_offers";
import type { AnchorView } from "../../staff/desk_view";
import { AskingButton, groupsOfFour, Notice, Qr, ScanOrType } from "../../ui/index";
import type { Calls } from "../../worker/bridge";
import { mistypedText } from "../mistyped";
import { useAnswers } from "../use_answers";

/** What the head reads out, large enough to be read from a step away, and all 32 bytes for those who scan. */
export function ShownAnchor({ anchor }: { anchor: AnchorView }) {
    const t = useTexts(staffTexts).anchor;
    return (
        <section class="stack">
            <h3>{t.showTitle}</h3>
            <p>{t.showBody}</p>
            <div class="tracker">
                <Qr text={anchor.hex} label={t.qr} />
                <div class="tracker-text staff-read-out">
                    {groupsOfFour(anchor.readOut).map((group, at) => (
                        <span key={at}>{group}</span>
                    ))}
                </div>
            </div>
        </section>
    );
}

interface AnchorProps {
    readonly anchor: AnchorView;
    readonly calls: Calls<BoardOffers>;
    readonly onCompared: () => void;
}

export function AnchorStep({ anchor, calls, onCompared }: AnchorProps) {
    const t = useTexts(staffTexts).anchor;
    const [differs, setDiffers] = useState(false);
    const hand = useAnswers();
    const take = (given: string): boolean => {
        if (mistypedAnchor(given)) {
            setDiffers(false);
            return false;
        }
        hand(calls.compareAnchor(anchor.hex, given), (answer) => {
            setDiffers(answer === "other");
            if (answer === "same") onCompared();
        });
        return true;
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
            <GiveAnchor take={take} />
            <Head
                onHead={() => {
                    hand(calls.showAnchorAsHead(anchor.hex), onCompared);
                }}
            />
        </section>
    );
}

/** What is wrong with it, where it is neither a QR code's text nor what can be read out. */
function mistypedAnchor(given: string): Mistyped | undefined {
    return isWholeHex(given.trim()) ? undefined : readTyped(given, typedForms.readOut).wrong;
}

interface TakeProps {
    /** True for what could be read, whether it is this board's or not. */
    readonly take: (given: string) => boolean;
}

function GiveAnchor({ take }: TakeProps) {
    const t = useTexts(staffTexts).anchor;
    const [typed, setTyped] = useState("");
    const { mistyped } = useTexts(texts);
    const [fault, setFault] = useState<Mistyped>();
    return (
        <ScanOrType
            scan={t.scan}
            take={take}
            label={t.typed}
            hint={t.typedHint}
            code
            lines={2} // so that a phone shows all of them
            value={typed}
            onChange={(text) => {
                setTyped(text.replace(/\s+/g, " "));
                setFault(undefined);
            }}
            error={fault ? mistypedText(mistyped, fault) : undefined}
            give={t.compare}
            onGive={() => {
                setFault(mistypedAnchor(typed));
                take(typed);
            }}
            prefer="type"
        />
    );
}

/** Asked about, since whoever says so compares nothing. */
function Head({ onHead }: { onHead: () => void }) {
    const t = useTexts(staffTexts).anchor;
    return (
        <>
            <p>{t.headBody}</p>
            <div class="step-actions">
                <AskingButton title={t.askHead} action={t.head} onConfirm={onHead}>
                    <p>{t.willShow}</p>
                    <p>{t.onlyOne}</p>
                </AskingButton>
            </div>
        </>
    );
}
