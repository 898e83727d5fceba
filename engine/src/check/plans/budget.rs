//! Checks budgets: what the document states against what its figures add up to.
//!
//! Receives budgets as written; hands on their figures, unchanged, and a finding for each stated total that its
//! figures do not make. It never corrects a figure: which one is wrong is for the author to say.

use std::collections::BTreeMap;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::Scale;
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::Checker;
use crate::check::names::naming::{all_names, naming, qualified};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::codes;
use crate::hir::{Budget, BudgetRow, Days, FundId, Naming};
use crate::value::{Decimal, add, subtract};

/// A stated total and the figures that should make it.
struct Sum<'t> {
    /// What the total is of.
    of: Text,
    stated: &'t tree::BudgetCell,
    parts: Vec<Option<Decimal>>,
    /// Where the line or the column is named.
    named_at: Span,
}

impl Checker {
    /// The budget of a plan.
    pub(in crate::check) fn budget(&mut self, budget: &tree::Budget) {
        let symbol = Symbol::Budget(self.program.budgets.len());
        self.add_name(&all_names(&budget.name, &budget.meta), symbol, &[]);
        let spans: Vec<Span> = budget.periods.iter().map(|period| period.span).collect();
        self.said_once(&spans, &Text::new("thời kỳ", "the period"));
        self.base(&budget.currency, Wanted::Currency);
        let period = budget.periods.first().map_or(Days::default(), |period| self.days(Some(period)));
        let citations = self.citations(&budget.meta.sources);
        self.warn_without_source(&citations, &[], budget.name.span);
        self.declare_rows(budget);
        let columns = self.budget_columns(budget);
        let is_sound = self.budget_rows_are_sound(budget);
        if columns.is_some() && is_sound {
            for sum in sums(budget) {
                self.check_sum(&sum, budget);
            }
        }
        let columns = columns.unwrap_or_default();
        let totals = budget.rows.iter().find(|row| row.name.is_none()).map(|row| filled(row, columns.len()));
        let rows = budget.rows.iter().filter(|row| row.name.is_some()).map(|row| filled(row, columns.len())).collect();
        let naming = naming(&budget.name, &budget.meta);
        let scale = Decimal::from(scale(budget.scale));
        self.program.budgets.push(Budget { naming, scale, period, columns, rows, totals, citations });
    }

    /// Lines have names of their own: nothing uses them, but a reader finds them.
    fn declare_rows(&mut self, budget: &tree::Budget) {
        let position = self.program.budgets.len();
        for (row, name) in budget.rows.iter().filter_map(|row| row.name.as_ref()).enumerate() {
            self.declare_symbol(&[(None, name)], Symbol::BudgetRow(position, row));
        }
    }

    /// The funds of the columns, each once.
    fn budget_columns(&mut self, budget: &tree::Budget) -> Option<Vec<FundId>> {
        let mut columns: Vec<Option<FundId>> = Vec::new();
        for column in &budget.columns {
            let fund = self.fund(&qualified(column));
            let twin = columns.iter().position(|other| fund.is_some() && *other == fund);
            if let Some(twin) = twin.and_then(|at| budget.columns.get(at)) {
                let what = Text::new(format!("cột `{}`", column.text), format!("the column `{}`", column.text));
                self.said_once(&[twin.span, column.span], &what);
                return None;
            }
            columns.push(fund);
        }
        columns.into_iter().collect()
    }

    /// Every row has a cell for each column, every line its own name, and the totals stand once.
    fn budget_rows_are_sound(&mut self, budget: &tree::Budget) -> bool {
        let n_cells = budget.columns.len() + usize::from(budget.total_column.is_some());
        let mut is_sound = true;
        let mut rows: BTreeMap<Option<&str>, &tree::BudgetRow> = BTreeMap::new();
        for row in &budget.rows {
            if row.cells.len() != n_cells {
                let n_found = row.cells.len();
                let headline = Text::new(
                    format!("dòng này có {n_found} ô, dự toán có {n_cells} cột"),
                    format!("this row has {n_found} cells, the budget has {n_cells} columns"),
                );
                self.report(
                    Diagnostic::new(codes::CELL_COUNT, row.span, headline)
                        .help(Text::new("ô trống ghi là `-`", "an empty cell is written `-`")),
                );
                is_sound = false;
            }
            let name = row.name.as_ref().map(|name| name.text.as_str());
            let twin = *rows.entry(name).or_insert(row);
            if twin.span != row.span {
                let what = match name {
                    Some(name) => Text::new(format!("khoản mục `{name}`"), format!("the line `{name}`")),
                    None => Text::new("dòng tổng cộng", "the row of totals"),
                };
                self.said_once(&[twin.span, row.span], &what);
                is_sound = false;
            }
        }
        is_sound
    }

    fn check_sum(&mut self, sum: &Sum<'_>, budget: &tree::Budget) {
        let Some(stated) = figure(sum.stated) else {
            return;
        };
        let computed = sum.parts.iter().flatten().try_fold(Decimal::ZERO, |sum, part| add(sum, *part));
        let Some((computed, difference)) = computed.and_then(|sum| Some((sum, subtract(sum, stated)?))) else {
            self.complain(
                codes::OVERFLOW,
                sum.stated.span,
                "số này quá lớn".to_owned(),
                "this number is too large".to_owned(),
            );
            return;
        };
        if difference.is_zero() {
            return;
        }
        let (is_less, gap) = (difference.is_sign_negative(), grouped(difference.abs()));
        let (stated, computed) = (grouped(stated), grouped(computed));
        let currency = &budget.currency.text;
        let (unit_vi, unit_en) = scale_words(budget.scale);
        let (more_vi, more_en) = if is_less { ("ít hơn", "less") } else { ("nhiều hơn", "more") };
        let headline = Text::new(
            format!(
                "{}: văn bản ghi {stated} {unit_vi}{currency}, cộng lại được {computed}, {more_vi} {gap}",
                sum.of.vi
            ),
            format!(
                "{}: the document states {stated} {unit_en}{currency}, the figures add up to {computed}, {gap} {more_en}",
                sum.of.en
            ),
        );
        let found = Diagnostic::new(codes::TOTAL_DIFFERS, sum.stated.span, headline)
            .saying(Text::new("văn bản ghi", "stated in the document"))
            .label(sum.named_at, Text::new(format!("cộng lại được {computed}"), format!("adds up to {computed}")))
            .note(Text::new(
                "số liệu giữ nguyên như văn bản; số nào sai là do cơ quan ban hành xác định",
                "figures are kept as the document has them; which one is wrong is for its author to say",
            ));
        self.report(found);
    }
}

