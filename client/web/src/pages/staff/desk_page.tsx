// The frame of a page where somebody works on a conference: whose conference it is, the network, and what went wrong.
import { type ComponentChildren } from "preact";
import { inLanguage, useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import { type Desk } from "../../staff/desk";
import { Button, Notice, Page, Progress } from "../../ui/index";
import { type DeskView } from "./use_desk";
import { FailureNotice } from "./work_status";

interface DeskPageProps {
    readonly title: string;
    readonly view: DeskView<{ readonly desk: Desk }>;
    readonly children: ComponentChildren;
}

export function DeskPage({ title, view, children }: DeskPageProps) {
    const t = useTexts(staffTexts).work;
    const { language } = useLanguage();
    const manifest = view.at?.desk.state.manifest;
    const text = (by: readonly string[]) => manifest && inLanguage(by, manifest.languages, language);
    return (
        <Page
            title={title}
            conference={manifest && text(manifest.title)}
            body={manifest && text(manifest.body)}
            rehearsal={manifest?.rehearsal}
            wide
        >
            {view.connected ? null : <Notice kind="waiting">{t.offline}</Notice>}
            {view.failure ? (
                <>
                    <FailureNotice failure={view.failure} />
                    <div class="step-actions">
                        <Button onPress={view.again}>{t.again}</Button>
                    </div>
                </>
            ) : null}
            {children}
            {!view.at && !view.failure ? <Progress label={t.replaying} {...view.reading} /> : null}
        </Page>
    );
}
