//! Lowers the rarer expressions, and says them in words: conditionals, days, optional values, values of each.
//!
//! Receives checked expressions; hands on operations and texts. It knows no benefit.

use ansinh_grammar::{Language, Text};

use super::Lowering;
use super::phrase::{Wording, lower_first, policy_word};
use crate::hir::{Each, Expr, ExprKind, LinkId};
use crate::plan::{Arm, ColumnId, EntityId, Op};
use crate::value::Policy;

impl Lowering<'_> {
    /// The operation of an expression of these kinds.
    pub(super) fn further(&mut self, expr: &Expr) -> Option<Op> {
        Some(match &expr.kind {
            ExprKind::If(parts) => {
                let guard = Some(self.expr(&parts.condition)?);
                let value = self.expr(&parts.then)?;
                let otherwise = Some(self.expr(&parts.otherwise)?);
                Op::Cases { policy: Policy::First, arms: vec![Arm { guard, value }], otherwise }
            }
            ExprKind::MonthEdge(is_last, date) => Op::MonthEdge(*is_last, self.expr(date)?),
            ExprKind::ElapsedDays(from, to) => Op::ElapsedDays(self.expr(from)?, self.expr(to)?),
            ExprKind::Each(policy, link, each) => {
                let condition = self.counted(*link, each.condition.as_ref())?;
                let value = self.expr(&each.value)?;
                Op::Each { policy: *policy, link: self.link(*link)?, value, condition }
            }
            ExprKind::Count(link, condition) => {
                let condition = self.counted(*link, condition.as_deref())?;
                Op::Count(self.link(*link)?, condition)
            }
            ExprKind::IsPresent(inner) => Op::IsPresent(self.expr(inner)?),
            ExprKind::Required(inner) => Op::Required(self.expr(inner)?),
            _ => return None,
        })
    }

    /// Who counts among others: of whom the condition holds, and who is born where another day than the plan's is
    /// looked at. Inner nothing for everybody.
    fn counted(&mut self, link: LinkId, condition: Option<&Expr>) -> Option<Option<ColumnId>> {
        let mut parts = Vec::new();
        let mut phrase = Text::new("đã sinh", "is born");
        if let Some(condition) = condition {
            phrase = self.phrase(condition);
            parts.push(self.expr(condition)?);
        }
        if self.on != self.plan.on
            && let Some(to) = self.program.links.get(link.0).map(|link| link.to)
        {
            parts.extend(self.is_born(EntityId(to.0))?);
        }
        if parts.is_empty() {
            return Some(None);
        }
        self.all(parts, phrase).map(Some)
    }
}

impl Wording<'_> {
    /// The same in words.
    pub(super) fn further_words(&self, expr: &Expr, language: Language) -> String {
        let is_vi = language == Language::Vi;
        match &expr.kind {
            ExprKind::If(parts) => {
                let [condition, then, otherwise] =
                    [&parts.condition, &parts.then, &parts.otherwise].map(|part| self.words(part, language));
                let condition = lower_first(&condition);
                if is_vi {
                    format!("{then} nếu {condition}, ngược lại {otherwise}")
                } else {
                    format!("{then} if {condition}, otherwise {otherwise}")
                }
            }
            ExprKind::MonthEdge(is_last, date) => {
                let date = lower_first(&self.words(date, language));
                let edge = match (is_vi, is_last) {
                    (true, false) => "ngày đầu tháng của",
                    (true, true) => "ngày cuối tháng của",
                    (false, false) => "the first day of the month of",
                    (false, true) => "the last day of the month of",
                };
                format!("{edge} {date}")
            }
            ExprKind::ElapsedDays(from, to) => {
                let (from, to) = (self.words(from, language), self.words(to, language));
                if is_vi {
                    format!("số ngày tròn từ {from} đến {to}")
                } else {
                    format!("full days from {from} to {to}")
                }
            }
            ExprKind::Each(policy, link, each) => self.each_words(*policy, *link, each, language),
            ExprKind::IsPresent(inner) => {
                let inner = self.words(inner, language);
                if is_vi { format!("{inner}: đã có") } else { format!("{inner}: present") }
            }
            ExprKind::Required(inner) => self.words(inner, language),
            _ => String::new(),
        }
    }

    fn each_words(&self, policy: Policy, link: LinkId, each: &Each, language: Language) -> String {
        let is_vi = language == Language::Vi;
        let members = self.label(self.program.links.get(link.0).map(|found| &found.naming.label), language);
        let value = lower_first(&self.words(&each.value, language));
        let lead = if is_vi { "của mỗi người/hộ trong" } else { "of each of" };
        let which = each
            .condition
            .as_ref()
            .map_or(String::new(), |condition| format!(" ({})", lower_first(&self.words(condition, language))));
        format!("{} {value} {lead} {}{which}", policy_word(policy, language), lower_first(&members))
    }
}
