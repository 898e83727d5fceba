//! Lowers exceptions: for whom each holds, and what it makes of a definition.
//!
//! Receives checked exceptions; hands on columns. Where an exception applies, the ones that it overrides do not; two
//! that are left must agree. It knows the day, and no benefit.

use ansinh_grammar::Text;

use super::Lowering;
use super::text::unit;
use crate::hir::{self, Condition};
use crate::plan::{Arm, Citation, ColumnId, Listed, Op, Written};
use crate::value::Policy;

/// What an arm of cases is called, and where it comes from.
#[derive(Clone, Default)]
pub(super) struct Told {
    pub(super) label: Text,
    pub(super) citations: Vec<Citation>,
}

/// An exception as far as it matters for whom it holds.
pub(super) trait Excepting {
    fn name(&self) -> &str;
    fn overrides(&self) -> Option<&str>;
    fn condition(&self) -> &Condition;
    fn label(&self) -> &Text;
}

impl Excepting for hir::Exception {
    fn name(&self) -> &str {
        &self.naming.name
    }

    fn overrides(&self) -> Option<&str> {
        self.overrides.as_deref()
    }

    fn condition(&self) -> &Condition {
        &self.condition
    }

    fn label(&self) -> &Text {
        &self.naming.label
    }
}

impl Excepting for hir::DefinitionException {
    fn name(&self) -> &str {
        &self.naming.name
    }

    fn overrides(&self) -> Option<&str> {
        self.overrides.as_deref()
    }

    fn condition(&self) -> &Condition {
        &self.condition
    }

    fn label(&self) -> &Text {
        &self.naming.label
    }
}

impl Lowering<'_> {
    /// For whom each of some exceptions in force holds: its condition, and none of those that override it.
    pub(super) fn exception_guards<E: Excepting>(&mut self, exceptions: &[&E]) -> Option<Vec<ColumnId>> {
        let mut own = Vec::new();
        for exception in exceptions {
            own.push(self.expr(&exception.condition().expr)?);
        }
        let mut guards = Vec::new();
        for (exception, guard) in exceptions.iter().zip(&own) {
            let stronger = exceptions.iter().zip(&own).filter(|(other, _)| other.overrides() == Some(exception.name()));
            let stronger: Vec<ColumnId> = stronger.map(|(_, guard)| *guard).collect();
            if stronger.is_empty() {
                guards.push(*guard);
                continue;
            }
            let label = exception.label();
            let phrase = Text::new(
                format!("ngoại lệ khác ưu tiên hơn “{}”", label.vi),
                format!("another exception overrides “{}”", label.en),
            );
            let beaten = self.any(stronger, phrase.clone())?;
            let phrase =
                Text::new(format!("không có {}", phrase.vi), format!("no other exception overrides “{}”", label.en));
            let stands = self.column(Op::Not(beaten), None, phrase, hir_span(*exception))?;
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
        let in_force: Vec<&hir::DefinitionException> =
            definition.exceptions.iter().filter(|found| found.condition.days.contains(on)).collect();
        if in_force.is_empty() {
            return Some(base);
        }
        let guards = self.exception_guards(&in_force)?;
        let (mut arms, mut told) = (Vec::new(), Vec::new());
        let naming = &definition.naming;
        let places = in_force.iter().map(|exception| exception.naming.span).collect();
        let (name, span) = (naming.name.clone(), naming.span);
        let written = Written { listed: Listed::Exceptions, name, span, arms: places, otherwise: None };
        for (exception, guard) in in_force.into_iter().zip(guards) {
            let value = self.cases(definition.policy, &exception.cases, definition.value_type, &exception.naming)?;
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

fn hir_span<E: Excepting>(exception: &E) -> ansinh_grammar::Span {
    exception.condition().expr.span
}
