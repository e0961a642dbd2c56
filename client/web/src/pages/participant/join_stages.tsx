import { useState } from "preact/hooks";
import { readTyped, typedForms } from "../../crypto/typed";
import { rollNumbersMax } from "../../election/limits";
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { type Stage } from "../../participant/messages";
import { Button, Card, Facts, Field, FileField, Notice, Passphrase, Progress, Scanner } from "../../ui/index";
import { mistypedText } from "../mistyped";
import { useAnswers } from "../use_answers";
import type { StageProps } from "./props";

type NoSlip = Extract<Stage, { at: "no-slip" }>;

export function NoSlipStage({ device, offer, problem }: StageProps & { problem: NoSlip["problem"] }) {
    const t = useTexts(texts);
    const wasTyping = device.typedSlip.number !== "" || device.typedSlip.code !== "";
    const [chosen, setWay] = useState<"none" | "scan" | "type" | "copy">(wasTyping ? "type" : "none");
    const way = chosen === "none" && device.copy ? "copy" : chosen;
    const take = (text: string) => {
        if (!text.includes("#")) return false;
        setWay("none");
        void device.send({ what: "slip", link: text });
        return true;
    };
    const back = () => {
        setWay("none");
    };
    return (
        <>
            {problem ? <Notice kind="stop">{t.join[problem]}</Notice> : null}
            <p class="lead">{offer.ownDevice ? t.join.noSlipBody : t.kiosk.body}</p>
            {way === "scan" ? <Scanner onCode={take} onStop={back} /> : null}
            {way === "type" ? <TypedSlip device={device} /> : null}
            {way === "copy" ? <SavedCopy device={device} /> : null}
            <div class="step-actions">
                {way === "scan" ? null : (
                    <Button
                        kind="primary"
                        onPress={() => {
                            setWay("scan");
                        }}
                    >
                        {t.join.scan}
                    </Button>
                )}
                {way === "type" ? null : (
                    <Button
                        onPress={() => {
                            setWay("type");
                        }}
                    >
                        {t.join.typed}
                    </Button>
                )}
                {!offer.ownDevice || way === "copy" ? null : (
                    <Button
                        kind="quiet"
                        onPress={() => {
                            setWay("copy");
                        }}
                    >
                        {t.join.haveCopy}
                    </Button>
                )}
            </div>
        </>
    );
}

/** What was typed stays until the person is checked in: whoever mistyped mends it. */
export function TypedSlip({ device }: Pick<StageProps, "device">) {
    const { join: t, mistyped } = useTexts(texts);
    const { number, code } = device.typedSlip;
    const [tried, setTried] = useState(false);
    const value = Number(number);
    const numberWrong = !/^[1-9][0-9]{0,4}$/.test(number.trim()) || value > rollNumbersMax;
    const { wrong } = readTyped(code, typedForms.code);
    const use = (event: Event) => {
        event.preventDefault();
        setTried(true);
        if (!numberWrong && !wrong) void device.send({ what: "typed", number: value, code });
    };
    return (
        <Card title={t.typed}>
            <form class="stack" onSubmit={use}>
                <Field
                    label={t.number}
                    hint={t.numberHint}
                    inputMode="numeric"
                    value={number}
                    onChange={(changed) => {
                        device.setTypedSlip({ number: changed, code });
                    }}
                    error={tried && numberWrong ? t.numberWrong : undefined}
                />
                <Field
                    label={t.code}
                    hint={t.codeHint}
                    code
                    lines={2} // so that a phone shows all of it
                    value={code}
                    onChange={(changed) => {
                        device.setTypedSlip({ number, code: changed.replace(/\s+/g, " ") });
                    }}
                    error={tried && wrong ? mistypedText(mistyped, wrong) : undefined}
                />
                <div class="step-actions">
                    <Button type="submit" kind="primary">
                        {t.use}
                    </Button>
                </div>
            </form>
        </Card>
    );
}

function SavedCopy({ device }: Pick<StageProps, "device">) {
    const t = useTexts(texts).join;
    const [file, setFile] = useState(device.copy);
    const hand = useAnswers();
    const choose = (chosen: File) => {
        hand(chosen.arrayBuffer(), (content) => {
            setFile(new Uint8Array(content));
        });
    };
    return (
        <Card title={t.copyTitle}>
            {device.copy ? null : <FileField label={t.copyFile} accept=".key" onFile={choose} />}
            {file ? (
                <Passphrase
                    fresh={false}
                    action={t.copyOpen}
                    onGiven={(passphrase) => {
                        void device.send({ what: "open-copy", file, passphrase });
                    }}
                />
            ) : null}
        </Card>
    );
}

type Greeting = Extract<Stage, { at: "greeting" }>;

export function GreetingStage({ device, stage }: StageProps & { stage: Greeting }) {
    const t = useTexts(texts).join;
    const [mine, setMine] = useState(true);
    if (device.checkInWaits) return <Progress label={t.checkInWaits} />;
    if (device.busy === "check-in") return <Progress label={t.checkingIn} />;
    if (!mine) {
        return (
            <Notice kind="stop" title={t.notMeTitle}>
                {t.notMeBody}
            </Notice>
        );
    }
    return (
        <>
            <Card>
                {stage.person ? (
                    <>
                        <p class="lead">
                            <strong>
                                <bdi>{stage.person.name}</bdi>
                            </strong>
                        </p>
                        <Facts lines={[[t.unit, <bdi>{stage.person.unit}</bdi>]]} />
                    </>
                ) : null}
                <p>{t.numberShown(stage.number)}</p>
            </Card>
            {stage.person ? <p>{t.isThisYou}</p> : <Notice kind="info">{t.typedNotice}</Notice>}
            <div class="step-actions">
                <Button kind="primary" onPress={device.checkIn}>
                    {t.checkIn}
                </Button>
                <Button
                    kind="quiet"
                    onPress={() => {
                        setMine(false);
                    }}
                >
                    {t.notMe}
                </Button>
            </div>
        </>
    );
}
