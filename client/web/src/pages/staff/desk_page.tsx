// The frame of a page where somebody works on a conference: whose conference it is, the network, and what went wrong.
import { type ComponentChildren } from "preact";
import { inLanguage, useAddressOf, useLanguage, useTexts } from "../../i18n/language";
import { staffTexts } from "../../i18n/staff_texts";
import type { DeskState, DeskView } from "../../staff/desk_view";
import { Button, Notice, Page, Progress } from "../../ui/index";
import { FailureNotice } from "./work_status";

interface DeskPageProps {
    readonly title: string;
    readonly desk: DeskState<DeskView>;
    readonly onAgain: () => void;
    readonly children: ComponentChildren;
}

export function DeskPage({ title, desk, onAgain, children }: DeskPageProps) {
    const t = useTexts(staffTexts).work;
    const { language } = useLanguage();
    useAddressOf(desk.view?.profile);
    const manifest = desk.view?.manifest;
    const text = (by: readonly string[]) => manifest && inLanguage(by, manifest.languages, language);
    return (
        <Page
            title={title}
            conference={manifest && text(manifest.title)}
            body={manifest && text(manifest.body)}
            rehearsal={manifest?.rehearsal}
            wide
        >
            {desk.connected ? null : <Notice kind="waiting">{t.offline}</Notice>}
            {desk.failure ? (
                <>
                    <FailureNotice failure={desk.failure} />
                    <div class="step-actions">
                        <Button onPress={onAgain}>{t.again}</Button>
                    </div>
                </>
            ) : null}
            {children}
            {!desk.view && !desk.failure ? <Progress label={t.replaying} {...desk.reading} /> : null}
        </Page>
    );
}
