import { type ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button, type ButtonKind } from "./button";
import { Confirm } from "./confirm";

interface AskingButtonProps {
    readonly kind?: ButtonKind;
    /** Why it cannot be pressed now. */
    readonly off?: string | undefined;
    /** Its verb, which is that of the question's button too. */
    readonly action: string;
    /** The question. */
    readonly title: string;
    readonly danger?: boolean;
    /** What will happen, said before it does. */
    readonly children: ComponentChildren;
    readonly onConfirm: () => void;
}

/** A button that asks first. */
export function AskingButton({ kind = "plain", off, onConfirm, children, ...question }: AskingButtonProps) {
    const [asked, setAsked] = useState(false);
    const end = () => {
        setAsked(false);
    };
    return (
        <>
            <Button
                kind={kind}
                off={off}
                onPress={() => {
                    setAsked(true);
                }}
            >
                {question.action}
            </Button>
            {asked ? (
                <Confirm
                    {...question}
                    onConfirm={() => {
                        end();
                        onConfirm();
                    }}
                    onCancel={end}
                >
                    {children}
                </Confirm>
            ) : null}
        </>
    );
}
