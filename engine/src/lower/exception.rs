//! Lowers exceptions: for whom each holds, and what it makes of a definition.
//!
//! Receives checked exceptions; hands on columns. Where an exception applies, the ones that it overrides do not; two
//! that are left must agree. It knows the day, and no benefit.

use ansinh_grammar::Text;

use super::Lowering;
use super::text::unit;
use crate::hir::{self, Condition};
use crate::plan::{Arm, Citation, ColumnId, Listed, Op, Written};
use crate::value::{Date, Policy};

/// What an arm of cases is called, and where it comes from.
#[derive(Clone, Default)]
pub(super) struct Told {
    pub(super) label: Text,
    pub(super) citations: Vec<Citation>,
}

impl Lowering<'_> {
    /// For whom each of some exceptions in force holds: its condition, and none of those that override it.
    pub(super) fn exception_guards<T>(&mut self, exceptions: &[(usize, &hir::Exception<T>)]) -> Option<Vec<ColumnId>> {
        let mut own = Vec::new();
        for (_, exception) in exceptions {
            own.push(self.expr(&exception.condition.expr)?);
        }
        let mut guards = Vec::new();
        for ((position, exception), guard) in exceptions.iter().zip(&own) {
            let is_stronger = |other: &hir::Exception<T>| other.overrides == Some(*position);
            let stronger = exceptions.iter().zip(&own).filter(|((_, other), _)| is_stronger(other));
            let stronger: Vec<ColumnId> = stronger.map(|(_, guard)| *guard).collect();
            if stronger.is_empty() {
                guards.push(*guard);
                continue;
            }
            let label = &exception.naming.label;
            let phrase = Text::new(
                format!("ngoại lệ khác ưu tiên hơn “{}”", label.vi),
                format!("another exception overrides “{}”", label.en),
            );
            let beaten = self.any(stronger, phrase.clone())?;
            let phrase =
                Text::new(format!("không có {}", phrase.vi), format!("no other exception overrides “{}”", label.en));
            let stands = self.column(Op::Not(beaten), None, phrase, exception.condition.expr.span)?;
            guards.push(self.all(vec![*guard, stands], label.clone())?);
        }
        Some(guards)
    }

    /// The value of a definition, with its exceptions over its cases.
    pub(super) fn with_definition_exceptions(
        &mut self,
        definition: &hir::Definition,
        base: ColumnId,
    ) -> Option<ColumnId> {
        let on = self.on;
        let in_force = in_force(&definition.exceptions, on);
        if in_force.is_empty() {
            return Some(base);
        }
        let guards = self.exception_guards(&in_force)?;
        let (mut arms, mut told) = (Vec::new(), Vec::new());
        let naming = &definition.naming;
        let places = in_force.iter().map(|(_, exception)| exception.naming.span).collect();
        let (name, span) = (self.program.called(naming), naming.span);
        let written = Written { listed: Listed::Exceptions, name, span, arms: places, otherwise: None };
        for ((_, exception), guard) in in_force.into_iter().zip(guards) {
            let value = self.cases(definition.policy, &exception.instead, definition.value_type, &exception.naming)?;
            let citations = self.exception_citations(&exception.citations, &exception.condition);
            arms.push(Arm { guard: Some(guard), value });
            told.push(Told { label: exception.naming.label.clone(), citations });
        }
        let op = Op::Cases { policy: Policy::Only, arms, otherwise: Some(base) };
        let label = definition.naming.label.clone();
        let column = self.column(op, unit(definition.value_type, self.program), label, definition.naming.span)?;
        self.tell_arms(column, told);
        self.write_down(column, written);
        Some(column)
    }

    /// Where an exception comes from: what its condition cites, or else what it cites as a whole.
    pub(super) fn exception_citations(&self, own: &[hir::Citation], condition: &Condition) -> Vec<Citation> {
        let all: Vec<hir::Citation> = condition.citations.iter().chain(own).cloned().collect();
        self.citations(&all)
    }

    /// Tells the arms of a column of cases apart, unless they are already.
    pub(super) fn tell_arms(&mut self, id: ColumnId, told: Vec<Told>) {
        let Some(column) = self.plan.columns.get_mut(id.0) else {
            return;
        };
        if matches!(column.op, Op::Cases { .. }) && column.arm_labels.is_empty() {
            (column.arm_labels, column.arm_citations) =
                told.into_iter().map(|told| (told.label, told.citations)).unzip();
        }
    }
}

/// The exceptions in force on a day, with their positions.
pub(super) fn in_force<T>(exceptions: &[hir::Exception<T>], on: Date) -> Vec<(usize, &hir::Exception<T>)> {
    exceptions.iter().enumerate().filter(|(_, found)| found.condition.days.contains(on)).collect()
}
