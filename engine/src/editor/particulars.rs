//! What is told about documents, money and changes, beside their names: days, shares, figures, what a change changes.
//!
//! Receives a symbol; hands on lines of Markdown in both languages. It knows no text of a file and no screen.

use ansinh_grammar::{Language, Text};

use super::hover::{both, cited, days};
use crate::check::Symbol;
use crate::hir::{
    BenefitId, Budget, BudgetRow, Change, Citation, Conditioned, Days, FundId, FundLevel, Funding, Indicator,
    Instrument, InstrumentId, Naming, Patch, PatchId, Program, Removed, Rewrite, Type,
};
use crate::lower::{date_text, expression_text, number_text, value_text};
use crate::value::{Decimal, Value};

/// The lines about a symbol; none where its label, type and values say it all.
pub(super) fn particulars(program: &Program, symbol: Symbol) -> Vec<Text> {
    match symbol {
        Symbol::Instrument(id) => program.instruments.get(id.0).map(|found| instrument(program, id, found)),
        Symbol::Fund(id) => program.funds.get(id.0).map(|found| fund(program, id, found.level)),
        Symbol::Benefit(id) => Some(funded(program, id)),
        Symbol::Budget(position) => program.budgets.get(position).map(|found| budget(program, found)),
        Symbol::BudgetRow(position, row) => {
            program.budgets.get(position).and_then(|found| Some(line(program, found, found.rows.get(row)?)))
        }
        Symbol::Indicator(position) => program.indicators.get(position).map(|found| indicator(program, found)),
        Symbol::Amendment(id) => program.patch(id).map(|found| patch(program, id, found)),
        Symbol::Scenario(id) => program.scenarios.get(id.0).and_then(|scenario| {
            let id = scenario.patch;
            Some(patch(program, id, program.patch(id)?))
        }),
        _ => None,
    }
    .unwrap_or_default()
}

/// `lead: rest`, in both languages.
fn line_of(vi: &str, en: &str, rest: &Text) -> Text {
    Text::new(format!("{vi}: {}", rest.vi), format!("{en}: {}", rest.en))
}

/// An item of a list with its days and sources, where there are any.
fn item(program: &Program, said: &Text, when: Days, citations: &[Citation]) -> Text {
    let (when, cited) = (days(when), cited(program, citations));
    both(|language| {
        let mut text = format!("- {}", said.get(language));
        for (before, part, after) in [(" ", when.get(language), ""), (" (", cited.get(language), ")")] {
            if !part.is_empty() {
                text.push_str(&format!("{before}{part}{after}"));
            }
        }
        text
    })
}

fn joined<'t>(labels: impl Iterator<Item = &'t Text> + Clone) -> Text {
    both(|language| labels.clone().map(|label| label.get(language)).collect::<Vec<_>>().join(", "))
}

fn instrument(program: &Program, id: InstrumentId, found: &Instrument) -> Vec<Text> {
    let mut lines = vec![line_of("Số hiệu", "Number", &Text::same(&found.number))];
    if found.title != Text::default() {
        lines.push(both(|language| format!("*{}*", found.title.get(language))));
    }
    if let Some(issued) = found.issued.map(date_text) {
        let by = if found.issuer.is_empty() { String::new() } else { format!(" ({})", found.issuer) };
        lines.push(both(|language| {
            let lead = if language == Language::Vi { "Ban hành" } else { "Issued" };
            format!("{lead}: {}{by}", issued.get(language))
        }));
    }
    if found.in_force != Days::default() {
        lines.push(line_of("Hiệu lực", "In force", &days(found.in_force)));
    }
    if found.applied != found.in_force {
        lines.push(line_of("Áp dụng", "Applied", &days(found.applied)));
    }
    let label = |id: &InstrumentId| program.instruments.get(id.0).map(|found| &found.naming.label);
    if !found.replaces.is_empty() {
        lines.push(line_of("Thay thế", "Replaces", &joined(found.replaces.iter().filter_map(label))));
    }
    let later =
        program.instruments.iter().filter(|other| other.replaces.contains(&id)).map(|other| &other.naming.label);
    if later.clone().next().is_some() {
        lines.push(line_of("Bị thay thế bởi", "Replaced by", &joined(later)));
    }
    lines
}

fn percent(part: Decimal, program: &Program) -> Text {
    value_text(Value::Number(part), Type::Percent, program)
}

