// Confirming the opening, later the close: the numbers, what is read out, and one signature that is never given twice.
import { useMemo, useState } from "preact/hooks";
import { toHex } from "../../crypto/bytes";
import { fingerprint } from "../../election/fingerprint";
import { formatNumber } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type ConfirmationSheet } from "../../staff/confirm";
import { Button, Card, Check, Confirm, Facts, Fingerprint, Notice, OpeningNumber, Qr } from "../../ui/index";
import { useWork } from "../staff/use_work";
import { FailureNotice, WorkStatus } from "../staff/work_status";
import { type MemberProps } from "./member_view";

export function ConfirmView({ trustee, version }: MemberProps) {
    const t = useTexts(staffTexts).confirm;
    const sheet = trustee.sheet();
    if (!sheet.ok) return <FailureNotice failure={sheet} />;
    return (
        <Card title={sheet.value.ofClose ? t.closeTitle : t.openTitle}>
            <SheetFacts sheet={sheet.value} />
            {sheet.value.ofClose ? null : <ReadOut trustee={trustee} sheet={sheet.value} />}
            {sheet.value.byMe ? (
                <Notice kind="done">{t.confirmed}</Notice>
            ) : (
                <Sign
                    key={toHex(sheet.value.digest)}
                    trustee={trustee}
                    version={version}
                    sheet={sheet.value}
                />
            )}
        </Card>
    );
}

function SheetFacts({ sheet }: { sheet: ConfirmationSheet }) {
    const { confirm: t, numbers } = useTexts(staffTexts);
    const { language } = useLanguage();
    const n = (value: number) => formatNumber(language, value);
    const shared: [string, string][] = [
        [t.summoned, n(sheet.summoned)],
        [t.present, n(sheet.present)],
        [t.quorum, sheet.quorumMet ? t.quorumMet : t.quorumMissed],
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
                        {toHex(sheet.digest)}
                    </span>,
                ],
            ]}
        />
    );
}

/** What the head of the board reads out: the opening's number before it is confirmed, and from then on the fingerprint,
    which nobody can know earlier. */
function ReadOut({ trustee, sheet }: Pick<MemberProps, "trustee"> & { sheet: ConfirmationSheet }) {
    const t = useTexts(staffTexts).confirm;
    const { fingerprintHash } = trustee.desk.state;
    if (!fingerprintHash) {
        return (
            <div class="stack">
                <h3>{t.openingNumber}</h3>
                <p>{t.readNumberOut}</p>
                <OpeningNumber characters={sheet.openingNumber} digest={toHex(sheet.digest)} />
            </div>
        );
    }
    return <Digits hash={toHex(fingerprintHash)} digits={() => fingerprint(fingerprintHash)} />;
}

/** Digits, and the bytes under them for devices to scan. */
function Digits({ hash, digits }: { hash: string; digits: () => string }) {
    const t = useTexts(staffTexts).confirm;
    const made = useMemo(digits, [hash]);
    return (
        <div class="stack">
            <h3>{t.fingerprint}</h3>
            <p>{t.readOut}</p>
            <Fingerprint digits={made} />
            <details>
                <summary>{t.fingerprintQr}</summary>
                <Qr text={hash} label={t.fingerprintQr} />
            </details>
        </div>
    );
}

function Sign({ trustee, sheet }: MemberProps & { sheet: ConfirmationSheet }) {
    const t = useTexts(staffTexts).confirm;
    const work = useWork();
    const [seen, setSeen] = useState(false);
    const [asked, setAsked] = useState(false);
    const send = async () => {
        setAsked(false);
        await work.run(t.signing, () => trustee.sendConfirmation(sheet.digest));
    };
    return (
        <>
            {sheet.quorumMet ? null : <Notice kind="stop">{t.noQuorum}</Notice>}
            <Check label={sheet.ofClose ? t.seenClose : t.seenOpen} checked={seen} onChange={setSeen} />
            <div class="step-actions">
                <Button
                    kind="primary"
                    off={seen ? undefined : t.lookFirst}
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.confirm}
                </Button>
            </div>
            <WorkStatus work={work} />
            {asked ? (
                <Confirm
                    title={sheet.ofClose ? t.askClose : t.askOpen}
                    action={t.confirm}
                    onConfirm={() => void send()}
                    onCancel={() => {
                        setAsked(false);
                    }}
                >
                    <p>{sheet.ofClose ? t.willClose : t.willOpen}</p>
                    <p>{t.never}</p>
                </Confirm>
            ) : null}
        </>
    );
}
