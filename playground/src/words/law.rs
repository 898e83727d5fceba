//! What the pane of the law says around the engine's lists.
//!
//! Names, numbers, places and reasons come from the engine.

messages! {
    title { vi: "Luật đã đưa vào", en: "The law that is in" }
    lead {
        vi: "Từng văn bản: điều nào đã thành quy tắc tính, điều nào để cơ quan quyết định, điều nào chưa có và vì sao. Điều chưa có thì trang này không tính.",
        en: "Instrument by instrument: which articles have become rules, which leave the decision to an office, which are not in and why. What is not in is not worked out here.",
    }
    loading { vi: "Đang đọc luật…", en: "Reading the law…" }
    count(number) { vi: "{number} văn bản, mới nhất trước", en: "{number} instruments, the newest first" }
    encoded { vi: "Đã thành quy tắc", en: "Rules state it" }
    discretionary { vi: "Do cơ quan quyết định", en: "Left to an office" }
    out_of_scope { vi: "Ngoài phạm vi", en: "Out of scope" }
    not_seen { vi: "Chưa đọc được", en: "Not seen" }
    unlisted { vi: "Chưa kê", en: "Not accounted for" }
    tally(name, number) { vi: "{name}: {number}", en: "{name}: {number}" }
    in_force(days) { vi: "Hiệu lực: {days}", en: "In force: {days}" }
    no_list { vi: "Chưa biết văn bản có những điều nào.", en: "It is not known which articles the instrument has." }
    doubts { vi: "Điều chưa chắc chắn", en: "What is doubtful" }
    no_reason { vi: "Chưa nêu lý do", en: "No reason given" }
}
