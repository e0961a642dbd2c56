// Texts that come from outside: those of any conference, and those that somebody chose to break a page with.
export interface Outside {
    /** In Vietnamese and in English. */
    readonly title: readonly [string, string];
    readonly body: readonly [string, string];
    readonly place: readonly [string, string];
    readonly officials: readonly { readonly name: string; readonly position: readonly [string, string] }[];
    readonly board: readonly string[];
    readonly people: readonly { readonly name: string; readonly unit: string; readonly hall: string }[];
}

/** The first seven vote on their phones, the eighth does not come, the ninth wants paper. */
const people = Array.from({ length: 9 }, (_, at) => ({
    name: `Đại biểu thứ ${at + 1}`,
    unit: `Đơn vị; phòng ${at + 1}`,
    hall: ["Hội trường Bắc", "Hội trường Nam", ""][at % 3] ?? "",
}));
const deputy = ["Phó Tổng Giám đốc", "Deputy Director General"] as const;

export const plain: Outside = {
    title: ["Hội nghị lấy phiếu tín nhiệm năm 2026", "Confidence vote conference 2026"],
    body: ["Bảo hiểm xã hội Việt Nam", "Viet Nam Social Security"],
    place: ["Hội trường lớn, Hà Nội", "Main hall, Hanoi"],
    officials: [
        { name: "Nguyễn Văn Thí Dụ", position: ["Tổng Giám đốc", "Director General"] },
        { name: "Trần Thị Minh Họa", position: deputy },
        { name: "Lê Văn Giả Định", position: deputy },
    ],
    board: ["Đỗ Thị Kiểm", "Hoàng Văn Đếm", "Bùi Minh Xác"],
    people,
};

const markup = '<img src=x onerror="alert(1)"><script>alert(2)</script>';
const rightToLeft = "\u202Eولجنة الفرز שלום";
const combining = "Z\u0351\u036b\u0343a\u0323\u0302\u0301l\u0334\u0340g\u0328\u0322";
const emoji = "👩🏽‍⚖️🏳️‍🌈";
const hostile = `${markup} ${rightToLeft} ${combining} ${emoji}`;
const long = (text: string) => `${text} ${"x".repeat(500)}`.slice(0, 500);
const longName = `${markup} ${combining} `.padEnd(150, "x"); // a name is 200 bytes at most

export const breaking: Outside = {
    title: [`${markup} ${combining}`, `${rightToLeft} ${emoji} ${markup}`],
    body: [hostile, hostile],
    place: [hostile, hostile],
    officials: [
        { name: hostile, position: [hostile, hostile] },
        { name: longName, position: [long(hostile), long(rightToLeft)] },
        { name: `"; =1+1, ${combining}`, position: ["=cmd|' /C calc'!A0", '"quoted", and more'] },
    ],
    board: ["<b>Đỗ</b> Thị Kiểm", rightToLeft, `${combining} ${emoji}`],
    // A roll takes none of the characters that turn a line around, only letters that run the other way.
    people: people.map(({ name, unit, hall }) => ({
        name: `${markup} "${name}"`,
        unit: `${unit} ${rightToLeft.slice(1)}`,
        hall: hall && `${markup} "${hall}"`,
    })),
};