/// Every total that the document states, with the figures that should make it.
fn sums(budget: &tree::Budget) -> Vec<Sum<'_>> {
    let n_funds = budget.columns.len();
    let mut sums = Vec::new();
    if budget.total_column.is_some() {
        for row in &budget.rows {
            let Some(stated) = row.cells.get(n_funds) else {
                continue;
            };
            let of = match &row.name {
                Some(name) => Text::new(format!("khoản mục `{}`", name.text), format!("line `{}`", name.text)),
                None => Text::new("dòng `tổng cộng`", "row `total`"),
            };
            let part = |at: usize| row.cells.get(at).and_then(figure).or_else(|| column_sum(budget, row, at));
            sums.push(Sum { of, stated, parts: (0..n_funds).map(part).collect(), named_at: row.span });
        }
    }
    let Some(totals) = budget.rows.iter().find(|row| row.name.is_none()) else {
        return sums;
    };
    let lines: Vec<&tree::BudgetRow> = budget.rows.iter().filter(|row| row.name.is_some()).collect();
    for (at, stated) in totals.cells.iter().enumerate() {
        let (of, named_at) = match budget.columns.get(at) {
            Some(fund) => (Text::new(format!("cột `{}`", fund.text), format!("column `{}`", fund.text)), fund.span),
            None => {
                let named_at = budget.total_column.unwrap_or(totals.span);
                (Text::new("cột `tổng cộng`", "column `total`"), named_at)
            }
        };
        let part =
            |line: &&tree::BudgetRow| line.cells.get(at).and_then(figure).or_else(|| line_sum(line, at, n_funds));
        sums.push(Sum { of, stated, parts: lines.iter().map(part).collect(), named_at });
    }
    sums
}

/// What a line adds up to where the document states no total for it; nothing in a column of a fund.
fn line_sum(line: &tree::BudgetRow, at: usize, n_funds: usize) -> Option<Decimal> {
    if at < n_funds {
        return None;
    }
    fund_figures(line, n_funds).into_iter().flatten().try_fold(Decimal::ZERO, add)
}

/// What a column adds up to where the row of totals states nothing for it; nothing in the row of a line.
fn column_sum(budget: &tree::Budget, row: &tree::BudgetRow, at: usize) -> Option<Decimal> {
    let lines = budget.rows.iter().filter(|line| row.name.is_none() && line.name.is_some());
    let mut figures = lines.filter_map(|line| line.cells.get(at).and_then(figure)).peekable();
    figures.peek()?;
    figures.try_fold(Decimal::ZERO, add)
}

fn fund_figures(row: &tree::BudgetRow, n_funds: usize) -> Vec<Option<Decimal>> {
    row.cells.iter().take(n_funds).map(figure).collect()
}

fn figure(cell: &tree::BudgetCell) -> Option<Decimal> {
    cell.figure.as_ref()?.parse().ok()
}

fn filled(row: &tree::BudgetRow, n_funds: usize) -> BudgetRow {
    let name = row.name.as_ref().map_or(String::new(), |name| name.text.clone());
    let label = Text::same(row.title.clone().unwrap_or_else(|| name.replace('_', " ")));
    let span = row.name.as_ref().map_or(row.span, |name| name.span);
    BudgetRow {
        naming: Naming { name, label, span, ..Naming::default() },
        figures: fund_figures(row, n_funds),
        total: row.cells.get(n_funds).and_then(figure),
    }
}

const fn scale(scale: Option<Scale>) -> i64 {
    match scale {
        None => 1,
        Some(Scale::Thousand) => 1_000,
        Some(Scale::Million) => 1_000_000,
        Some(Scale::Billion) => 1_000_000_000,
    }
}

const fn scale_words(scale: Option<Scale>) -> (&'static str, &'static str) {
    match scale {
        None => ("", ""),
        Some(Scale::Thousand) => ("nghìn ", "thousand "),
        Some(Scale::Million) => ("triệu ", "million "),
        Some(Scale::Billion) => ("tỷ ", "billion "),
    }
}

/// A figure as the language writes it: `1_045_000_000`.
fn grouped(number: Decimal) -> String {
    let plain = number.normalize().to_string();
    let (whole, decimals) = plain.split_once('.').map_or((plain.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut grouped = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    decimals.map_or(grouped.clone(), |decimals| format!("{grouped}.{decimals}"))
}

#[cfg(test)]
mod tests {
    use super::grouped;
    use crate::value::Decimal;

    #[test]
    fn figures_are_grouped_by_thousands() {
        assert_eq!(grouped(Decimal::from(1_045_000_000_i64)), "1_045_000_000");
        assert_eq!(grouped(Decimal::new(12_345, 1)), "1_234.5");
        assert_eq!(grouped(Decimal::from(75)), "75");
    }
}
