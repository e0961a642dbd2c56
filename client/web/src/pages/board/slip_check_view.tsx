// Some slips, looked at by a member of the board: whether they name this board. Of what was read, only the count is left.
import { useState } from "preact/hooks";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { BoardOffers } from "../../staff/board_offers";
import type { AnchorView } from "../../staff/desk_view";
import type { SlipCheckAnswer } from "../../staff/slip_check";
import { Card, Notice, type NoticeKind, ScanOrType } from "../../ui/index";
import type { Calls } from "../../worker/bridge";
import { useAnswers } from "../use_answers";

const kinds: Record<SlipCheckAnswer, NoticeKind> = {
    good: "done",
    other: "stop",
    nameless: "waiting",
    noSlip: "waiting",
};
const nothingYet: Record<SlipCheckAnswer, number> = { good: 0, other: 0, nameless: 0, noSlip: 0 };

interface SlipCheckProps {
    readonly anchor: AnchorView;
    readonly calls: Calls<BoardOffers>;
}

export function SlipCheckView({ anchor, calls }: SlipCheckProps) {
    const t = useTexts(staffTexts).slipCheck;
    const [answer, setAnswer] = useState<SlipCheckAnswer>();
    const [counts, setCounts] = useState(nothingYet);
    const hand = useAnswers();
    const take = (text: string) => {
        hand(calls.checkSlip(text, anchor.hex), (found) => {
            setAnswer(found);
            setCounts((before) => ({ ...before, [found]: before[found] + 1 }));
        });
    };
    const slips = counts.good + counts.other + counts.nameless;
    return (
        <Card title={t.title}>
            <p>{t.body}</p>
            <Notice kind="info" title={t.whichTitle}>
                <p>{t.which}</p>
            </Notice>
            {answer ? <Notice kind={kinds[answer]}>{t.answer[answer]}</Notice> : null}
            <GiveSlip again={answer !== undefined} take={take} />
            {slips > 0 ? <p role="status">{t.count(counts.good, slips)}</p> : null}
            {counts.other + counts.nameless > 0 ? <p>{t.tell}</p> : null}
        </Card>
    );
}

interface GiveProps {
    readonly again: boolean;
    readonly take: (text: string) => void;
}

/** One slip at a time: the camera goes off as soon as a code was read, so that no slip is counted twice. The field is for a
    device without a camera that was given a reader. It is emptied at once; it is none of a password, which browsers offer to
    keep. */
function GiveSlip({ again, take }: GiveProps) {
    const t = useTexts(staffTexts).slipCheck;
    const [text, setText] = useState("");
    return (
        <ScanOrType
            scan={again ? t.scanNext : t.scan}
            take={(code) => {
                take(code);
                return true;
            }}
            label={t.paste}
            hint={t.pasteHint}
            value={text}
            onChange={setText}
            give={t.check}
            onGive={() => {
                setText("");
                if (text.trim() !== "") take(text);
            }}
            prefer="scan"
        />
    );
}