fn fund(program: &Program, id: FundId, level: Option<FundLevel>) -> Vec<Text> {
    let mut lines = Vec::new();
    if let Some(level) = level {
        let (vi, en) = match level {
            FundLevel::Central => ("ngân sách trung ương", "central budget"),
            FundLevel::Local => ("ngân sách địa phương", "local budget"),
            FundLevel::Mobilised => ("huy động", "mobilised"),
        };
        lines.push(line_of("Cấp", "Level", &Text::new(vi, en)));
    }
    for benefit in &program.benefits {
        for funding in &benefit.funding {
            let own = funding.shares.iter().filter(|(fund, _)| *fund == id);
            lines.extend(own.map(|(_, part)| {
                let (label, part) = (&benefit.naming.label, percent(*part, program));
                let said = Text::new(
                    format!("chi {} của “{}”", part.vi, label.vi),
                    format!("pays {} of “{}”", part.en, label.en),
                );
                item(program, &said, funding.days, &funding.citations)
            }));
        }
    }
    for budget in &program.budgets {
        let Some(column) = budget.columns.iter().position(|fund| *fund == id) else { continue };
        let stated = budget.totals.as_ref().and_then(|totals| totals.figures.get(column).copied().flatten());
        let label = &budget.naming.label;
        let said =
            stated.map_or_else(|| label.clone(), |stated| line_of(&label.vi, &label.en, &figure(budget, stated)));
        lines.push(item(program, &said, budget.period, &budget.citations));
    }
    lines
}

/// Who pays a benefit.
fn funded(program: &Program, id: BenefitId) -> Vec<Text> {
    let funding = program.benefits.get(id.0).map_or(&[][..], |benefit| &benefit.funding);
    let shares = |funding: &Funding| {
        both(|language| {
            let share = |(fund, part): &(FundId, Decimal)| {
                let label = program.funds.get(fund.0).map_or("", |fund| fund.naming.label.get(language));
                format!("{label} {}", percent(*part, program).get(language))
            };
            let lead = if language == Language::Vi { "chi từ" } else { "funded by" };
            format!("{lead} {}", funding.shares.iter().map(share).collect::<Vec<_>>().join(", "))
        })
    };
    funding.iter().map(|found| item(program, &shares(found), found.days, &found.citations)).collect()
}

/// A figure of a budget as the document prints it, with what it is counted in.
fn figure(budget: &Budget, figure: Decimal) -> Text {
    let (vi, en) = match i64::try_from(budget.scale).unwrap_or(1) {
        1_000 => ("nghìn ", "thousand "),
        1_000_000 => ("triệu ", "million "),
        1_000_000_000 => ("tỷ ", "billion "),
        _ => ("", ""),
    };
    both(|language| {
        let shown = number_text(figure, language);
        if language == Language::Vi { format!("{shown} {vi}đồng") } else { format!("{shown} {en}VND") }
    })
}

fn budget(program: &Program, found: &Budget) -> Vec<Text> {
    let mut lines = Vec::new();
    if found.period != Days::default() {
        lines.push(line_of("Thời kỳ", "Period", &days(found.period)));
    }
    lines.extend(found.totals.iter().flat_map(|totals| line(program, found, totals)));
    let n_lines = found.rows.len();
    lines.push(Text::new(format!("Số khoản mục: {n_lines}"), format!("Lines: {n_lines}")));
    lines
}

/// The figures of a line, by fund, and the total that the document states.
fn line(program: &Program, budget: &Budget, row: &BudgetRow) -> Vec<Text> {
    let label = |id: &FundId| program.funds.get(id.0).map_or_else(Text::default, |fund| fund.naming.label.clone());
    let by_fund = budget.columns.iter().map(label).zip(row.figures.iter().copied());
    let all = by_fund.chain([(Text::new("Tổng cộng", "Total"), row.total)]);
    let stated = all.filter_map(|(label, stated)| Some((label, figure(budget, stated?))));
    stated.map(|(label, stated)| line_of(&format!("- {}", label.vi), &format!("- {}", label.en), &stated)).collect()
}

fn indicator(program: &Program, found: &Indicator) -> Vec<Text> {
    let mut lines = Vec::new();
    if let Some(measure) = &found.measure {
        let entity = program.entities.get(measure.entity.0).map_or_else(Text::default, |it| it.naming.label.clone());
        let words = |expr: &Option<_>| expr.as_ref().map(|expr| expression_text(program, expr));
        let (condition, among) = (words(&measure.condition), words(&measure.among));
        let said = both(|language| {
            let is_vi = language == Language::Vi;
            let part = |lead: &str, text: &Option<Text>| {
                text.as_ref().map_or(String::new(), |text| format!(" {lead} {}", text.get(language)))
            };
            let condition = part(if is_vi { "mà" } else { "where" }, &condition);
            let among = part(if is_vi { "trong số" } else { "among" }, &among);
            format!("{}{condition}{among}", entity.get(language))
        });
        lines.push(line_of("Đo bằng số", "Measured as the number of", &said));
    }
    for target in &found.targets {
        let (vi, en) = target.comparison.words();
        let bound = value_text(Value::Number(target.bound), found.value_type, program);
        let said = Text::new(format!("{vi} {}", bound.vi), format!("{en} {}", bound.en));
        lines.push(item(program, &said, target.days, &target.citations));
    }
    lines
}

