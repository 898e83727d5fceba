//! What the drafting pane says around the engine's complaints.
//!
//! Complaints and test results come from the engine.

messages! {
    title { vi: "Soạn chính sách", en: "Draft a policy" }
    lead {
        vi: "Viết hoặc sửa quy định ở đây. Trang kiểm tra văn bản mỗi khi bạn ngừng gõ.",
        en: "Write or change rules here. The text is examined whenever you stop typing.",
    }
    text_label { vi: "Văn bản chính sách", en: "Policy text" }
    problems_title { vi: "Vấn đề", en: "Problems" }
    no_problems { vi: "Văn bản không có lỗi.", en: "The text has no problems." }
    examining { vi: "Đang kiểm tra…", en: "Examining…" }
    problem_count(errors, warnings) { vi: "{errors} lỗi, {warnings} cảnh báo", en: "{errors} errors, {warnings} warnings" }
    error { vi: "Lỗi", en: "Error" }
    warning { vi: "Cảnh báo", en: "Warning" }
    place(line, column) { vi: "Dòng {line}, cột {column}", en: "Line {line}, column {column}" }
    elsewhere(file, line) { vi: "Tệp {file}, dòng {line}", en: "File {file}, line {line}" }
    go_there { vi: "Đến chỗ này", en: "Go there" }
    help { vi: "Gợi ý:", en: "Help:" }
    note { vi: "Ghi chú:", en: "Note:" }
    tests_title { vi: "Ca kiểm thử trong văn bản", en: "Tests in the text" }
    no_tests { vi: "Văn bản chưa có ca kiểm thử nào.", en: "The text has no tests yet." }
    tests_wait { vi: "Ca kiểm thử chạy khi văn bản không còn lỗi.", en: "Tests run once the text has no errors." }
    test_passed { vi: "Đạt", en: "Passed" }
    test_failed { vi: "Không đạt", en: "Failed" }
    simulate { vi: "Mô phỏng với bản nháp này", en: "Simulate with this draft" }
    simulate_wait { vi: "Sửa hết lỗi để mô phỏng được bản nháp.", en: "Correct all errors to simulate this draft." }
    simulate_none { vi: "Bản nháp chưa có kịch bản nào để mô phỏng.", en: "The draft holds no scheme to simulate yet." }
    reset { vi: "Trở về văn bản gốc", en: "Back to the original text" }
    undo_reset { vi: "Lấy lại bản nháp vừa bỏ", en: "Bring back the draft just dropped" }
    saved { vi: "Bản nháp được lưu trên máy này.", en: "The draft is kept on this device." }
    unchanged { vi: "Đây là văn bản gốc.", en: "This is the original text." }
    failed_title { vi: "Chưa kiểm tra được văn bản", en: "The text could not be examined" }
}
