// Confirming the opening, later the close: the numbers, what is read out, and one signature that is never given twice.
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Status } from "../../crypto/result";
import { formatNumber } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { fractionText } from "../../staff/conference_form";
import type { DeskView, OpeningView, SheetView } from "../../staff/desk_view";
import { AskingButton, Card, Check, Facts, Fingerprint, Notice, OpeningNumber, Qr } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { WorkStatus } from "../staff/work_status";

/** A member's of the board, or a witness's. */
interface SheetProps {
    readonly view: Pick<DeskView, "opening">;
    readonly calls: { readonly sendConfirmation: (digest: string) => Promise<Status> };
    readonly sheet: SheetView;
}

export function ConfirmView(props: SheetProps) {
    const t = useTexts(staffTexts).confirm;
    const { sheet, view } = props;
    return (
        <Card title={sheet.ofClose ? t.closeTitle : t.openTitle}>
            <SheetFacts sheet={sheet} />
            {!sheet.ofClose && view.opening ? <ReadOut opening={view.opening} /> : null}
            {sheet.byMe ? <Notice kind="done">{t.confirmed}</Notice> : <Sign key={sheet.digest} {...props} />}
        </Card>
    );
}

function SheetFacts({ sheet }: { sheet: SheetView }) {
    const { confirm: t, numbers } = useTexts(staffTexts);
    const { language } = useLanguage();
    const n = (value: number) => formatNumber(language, value);
    const reason: [string, ComponentChildren][] =
        sheet.overrideReason === ""
            ? []
            : [[t.overrideReason, <bdi key="reason">{sheet.overrideReason}</bdi>]];
    const shared: [string, ComponentChildren][] = [
        [t.summoned, n(sheet.summoned)],
        [t.present, n(sheet.present)],
        [
            t.quorum(fractionText(sheet.quorum), sheet.quorumLeast),
            sheet.quorumMet ? t.quorumMet : t.quorumMissed,
        ],
        ...reason,
        [t.papers, n(sheet.papers)],
    ];
    const own: [string, string][] = sheet.ofClose
        ? [
              [t.issued, n(sheet.present)],
              [t.cast, n(sheet.ballots)],
          ]
        : [[t.box, sheet.ballots === 0 ? t.boxEmpty : t.boxHolds(n(sheet.ballots))]];
    const by = sheet.confirmedBy.length > 0 ? sheet.confirmedBy.join(", ") : t.nobody;
    return (
        <Facts
            lines={[
                ...shared,
                ...own,
                [
                    t.confirmations,
                    numbers.confirmations(sheet.confirmedBy.length, sheet.needed, sheet.trusteesNeeded),
                ],
                [t.confirmedBy, <bdi key="by">{by}</bdi>],
                [
                    t.digest,
                    <span key="digest" class="mono staff-line">
                        {sheet.digest}
                    </span>,
                ],
            ]}
        />
    );
}

/** What the head of the board reads out: the opening's number before it is confirmed, and from then on the fingerprint,
    which nobody can know earlier. */
function ReadOut({ opening }: { opening: OpeningView }) {
    const t = useTexts(staffTexts).confirm;
    const { number, digest, fingerprint } = opening;
    if (!fingerprint) {
        return (
            <div class="stack">
                <h3>{t.openingNumber}</h3>
                <p>{t.readNumberOut}</p>
                <OpeningNumber characters={number} digest={digest} />
            </div>
        );
    }
    return (
        <div class="stack">
            <h3>{t.fingerprint}</h3>
            <p>{t.readOut}</p>
            <Fingerprint digits={fingerprint.digits} />
            <details>
                <summary>{t.fingerprintQr}</summary>
                <Qr text={fingerprint.hex} label={t.fingerprintQr} />
            </details>
        </div>
    );
}

function Sign({ calls, sheet }: SheetProps) {
    const t = useTexts(staffTexts).confirm;
    const work = useWork();
    const [seen, setSeen] = useState(false);
    const send = async () => {
        await work.run(t.signing, () => calls.sendConfirmation(sheet.digest));
    };
    return (
        <>
            {sheet.quorumMet ? null : <Notice kind="stop">{t.noQuorum}</Notice>}
            <Check label={sheet.ofClose ? t.seenClose : t.seenOpen} checked={seen} onChange={setSeen} />
            <div class="step-actions">
                <AskingButton
                    kind="primary"
                    off={seen ? undefined : t.lookFirst}
                    title={sheet.ofClose ? t.askClose : t.askOpen}
                    action={t.confirm}
                    onConfirm={() => void send()}
                >
                    <p>{sheet.ofClose ? t.willClose : t.willOpen}</p>
                    <p>{t.never}</p>
                </AskingButton>
            </div>
            <WorkStatus work={work} />
        </>
    );
}
