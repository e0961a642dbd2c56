// A key is made: name and passphrase, the file saved, and the saved file read back before anything else goes on. The keys
// themselves stay in the worker.
import { useState } from "preact/hooks";
import type { Result } from "../../crypto/result";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { inOneForm } from "../../crypto/text";
import { hasControl } from "../../staff/clean_text";
import { moving } from "../../worker/bridge";
import { Button, Card, DownloadButton, Field, FileField, Notice, Passphrase, Steps } from "../../ui/index";
import { useAnswers } from "../use_answers";
import { useWork } from "./use_work";
import { WorkStatus } from "./work_status";

/** The worker's part; `Known` is what everybody may know of the keys. */
export interface KeyCalls<Known> {
    readonly makeKey: (name: string, passphrase: Uint8Array) => Promise<Result<Uint8Array>>;
    readonly proveKey: (readBack: Uint8Array, passphrase: Uint8Array) => Promise<Result<Known>>;
    readonly openKey: (file: Uint8Array, passphrase: Uint8Array) => Promise<Result<Known>>;
}

/** Unless it went over to the worker. */
function forget(passphrase: Uint8Array): void {
    if (passphrase.length > 0) passphrase.fill(0);
}

interface NewKeyProps<Known> {
    readonly calls: KeyCalls<Known>;
    /** What the file is called: "organizer.key". */
    readonly fileName: string;
    readonly intro: string;
    /** Both the file and that it opens are certain by now. */
    readonly onMade: (file: Uint8Array, known: Known) => void;
}

export function NewKey<Known>({ calls, fileName, intro, onMade }: NewKeyProps<Known>) {
    const t = useTexts(staffTexts).key;
    const work = useWork();
    const [file, setFile] = useState<Uint8Array>();
    const [readBack, setReadBack] = useState<Uint8Array>();
    const make = async (name: string, passphrase: Uint8Array) => {
        setFile(await work.run(t.making, () => calls.makeKey(name, moving(passphrase, passphrase))));
        forget(passphrase);
    };
    const prove = async (passphrase: Uint8Array) => {
        if (!readBack) return;
        const moved = moving(passphrase, passphrase);
        const known = await work.run(t.opening, () => calls.proveKey(readBack, moved));
        forget(passphrase);
        if (known !== undefined) onMade(readBack, known);
    };
    return (
        <>
            <Steps names={[t.stepMake, t.stepSave, t.stepProve]} at={!file ? 0 : !readBack ? 1 : 2} />
            <p>{intro}</p>
            {file ? (
                <SavedKey
                    name={fileName}
                    file={file}
                    readBack={readBack !== undefined}
                    onReadBack={setReadBack}
                    onPassphrase={(typed) => void prove(typed)}
                />
            ) : (
                <KeyName onGiven={(name, typed) => void make(name, typed)} />
            )}
            <WorkStatus work={work} />
        </>
    );
}

function KeyName({ onGiven }: { onGiven: (name: string, passphrase: Uint8Array) => void }) {
    const t = useTexts(staffTexts).key;
    const [name, setName] = useState("");
    const [tried, setTried] = useState(false);
    const clean = inOneForm(name);
    const wrong = clean === "" || hasControl(clean) ? t.nameWrong : undefined;
    const give = (passphrase: Uint8Array) => {
        setTried(true);
        if (wrong === undefined) onGiven(clean, passphrase);
        else forget(passphrase);
    };
    return (
        <Card>
            <Field
                label={t.name}
                hint={t.nameHint}
                value={name}
                onChange={setName}
                error={tried ? wrong : undefined}
            />
            <Passphrase fresh action={t.make} onGiven={give} />
        </Card>
    );
}

interface SavedKeyProps {
    readonly name: string;
    readonly file: Uint8Array;
    readonly readBack: boolean;
    readonly onReadBack: (content: Uint8Array) => void;
    readonly onPassphrase: (passphrase: Uint8Array) => void;
}

function SavedKey({ name, file, readBack, onReadBack, onPassphrase }: SavedKeyProps) {
    const t = useTexts(staffTexts).key;
    const hand = useAnswers();
    return (
        <Card title={t.saveTitle}>
            <p>{t.saveBody}</p>
            <div class="step-actions">
                <DownloadButton name={name} content={file} kind={readBack ? "plain" : "primary"}>
                    {t.save}
                </DownloadButton>
            </div>
            <FileField
                label={t.readBack}
                hint={t.readBackHint}
                onFile={(chosen) => {
                    hand(chosen.arrayBuffer(), (content) => {
                        onReadBack(new Uint8Array(content));
                    });
                }}
            />
            {readBack ? (
                <>
                    <Notice kind="info">{t.proveBody}</Notice>
                    <Passphrase fresh={false} action={t.prove} onGiven={onPassphrase} />
                </>
            ) : null}
        </Card>
    );
}

interface OpenKeyProps<Known> {
    readonly calls: KeyCalls<Known>;
    readonly file: Uint8Array;
    readonly intro: string;
    readonly onOpen: (known: Known) => void;
}

/** The key on this device is opened with its passphrase. */
export function OpenKey<Known>({ calls, file, intro, onOpen }: OpenKeyProps<Known>) {
    const t = useTexts(staffTexts).key;
    const work = useWork();
    const unlock = async (passphrase: Uint8Array) => {
        const moved = moving(passphrase, passphrase);
        const known = await work.run(t.opening, () => calls.openKey(file, moved));
        forget(passphrase);
        if (known !== undefined) onOpen(known);
    };
    return (
        <Card title={t.openTitle}>
            <p>{intro}</p>
            <Passphrase fresh={false} action={t.open} onGiven={(typed) => void unlock(typed)} />
            <WorkStatus work={work} />
        </Card>
    );
}

interface KeyFromFileProps {
    readonly onFile: (file: Uint8Array) => void;
}

/** A key file made on another device, or by the native client. */
export function KeyFromFile({ onFile }: KeyFromFileProps) {
    const t = useTexts(staffTexts).key;
    const [asked, setAsked] = useState(false);
    const hand = useAnswers();
    if (!asked)
        return (
            <div class="row">
                <Button
                    kind="quiet"
                    onPress={() => {
                        setAsked(true);
                    }}
                >
                    {t.haveFile}
                </Button>
            </div>
        );
    return (
        <Card>
            <FileField
                label={t.chooseFile}
                onFile={(chosen) => {
                    hand(chosen.arrayBuffer(), (content) => {
                        onFile(new Uint8Array(content));
                    });
                }}
            />
        </Card>
    );
}
