import { type ComponentChildren } from "preact";
import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";

export type NoticeKind = "info" | "waiting" | "stop" | "done";

const marks: Record<NoticeKind, string> = { info: "i", waiting: "…", stop: "✕", done: "✓" };

interface NoticeProps {
    readonly kind: NoticeKind;
    readonly title?: string;
    readonly children?: ComponentChildren;
}

/** Told apart by its mark and by a word for screen readers, not by colour alone. A stop interrupts. */
export function Notice({ kind, title, children }: NoticeProps) {
    const t = useTexts(texts).common;
    const word = { info: t.info, waiting: t.waiting, stop: t.stop, done: t.success }[kind];
    return (
        <div class={`notice ${kind}`} role={kind === "stop" ? "alert" : "status"}>
            <span class="notice-mark" aria-hidden="true">
                {marks[kind]}
            </span>
            <div class="notice-body">
                <span class="unseen">{word}</span>
                {title ? <h2>{title}</h2> : null}
                {children}
            </div>
        </div>
    );
}
