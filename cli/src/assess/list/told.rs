//! `ansinh assess --columns`: every column that the tables may have.
//!
//! Receives the program; hands on names, types, allowed cells, questions and the benefits that ask. It reads no table.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use ansinh_engine::check::type_words;
use ansinh_engine::hir::{Entity, EntityId, Input, Naming, Program, Type};
use ansinh_engine::lower::{self, World, value_text};
use ansinh_engine::plan::{ColumnId, Op, Plan};
use ansinh_engine::value::Date;
use ansinh_grammar::Text;
use serde::Serialize;

use super::super::link::links_of;
use super::super::value::choices;
use crate::arguments::TableFormat;
use crate::failure::Failure;
use crate::plain::{self, Both};
use crate::view::View;
use crate::{out, quantity};

/// The tables: the file, and of what entity.
const TABLES: [(&str, &str); 2] = [("persons", "person"), ("households", "household")];
/// What a cell that is empty or not there means.
const UNLESS_GIVEN: &str = "unknown";

/// One column that a table may have.
#[derive(Serialize)]
struct Column {
    table: &'static str,
    column: String,
    alias: Option<String>,
    /// `name`, `link` or `fact`.
    holds: &'static str,
    #[serde(rename = "type")]
    kind: Both,
    allowed: Both,
    values: Vec<Choice>,
    /// Whether `none` may stand there.
    may_be_none: bool,
    is_sensitive: bool,
    label: Both,
    question: Both,
    unless_given: &'static str,
    /// The benefits that look at it, on some day.
    benefits: Vec<String>,
    #[serde(skip)]
    texts: [Text; 3],
}

/// A value of a list.
#[derive(Serialize)]
struct Choice {
    name: String,
    alias: Option<String>,
    label: Both,
}

/// The columns as a text, as CSV or as JSON. On a day, or on any day on which the law begins or ends.
///
/// # Errors
/// If the table cannot be made.
pub(super) fn told(program: &Program, on: Option<Date>, format: TableFormat, view: View) -> Result<String, Failure> {
    let columns = all(program, on);
    Ok(match format {
        TableFormat::Json => plain::json(&columns),
        TableFormat::Text => text(&columns, view),
        TableFormat::Csv => csv(&columns).map_err(|error| Failure::unwritable("--columns", &error))?,
    })
}

/// Writes both tables with nothing but their columns; the paths.
///
/// # Errors
/// If they cannot be written.
pub(super) fn templates(program: &Program, folder: &Path) -> Result<Vec<String>, Failure> {
    std::fs::create_dir_all(folder).map_err(|error| Failure::unwritable(folder.display(), &error))?;
    let columns = all(program, None);
    let mut written = Vec::new();
    for (table, _) in TABLES {
        let names = columns.iter().filter(|column| column.table == table).map(|column| column.column.as_str());
        let path = folder.join(format!("{table}.csv"));
        if path.exists() {
            let path = path.display();
            return Err(Failure::input(
                format!("`{path}` đã có; không ghi đè"),
                format!("`{path}` is there already; it is kept"),
            ));
        }
        out::write(&path, &(names.collect::<Vec<_>>().join(",") + "\n"))?;
        written.push(path.display().to_string());
    }
    Ok(written)
}

fn all(program: &Program, on: Option<Date>) -> Vec<Column> {
    let asked = asked_by(program, on);
    let mut columns = Vec::new();
    for (table, name) in TABLES {
        let is_it = |entity: &Entity| entity.naming.name == name;
        let Some(id) = program.entities.iter().position(is_it).map(EntityId) else { continue };
        let Some(entity) = program.entities.get(id.0) else { continue };
        let mut own = vec![of_name(table, &entity.naming)];
        for (_, link) in links_of(id, program) {
            // Who lives in a household is told by its persons.
            if !(link.is_many && link.to != id && link.inverse.is_some()) {
                own.push(of_link(table, link, program));
            }
        }
        let inputs = program.inputs.iter().filter(|input| input.entity == id);
        own.extend(inputs.map(|input| of_fact(table, input, program, &asked)));
        columns.extend(own);
    }
    columns
}

fn of_name(table: &'static str, naming: &Naming) -> Column {
    let kind = Text::new("mã", "name");
    let allowed = Text::new("bất kỳ, mỗi dòng một mã riêng", "anything, each row its own");
    let question = Text::new("Mã của dòng này là gì?", "What is the thing of this row called?");
    column(table, naming, "name", [kind, allowed, question])
}

fn of_link(table: &'static str, link: &ansinh_engine::hir::Link, program: &Program) -> Column {
    let to = program.entities.get(link.to.0).map_or_else(Text::default, |to| to.naming.label.clone());
    let (kind, allowed) = if link.is_many {
        (
            Text::new(format!("các mã: {}", to.vi), format!("names: {}", to.en)),
            Text::new("các mã cùng hộ, cách nhau bằng `|`", "names of the same household, divided by `|`"),
        )
    } else {
        (Text::new(format!("một mã: {}", to.vi), format!("one name: {}", to.en)), Text::new("một mã", "one name"))
    };
    let question = if link.ask.vi.is_empty() { link.naming.label.clone() } else { link.ask.clone() };
    let found = column(table, &link.naming, "link", [kind, allowed, question]);
    Column { may_be_none: link.is_many, ..found }
}

