//! What to do about a row that is wrong.
//!
//! Texts only.

use ansinh_grammar::Text;

pub(super) fn no_home() -> Text {
    Text::new("thiếu mã hộ", "the name of the household is missing")
}

pub(super) fn no_household() -> Text {
    Text::new(
        "bảng hộ không có hộ này; thêm hộ hoặc sửa mã",
        "the table of households has no such household; add it or mend the name",
    )
}

pub(super) fn nobody() -> Text {
    Text::new(
        "bảng người không có ai ở hộ này; thêm người, sửa mã, hoặc bỏ dòng",
        "the table of persons has nobody in this household; add persons, mend the name, or leave the row out",
    )
}

pub(super) fn twice() -> Text {
    Text::new(
        "mã này đã có ở dòng khác; mỗi dòng cần một mã riêng",
        "another row has this name; each row needs its own",
    )
}

pub(super) fn not_same(first: u64) -> Text {
    Text::new(
        format!("khác với dòng {first} của cùng một hộ; cả hộ phải có một giá trị"),
        format!("differs from row {first} of the same household; a household has one value"),
    )
}

pub(super) fn wrong_link() -> Text {
    Text::new(
        "không phải mã của người khác trong cùng hộ; cách nhau bằng `|`, không có ai thì ghi `none`",
        "not the name of another person of the same household; divide by `|`, write `none` if there is nobody",
    )
}

pub(super) fn wrong_cells(n_cells: usize, n_columns: usize) -> Text {
    Text::new(
        format!("dòng có {n_cells} ô, bảng có {n_columns} cột; sửa dấu phân cách hoặc dấu ngoặc kép"),
        format!("the row has {n_cells} cells, the table {n_columns} columns; mend the dividers or the quotes"),
    )
}
