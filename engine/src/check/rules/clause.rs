//! Checks what clauses share: sources, cases, tables, parameters.
//!
//! Receives trees; fills in the bodies of the program. It knows no day of assessment.

use std::collections::BTreeSet;

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Case as TreeCase, CellTest, Guard as TreeGuard, Path, Source};
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::{Checker, Context};
use crate::check::expressions::typed::{comparison_of, policy, typed};
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::rules::exception::Excepted;
use crate::codes;
use crate::hir::{
    Case, Citation, Days, DefinitionId, Expr, ExprKind, Guard, ParameterId, ParameterValue, PatchId, Type,
};
use crate::value::Policy;

impl Checker {
    /// The citations of sources.
    pub(in crate::check) fn citations(&mut self, sources: &[Source]) -> Vec<Citation> {
        let mut citations = Vec::new();
        for source in sources {
            let doubts: Vec<Text> = source.doubts.iter().map(tree::WrittenText::filled).collect();
            for citation in &source.citations {
                let found = self.citation(citation);
                citations.extend(found.map(|found| Citation { doubts: doubts.clone(), ..found }));
            }
        }
        citations
    }

    /// A citation; nothing, with a complaint, if its instrument is unknown.
    pub(in crate::check) fn citation(&mut self, citation: &tree::Citation) -> Option<Citation> {
        let Some(Symbol::Instrument(instrument)) = self.resolve(citation.instrument.as_ref()?, Wanted::Instrument)
        else {
            self.lost.push(citation.span);
            return None;
        };
        let parts = citation.parts.iter().map(|part| (part.level, part.label.clone())).collect();
        Some(Citation { instrument, parts, doubts: Vec::new(), span: citation.span })
    }

    /// Warns where a clause that decides something rests on nothing.
    pub(in crate::check) fn warn_without_source(&mut self, own: &[Citation], container: &[Citation], span: Span) {
        if own.is_empty() && container.is_empty() {
            let headline = Text::new("quy định này chưa nêu căn cứ", "this clause has no source");
            self.report(
                Diagnostic::new(codes::WITHOUT_SOURCE, span, headline)
                    .help(Text::new("thêm `căn cứ VĂN_BẢN điều ...`", "add `source INSTRUMENT article ...`")),
            );
        }
    }

    /// A value under a guard.
    pub(in crate::check) fn case(
        &mut self,
        case: &TreeCase,
        context: &Context,
        wanted: Type,
        declared: Span,
    ) -> Option<Case> {
        let value = self.expr(&case.value, context, Some(wanted));
        let guard = match &case.guard {
            None => Some(Guard::Always),
            Some(TreeGuard::Otherwise) => Some(Guard::Otherwise),
            Some(TreeGuard::When(condition)) => self.condition(condition, context).map(Guard::When),
        };
        let days = self.days(case.dated.validity.as_ref());
        let citations = self.citations(&case.dated.sources);
        let value = value?;
        if !self.expect_type(&value, wanted, Some(declared)) {
            return None;
        }
        Some(Case { value, guard: guard?, days, citations, span: case.span })
    }

    /// The values of a parameter: one without an end runs to the next.
    pub(in crate::check) fn fill_parameter(&mut self, parameter: &tree::Parameter, id: ParameterId) {
        let Some(value_type) = self.program.parameters.get(id.0).map(|parameter| parameter.value_type) else {
            return;
        };
        let container = self.citations(&parameter.meta.sources);
        let mut values = Vec::new();
        for value in &parameter.values {
            if let Some(value) = self.parameter_value(value, value_type, None) {
                self.warn_without_source_or_note(&value, &container, parameter);
                values.push(value);
            }
        }
        self.close_values(&mut values);
        if let Some(parameter) = self.program.parameters.get_mut(id.0) {
            parameter.values.splice(0..0, values);
        }
    }

    /// A parameter that is an assumption rests on its note.
    fn warn_without_source_or_note(
        &mut self,
        value: &ParameterValue,
        container: &[Citation],
        parameter: &tree::Parameter,
    ) {
        if value.notes.is_empty() && parameter.meta.notes.is_empty() {
            self.warn_without_source(&value.citations, container, value.span);
        }
    }

