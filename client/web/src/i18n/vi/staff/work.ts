// What all who work at a conference see: waiting, problems, keys, numbers. Tiếng Việt.
import { formatNumber } from "../../format";

const n = (value: number) => formatNumber("vi", value);

export const vi = {
    work: {
        replaying: "Đang đọc và kiểm tra nhật ký công khai của hội nghị…",
        offline: "Mất kết nối. Trang tự kết nối lại; những gì đang nhập vẫn còn.",
        network: "Không kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại; làm lại không ảnh hưởng gì.",
        memory: "Máy này không đủ bộ nhớ để mở khóa. Hãy đóng các trang khác rồi thử lại.",
        refused: (reason: string) => `Không được chấp nhận: ${reason}`,
        detail: "Chi tiết kỹ thuật:",
        again: "Thử lại",
    },
    problems: {
        anotherOpenConfirmed:
            "DỪNG LẠI. Trên máy này đã xác nhận một lần bắt đầu bỏ phiếu khác của hội nghị này. Hãy báo ngay cho các thành viên khác của ban kiểm phiếu và giữ nguyên máy này làm bằng chứng.",
        anotherCloseConfirmed:
            "DỪNG LẠI. Trên máy này đã xác nhận một lần kết thúc khác của hội nghị này. Hãy báo ngay cho các thành viên khác của ban kiểm phiếu và giữ nguyên máy này làm bằng chứng.",
        anotherDecrypted:
            "DỪNG LẠI. Trên máy này đã giải mã những tổng khác của hội nghị này. Hãy báo ngay cho các thành viên khác của ban kiểm phiếu và giữ nguyên máy này làm bằng chứng.",
        boardIncomplete: "Số thành viên được chọn chưa đúng với quy định của hội nghị.",
        boardMissing: "Chỉ in được phiếu mời có ghi ban kiểm phiếu khi mọi thành viên đã xác nhận khóa.",
        codeMadeElsewhere:
            "Mã của một số thứ tự được tạo trên máy khác. Hãy in ở máy đó, hoặc thu hồi để tạo mã mới tại đây.",
        dealingMadeElsewhere:
            "Phần chia của thành viên này được tạo trên máy khác. Hãy mở khóa trên máy đó, hoặc lập ban kiểm phiếu mới.",
        endNotReplayed: "Nhật ký vừa có thêm mục mới. Hãy thử lại.",
        logMovedOn: "Nhật ký đã thay đổi từ khi xem. Hãy xem lại các con số rồi xác nhận.",
        noCodes: "Chưa có danh sách trên máy này. Hãy nhập danh sách trước.",
        noResultYet: "Chưa có kết quả: còn thiếu phần giải mã.",
        noTemplate:
            "Tệp này không phải mẫu hội nghị. Hãy chọn tệp đã lưu bằng nút “Lưu hội nghị này làm mẫu”, hoặc tệp tile/entries/000 của nhật ký.",
        notAConfirmer: "Khóa này không thuộc ban kiểm phiếu và không phải của nhân chứng. Không xác nhận.",
        notOnTheBoard:
            "Ban kiểm phiếu ghi trong nhật ký không có khóa của ông/bà. Hãy báo cho ban tổ chức và không tiếp tục.",
        nothingToConfirm: "Hiện không có gì để xác nhận.",
        nothingToCount: "Chưa kiểm phiếu được: hãy chờ việc kết thúc được xác nhận.",
        otherRoll: "Danh sách này khác với danh sách đã nhập trước. Một hội nghị chỉ có một danh sách.",
        paperCountMissing: "Đã phát phiếu giấy: hãy nhập kết quả kiểm phiếu giấy trước.",
        paperSignaturesMissing: "Chưa đủ chữ ký của ban kiểm phiếu.",
        rollMadeElsewhere:
            "Danh sách trong nhật ký được nhập trên máy khác. Hãy tiếp tục trên máy giữ các mã.",
        serverNamedOtherwise:
            "Máy chủ mang tên khác với địa chỉ của trang này. Hãy mở trang theo đúng tên của máy chủ, hoặc đề nghị người vận hành khởi động máy chủ với tên này (--name).",
        tooFewKeysOpen:
            "Chưa đủ khóa được mở: hãy chờ thêm thành viên mở khóa và xác nhận kết thúc. Sau phần giải mã đầu tiên thì không hủy được nữa.",
        wrongKeyFile: "Đây không phải tệp khóa cần dùng. Hãy chọn đúng tệp vừa lưu.",
        wrongPassphrase: "Cụm mật khẩu không đúng, hoặc tệp khóa đã bị thay đổi.",
        wrongWitnessName: "Tên này có dấu cộng (+), không dùng được trong khóa của nhân chứng.",
    },
    key: {
        stepMake: "Tạo khóa",
        stepSave: "Lưu tệp",
        stepProve: "Mở thử",
        name: "Họ và tên",
        nameHint: "Như sẽ ghi trong biên bản.",
        nameWrong: "Hãy nhập họ và tên, trên một dòng.",
        make: "Tạo khóa",
        making: "Đang tạo khóa và mở thử…",
        opening: "Đang mở khóa…",
        saveTitle: "Lưu tệp khóa và mở thử",
        saveBody:
            "Khóa được giữ trên máy này, dưới cụm mật khẩu. Hãy lưu thêm tệp khóa vào một USB cất riêng, rồi chọn lại chính tệp đó để chắc chắn mở được.",
        save: "Lưu tệp khóa",
        readBack: "Tệp khóa vừa lưu",
        readBackHint: "Chọn tệp từ nơi vừa lưu.",
        proveBody: "Nhập cụm mật khẩu một lần nữa để mở tệp đã lưu.",
        prove: "Mở thử tệp đã lưu",
        openTitle: "Mở khóa",
        open: "Mở khóa",
        haveFile: "Tôi có tệp khóa lưu ở nơi khác",
        chooseFile: "Tệp khóa",
        anotherKept:
            "Một trang khác của trình duyệt này vừa ghi một khóa khác. Khóa đó được giữ nguyên, không bị thay: hãy mở khóa đó. Nếu cần khóa trong tệp vừa lưu, hãy chọn tệp ở bên dưới.",
    },
    numbers: {
        title: "Các con số lúc này",
        phase: "Giai đoạn",
        phases: {
            first: "chưa bắt đầu",
            setup: "chuẩn bị",
            voting: "đang bỏ phiếu",
            counting: "đang kiểm phiếu",
            published: "đã có kết quả",
            "too few ballots": "quá ít phiếu, không kiểm phiếu",
            "no quorum": "không đủ số đại biểu",
            annulled: "đã hủy",
        },
        summoned: "Triệu tập",
        enrolled: "Đã điểm danh",
        papers: "Nhận phiếu giấy",
        present: "Có mặt",
        quorum: (share: string, least: number) => `Số đại biểu tối thiểu (${share} = ${n(least)})`,
        quorumMet: "đã đủ",
        quorumMissing: (people: number) => `còn thiếu ${n(people)} người`,
        openConfirmed: "Xác nhận bắt đầu bỏ phiếu",
        closeConfirmed: "Xác nhận kết thúc bỏ phiếu",
        boardMark: "Ký hiệu ban kiểm phiếu",
        ofNeeded: (given: string, needed: string) => `${given} (cần ${needed})`,
        confirmations: (given: number, needed: number, ofBoard: number) =>
            `${n(given)} (cần ${n(needed)}, trong đó ban kiểm phiếu ${n(ofBoard)})`,
        ballots: "Đã bỏ phiếu (từng đợt)",
        ballotsCast: "Phiếu điện tử",
        shares: "Phần giải mã",
    },
    result: {
        title: "Kết quả",
        caption: (base: string) => `Tỷ lệ tính trên ${base}`,
        official: "Người được lấy phiếu",
        blank: "Không có ý kiến",
        outcome: "Xử lý theo quy định",
        none: "không có",
    },
};
