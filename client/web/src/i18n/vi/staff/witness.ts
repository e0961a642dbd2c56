// The witness's pages. Tiếng Việt.
export const vi = {
    witness: {
        title: "Nhân chứng",
        starting: "Đang mở…",
        keyTitle: "Khóa của nhân chứng",
        keyIntro:
            "Nhân chứng giám sát cuộc bỏ phiếu và xác nhận việc bắt đầu, kết thúc. Khóa này không mở được lá phiếu nào; khóa chỉ có trên máy này và trong tệp được lưu, luôn được bảo vệ bằng cụm mật khẩu.",
        openIntro: "Máy này có khóa của ông/bà. Hãy nhập cụm mật khẩu.",
        keyOpens: "Khóa đã mở được.",
        giveTitle: "Gửi dòng này cho ban tổ chức",
        giveBody:
            "Ban tổ chức ghi khóa kiểm tra này vào hội nghị trước khi tạo hội nghị. Dòng này không phải là bí mật.",
        copy: "Sao chép",
        qr: "Mã QR của khóa kiểm tra",
        charactersTitle: "Ký tự kiểm tra của ông/bà",
        charactersBody:
            "Đọc tám ký tự này cho ban tổ chức, qua điện thoại hoặc gặp mặt, để chắc chắn không ai đổi khóa.",
        then: "Khi hội nghị đã được tạo, ban tổ chức gửi đường dẫn của hội nghị. Hãy mở đường dẫn đó trên chính máy này.",
        notNamedTitle: "Hội nghị này không ghi khóa của ông/bà",
        notNamed:
            "Ông/bà không phải là nhân chứng của hội nghị này. Danh sách nhân chứng không thay đổi được sau khi hội nghị đã tạo. Hãy hỏi ban tổ chức.",
        beforeOpening:
            "Chưa đến giờ bắt đầu bỏ phiếu. Khi ban tổ chức bắt đầu, các số liệu cần xác nhận hiện tại đây.",
        nothing: "Hiện không có gì để xác nhận.",
    },
};