fn of_fact(table: &'static str, input: &Input, program: &Program, asked: &Asked) -> Column {
    let values = choices(input.value_type, program);
    let shown = |value: &&Naming| match &value.alias {
        Some(alias) => format!("{} ({alias})", value.name),
        None => value.name.clone(),
    };
    let allowed = match input.value_type {
        Type::YesNo => Text::same("yes (có, true); no (không, false)"),
        Type::Choice(_) => Text::same(values.iter().map(shown).collect::<Vec<_>>().join("; ")),
        other => in_range(quantity::allowed(other), input, program),
    };
    let kind = type_words(input.value_type, program);
    let found = column(table, &input.naming, "fact", [kind, allowed, input.ask.clone()]);
    let choice = |value: &&Naming| Choice {
        name: value.name.clone(),
        alias: value.alias.clone(),
        label: Both::from(&value.label),
    };
    Column {
        values: values.iter().map(choice).collect(),
        may_be_none: input.is_optional,
        is_sensitive: input.is_sensitive,
        benefits: asked.get(input.naming.name.as_str()).into_iter().flatten().cloned().collect(),
        ..found
    }
}

fn column(table: &'static str, naming: &Naming, holds: &'static str, texts: [Text; 3]) -> Column {
    let [kind, allowed, question] = &texts;
    Column {
        table,
        column: naming.name.clone(),
        alias: naming.alias.clone(),
        holds,
        kind: Both::from(kind),
        allowed: Both::from(allowed),
        values: Vec::new(),
        may_be_none: false,
        is_sensitive: false,
        label: Both::from(&naming.label),
        question: Both::from(question),
        unless_given: UNLESS_GIVEN,
        benefits: Vec::new(),
        texts,
    }
}

fn in_range(allowed: Text, input: &Input, program: &Program) -> Text {
    let Some((low, high)) = input.range else { return allowed };
    let end = |value| value_text(value, input.value_type, program);
    let (low, high) = (end(low), end(high));
    Text::new(
        format!("{}; từ {} đến {}", allowed.vi, low.vi, high.vi),
        format!("{}; from {} to {}", allowed.en, low.en, high.en),
    )
}

/// The benefits that look at each input.
type Asked = BTreeMap<String, BTreeSet<String>>;

fn asked_by(program: &Program, on: Option<Date>) -> Asked {
    let days: BTreeSet<Date> = match on {
        Some(on) => BTreeSet::from([on]),
        None => program.instruments.iter().flat_map(|found| [found.applied.from, found.applied.to]).flatten().collect(),
    };
    let world = World { with: lower::overlays(program), ..World::default() };
    let mut asked = Asked::new();
    // On a day without law nothing is asked.
    for plan in days.into_iter().filter_map(|day| lower::lower(program, &world, day).ok()) {
        for benefit in &plan.benefits {
            let categories = benefit.categories.iter().map(|category| category.qualifies);
            for input in looked_at(&plan, categories.chain([benefit.amount, benefit.qualifies]).collect()) {
                asked.entry(input).or_default().insert(benefit.name.clone());
            }
        }
    }
    asked
}

/// The inputs that some columns look at.
fn looked_at(plan: &Plan, columns: BTreeSet<ColumnId>) -> BTreeSet<String> {
    let (mut wanted, mut found) = (columns, BTreeSet::new());
    // What is looked at lies before what looks at it.
    while let Some(column) = wanted.pop_last().and_then(|id| plan.column(id)) {
        if let Op::Input(id) = column.op {
            found.extend(plan.inputs.get(id.0).map(|input| input.name.clone()));
        }
        wanted.extend(column.op.operands());
    }
    found
}

fn text(columns: &[Column], view: View) -> String {
    let mut text = String::new();
    for (table, _) in TABLES {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{table}.csv");
        for column in columns.iter().filter(|column| column.table == table) {
            let [kind, allowed, question] = &column.texts;
            let alias = column.alias.as_ref().map_or_else(String::new, |alias| format!(" ({alias})"));
            let none = if column.may_be_none { "; none (không có)" } else { "" };
            let _ = writeln!(text, "\n  {}{alias}: {}", column.column, view.get(kind));
            let _ = writeln!(text, "    {}", view.get(question));
            let _ = writeln!(text, "    {}: {}{none}", view.say("ô", "cell"), view.get(allowed));
            if column.holds == "fact" {
                let nobody = view.say("không chế độ nào", "no benefit");
                let benefits = column.benefits.join(", ");
                let benefits = if benefits.is_empty() { nobody } else { benefits.as_str() };
                let _ = writeln!(text, "    {}: {benefits}", view.say("chế độ cần đến", "benefits that ask"));
            }
        }
        text.push('\n');
    }
    text.push_str(view.say(
        "Ô trống và cột không có nghĩa là chưa biết, không bao giờ là không.\n",
        "An empty cell and a column that is not there are unknown, never no.\n",
    ));
    text
}

/// The names of the columns of the table of columns.
const HEADER: [&str; 12] = [
    "table",
    "column",
    "alias",
    "holds",
    "type",
    "allowed_vi",
    "allowed_en",
    "may_be_none",
    "question_vi",
    "question_en",
    "unless_given",
    "benefits",
];

fn csv(columns: &[Column]) -> std::io::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for column in columns {
        let [kind, allowed, question] = &column.texts;
        let may_be_none = if column.may_be_none { "yes" } else { "no" };
        let alias = column.alias.as_deref().unwrap_or_default();
        let benefits = column.benefits.join(";");
        writer.write_record([
            column.table,
            &column.column,
            alias,
            column.holds,
            &kind.en,
            &allowed.vi,
            &allowed.en,
            may_be_none,
            &question.vi,
            &question.en,
            column.unless_given,
            &benefits,
        ])?;
    }
    let bytes = writer.into_inner().map_err(|error| std::io::Error::other(error.to_string()))?;
    String::from_utf8(bytes).map_err(std::io::Error::other)
}
