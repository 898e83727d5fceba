//! What the simulation says around the tables of the engine.
//!
//! Titles, columns and sentences of results come from the engine.

messages! {
    title { vi: "Ước tính ngân sách", en: "Estimate the budget" }
    lead(place) {
        vi: "Chạy luật hiện hành và một phương án mở rộng trên dân số mô phỏng của {place}, rồi so sánh.",
        en: "Runs the law in force and a wider scheme on a synthetic population of {place}, and compares them.",
    }
    settings { vi: "Thiết lập", en: "Settings" }
    province { vi: "Nơi", en: "Place" }
    no_scenario { vi: "Nơi này chưa có phương án nào; chỉ chạy luật hiện hành.", en: "There is no scheme for this place yet; the law in force is run alone." }
    year { vi: "Năm", en: "Year" }
    scenario { vi: "Phương án", en: "Scheme" }
    parameter { vi: "Tham số muốn thử", en: "Parameter to try" }
    parameter_value { vi: "Giá trị muốn thử", en: "Value to try" }
    parameter_value_hint(value) { vi: "Để trống thì theo phương án: {value}.", en: "Leave it empty to follow the scheme: {value}." }
    parameter_none { vi: "Năm này phương án chưa có giá trị nào.", en: "The scheme has no value in this year." }
    advanced { vi: "Nâng cao", en: "Advanced" }
    seed { vi: "Số gieo dân số", en: "Population seed" }
    seed_hint { vi: "Cùng một số cho đúng cùng một dân số, trên mọi máy.", en: "The same number gives exactly the same population on every machine." }
    run { vi: "Chạy mô phỏng", en: "Run the simulation" }
    run_again { vi: "Chạy lại", en: "Run again" }
    stop { vi: "Dừng", en: "Stop" }
    running { vi: "Đang mô phỏng", en: "Simulating" }
    starting { vi: "Đang chuẩn bị…", en: "Preparing…" }
    making_of(done, total) { vi: "Đang dựng dân số: bước {done} trên {total}", en: "Making the population: step {done} of {total}" }
    running_of(done, total) { vi: "Đã xét {done} trên {total} người", en: "{done} of {total} persons done" }
    stopped { vi: "Đã dừng. Kết quả cũ, nếu có, vẫn ở dưới.", en: "Stopped. Earlier results, if any, are still below." }
    stale_title { vi: "Kết quả cũ", en: "Earlier results" }
    stale_text { vi: "Thiết lập đã đổi từ lần chạy này. Bấm “Chạy lại” để có kết quả mới.", en: "The settings changed after this run. Choose “Run again” for new results." }
    empty_title { vi: "Chưa có kết quả", en: "No results yet" }
    empty_text { vi: "Bấm “Chạy mô phỏng” để thấy số người hưởng, kinh phí và sai lệch so với số liệu chính thức.", en: "Choose “Run the simulation” to see recipients, cost and the difference from official figures." }
    synthetic { vi: "Dân số mô phỏng", en: "Synthetic population" }
    synthetic_text { vi: "Không có người thật nào ở đây. Dân số được dựng từ số liệu thống kê đã công bố.", en: "Nobody here is real. The population is built from published statistics." }
    cautions { vi: "Khi đọc các con số", en: "When reading these figures" }
    uses_draft { vi: "Đang dùng bản nháp của bạn ở phần Soạn chính sách.", en: "Using your draft from “Draft a policy”." }
    drop_draft { vi: "Dùng lại văn bản gốc", en: "Use the original text" }
    failed_title { vi: "Mô phỏng không chạy được", en: "The simulation could not run" }
    problem_value { vi: "Nhập giá trị bằng số, từ 0 trở lên", en: "Enter the value in digits, 0 or more" }
    problem_seed { vi: "Nhập một số nguyên, từ 0 trở lên", en: "Enter a whole number, 0 or more" }
    chart_of(title, unit) { vi: "Biểu đồ: {title} ({unit})", en: "Chart: {title} ({unit})" }
    rows(count) { vi: "Xem bảng ({count} dòng)", en: "Show the table ({count} rows)" }
    chart_line(label, first, second) { vi: "{label}: {first}, {second}", en: "{label}: {first}, {second}" }
    unit(unit) { vi: "Đơn vị: {unit}", en: "Unit: {unit}" }
    no_figure { vi: "không có số", en: "no figure" }
}
