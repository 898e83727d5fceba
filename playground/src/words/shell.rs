//! What the frame and the first page say.
//!
//! See the catalogue's own head for what it knows.

messages! {
    app { vi: "An Sinh", en: "An Sinh" }
    tagline { vi: "Trợ giúp xã hội, tính đúng theo luật", en: "Social assistance, worked out from the law" }
    skip { vi: "Đến nội dung chính", en: "Skip to main content" }
    menu { vi: "Mục lục", en: "Menu" }
    navigation { vi: "Các phần của trang", en: "Parts of this site" }
    door_check { vi: "Kiểm tra", en: "Check" }
    door_simulate { vi: "Mô phỏng", en: "Simulate" }
    door_draft { vi: "Soạn chính sách", en: "Draft a policy" }
    door_law { vi: "Luật", en: "The law" }
    home_link { vi: "An Sinh – trang đầu", en: "An Sinh – home" }
    home_title { vi: "Bạn được hưởng trợ giúp gì?", en: "What help are you entitled to?" }
    home_lead {
        vi: "Trả lời vài câu hỏi. Chúng tôi đối chiếu với luật trợ giúp xã hội và nói rõ căn cứ đến từng điều, khoản.",
        en: "Answer a few questions. We compare them with the law on social assistance and name the article and clause behind every answer.",
    }
    home_check_title { vi: "Kiểm tra trợ giúp", en: "Check what you can get" }
    home_check_text {
        vi: "Cho bạn, cho người thân, hoặc cho người dân tại bàn tiếp nhận. Khoảng 3 phút, không cần giấy tờ.",
        en: "For yourself, for a relative, or for a resident at the service desk. About 3 minutes, no papers needed.",
    }
    home_check_button { vi: "Bắt đầu kiểm tra", en: "Start the check" }
    home_simulate_title { vi: "Ước tính ngân sách", en: "Estimate the budget" }
    home_simulate_text {
        vi: "Thử một phương án mở rộng trên dân số mô phỏng của cả một tỉnh: thêm bao nhiêu người, tốn thêm bao nhiêu.",
        en: "Try a wider scheme on the synthetic population of a whole province: how many more people, at what cost.",
    }
    home_draft_title { vi: "Soạn chính sách", en: "Draft a policy" }
    home_draft_text {
        vi: "Viết quy định bằng ngôn ngữ gần với văn bản luật. Lỗi được chỉ ra ngay khi bạn viết.",
        en: "Write rules in a language close to the text of a law. Mistakes are pointed out while you write.",
    }
    open { vi: "Mở", en: "Open" }
    privacy_title { vi: "Câu trả lời ở lại trên máy này", en: "Your answers stay on this device" }
    privacy_text {
        vi: "Việc tính toán diễn ra ngay trong trình duyệt. Trang không gửi câu trả lời đi đâu và không đếm người xem.",
        en: "The calculation happens inside your browser. This site sends your answers nowhere and does not track visitors.",
    }
    privacy_why { vi: "Vì sao tin được?", en: "Why can I trust that?" }
    privacy_proof {
        vi: "Hãy tắt mạng sau khi trang hiện ra rồi kiểm tra tiếp: mọi câu hỏi và kết quả vẫn chạy. Trình duyệt cũng được lệnh chặn mọi kết nối ra ngoài trang này.",
        en: "Turn the network off once this page is shown and go on: every question and result still works. The browser is also told to refuse any connection to anywhere else.",
    }
    reasons_title { vi: "Căn cứ đến từng điểm", en: "Reasons, down to the point" }
    reasons_link { vi: "Luật nào đã có, điều nào chưa", en: "Which law is in, which articles are not" }
    reasons_text {
        vi: "Được hay chưa được, kết quả đều kèm điều kiện đã xét và điều khoản của luật.",
        en: "Whether the answer is yes or not yet, it comes with the conditions tested and the provisions of the law.",
    }
    same_title { vi: "Một bộ luật, ba cách dùng", en: "One body of law, three uses" }
    same_text {
        vi: "Kiểm tra một người, ước tính một tỉnh và soạn quy định mới đều dùng chung một bộ quy tắc.",
        en: "Checking one person, estimating a province and drafting new rules all run on the same rules.",
    }
    footer_notice {
        vi: "Kết quả để tham khảo. Uỷ ban nhân dân cấp xã là nơi quyết định.",
        en: "Results are for information. The commune People's Committee decides.",
    }
    footer_version(version) { vi: "Bộ quy tắc {version}", en: "Rules version {version}" }
    footer_private { vi: "Không gửi dữ liệu, không theo dõi.", en: "No data sent, no tracking." }
    not_found_title { vi: "Không có trang này", en: "There is no such page" }
    not_found_text { vi: "Đường dẫn có thể đã cũ hoặc bị gõ nhầm.", en: "The link may be old or mistyped." }
    to_home { vi: "Về trang đầu", en: "Go to the home page" }
    loading { vi: "Đang tải bộ quy tắc…", en: "Loading the rules…" }
    broke_title { vi: "Phần tính toán đã dừng", en: "The calculation stopped" }
    broke_text {
        vi: "Câu trả lời và bản nháp của bạn vẫn còn trên máy. Hãy tải lại trang rồi thử tiếp.",
        en: "Your answers and drafts are still on this device. Reload the page and try again.",
    }
    reload { vi: "Tải lại trang", en: "Reload the page" }
    yes { vi: "Có", en: "Yes" }
    no { vi: "Không", en: "No" }
    error_prefix { vi: "Có lỗi: ", en: "Error: " }
    error_title(page) { vi: "Có lỗi cần sửa: {page}", en: "Error to correct: {page}" }
    problems_title { vi: "Có điều cần sửa", en: "There is a problem" }
}