    /// One dated value.
    pub(in crate::check) fn parameter_value(
        &mut self,
        value: &tree::DatedValue,
        value_type: Type,
        patch: Option<PatchId>,
    ) -> Option<ParameterValue> {
        let days = self.days(Some(&value.validity));
        let constant = self.constant(&value.value, value_type);
        let citations = self.citations(&value.dated.sources);
        let notes = value.dated.notes.iter().map(tree::WrittenText::filled).collect();
        let is_open = days.to.is_none();
        Some(ParameterValue { days, is_open, value: constant?, citations, notes, patch, span: value.validity.span })
    }

    /// A value without an end runs to the next one; two that overlap are a mistake.
    pub(in crate::check) fn close_values(&mut self, values: &mut [ParameterValue]) {
        values.sort_by_key(|value| value.days.from);
        let starts: Vec<(Option<crate::value::Date>, Span)> =
            values.iter().skip(1).map(|value| (value.days.from, value.span)).collect();
        for (value, (next, next_span)) in values.iter_mut().zip(starts) {
            match (value.days.to, next) {
                (None, Some(next)) if value.days.from != Some(next) => value.days.to = next.day_before(),
                (Some(to), Some(next)) if to < next => {}
                _ => {
                    let headline =
                        Text::new("hai giá trị cùng áp dụng trong một thời gian", "two values apply on the same days");
                    let found = Diagnostic::new(codes::OVERLAPPING_VALUES, next_span, headline)
                        .saying(Text::new("giá trị này bắt đầu", "this value begins"))
                        .label(value.span, Text::new("khi giá trị này còn áp dụng", "while this one still holds"))
                        .note(Text::new(
                            "giá trị không nêu ngày cuối áp dụng đến trước ngày đầu của giá trị sau",
                            "a value without a last day holds until the day before the next one",
                        ));
                    // An end that was written is what reaches too far.
                    let end = next.and_then(crate::value::Date::day_before).filter(|_| value.days.to.is_some());
                    let end = end.filter(|end| value.days.from.is_none_or(|from| from <= *end));
                    self.diagnostics.push(match end {
                        Some(end) => found.help(Text::new(
                            format!("cho giá trị trước kết thúc ngày trước đó: `đến {end}`"),
                            format!("end the earlier value the day before: `to {end}`"),
                        )),
                        None => found,
                    });
                }
            }
        }
    }

    /// The cases of a definition.
    pub(in crate::check) fn fill_define(&mut self, define: &tree::Define, id: DefinitionId) {
        let Some((entity, value_type)) =
            self.program.definitions.get(id.0).map(|definition| (definition.entity, definition.value_type))
        else {
            return;
        };
        let context = Context::of(entity);
        let citations = self.citations(&define.meta.sources);
        let mut cases: Vec<Case> = Vec::new();
        for written in &define.cases {
            if let Some(case) = self.case(written, &context, value_type, define.name.span) {
                // A definition that is an assumption, or plain arithmetic, rests on its note.
                let is_told = !define.meta.notes.is_empty()
                    || !written.dated.notes.is_empty()
                    || !written.dated.sources.is_empty();
                if !is_told {
                    self.warn_without_source(&case.citations, &citations, case.span);
                }
                cases.push(case);
            }
        }
        let by = define.policy.map_or(Policy::Only, policy);
        self.check_policy(by, value_type, define.name.span);
        self.check_cases(&cases, by);
        let rule = Excepted { id, entity, value_type, policy: by, place: define.name.span };
        let exceptions = self.definition_exceptions(define, rule, &citations);
        if let Some(definition) = self.program.definitions.get_mut(id.0) {
            definition.cases = cases;
            definition.exceptions = exceptions;
            definition.policy = by;
            definition.citations = citations;
        }
    }

