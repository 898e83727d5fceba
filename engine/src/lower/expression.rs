//! Lowers expressions, facts, parameters and definitions.
//!
//! Receives checked expressions; hands on columns. It knows the day and the world, and no benefit's combination.

use ansinh_grammar::{Diagnostic, Span, Text};

use super::column::input_kind;
use super::exception::Told;
use super::text::unit;
use super::{Lowering, NO_VALUE, SCOPED, overlays};
use crate::hir::{self, Case, Expr, ExprKind, Guard, ParameterId, ParameterValue, Type};
use crate::plan::{Arm, Citation, ColumnId, EntityId, Input, InputId, Kind, Link, LinkId, Listed, Op, Role, Written};
use crate::value::{Comparison, Policy, Value};

impl Lowering<'_> {
    /// The tables of links and inputs: same order and same positions as in the program.
    pub(super) fn links_and_inputs(&mut self) {
        for link in &self.program.links {
            self.plan.links.push(Link {
                name: link.naming.name.clone(),
                label: link.naming.label.clone(),
                ask: link.ask.clone(),
                from: EntityId(link.from.0),
                to: EntityId(link.to.0),
                is_many: link.is_many,
                is_optional: link.is_optional,
                empty_when: Vec::new(),
                is_used: false,
            });
        }
        let local = overlays(self.program);
        let is_local = |input: &hir::Input| {
            let module = self.program.modules.get(input.naming.span.file.0);
            module.is_some_and(|module| local.contains(module))
        };
        for input in &self.program.inputs {
            let choices = match input.value_type {
                Type::Choice(id) => self.choice_kind(id),
                _ => Kind::YesNo,
            };
            self.plan.inputs.push(Input {
                name: input.naming.name.clone(),
                entity: EntityId(input.entity.0),
                kind: input_kind(input, choices, self.program),
                is_optional: input.is_optional,
                label: input.naming.label.clone(),
                ask: input.ask.clone(),
                help: input.help.clone(),
                evidence: input.evidence.clone(),
                is_sensitive: input.is_sensitive,
                is_local: is_local(input),
                range: input.range,
                implied: Vec::new(),
                is_used: false,
            });
        }
    }

    /// The column of an expression.
    pub(super) fn expr(&mut self, expr: &Expr) -> Option<ColumnId> {
        let phrase = self.phrase(expr);
        let op = match &expr.kind {
            ExprKind::Constant(value) => return self.constant(*value, expr.value_type),
            ExprKind::AssessmentDate => return self.constant(Value::Date(self.on), Type::Date),
            ExprKind::Input(id) => return self.input(*id),
            ExprKind::Parameter(id) => return self.parameter(*id, Some(expr.span)),
            ExprKind::Definition(id) => return self.definition(*id),
            ExprKind::Qualifies(categories) => return self.qualifies_for_any(categories),
            ExprKind::QualifiesForBenefit(id) => return self.qualifies_for_benefit(*id),
            ExprKind::Benefit(id) => return self.benefit_amount_of(*id),
            ExprKind::Under(law, inner) => return self.under(*law, |lowering| lowering.expr(inner)),
            ExprKind::Follow(link, inner) => {
                let inner = self.expr(inner)?;
                // A value that is the same for all needs no link.
                if self.plan.column(inner)?.entity.is_none() {
                    return Some(inner);
                }
                Op::Follow(self.link(*link)?, inner)
            }
            ExprKind::Not(inner) => Op::Not(self.expr(inner)?),
            ExprKind::AllOf(parts) => {
                let parts = self.exprs(parts)?;
                return self.all(parts, phrase);
            }
            ExprKind::AnyOf(parts) => {
                let parts = self.exprs(parts)?;
                return self.any(parts, phrase);
            }
            ExprKind::Compare(comparison, left, right) => {
                let (left, right) = self.compared(left, right)?;
                match comparison {
                    Comparison::Greater => Op::Compare(Comparison::Less, right, left),
                    Comparison::GreaterOrEqual => Op::Compare(Comparison::LessOrEqual, right, left),
                    other => Op::Compare(*other, left, right),
                }
            }
            ExprKind::OneOf(inner, values) => Op::OneOf(self.expr(inner)?, values.clone()),
            ExprKind::Add(left, right) => Op::Add(self.expr(left)?, self.expr(right)?),
            ExprKind::Subtract(left, right) => Op::Subtract(self.expr(left)?, self.expr(right)?),
            ExprKind::Multiply(left, right) => Op::Multiply(self.expr(left)?, self.expr(right)?),
            ExprKind::Round(rounding, inner, step) => self.rounded(*rounding, inner, step.as_number()?)?,
            ExprKind::Divide(over, under) => self.divided(expr, over, under)?,
            ExprKind::If(_)
            | ExprKind::Count(..)
            | ExprKind::MonthEdge(..)
            | ExprKind::ElapsedDays(..)
            | ExprKind::Each(..)
            | ExprKind::IsPresent(_)
            | ExprKind::Required(_) => self.further(expr)?,
            ExprKind::Elapsed { is_years, from, to } => {
                Op::Elapsed { is_years: *is_years, from: self.expr(from)?, to: self.expr(to)? }
            }
            ExprKind::Several(policy, parts) => self.one_of(*policy, parts)?,
        };
        self.column(op, unit(expr.value_type, self.program), phrase, expr.span)
    }

    fn one_of(&mut self, policy: Policy, parts: &[Expr]) -> Option<Op> {
        let parts = self.exprs(parts)?;
        let arms = parts.into_iter().map(|value| Arm { guard: None, value }).collect();
        Some(Op::Cases { policy, arms, otherwise: None })
    }

    fn exprs(&mut self, parts: &[Expr]) -> Option<Vec<ColumnId>> {
        let columns: Vec<Option<ColumnId>> = parts.iter().map(|part| self.expr(part)).collect();
        columns.into_iter().collect()
    }

    /// A link, with the columns that make it empty as a matter of course.
    pub(super) fn link(&mut self, id: hir::LinkId) -> Option<LinkId> {
        let at = LinkId(id.0);
        if self.plan.links.get(at.0)?.is_used || self.open_links.contains(&id) {
            return Some(at);
        }
        self.open_links.push(id);
        let program = self.program;
        let mut empty_when = Vec::new();
        for condition in &program.links.get(id.0)?.empty_when {
            empty_when.push(self.expr(condition)?);
        }
        let link = self.plan.links.get_mut(at.0)?;
        link.empty_when = empty_when;
        link.is_used = true;
        Some(at)
    }

    /// A fact, with the columns that imply its value.
    pub(super) fn input(&mut self, id: hir::InputId) -> Option<ColumnId> {
        if let Some(known) = self.inputs.get(&id) {
            return *known;
        }
        let program = self.program;
        let input = program.inputs.get(id.0)?;
        let mut implied = Vec::new();
        for (condition, value) in &input.implied {
            implied.push((self.expr(condition)?, *value));
        }
        if let Some(found) = self.plan.inputs.get_mut(id.0) {
            found.implied = implied;
            found.is_used = true;
        }
        let phrase = input.naming.label.clone();
        let column =
            self.column(Op::Input(InputId(id.0)), unit(input.value_type, self.program), phrase, input.naming.span);
        let column = column.map(|column| self.named(column, &input.naming, Role::Input, Vec::new()));
        self.inputs.insert(id, column);
        column
    }

    /// A parameter's value on the day in the world.
    pub(super) fn parameter(&mut self, id: ParameterId, used: Option<Span>) -> Option<ColumnId> {
        if let Some(known) = self.parameters.get(&id) {
            return Some(*known);
        }
        let column = self.parameter_column(id, used)?;
        self.parameters.insert(id, column);
        Some(column)
    }

    fn parameter_column(&mut self, id: ParameterId, used: Option<Span>) -> Option<ColumnId> {
        let program = self.program;
        let parameter = program.parameters.get(id.0)?;
        if let Some(value) = self.settings.get(&id.0).copied() {
            let column = self.constant(value, parameter.value_type)?;
            return Some(self.named(column, &parameter.naming, Role::Parameter, Vec::new()));
        }
        let values = self.values.get(id.0)?;
        if values.for_some.is_empty() {
            return match &values.for_all {
                Some(value) => self.parameter_value(parameter, value),
                None => {
                    self.report_no_value(parameter, used);
                    None
                }
            };
        }
        let Some(for_all) = &values.for_all else {
            let name = self.program.called(&parameter.naming);
            let headline = Text::new(
                format!("ngoài phạm vi áp dụng, `{}` không có giá trị", name.vi),
                format!("outside the scope `{}` has no value", name.en),
            );
            self.complain(SCOPED, parameter.naming.span, headline);
            return None;
        };
        let otherwise = Some(self.parameter_value(parameter, for_all)?);
        let mut arms = Vec::new();
        // Of two values for the same people the last one holds.
        for (scope, value) in values.for_some.iter().rev() {
            let value = self.parameter_value(parameter, value)?;
            arms.push(Arm { guard: Some(self.expr(scope)?), value });
        }
        let op = Op::Cases { policy: Policy::First, arms, otherwise };
        let phrase = parameter.naming.label.clone();
        let column = self.column(op, unit(parameter.value_type, self.program), phrase, parameter.naming.span)?;
        Some(self.named(column, &parameter.naming, Role::Parameter, Vec::new()))
    }

    fn parameter_value(&mut self, parameter: &hir::Parameter, value: &ParameterValue) -> Option<ColumnId> {
        let citations = self.citations(&value.citations);
        let column = self.constant(value.value, parameter.value_type)?;
        Some(self.named(column, &parameter.naming, Role::Parameter, citations))
    }

    fn report_no_value(&mut self, parameter: &hir::Parameter, used: Option<Span>) {
        let name = self.program.called(&parameter.naming);
        let headline = Text::new(
            format!("`{}` không có giá trị vào ngày {}", name.vi, self.on),
            format!("`{}` has no value on {}", name.en, self.on),
        );
        let mut found = Diagnostic::new(NO_VALUE, used.unwrap_or(parameter.naming.span), headline);
        if let Some(value) = parameter.values.first() {
            found = found.label(value.span, Text::new("giá trị đầu tiên", "its first value"));
        }
        self.report_missing(found, parameter.values.iter().map(|value| value.days));
    }

    /// A definition or table.
    pub(super) fn definition(&mut self, id: hir::DefinitionId) -> Option<ColumnId> {
        if let Some(known) = self.definitions.get(&id) {
            return *known;
        }
        let program = self.program;
        let definition = program.definitions.get(id.0)?;
        let base = self.cases(definition.policy, &definition.cases, definition.value_type, &definition.naming);
        let column = base.and_then(|base| self.with_definition_exceptions(definition, base));
        let in_force: Vec<&Case> = definition.cases.iter().filter(|case| case.days.contains(self.on)).collect();
        let mut citations = definition.citations.clone();
        if let ([only], true) = (in_force.as_slice(), base == column) {
            citations.extend(only.citations.iter().cloned());
        }
        let citations = self.citations(&citations);
        let column = column.map(|column| self.named(column, &definition.naming, Role::Definition, citations));
        self.definitions.insert(id, column);
        column
    }

    /// Cases in force on the day: one without a guard is its value.
    pub(super) fn cases(
        &mut self,
        policy: Policy,
        cases: &[Case],
        value_type: Type,
        naming: &hir::Naming,
    ) -> Option<ColumnId> {
        let on = self.on;
        let in_force: Vec<&Case> = cases.iter().filter(|case| case.days.contains(on)).collect();
        if let [Case { guard: Guard::Always, value, .. }] = in_force.as_slice() {
            return self.expr(value);
        }
        let mut arms = Vec::new();
        let mut otherwise = None;
        let place = naming.span;
        let mut written = Written {
            listed: Listed::Clauses,
            name: self.program.called(naming),
            span: place,
            arms: Vec::new(),
            otherwise: None,
        };
        for case in in_force {
            match case.guard {
                Guard::Otherwise => written.otherwise = Some(case.span),
                _ => written.arms.push(case.span),
            }
            let value = self.expr(&case.value)?;
            match &case.guard {
                Guard::Always => arms.push(Arm { guard: None, value }),
                Guard::When(condition) => arms.push(Arm { guard: Some(self.expr(condition)?), value }),
                Guard::Otherwise => otherwise = Some(value),
            }
        }
        if arms.is_empty() && otherwise.is_none() {
            let name = self.program.called(naming);
            let headline = Text::new(
                format!("`{}` không có nội dung nào áp dụng vào ngày {on}", name.vi),
                format!("nothing of `{}` is in force on {on}", name.en),
            );
            let found = Diagnostic::new(NO_VALUE, naming.span, headline);
            self.report_missing(found, cases.iter().map(|case| case.days));
            return None;
        }
        let op = Op::Cases { policy, arms, otherwise };
        let column = self.column(op, unit(value_type, self.program), naming.label.clone(), naming.span)?;
        self.write_down(column, written);
        let told = cases.iter().filter(|case| case.days.contains(on) && !matches!(case.guard, Guard::Otherwise));
        let told = told.map(|case| self.told_of_case(case)).collect();
        self.tell_arms(column, told);
        Some(column)
    }

    /// What a case is called where it disagrees with another one.
    fn told_of_case(&self, case: &Case) -> Told {
        let value = self.phrase(&case.value);
        let label = match &case.guard {
            Guard::When(condition) => {
                let condition = self.phrase(condition);
                Text::new(format!("{} khi {}", value.vi, condition.vi), format!("{} when {}", value.en, condition.en))
            }
            Guard::Always | Guard::Otherwise => value,
        };
        Told { label, citations: self.citations(&case.citations) }
    }

    /// Citations whose instruments are applied on the day; all of them if none is.
    pub(super) fn citations(&self, citations: &[hir::Citation]) -> Vec<Citation> {
        let instrument = |citation: &hir::Citation| self.program.instruments.get(citation.instrument.0);
        let counts = |citation: &&hir::Citation| {
            instrument(citation).is_some_and(|instrument| instrument.applied.contains(self.on))
        };
        let any_counts = citations.iter().any(|citation| counts(&citation));
        let mut found: Vec<Citation> = Vec::new();
        for citation in citations.iter().filter(|citation| !any_counts || counts(citation)) {
            if let Some(instrument) = instrument(citation) {
                let citation = Citation {
                    instrument: instrument.naming.name.clone(),
                    parts: citation.parts.clone(),
                    text: super::text::citation_text(instrument, &citation.parts),
                    doubts: self.doubts(instrument, citation),
                    readings: citation.doubts.clone(),
                };
                if !found.contains(&citation) {
                    found.push(citation);
                }
            }
        }
        found
    }

    /// What is doubtful on the day about a place that is cited.
    fn doubts(&self, instrument: &hir::Instrument, citation: &hir::Citation) -> Vec<Text> {
        let is_meant = |doubt: &&hir::Doubt| {
            let holds = doubt.place.as_ref().is_none_or(|place| place.holds(&citation.parts));
            holds && doubt.days.contains(self.on)
        };
        instrument.doubts.iter().filter(is_meant).map(|doubt| doubt.text.clone()).collect()
    }
}
