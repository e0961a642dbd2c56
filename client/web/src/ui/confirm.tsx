import { type ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { texts } from "../i18n/texts";
import { useTexts } from "../i18n/language";
import { Button } from "./button";

interface ConfirmProps {
    readonly title: string;
    /** What will happen, said before it does. */
    readonly children: ComponentChildren;
    /** The button that does it: its verb, never "OK". */
    readonly action: string;
    readonly cancel?: string;
    readonly danger?: boolean;
    /** It may be done, but turning back is what most people want. */
    readonly backFirst?: boolean;
    readonly onConfirm: () => void;
    readonly onCancel: () => void;
}

/** A modal question. The safe answer has the focus; Escape is the safe answer. */
export function Confirm(props: ConfirmProps) {
    const t = useTexts(texts).common;
    const dialog = useRef<HTMLDialogElement>(null);
    const id = useId();
    const { danger = false, backFirst = false } = props;
    useEffect(() => {
        const opener = document.activeElement;
        dialog.current?.showModal();
        return () => {
            if (opener instanceof HTMLElement) opener.focus();
        };
    }, []);
    return (
        <dialog
            ref={dialog}
            class="dialog"
            aria-labelledby={id}
            onCancel={props.onCancel}
            onClose={props.onCancel}
        >
            <div class="stack">
                <h2 id={id}>{props.title}</h2>
                <div class="stack">{props.children}</div>
                <div class="step-actions">
                    <Button kind={backFirst ? "primary" : "plain"} onPress={props.onCancel}>
                        {props.cancel ?? t.cancel}
                    </Button>
                    <Button
                        kind={danger ? "danger" : backFirst ? "plain" : "primary"}
                        onPress={props.onConfirm}
                    >
                        {props.action}
                    </Button>
                </div>
            </div>
        </dialog>
    );
}