    /// The rows of a table: each is a case whose condition is its cells.
    pub(in crate::check) fn fill_table(&mut self, table: &tree::Table, id: DefinitionId) {
        let Some((entity, value_type)) =
            self.program.definitions.get(id.0).map(|definition| (definition.entity, definition.value_type))
        else {
            return;
        };
        let context = Context::of(entity);
        let citations = self.citations(&table.meta.sources);
        let instruments: BTreeSet<_> = citations.iter().map(|citation| citation.instrument).collect();
        let mut cases = Vec::new();
        // A column that is wrong is wrong once, however many rows there are.
        let columns: Vec<Option<Expr>> = table.columns.iter().map(|column| self.column(column, &context)).collect();
        for row in &table.rows {
            if let Some(mut case) = self.row(row, &table.columns, &columns, &context, value_type) {
                // A row that names only the place means that place in each instrument the table cites.
                if let Some(citation) = &row.citation {
                    case.citations = match &citation.instrument {
                        Some(_) => self.citation(citation).into_iter().collect(),
                        None => instruments
                            .iter()
                            .map(|instrument| Citation {
                                instrument: *instrument,
                                parts: citation.parts.iter().map(|part| (part.level, part.label.clone())).collect(),
                                doubts: Vec::new(),
                                span: citation.span,
                            })
                            .collect(),
                    };
                }
                cases.push(case);
            }
        }
        let by = table.policy.map_or(Policy::Only, policy);
        self.check_policy(by, value_type, table.name.span);
        if let Some(definition) = self.program.definitions.get_mut(id.0) {
            definition.cases = cases;
            definition.policy = by;
            definition.citations = citations;
        }
    }

    fn column(&mut self, column: &Path, context: &Context) -> Option<Expr> {
        let subject = tree::Expr { kind: tree::ExprKind::Path(column.clone()), span: column.span };
        self.expr(&subject, context, None)
    }

    fn row(
        &mut self,
        row: &tree::TableRow,
        columns: &[Path],
        subjects: &[Option<Expr>],
        context: &Context,
        wanted: Type,
    ) -> Option<Case> {
        if row.cells.len() != columns.len() {
            let headline = Text::new(
                format!("dòng này có {} ô, bảng có {} cột", row.cells.len(), columns.len()),
                format!("this row has {} cells, the table has {} columns", row.cells.len(), columns.len()),
            );
            let columns = columns.first().zip(columns.last()).map(|(first, last)| first.span.to(last.span));
            let mut found = Diagnostic::new(codes::CELL_COUNT, row.span, headline);
            if let Some(columns) = columns {
                found = found.label(columns, Text::new("các cột của bảng", "the columns of the table"));
            }
            self.report(found.help(Text::new(
                "viết một ô cho mỗi cột; ô nhận mọi giá trị là `bất kỳ`",
                "write one cell for each column; a cell for any value is `any`",
            )));
            return None;
        }
        let mut tests = Vec::new();
        let mut is_sound = true;
        for (cell, subject) in row.cells.iter().zip(subjects) {
            if cell.tests.is_empty() {
                continue;
            }
            let test = subject.as_ref().and_then(|subject| self.cell(cell, subject, context));
            is_sound &= test.is_some();
            tests.extend(test);
        }
        let value = self.expr(&row.result, context, Some(wanted))?;
        if !self.expect_type(&value, wanted, None) || !is_sound {
            return None;
        }
        let guard = if tests.is_empty() {
            Guard::Always
        } else {
            Guard::When(typed(ExprKind::AllOf(tests), Type::YesNo, row.span))
        };
        Some(Case { value, guard, days: Days::default(), citations: Vec::new(), span: row.span })
    }

    fn cell(&mut self, cell: &tree::Cell, subject: &Expr, context: &Context) -> Option<Expr> {
        let mut choices: Vec<u16> = Vec::new();
        let mut tests = Vec::new();
        for test in &cell.tests {
            let test = match test {
                CellTest::Range(range) => self.range_test(subject.clone(), range, context, cell.span)?,
                CellTest::Compare(operator, bound) => {
                    self.compare_with(comparison_of(*operator), subject.clone(), bound, context, cell.span)?
                }
            };
            match test.kind {
                ExprKind::OneOf(_, one) => choices.extend(one),
                kind => tests.push(typed(kind, Type::YesNo, cell.span)),
            }
        }
        if !choices.is_empty() {
            choices.sort_unstable();
            tests.push(typed(ExprKind::OneOf(Box::new(subject.clone()), choices), Type::YesNo, cell.span));
        }
        let only = if tests.len() == 1 { tests.pop() } else { None };
        Some(only.unwrap_or_else(|| typed(ExprKind::AnyOf(tests), Type::YesNo, cell.span)))
    }
}
