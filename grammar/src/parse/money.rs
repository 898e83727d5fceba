//! Reads funds, budgets and indicators.
//!
//! Receives pairs; hands on nodes with the figures as written. It adds nothing up.

use super::Rule;
use super::declaration::unquoted;
use super::reader::{Pair, Reader, children, first_keyword};
use crate::tree::{
    Budget, BudgetCell, BudgetRow, Dated, Fund, FundLevel, FundedBy, Indicator, Measure, Share, Target, TargetKind,
    Validity,
};

impl Reader<'_> {
    /// Where money comes from.
    pub(super) fn fund(&mut self, pair: Pair<'_>) -> Option<Fund> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let mut fund = Fund { name: self.name(&parts.next()?), meta, levels: Vec::new() };
        for part in parts.filter(|part| part.as_rule() == Rule::fund_level) {
            let span = self.span(&part);
            let level =
                match part.into_inner().filter_map(|word| super::reader::keyword_of(word.as_rule())).last()?.token {
                    "central" => FundLevel::Central,
                    "local" => FundLevel::Local,
                    _ => FundLevel::Mobilised,
                };
            fund.levels.push((level, span));
        }
        Some(fund)
    }

    /// Which funds pay a benefit.
    pub(super) fn funded_by(&mut self, pair: Pair<'_>) -> Option<FundedBy> {
        let span = self.span(&pair);
        let dated = self.dated(&pair)?;
        let mut shares = Vec::new();
        for part in children(pair).filter(|part| part.as_rule() == Rule::share) {
            let mut inner = children(part);
            let fund = self.qualified(&inner.next()?);
            shares.push(Share { fund, share: self.quantity(&inner.next()?) });
        }
        Some(FundedBy { shares, dated, span })
    }

    /// The budget of a plan.
    pub(super) fn budget(&mut self, pair: Pair<'_>) -> Option<Budget> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair).peekable();
        let name = self.name(&parts.next()?);
        let scale = parts.next_if(|part| part.as_rule() == Rule::scale).and_then(|part| super::quantity::scale(&part));
        let currency = self.name(&parts.next()?);
        let (periods, columns, rows) = (Vec::new(), Vec::new(), Vec::new());
        let mut budget = Budget { name, meta, scale, currency, periods, columns, total_column: None, rows };
        for part in parts {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::budget_period => {
                    let mut dates = children(part);
                    let (from, to) = (self.name(&dates.next()?), self.name(&dates.next()?));
                    budget.periods.push(Validity { from, to: Some(to), span });
                }
                Rule::budget_head => {
                    for column in children(part) {
                        match column.as_rule() {
                            Rule::total_column => budget.total_column = Some(self.word_span(&column)),
                            _ => budget.columns.push(self.name(&column)),
                        }
                    }
                }
                Rule::budget_row => budget.rows.push(self.budget_row(part)?),
                _ => {}
            }
        }
        Some(budget)
    }

    /// The place of the keyword that a construct begins with.
    fn word_span(&self, pair: &Pair<'_>) -> crate::span::Span {
        pair.clone().into_inner().next().map_or_else(|| self.span(pair), |word| self.span(&word))
    }

    fn budget_row(&mut self, pair: Pair<'_>) -> Option<BudgetRow> {
        let mut row = BudgetRow { name: None, title: None, cells: Vec::new(), span: self.span(&pair) };
        for part in children(pair) {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::budget_line => {
                    row.span = span;
                    for word in children(part) {
                        match word.as_rule() {
                            Rule::string => row.title = Some(unquoted(&word)),
                            _ => row.name = Some(self.name(&word)),
                        }
                    }
                }
                Rule::budget_cell => {
                    let number = children(part).find(|part| part.as_rule() == Rule::number);
                    let figure = number.map(|number| number.as_str().replace('_', ""));
                    row.cells.push(BudgetCell { figure, span });
                }
                _ => {}
            }
        }
        Some(row)
    }

    /// What is measured, and what is to be reached.
    pub(super) fn indicator(&mut self, pair: Pair<'_>) -> Option<Indicator> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let value_type = self.value_type(parts.next()?)?;
        let mut indicator = Indicator { name, value_type, meta, measures: Vec::new(), targets: Vec::new() };
        for part in parts {
            match part.as_rule() {
                Rule::measure => indicator.measures.push(self.measure(part)?),
                Rule::target => indicator.targets.push(self.target(part)?),
                _ => {}
            }
        }
        Some(indicator)
    }

    fn measure(&mut self, pair: Pair<'_>) -> Option<Measure> {
        let span = self.span(&pair);
        let mut parts = children(pair);
        let (variable, entity) = (self.name(&parts.next()?), self.name(&parts.next()?));
        let mut measure = Measure { variable, entity, condition: None, among: None, span };
        for part in parts {
            let is_among = part.as_rule() == Rule::measured_among;
            let condition = Some(self.expr(children(part).next()?)?);
            if is_among {
                measure.among = condition;
            } else {
                measure.condition = condition;
            }
        }
        Some(measure)
    }

    fn target(&mut self, pair: Pair<'_>) -> Option<Target> {
        let span = self.span(&pair);
        let dated = Dated { validity: None, ..self.dated(&pair)? };
        let mut parts = children(pair);
        let validity = self.validity(&parts.next()?)?;
        let kind = match first_keyword(&parts.next()?)? {
            "at_least" => TargetKind::AtLeast,
            "at_most" => TargetKind::AtMost,
            "exactly" => TargetKind::Exactly,
            "more_than" => TargetKind::MoreThan,
            _ => TargetKind::LessThan,
        };
        let bound = self.quantity(&parts.next()?);
        Some(Target { validity, kind, bound, dated, span })
    }
}
