// A key is made: name and passphrase, the file saved, and the saved file read back before anything else goes on.
import { useState } from "preact/hooks";
import { equal } from "../../crypto/bytes";
import { type SecretBytes } from "../../crypto/secret";
import { useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { inOneForm } from "../../crypto/text";
import { hasControl } from "../../staff/clean_text";
import { makeKeyFile, openKeyFileOf } from "../../staff/key_client";
import { stopped } from "../../staff/problems";
import { type KeyKind } from "../../staff/vault";
import { Button, Card, DownloadButton, Field, FileField, Notice, Passphrase, Steps } from "../../ui/index";
import { useWork } from "./use_work";
import { WorkStatus } from "./work_status";

interface KeyOf<Keys> {
    readonly kind: KeyKind;
    /** The keys in what was opened, which is used up. */
    readonly keysIn: (payload: SecretBytes) => Keys;
}

interface NewKeyProps<Keys> extends KeyOf<Keys> {
    /** What the file is called: "organizer.key". */
    readonly fileName: string;
    readonly intro: string;
    /** Both the file and that it opens are certain by now. */
    readonly onMade: (file: Uint8Array, keys: Keys) => void;
}

export function NewKey<Keys>({ fileName, intro, kind, keysIn, onMade }: NewKeyProps<Keys>) {
    const t = useTexts(staffTexts).key;
    const work = useWork();
    const [name, setName] = useState("");
    const [tried, setTried] = useState(false);
    const [file, setFile] = useState<Uint8Array>();
    const [readBack, setReadBack] = useState<Uint8Array>();
    const clean = inOneForm(name);
    const wrong = clean === "" || hasControl(clean) ? t.nameWrong : undefined;
    const makeFile = async (typed: Uint8Array) => {
        setTried(true);
        if (wrong === undefined) {
            const made = await work.run(t.making, () => makeKeyFile(kind, clean, typed));
            if (made) setFile(made);
        }
        typed.fill(0);
    };
    const prove = async (typed: Uint8Array) => {
        const payload = await work.run(t.opening, async () =>
            file && readBack && equal(file, readBack)
                ? await openKeyFileOf(kind, readBack, typed)
                : stopped("wrongKeyFile"),
        );
        typed.fill(0);
        if (payload && readBack) onMade(readBack, keysIn(payload));
    };
    return (
        <>
            <Steps names={[t.stepMake, t.stepSave, t.stepProve]} at={!file ? 0 : !readBack ? 1 : 2} />
            <p>{intro}</p>
            {!file ? (
                <Card>
                    <Field
                        label={t.name}
                        hint={t.nameHint}
                        value={name}
                        onChange={setName}
                        error={tried ? wrong : undefined}
                    />
                    <Passphrase fresh action={t.make} onGiven={(typed) => void makeFile(typed)} />
                </Card>
            ) : (
                <Card title={t.saveTitle}>
                    <p>{t.saveBody}</p>
                    <div class="step-actions">
                        <DownloadButton name={fileName} content={file} kind={readBack ? "plain" : "primary"}>
                            {t.save}
                        </DownloadButton>
                    </div>
                    <FileField
                        label={t.readBack}
                        hint={t.readBackHint}
                        onFile={(chosen) => {
                            void chosen.arrayBuffer().then((content) => {
                                setReadBack(new Uint8Array(content));
                            });
                        }}
                    />
                    {readBack ? (
                        <>
                            <Notice kind="info">{t.proveBody}</Notice>
                            <Passphrase
                                fresh={false}
                                action={t.prove}
                                onGiven={(typed) => void prove(typed)}
                            />
                        </>
                    ) : null}
                </Card>
            )}
            <WorkStatus work={work} />
        </>
    );
}

interface OpenKeyProps<Keys> extends KeyOf<Keys> {
    readonly file: Uint8Array;
    readonly intro: string;
    readonly onOpen: (keys: Keys) => void;
}

/** The key on this device is opened with its passphrase. */
export function OpenKey<Keys>({ file, intro, kind, keysIn, onOpen }: OpenKeyProps<Keys>) {
    const t = useTexts(staffTexts).key;
    const work = useWork();
    const unlock = async (typed: Uint8Array) => {
        const payload = await work.run(t.opening, () => openKeyFileOf(kind, file, typed));
        typed.fill(0);
        if (payload) onOpen(keysIn(payload));
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
                    void chosen.arrayBuffer().then((content) => {
                        onFile(new Uint8Array(content));
                    });
                }}
            />
        </Card>
    );
}
