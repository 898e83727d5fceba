//! A mapping to begin with.
//!
//! Receives the program; hands on a text with every input, its values and a question for each. It reads no table.

use std::fmt::Write;

use ansinh_engine::hir::Program;
use ansinh_engine::population::Entity;

use super::builder::Kind;
use super::layout::{TRAITS, entity_of, kind};
use crate::view::View;

/// A mapping in which every column is called as the law calls the input.
pub(crate) fn template(program: &Program, view: View) -> String {
    let mut text = view.say(HEAD.0, HEAD.1).to_owned();
    text.push_str(view.say(PERSONS.0, PERSONS.1));
    inputs(&mut text, program, Entity::Person, view);
    text.push_str("\n[persons.links]\n");
    let people = program.entities.iter().position(|entity| entity.naming.name == "person");
    for link in program.links.iter().filter(|link| Some(link.from.0) == people && Some(link.to.0) == people) {
        let _ = writeln!(text, "# {}\n{} = \"{}\"", view.get(&link.naming.label), link.naming.name, link.naming.name);
    }
    text.push_str(view.say(HOUSEHOLDS.0, HOUSEHOLDS.1));
    inputs(&mut text, program, Entity::Household, view);
    text.push_str(view.say(SAMPLE.0, SAMPLE.1));
    text
}

fn inputs(text: &mut String, program: &Program, entity: Entity, view: View) {
    for input in program.inputs.iter().filter(|input| entity_of(input, program) == Some(entity)) {
        let name = &input.naming.name;
        let _ = writeln!(text, "\n# {}: {}", view.get(&input.naming.label), view.get(&input.ask));
        // Writing to a string does not fail.
        let _ = match kind(input, program) {
            Kind::Choice(values) => {
                let codes: Vec<String> =
                    (1..).zip(&values).map(|(code, (value, _))| format!("\"{code}\" = \"{value}\"")).collect();
                writeln!(text, "{name} = {{ column = \"{name}\", codes = {{ {} }} }}", codes.join(", "))
            }
            Kind::YesNo => {
                writeln!(text, "{name} = {{ column = \"{name}\", codes = {{ \"1\" = \"yes\", \"0\" = \"no\" }} }}")
            }
            Kind::Date => writeln!(text, "{name} = {{ column = \"{name}\", date = \"dd/mm/yyyy\" }}"),
            Kind::Months | Kind::Open | Kind::Number(_) => writeln!(text, "{name} = \"{name}\""),
        };
    }
    for (name, _) in TRAITS.into_iter().filter(|(_, of)| *of == entity) {
        let _ = writeln!(text, "\n{name} = \"{name}\"");
    }
}

const HEAD: (&str, &str) = (
    "# Bảng ánh xạ của `ansinh simulate --data`: cột nào trong bảng của bạn là dữ kiện nào của luật.
# Xóa dòng của dữ kiện mà bảng không có: chế độ cần dữ kiện ấy sẽ không được tính và được nêu tên.
# Hoặc đặt cho mọi người: wage = { assume = \"no\" }; hoặc coi là chưa biết: wage = { assume = \"unknown\" }.

# Những ô có nghĩa là chưa biết, ở mọi cột; ô trống luôn là chưa biết.
missing = [\"NA\", \"99\"]
# Cách viết ngày, ở mọi cột; ngày 00 hoặc tháng 00 là chưa biết. Nếu năm, tháng, ngày ở ba cột riêng:
# date_of_birth = { column = \"năm\", month = \"tháng\", day = \"ngày\" }
date = \"dd/mm/yyyy\"
",
    "# A mapping for `ansinh simulate --data`: which column of your tables is which fact of the law.
# Delete the lines of facts that your tables lack: a benefit that needs one is not simulated, and is named.
# Or take a value for granted of everybody: wage = { assume = \"no\" }; or as not known: wage = { assume = \"unknown\" }.

# Cells that mean \"not known\", in every column; an empty cell always does.
missing = [\"NA\", \"99\"]
# How dates are written, in every column; day 00 or month 00 is not known. With a column each for year, month and day:
# date_of_birth = { column = \"year\", month = \"month\", day = \"day\" }
date = \"dd/mm/yyyy\"
",
);

const PERSONS: (&str, &str) = (
    "
[persons]
# Cột nêu hộ của mỗi người, và mã của người (riêng trong hộ; cần cho liên kết).
household = \"household\"
person = \"person\"
# Các cột bỏ qua.
ignore = []

[persons.inputs]
",
    "
[persons]
# The column with each person's household, and the person's name (its own in the household; links need it).
household = \"household\"
person = \"person\"
# Columns that are left alone.
ignore = []

[persons.inputs]
",
);

const HOUSEHOLDS: (&str, &str) = (
    "
# Bảng hộ; không nêu --households thì các cột này nằm trong bảng người.
[households]
household = \"household\"

[households.inputs]
",
    "
# The table of households; without --households these columns stand in the table of persons.
[households]
household = \"household\"

[households.inputs]
",
);

const SAMPLE: (&str, &str) = (
    "
# Chỉ khi dữ liệu là một mẫu điều tra: mỗi hộ thay cho bao nhiêu hộ.
# [sample]
# weight = \"weight\"
# replicates = [\"rep_*\"]      # quyền số lặp; hoặc để trống: bootstrap có mầm
# factor = \"0.05\"             # hệ số của tổng bình phương chênh lệch; mặc định 1/số lần lặp
# stratum = \"stratum\"
# unit = \"psu\"
",
    "
# Only if the data are a sample: how many households each one stands for.
# [sample]
# weight = \"weight\"
# replicates = [\"rep_*\"]      # replicate weights; or leave it out: a seeded bootstrap
# factor = \"0.05\"             # of the sum of squared differences; by default one over the number of replicates
# stratum = \"stratum\"
# unit = \"psu\"
",
);