fn patch(program: &Program, id: PatchId, found: &Patch) -> Vec<Text> {
    let mut lines = Vec::new();
    if let Some(instrument) = found.instrument.and_then(|id| program.instruments.get(id.0)) {
        let (label, force) = (&instrument.naming.label, days(instrument.in_force));
        let said = both(|language| match force.get(language) {
            "" => label.get(language).to_owned(),
            force => format!("{} ({force})", label.get(language)),
        });
        lines.push(line_of("Theo văn bản", "By", &said));
    }
    if let Some(scope) = &found.scope {
        lines.push(line_of("Chỉ áp dụng khi", "Only where", &expression_text(program, scope)));
    }
    if !found.includes.is_empty() {
        let included = found.includes.iter().filter_map(|id| Some(&program.patch(*id)?.naming.label));
        lines.push(line_of("Gồm cả", "Includes", &joined(included)));
    }
    for parameter in &program.parameters {
        let own = parameter.values.iter().filter(|value| value.patch == Some(id));
        lines.extend(own.map(|value| {
            let shown = value_text(value.value, parameter.value_type, program);
            let said = line_of(&parameter.naming.label.vi, &parameter.naming.label.en, &shown);
            item(program, &said, value.days, &value.citations)
        }));
    }
    lines.extend(additions(program, id));
    lines.extend(
        found.edits.iter().map(|edit| item(program, &change_text(program, &edit.change), edit.days, &edit.citations)),
    );
    lines
}

/// The categories and exceptions that a patch adds.
fn additions(program: &Program, id: PatchId) -> Vec<Text> {
    let mut lines = Vec::new();
    let said = |vi: &str, en: &str, added: &Naming, to: &Naming| {
        let (added, to) = (&added.label, &to.label);
        Text::new(
            format!("Thêm {vi} “{}” vào “{}”", added.vi, to.vi),
            format!("Adds the {en} “{}” to “{}”", added.en, to.en),
        )
    };
    for benefit in &program.benefits {
        for category in benefit.categories.iter().filter(|found| found.patch == Some(id)) {
            let said = said("diện", "category", &category.naming, &benefit.naming);
            lines.push(item(program, &said, category.days, &category.citations));
        }
        for exception in benefit.exceptions.iter().filter(|found| found.patch == Some(id)) {
            let said = said("ngoại lệ", "exception", &exception.naming, &benefit.naming);
            lines.push(item(program, &said, exception.condition.days, &exception.citations));
        }
    }
    for definition in &program.definitions {
        for exception in definition.exceptions.iter().filter(|found| found.patch == Some(id)) {
            let said = said("ngoại lệ", "exception", &exception.naming, &definition.naming);
            lines.push(item(program, &said, exception.condition.days, &exception.citations));
        }
    }
    lines
}

/// What is changed, and what it becomes where that is a condition or an amount.
fn change_text(program: &Program, change: &Change) -> Text {
    let (vi, en) = match change {
        Change::Remove(_) => ("Bỏ", "Removes"),
        Change::Condition(Rewrite::Widen, ..) => ("Mở rộng điều kiện của", "Widens the condition of"),
        Change::Condition(Rewrite::Narrow, ..) => ("Thu hẹp điều kiện của", "Narrows the condition of"),
        Change::Condition(Rewrite::Replace, ..) => ("Thay điều kiện của", "Replaces the condition of"),
        Change::Amount(..) => ("Thay mức của", "Replaces the amount of"),
        Change::Combination(..) => ("Thay cách kết hợp của", "Replaces the combination of"),
        Change::Definition(..) | Change::DefinitionException(..) => ("Thay nội dung của", "Replaces the cases of"),
    };
    let becomes = match change {
        Change::Condition(_, _, expr) | Change::Amount(_, expr) => Some(expression_text(program, expr)),
        _ => None,
    };
    let label = super::hover::naming(program, target(change)).map_or_else(Text::default, |found| found.label.clone());
    both(|language| {
        let lead = if language == Language::Vi { vi } else { en };
        let becomes = becomes.as_ref().map_or(String::new(), |text| format!(": {}", text.get(language)));
        format!("{lead} “{}”{becomes}", label.get(language))
    })
}

/// What a change is about.
const fn target(change: &Change) -> Symbol {
    match change {
        Change::Remove(Removed::Category(id))
        | Change::Condition(_, Conditioned::Category(id), _)
        | Change::Amount(id, _) => Symbol::Category(*id),
        Change::Remove(Removed::Benefit(id))
        | Change::Condition(_, Conditioned::Benefit(id), _)
        | Change::Combination(id, _) => Symbol::Benefit(*id),
        Change::Remove(Removed::Exception(id, position))
        | Change::Condition(_, Conditioned::Exception(id, position), _) => Symbol::Exception(*id, *position),
        Change::Remove(Removed::DefinitionException(id, position))
        | Change::Condition(_, Conditioned::DefinitionException(id, position), _)
        | Change::DefinitionException(id, position, _) => Symbol::DefinitionException(*id, *position),
        Change::Definition(id, _) => Symbol::Definition(*id),
    }
}
