// Many open a slip's link inside another app, which has a browser of its own with a storage of its own.
import { useTexts } from "../../i18n/language";
import { texts } from "../../i18n/texts";
import { CopyButton, Notice } from "../../ui/index";

const apps =
    /Zalo|FBAN|FBAV|FB_IAB|Instagram|\bLine\/|MicroMessenger|Snapchat|TikTok|musical_ly|Bytedance|Twitter|LinkedInApp|Viber/i;
const androidWebView = /; wv\)/;
const appleWebView = /\((?:iPhone|iPad|iPod)(?!.* Safari\/)/;

export function isInApp(userAgent: string): boolean {
    return [apps, androidWebView, appleWebView].some((sign) => sign.test(userAgent));
}

/** Told before a credential is kept in a browser that may throw it away. The address is without the slip's code. */
export function InAppNotice() {
    const t = useTexts(texts).inApp;
    if (!isInApp(navigator.userAgent)) return null;
    const address = location.origin + location.pathname;
    return (
        <Notice kind="info" title={t.title}>
            <p>{t.body}</p>
            <p class="code-text mono">{address}</p>
            <p>
                <CopyButton text={address}>{t.copy}</CopyButton>
            </p>
        </Notice>
    );
}
