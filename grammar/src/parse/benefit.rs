//! Reads tables and benefits.
//!
//! Receives pairs; hands on nodes. It knows no types and no dates in force.

use super::Rule;
use super::reader::{Pair, Reader, children};
use crate::tree::{
    Benefit, BinaryOperator, Category, Cell, CellTest, Combine, Exception, Group, Table, TableRow, Tail, When,
};

impl Reader<'_> {
    /// Cases laid out as rows.
    pub(super) fn table(&mut self, pair: Pair<'_>) -> Option<Table> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let owner = self.owner(parts.next()?)?;
        let value_type = self.value_type(parts.next()?)?;
        let mut table = Table { name, owner, value_type, meta, policy: None, columns: Vec::new(), rows: Vec::new() };
        for part in parts {
            match part.as_rule() {
                Rule::combine_policy => table.policy = super::expression::policy(&children(part).next()?),
                Rule::table_head => {
                    for column in children(part).filter(|part| part.as_rule() == Rule::path) {
                        table.columns.push(self.path(column)?);
                    }
                }
                Rule::table_row => table.rows.push(self.table_row(part)?),
                _ => {}
            }
        }
        Some(table)
    }

    fn table_row(&mut self, pair: Pair<'_>) -> Option<TableRow> {
        let span = self.span(&pair);
        let mut cells = Vec::new();
        let mut result = None;
        let mut citation = None;
        for part in children(pair) {
            match part.as_rule() {
                Rule::cell => cells.push(self.cell(part)?),
                Rule::expr => result = Some(self.expr(part)?),
                Rule::cell_citation => citation = Some(self.citation(part)?),
                _ => {}
            }
        }
        Some(TableRow { cells, result: result?, citation, span })
    }

    fn cell(&mut self, pair: Pair<'_>) -> Option<Cell> {
        let span = self.span(&pair);
        let tests = children(pair).map(|test| self.cell_test(test)).collect::<Option<Vec<CellTest>>>()?;
        Some(Cell { tests, span })
    }

    fn cell_test(&mut self, pair: Pair<'_>) -> Option<CellTest> {
        let sign = children(pair.clone()).find(|part| part.as_rule() == Rule::comparison);
        let n_bounds = children(pair.clone()).filter(|part| part.as_rule() == Rule::bound).count();
        if n_bounds > 1 {
            return Some(CellTest::Range(Box::new(self.range(pair)?)));
        }
        let comparison = sign.map_or(Some(BinaryOperator::Equal), |sign| BinaryOperator::comparison(sign.as_str()))?;
        let bound = children(pair).find(|part| part.as_rule() == Rule::bound)?;
        Some(CellTest::Compare(comparison, Box::new(self.bound(bound)?)))
    }

    /// An entitlement.
    pub(super) fn benefit(&mut self, pair: Pair<'_>) -> Option<Benefit> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let owner = self.owner(parts.next()?)?;
        let value_type = self.value_type(parts.next()?)?;
        let mut benefit = Benefit {
            name,
            owner,
            value_type,
            meta,
            validity: None,
            conditions: Vec::new(),
            categories: Vec::new(),
            groups: Vec::new(),
            combine: None,
            exceptions: Vec::new(),
            funding: Vec::new(),
            tail: Tail::default(),
        };
        for part in parts {
            match part.as_rule() {
                Rule::validity => benefit.validity = self.validity(&part),
                Rule::when => benefit.conditions.push(self.when(part)?),
                Rule::category => benefit.categories.push(self.category(part)?),
                Rule::group => benefit.groups.push(self.group(part)?),
                Rule::combine => benefit.combine = Some(self.combine(part)?),
                Rule::exception => benefit.exceptions.push(self.exception(part)?),
                Rule::funded_by => benefit.funding.push(self.funded_by(part)?),
                _ => {
                    self.tail_item(part, &mut benefit.tail)?;
                }
            }
        }
        Some(benefit)
    }

    /// A category, also one that a scenario adds: the target's name, if any, is skipped.
    pub(super) fn category(&mut self, pair: Pair<'_>) -> Option<Category> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let (conditions, amounts, tail) = (Vec::new(), Vec::new(), Tail::default());
        let mut category = Category { name, meta, validity: None, conditions, amounts, tail };
        for part in parts {
            match part.as_rule() {
                Rule::validity => category.validity = self.validity(&part),
                Rule::when => category.conditions.push(self.when(part)?),
                Rule::gives => category.amounts.push(self.case(part)?),
                _ => {
                    self.tail_item(part, &mut category.tail)?;
                }
            }
        }
        Some(category)
    }

    /// A condition with its items.
    pub(super) fn when(&mut self, pair: Pair<'_>) -> Option<When> {
        let span = self.span(&pair);
        let dated = self.dated(&pair)?;
        let condition = children(pair).find(|part| part.as_rule() == Rule::expr)?;
        Some(When { condition: self.expr(condition)?, dated, span })
    }

    fn group(&mut self, pair: Pair<'_>) -> Option<Group> {
        let meta = self.meta(&pair)?;
        let mut names = children(pair).filter(|part| part.as_rule() == Rule::ident).map(|name| self.name(&name));
        let name = names.next()?;
        Some(Group { name, members: names.collect(), meta })
    }

    fn combine(&mut self, pair: Pair<'_>) -> Option<Combine> {
        let dated = self.dated(&pair)?;
        Some(Combine { value: self.expr(children(pair).next()?)?, dated })
    }

    /// Another combination for some people.
    pub(super) fn exception(&mut self, pair: Pair<'_>) -> Option<Exception> {
        let meta = self.meta(&pair)?;
        let mut name = None;
        let mut overrides = None;
        let mut condition = None;
        let mut combine = None;
        for part in children(pair) {
            match part.as_rule() {
                Rule::ident => name = Some(self.name(&part)),
                Rule::overrides => overrides = self.overridden(part),
                Rule::when => condition = Some(self.when(part)?),
                Rule::combine => combine = Some(self.combine(part)?),
                _ => {}
            }
        }
        Some(Exception { name: name?, overrides, meta, condition: condition?, combine: combine? })
    }
}
