//! The help in Vietnamese.
//!
//! Receives the commands with their English help; hands them on with Vietnamese help. It changes no argument.

use clap::{Arg, ArgAction, Command};

const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}";
const ABOUT: &str = "An Sinh: chính sách trợ giúp xã hội của Việt Nam viết thành mã";
const FILES: &str = "Tệp luật; tệp khai báo trùng mô đun có sẵn thì thay mô đun đó. `-` là đầu vào chuẩn";
const FORMAT: &str = "Dạng kết quả: text cho người đọc, json cho chương trình (cả hai ngôn ngữ)";
const WITH: &str = "Mô đun có sửa đổi chỉ cho một số người cũng được tính: ha_noi.base_rate. Có thể nêu nhiều lần";
const SCENARIO: &str = "Kịch bản thay cho luật hiện hành; `ansinh scenarios` liệt kê các kịch bản";
const PROVINCE: &str = "Tỉnh, hoặc cả nước: ca-mau, ha-nam, binh-dinh, viet-nam";
const LIVES_IN: &str = "Tỉnh, hoặc cả nước: ca-mau, ha-nam, binh-dinh, viet-nam. Với --data: nơi mọi người ở, ha_noi";
const OPTIONS: &str = "Tùy chọn";
const LANG: &str = "Ngôn ngữ hiển thị, vi hoặc en; mặc định theo LC_ALL hoặc LANG";
const WRONG: &str = "2: tham số sai hoặc không đọc được tệp.";

/// The commands with Vietnamese help.
pub(super) fn translate(command: Command) -> Command {
    let command = command
        .about(ABOUT)
        .help_template(TEMPLATE)
        .subcommand_help_heading("Lệnh")
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .mut_arg("lang", |lang| lang.help(LANG).help_heading(OPTIONS).hide_possible_values(true))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help("In số phiên bản"));
    let command = help(command).mut_arg("version", |version| version.help_heading(OPTIONS));
    let command = command.mut_subcommand("check", check).mut_subcommand("test", test).mut_subcommand("fmt", fmt);
    let command = command.mut_subcommand("explain", explain).mut_subcommand("translate", translate_file);
    let command = command.mut_subcommand("doc", doc).mut_subcommand("law", law).mut_subcommand("coverage", coverage);
    let command = command.mut_subcommand("population", population).mut_subcommand("reproduce", reproduce);
    let command = command.mut_subcommand("report", report);
    command.mut_subcommand("assess", assess).mut_subcommand("simulate", simulate).mut_subcommand("scenarios", scenarios)
}

fn check(command: Command) -> Command {
    let codes = format!("Mã thoát: 0: không có lỗi; 1: luật có lỗi, hoặc tệp không phải văn bản UTF-8; {WRONG}");
    let command = command.about("Kiểm tra các luật có sẵn, cùng với các tệp được nêu").after_help(codes);
    let max = "Chỉ in nhiều nhất chừng này thông báo, rồi đếm phần còn lại; bản json có tất cả";
    let strict = "Tìm cả điều thừa: dữ kiện không quy định nào dùng, điều kiện không làm thay đổi gì";
    options(command, &[("files", FILES), ("strict", strict), ("format", FORMAT), ("max", max)])
}

fn explain(command: Command) -> Command {
    let codes = "Mã thoát: 0: đã giải thích; 1: không có mã này; 2: tham số sai.";
    let command = command.about("Ý nghĩa của một mã thông báo, kèm ví dụ sai và cách sửa").after_help(codes);
    let code = "Mã, E0301, hoặc tên của mã, unknown-name";
    options(command, &[("code", code), ("list", "Liệt kê mọi mã cùng tiêu đề"), ("format", FORMAT)])
}

