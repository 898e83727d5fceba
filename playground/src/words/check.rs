//! What the questionnaire and its result say.
//!
//! The questions themselves and the reasons come from the engine.

messages! {
    start_title { vi: "Bạn kiểm tra cho ai?", en: "Who is this check for?" }
    whom_me { vi: "Tôi", en: "Me" }
    whom_relative { vi: "Người thân của tôi", en: "A relative of mine" }
    whom_resident { vi: "Người dân – tôi là cán bộ hỗ trợ", en: "A resident – I am an official helping them" }
    whom_hint_resident { vi: "Có nút xoá để bắt đầu người mới ở mọi câu hỏi.", en: "Every question then has a button to clear and start the next person." }
    for_me { vi: "Kiểm tra cho: tôi", en: "Check for: me" }
    for_relative { vi: "Kiểm tra cho: người thân", en: "Check for: a relative" }
    for_resident { vi: "Kiểm tra cho: người dân", en: "Check for: a resident" }
    on_title { vi: "Xét theo luật ngày nào?", en: "Under the law of which day?" }
    on_hint { vi: "Để nguyên là hôm nay, trừ khi bạn muốn xét một ngày khác.", en: "Leave it as today unless you want another day." }
    benefits_title { vi: "Khoản được kiểm tra", en: "What is checked" }
    problem_benefit { vi: "Chọn ít nhất một khoản", en: "Choose at least one" }
    out_of_date_title(day) { vi: "Quy định ở đây dừng ở ngày {day}", en: "The rules here end on {day}" }
    out_of_date_text {
        vi: "Quy định mới hơn chưa được đưa vào, nên kết quả của hôm nay có thể khác. Hãy hỏi Uỷ ban nhân dân cấp xã.",
        en: "Newer rules have not been written down here yet, so the result for today may differ. Ask the commune People's Committee.",
    }
    on_hint_last { vi: "Để nguyên là ngày cuối của bộ quy tắc này.", en: "Leave it as the last day of these rules." }
    start_button { vi: "Bắt đầu", en: "Start" }
    resume_title { vi: "Bạn đang kiểm tra dở", en: "You have a check in progress" }
    resume_button { vi: "Tiếp tục", en: "Continue" }
    problem_whom { vi: "Chọn người được kiểm tra", en: "Choose who the check is for" }
    day { vi: "Ngày", en: "Day" }
    month { vi: "Tháng", en: "Month" }
    year { vi: "Năm", en: "Year" }
    date_hint { vi: "Ví dụ: 27 3 1948. Chỉ nhớ năm thì để trống ngày và tháng.", en: "For example: 27 3 1948. If only the year is known, leave day and month empty." }
    progress(number, remaining) { vi: "Câu {number} · còn nhiều nhất {remaining} câu nữa", en: "Question {number} · at most {remaining} more" }
    progress_last(number) { vi: "Câu {number} · có thể là câu cuối", en: "Question {number} · probably the last" }
    progress_plain(number) { vi: "Câu {number}", en: "Question {number}" }
    dont_know { vi: "Tôi không biết", en: "I don't know" }
    or { vi: "hoặc", en: "or" }
    next { vi: "Tiếp tục", en: "Continue" }
    back { vi: "Quay lại", en: "Back" }
    why_asked { vi: "Vì sao hỏi câu này?", en: "Why is this asked?" }
    why_asked_text { vi: "Câu trả lời quyết định các quy định sau:", en: "The answer decides these provisions:" }
    evidence { vi: "Giấy tờ chứng minh", en: "Proof" }
    sensitive {
        vi: "Câu này riêng tư. Câu trả lời không rời khỏi máy này, và bạn có thể chọn “Tôi không biết”.",
        en: "This is a private matter. The answer does not leave this device, and you may choose “I don't know”.",
    }
    person(number) { vi: "Người thứ {number}", en: "Person {number}" }
    add_person { vi: "Thêm một người", en: "Add a person" }
    remove_person(number) { vi: "Bỏ người thứ {number}", en: "Remove person {number}" }
    no_people { vi: "Chưa có ai. Bấm “Thêm một người”, hoặc “Tiếp tục” nếu không có ai.", en: "Nobody yet. Choose “Add a person”, or “Continue” if there is nobody." }
    nobody { vi: "Không có ai", en: "Nobody" }
    people_count(count) { vi: "{count} người", en: "{count} people" }
    problem_choose { vi: "Chọn một câu trả lời, hoặc “Tôi không biết”", en: "Choose an answer, or “I don't know”" }
    problem_date_missing { vi: "Nhập ngày, tháng và năm bằng số", en: "Enter day, month and year in digits" }
    problem_date_absent { vi: "Lịch không có ngày này. Kiểm tra lại ngày, tháng, năm", en: "There is no such day in the calendar. Check day, month and year" }
    problem_number { vi: "Nhập một số, từ 0 trở lên", en: "Enter a number, 0 or more" }
    review_title { vi: "Xem lại câu trả lời", en: "Check your answers" }
    review_lead { vi: "Sửa câu nào chưa đúng, rồi xem kết quả.", en: "Correct what is wrong, then see the result." }
    change { vi: "Sửa", en: "Change" }
    show_result { vi: "Xem kết quả", en: "See the result" }
    result_title { vi: "Kết quả", en: "Result" }
    result_on(day) { vi: "Xét theo luật ngày {day}, theo câu trả lời của bạn.", en: "Under the law of {day}, by your answers." }
    due_title { vi: "Đủ điều kiện theo câu trả lời", en: "Entitled, by your answers" }
    possible_title { vi: "Có thể – cần xác nhận", en: "Possible – to be confirmed" }
    not_due_title { vi: "Chưa đủ điều kiện", en: "Not entitled for now" }
    possible_amount { vi: "Nếu được xác nhận:", en: "If confirmed:" }
    possible_or { vi: " hoặc ", en: " or " }
    in_words(words) { vi: "Bằng chữ: {words}", en: "In words: {words}" }
    needs { vi: "Còn cần biết:", en: "Still to be known:" }
    because { vi: "Theo diện:", en: "On the ground of:" }
    what_to_do { vi: "Cần làm gì:", en: "What to do:" }
    not_certain { vi: "Chưa chắc chắn:", en: "Not certain:" }
    not_due_reason { vi: "Điều kiện chưa đạt:", en: "Condition not met:" }
    why { vi: "Vì sao?", en: "Why?" }
    is_any { vi: "Chỉ cần một trong các điều sau:", en: "One of these is enough:" }
    combination { vi: "Cách tính khi thuộc nhiều diện", en: "When several grounds apply" }
    notes { vi: "Ghi chú về bộ quy tắc", en: "Notes on these rules" }
    unsettled_title { vi: "Luật chưa nói rõ", en: "The law does not settle this" }
    unsettled_text(code) {
        vi: "Các quy định mâu thuẫn nhau hoặc bỏ trống trường hợp này (mã {code}). Hãy hỏi Uỷ ban nhân dân cấp xã.",
        en: "The provisions contradict each other or leave this case open (code {code}). Ask the commune People's Committee.",
    }
    other_benefits { vi: "Có những khoản không được xét ở đây; cán bộ cấp xã biết thêm.", en: "Some benefits are not examined here; commune officials know more." }
    is_paid { vi: "Mức được tính", en: "The one that counts" }
    met { vi: "Đạt", en: "Met" }
    not_met { vi: "Không đạt", en: "Not met" }
    not_known { vi: "Chưa rõ", en: "Not known" }
    nothing_title { vi: "Chưa có chế độ nào để xét", en: "There is no benefit to examine" }
    nothing_text { vi: "Bộ quy tắc không có chế độ nào vào ngày này.", en: "The rules hold no benefit on this day." }
    next_steps { vi: "Việc tiếp theo", en: "What to do next" }
    disclaimer {
        vi: "Đây là kết quả tham khảo, tính từ câu trả lời của bạn. Uỷ ban nhân dân cấp xã quyết định. Nộp hồ sơ tại Uỷ ban nhân dân cấp xã nơi cư trú; bạn có quyền khiếu nại nếu bị từ chối.",
        en: "This result is for information and rests on your answers. The commune People's Committee decides. Apply at the People's Committee of the commune you live in; you may complain if you are refused.",
    }
    print { vi: "In hoặc lưu PDF", en: "Print or save as PDF" }
    change_answers { vi: "Sửa câu trả lời", en: "Change answers" }
    wipe { vi: "Xoá câu trả lời", en: "Clear all answers" }
    wipe_next { vi: "Xoá và bắt đầu người mới", en: "Clear and start the next person" }
    working { vi: "Đang xét…", en: "Working…" }
    failed_title { vi: "Chưa xét được", en: "This could not be examined" }
}
