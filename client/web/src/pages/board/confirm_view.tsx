// Confirming the opening, later the close: the numbers, the fingerprint, and one signature that is never given twice.
import { useMemo, useState } from "preact/hooks";
import { toHex } from "../../crypto/bytes";
import { fingerprint, fingerprintHash } from "../../election/enrolment";
import { formatNumber } from "../../i18n/format";
import { useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type ConfirmationSheet } from "../../staff/confirm";
import { Button, Card, Check, Confirm, Facts, Fingerprint, Notice, Qr } from "../../ui/index";
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
            {sheet.value.ofClose ? null : <OpeningDigits trustee={trustee} />}
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
    const t = useTexts(staffTexts).confirm;
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
                [t.confirmedBy(n(sheet.confirmedBy.length), n(sheet.needed)), <bdi key="by">{by}</bdi>],
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

/** The digits that the head of the board reads out, and the bytes under them for devices to scan. */
function OpeningDigits({ trustee }: Pick<MemberProps, "trustee">) {
    const t = useTexts(staffTexts).confirm;
    const { electionId, openDigest } = trustee.desk.state;
    const key = toHex(openDigest);
    const digits = useMemo(() => fingerprint(electionId, openDigest), [key]);
    const bytes = useMemo(() => toHex(fingerprintHash(electionId, openDigest)), [key]);
    return (
        <div class="stack">
            <h3>{t.fingerprint}</h3>
            <p>{t.readOut}</p>
            <Fingerprint digits={digits} />
            <details>
                <summary>{t.fingerprintQr}</summary>
                <Qr text={bytes} label={t.fingerprintQr} />
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