fn test(command: Command) -> Command {
    let codes = format!(
        "Không tìm thấy phản ví dụ không có nghĩa là tính chất đã được chứng minh.\n\nMã thoát: 0: mọi kiểm thử đều \
         đúng và không tính chất nào có phản ví dụ; 1: có kiểm thử sai, tính chất sai hoặc chưa thử được, hoặc luật \
         có lỗi; {WRONG}"
    );
    let command = command.about("Chạy các kiểm thử và thử các tính chất viết trong luật").after_help(codes);
    let samples = "Số người hoặc hộ được tạo ngẫu nhiên cho mỗi tính chất";
    let seed = "Số ban đầu của các mẫu: cùng một số thì cùng các mẫu";
    let only_given = "Chỉ chạy kiểm thử và tính chất của các tệp được nêu, không chạy của các quy định có sẵn";
    options(
        command,
        &[("files", FILES), ("only_given", only_given), ("samples", samples), ("seed", seed), ("format", FORMAT)],
    )
}

fn fmt(command: Command) -> Command {
    let codes = "Mã thoát: 0: xong; 1: có tệp sai hoặc không phải văn bản UTF-8, khi đó không tệp nào được ghi, hoặc với --check có tệp chưa đúng \
                 dạng chuẩn; 2: tham số sai, không đọc hoặc không ghi được tệp.";
    let command = command.about("Đưa các tệp luật về một dạng chuẩn duy nhất").after_help(codes);
    let files = "Tệp luật, hoặc thư mục có tệp luật. `-` là đầu vào chuẩn, in ra đầu ra chuẩn";
    options(command, &[("files", files), ("check", "Không ghi gì; liệt kê các tệp chưa đúng dạng chuẩn")])
}

fn translate_file(command: Command) -> Command {
    let codes =
        "Tên được đổi theo điều mà tên đó chỉ, trong các luật có sẵn và các tệp được nêu. Tên không có bí danh \
                 được giữ nguyên và nêu ở đầu ra lỗi. Tệp viết lẫn hai ngôn ngữ trở thành một ngôn ngữ.

Mã thoát: 0: đã dịch; 1: tệp có lỗi hoặc không phải văn bản UTF-8; 2: tham số sai, không đọc hoặc không ghi được tệp.";
    let command = command.about("In một tệp luật ở ngôn ngữ kia: từ khóa, và các tên có bí danh").after_help(codes);
    options(
        command,
        &[
            ("file", "Tệp luật. `-` là đầu vào chuẩn"),
            ("others", "Các tệp khác có tên được dùng"),
            ("to", "Ngôn ngữ cần dịch sang: vi hoặc en"),
            ("out", "Tệp ghi ra; tệp chỉ xuất hiện khi đã đầy đủ. Mặc định là đầu ra chuẩn"),
        ],
    )
}

fn law(command: Command) -> Command {
    let codes = format!("Mã thoát: 0: xong; 1: luật có lỗi; {WRONG}");
    let about = "Quy định và giá trị có hiệu lực vào một ngày, hoặc những thay đổi giữa hai ngày, kèm căn cứ";
    options(
        command.about(about).after_help(codes),
        &[
            ("files", FILES),
            ("on", "Ngày, 2024-07-01"),
            ("between", "Những thay đổi sau ngày thứ nhất đến hết ngày thứ hai"),
            ("only", "Chỉ quy định này, theo tên hoặc theo tên chế độ: mức_chuẩn. Có thể nêu nhiều lần"),
            ("scenario", SCENARIO),
            ("known_on", "Chỉ tính luật biết đến ngày này, 2026-08-01; mặc định là mới nhất"),
            ("with", WITH),
            ("format", FORMAT),
        ],
    )
}

fn doc(command: Command) -> Command {
    let codes =
        "Thư mục chứa các trang tĩnh, mở được không cần máy chủ và không cần mạng. Thư mục chỉ xuất hiện khi đã \
                 đầy đủ; thư mục do chính lệnh này lập và không có gì khác thì được thay thế.

Mã thoát: 0: đã ghi; 1: luật có lỗi; 2: tham số sai, không đọc được tệp, không ghi được thư mục, hoặc thư mục không \
                 do lệnh này lập.";
    let about = "Lập bản tra cứu của luật: dữ kiện, tham số theo thời gian, chế độ, điều gì dùng điều gì";
    let command = command.about(about).after_help(codes);
    options(
        command,
        &[
            ("files", "Các tệp luật cần mô tả, cùng các mô đun mà chúng dùng. `-` là đầu vào chuẩn"),
            ("all", "Mô tả mọi luật có sẵn"),
            ("out", "Thư mục ghi ra"),
            ("language", "Chỉ một ngôn ngữ, vi hoặc en; mặc định cả hai, mỗi trang có đường dẫn sang trang kia"),
        ],
    )
}

fn assess(command: Command) -> Command {
    let codes = "Mã thoát: 0: đã xét; 1: bảng có dòng sai, các dòng khác đều đã xét, hoặc tệp không phải văn bản UTF-8; 2: tham số sai, dữ kiện sai, \
                 không đọc được tệp, hoặc luật không có giá trị vào ngày đó.

Dữ kiện: {\"on\": \"2024-07-01\", \"things\": [{\"entity\": \"person\", \"name\": \"lan\", \"facts\": \
                 {\"date_of_birth\": \"1944\"}, \"links\": {\"household\": [\"ho\"]}}, {\"entity\": \"household\", \
                 \"name\": \"ho\"}]}
Tên là tên trong luật hoặc bí danh ở ngôn ngữ kia. Dữ kiện không nêu là chưa biết, không phải là không.
Bản text chỉ nêu những lý do quyết định; bản json nêu tất cả, số tiền là chuỗi ghi số chính xác.

Bảng: cột `person`, `household`, rồi mỗi cột một dữ kiện, theo tên trong luật hoặc bí danh. Cột không có và ô trống \
                 là chưa biết; `none` là biết rõ không có; nhiều mã cách nhau bằng `|`; cột có tên bắt đầu bằng `_` được \
                 bỏ qua; --columns liệt kê mọi cột; --assume nêu điều coi như đúng khi bảng không ghi. Kết quả ghi mỗi người một dòng; cli/README.md giải thích từng cột.";
    let command = command.about("Những người trong một hộ được hưởng gì, và vì sao").after_help(codes);
    let on = "Ngày xét, 2024-07-01; mặc định là ngày trong tệp. Bảng thì phải có";
    let case = "Dữ kiện của một hộ, dạng JSON. `-` là đầu vào chuẩn";
    let months = "Cho biết thêm những tháng nào được chi trả, 2024-01..2025-12; mặc định là các tháng trong tệp";
    let decision = "Ngày ra quyết định; nếu không nêu, coi như trong tháng đầu tiên đủ điều kiện";
    options(
        command,
        &[
            ("case", case),
            ("columns", "Thay vào đó: liệt kê mọi cột mà các bảng có thể có, ô ghi gì và chế độ nào cần đến"),
            ("template", "Thay vào đó: ghi hai bảng chỉ có tên cột vào thư mục này"),
            ("facts", "Thay cho tệp trên: bảng nhiều người, dạng CSV, mỗi người một dòng. `-` là đầu vào chuẩn"),
            ("households", "Bảng các hộ của họ, dạng CSV"),
            ("province", "Tỉnh, thành phố nơi mọi người sống: ha_noi. Quy định riêng của nơi đó được tính"),
            (
                "assume",
                "Coi là như vậy với những ai mà bảng không ghi: in_facility=no. Kết quả cũng ghi rõ. Dùng được nhiều lần",
            ),
            ("out", "Tệp ghi bảng kết quả; tệp chỉ xuất hiện khi đã đầy đủ. Mặc định là đầu ra chuẩn"),
            ("threads", "Số luồng tính một bảng; mặc định bằng số bộ xử lý. Kết quả không đổi"),
            ("quiet", "Không hiện tiến độ"),
            ("on", on),
            ("scenario", SCENARIO),
            (
                "known_on",
                "Chỉ tính luật biết đến ngày này, 2026-08-01; mặc định là ngày trong tệp, nếu không thì mới nhất",
            ),
            ("with", WITH),
            ("months", months),
            ("decision", decision),
            ("format", "Dạng kết quả: text cho người đọc, json cho chương trình; csv chỉ dùng với --columns"),
        ],
    )
}

fn simulate(command: Command) -> Command {
    let codes = "Mã thoát: 0: đã mô phỏng; 1: luật có lỗi, dữ liệu có dòng sai, hoặc tệp không phải văn bản UTF-8; 2: tham số sai, không ghi được tệp, hoặc luật không có giá trị trong một tháng.";
    let about = "Luật, hoặc một dự thảo, tác động thế nào đến dân số tổng hợp của một tỉnh";
    let command = command.about(about).after_help(codes);
    let set = "Tham số và giá trị khác cho cả năm: mức_chuẩn=600_000; hoặc một số liệu dân số: unsupported_aged/poor_80=400. Có thể nêu \
               nhiều lần";
    options(
        command,
        &[
            ("files", FILES),
            ("province", LIVES_IN),
            ("year", "Năm mô phỏng"),
            ("from", "Năm đầu của nhiều năm: người già đi, sinh ra, chết, chuyển đi. Sớm nhất 2015"),
            ("to", "Năm cuối của nhiều năm. Muộn nhất 2035"),
            (
                "assume",
                "Một giả định về các năm sau và giá trị khác: tfr/2025=1_500, poor=300, base_rate/2028=600_000; `ansinh population --assumptions` liệt kê. Có thể nêu nhiều lần",
            ),
            ("assumptions", "Tệp các giả định có giá trị khác, mỗi dòng một giả định"),
            (
                "sensitivity",
                "Thêm khoảng bất định của mỗi số và phỏng đoán nào làm kinh phí đổi nhiều nhất: chừng năm mươi lần chạy trên một phần hai mươi dân số",
            ),
            ("data", "Thay cho dân số tổng hợp: bảng người, dạng CSV, Parquet hoặc XLSX"),
            ("households", "Bảng hộ; nếu không có, các cột của hộ nằm trong bảng người"),
            ("mapping", "Cột nào là dữ kiện nào, mã nào nghĩa là gì, dạng TOML"),
            ("mapping_template", "In một bảng ánh xạ để bắt đầu"),
            ("check", "Chỉ xem dữ liệu có đúng không, và điều gì chưa biết"),
            ("rejects", "Tệp ghi mọi lỗi của các dòng, dạng CSV"),
            ("most", "Số lỗi được in từng dòng; phần đếm và --rejects có tất cả"),
            ("samples", "Số lần chọn lại hộ để tính sai số chọn mẫu, khi không có quyền số lặp"),
            ("scenario", "Kịch bản đem so với luật hiện hành; `ansinh scenarios` liệt kê các kịch bản"),
            ("known_on", "Chỉ tính luật biết đến ngày này, 2026-08-01; mặc định là mới nhất"),
            ("with", WITH),
            ("settings", set),
            ("margins", "Tệp các số liệu dân số có giá trị khác, như của `ansinh population`"),
            (
                "by",
                "Chia kết quả theo: district (huyện), residence (thành thị), area (vùng), age, sex, poverty, fifth; cách nhau dấu phẩy",
            ),
            ("measures", "Đo thêm nghèo, bất bình đẳng, đúng đối tượng, ai được ai mất, và các diện chồng nhau"),
            ("take_up", "Phần người đủ điều kiện đến nhận một chế độ: monthly_allowance=85%. Có thể nêu nhiều lần"),
            ("seed", "Mầm ngẫu nhiên của dân số tổng hợp, và của việc ai đến nhận"),
            ("threads", "Số luồng tính toán; mặc định theo số bộ xử lý. Kết quả không đổi"),
            ("format", "Dạng bảng: text cho người đọc, json cho chương trình, csv cho bảng tính"),
            ("out", "Tệp ghi ra; tệp chỉ xuất hiện khi đã đầy đủ. Mặc định là đầu ra chuẩn"),
            ("calibration", "Thêm bảng so dân số tổng hợp với số liệu đã công bố"),
            ("quiet", "Không hiện tiến độ"),
        ],
    )
}

fn reproduce(command: Command) -> Command {
    let codes = "Mã thoát: 0: đã in; 2: tham số sai, hoặc không ghi được tệp.";
    let about = "Số đã công bố bên cạnh số của chúng ta, và phép tính của nguồn có đúng không";
    let command = command.about(about).after_help(codes);
    options(
        command,
        &[
            ("seed", "Mầm ngẫu nhiên của các dân số tổng hợp"),
            ("threads", "Số luồng tính toán; mặc định theo số bộ xử lý. Kết quả không đổi"),
            ("format", "Dạng bảng: text cho người đọc, json cho chương trình, csv cho bảng tính"),
            ("out", "Tệp ghi ra; tệp chỉ xuất hiện khi đã đầy đủ. Mặc định là đầu ra chuẩn"),
            ("quiet", "Không hiện tiến độ"),
        ],
    )
}

fn report(command: Command) -> Command {
    let codes = "Mã thoát: 0: đã ghi; 1: luật có lỗi, dữ liệu có dòng sai, hoặc tệp không phải văn bản UTF-8; 2: tham số sai, không đọc hoặc ghi được tệp, hoặc luật không có giá trị.";
    let about = "Lập báo cáo nhiều năm của một tỉnh: trang có biểu đồ, sổ tính và bảng";
    let set = "Tham số và giá trị khác cho mọi năm: mức_chuẩn=600_000; hoặc một số liệu dân số. Có thể nêu nhiều lần";
    options(
        command.about(about).after_help(codes),
        &[
            ("files", FILES),
            ("province", LIVES_IN),
            ("from", "Năm đầu"),
            ("to", "Năm cuối, là năm báo cáo"),
            ("scenario", "Kịch bản đem so với luật hiện hành; `ansinh scenarios` liệt kê các kịch bản"),
            ("known_on", "Chỉ tính luật biết đến ngày này, 2026-08-01; mặc định là mới nhất"),
            ("with", WITH),
            ("settings", set),
            (
                "assume",
                "Một giả định về các năm sau và giá trị khác: tfr/2025=1_500, poor=300, base_rate/2028=600_000; `ansinh population --assumptions` liệt kê. Có thể nêu nhiều lần",
            ),
            ("assumptions", "Tệp các giả định có giá trị khác, mỗi dòng một giả định"),
            ("data", "Thay cho dân số tổng hợp: bảng người, dạng CSV, Parquet hoặc XLSX"),
            ("households", "Bảng hộ; nếu không có, các cột của hộ nằm trong bảng người"),
            ("mapping", "Cột nào là dữ kiện nào, mã nào nghĩa là gì, dạng TOML"),
            ("rejects", "Tệp ghi mọi lỗi của các dòng, dạng CSV"),
            ("most", "Số lỗi được in từng dòng; phần đếm và --rejects có tất cả"),
            ("samples", "Số lần chọn lại hộ để tính sai số chọn mẫu, khi không có quyền số lặp"),
            ("seed", "Mầm ngẫu nhiên của dân số tổng hợp, và của sai số chọn mẫu"),
            ("threads", "Số luồng tính toán; mặc định theo số bộ xử lý. Kết quả không đổi"),
            (
                "sensitivity",
                "Cho thêm biết kinh phí mỗi năm nằm trong khoảng nào và phụ thuộc phỏng đoán nào nhất: chừng năm mươi lượt chạy trên một phần hai mươi dân số",
            ),
            (
                "by",
                "Các cách chia thêm cho kết quả năm cuối: residence (thành thị, nông thôn), area (loại vùng), age (tuổi), sex (giới tính), fifth (nhóm thu nhập); cách nhau bằng dấu phẩy",
            ),
            ("take_up", "Phần người đủ điều kiện đến nhận một chế độ: trợ_cấp_hằng_tháng=85%. Có thể nêu nhiều lần"),
            (
                "out",
                "Thư mục ghi ra: report.html, report.xlsx, report.csv, report.json; mỗi tệp chỉ xuất hiện khi đã đầy đủ",
            ),
            ("quiet", "Không hiện tiến độ"),
        ],
    )
}

fn population(command: Command) -> Command {
    let codes = "Số liệu được đặt theo tên như trong bảng: --set unsupported_aged/poor_80=400. Tệp của --margins mỗi \
                 dòng một số liệu như vậy; phần sau dấu # được bỏ qua.

Mã thoát: 0: đã in; 1: một số phải khớp lệch quá 1%; 2: tham số sai, không đọc hoặc ghi được tệp, hoặc số liệu mâu \
                 thuẫn với nhau.";
    let about = "Dân số tổng hợp khớp số liệu công bố đến đâu, và số nào chỉ là phỏng đoán";
    let command = command.about(about).after_help(codes);
    options(
        command,
        &[
            ("province", PROVINCE),
            ("settings", "Một số liệu và giá trị khác của nó: poverty/poor=20_000. Có thể nêu nhiều lần"),
            ("margins", "Tệp các số liệu có giá trị khác"),
            ("assumptions", "Chỉ liệt kê các giả định của dự báo, kèm nguồn và khoảng; không lập dân số"),
            ("all", "Liệt kê cả những số liệu chỉ để xếp ai ở với ai; in như khi dùng, không đếm lại"),
            ("people", "Thư mục ghi chính dân số: bảng người, bảng hộ và bảng ánh xạ để đọc lại"),
            ("people_format", "Dạng bảng của dân số: csv hoặc parquet"),
            ("people_year", "Năm mà cuối năm ấy dân số được xét, cho --people; mặc định là năm của số liệu"),
            ("seed", "Mầm ngẫu nhiên của dân số tổng hợp"),
            ("threads", "Số luồng tính toán; mặc định theo số bộ xử lý. Kết quả không đổi"),
            ("format", "Dạng bảng: text cho người đọc, json cho chương trình, csv cho bảng tính"),
            ("out", "Tệp ghi ra; tệp chỉ xuất hiện khi đã đầy đủ. Mặc định là đầu ra chuẩn"),
            ("quiet", "Không hiện tiến độ"),
        ],
    )
}

fn coverage(command: Command) -> Command {
    let codes = format!(
        "Một điều được mã hóa nếu có quy định viện dẫn nó; các điều khác theo danh sách của văn bản. Một kiểm thử quyết \
         định một điều kiện nếu không có điều kiện đó thì kết quả của quy định đã khác.\n\nMã thoát: 0: xong; 1: văn \
         bản nêu ở --require còn điều chưa kê, hoặc với --rules còn điều kiện chưa được kiểm thử theo cả hai hướng, \
         hoặc luật có lỗi; {WRONG}"
    );
    let about = "Điều nào của mỗi văn bản đã được mã hóa, điều kiện nào đã được kiểm thử theo cả hai hướng";
    let command = command.about(about).after_help(codes);
    options(
        command,
        &[
            ("files", FILES),
            ("rules", "In các điều kiện chưa được kiểm thử theo cả hai hướng, thay cho các điều"),
            ("readings", "In mọi cách hiểu còn ngỏ và chỗ khác với câu trả lời đã công bố, thay cho các điều"),
            ("instrument", "Chỉ văn bản này, theo số hiệu hoặc tên: 20/2021. Có thể nêu nhiều lần"),
            ("require", "Thoát với mã 1 nếu văn bản này chưa được phủ hết. Có thể nêu nhiều lần"),
            ("format", FORMAT),
        ],
    )
}

fn scenarios(command: Command) -> Command {
    let codes = format!("Mã thoát: 0: xong; 1: luật có lỗi; {WRONG}");
    let command = command.about("Các kịch bản, và các tham số có thể đặt").after_help(codes);
    options(command, &[("files", FILES), ("format", FORMAT)])
}

/// The option that prints help.
fn help(command: Command) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).help("In trợ giúp này");
    command.disable_help_flag(true).arg(help.help_heading(OPTIONS))
}

fn options(mut command: Command, helps: &[(&'static str, &'static str)]) -> Command {
    command = command.help_template(TEMPLATE);
    for (name, text) in helps {
        command = command.mut_arg(name, |argument| {
            let heading = if argument.is_positional() { "Đối số" } else { OPTIONS };
            let argument = argument.help(*text).help_heading(heading);
            // The help of a form says what each form is for.
            if *name == "format" { argument.hide_possible_values(true) } else { argument }
        });
    }
    help(command)
}
