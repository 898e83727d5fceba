//! What no rule looks at: facts that are asked in vain, values of a list that the law never tells apart.
//!
//! Receives all plans of a program; hands on warnings. It reads which columns look at what and evaluates nothing.

use std::collections::BTreeSet;

use ansinh_grammar::Text;
use ansinh_grammar::diagnostic::Diagnostic;

use super::codes;
use crate::hir::{EnumerationId, Naming, Program, Type};
use crate::plan::{ColumnId, Op, Plan};
use crate::value::Value;

/// Facts and values that no plan looks at.
pub(super) fn check(program: &Program, plans: &[Plan]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, input) in program.inputs.iter().enumerate() {
        if !plans.iter().any(|plan| plan.inputs.get(at).is_some_and(|input| input.is_used)) {
            let name = program.called(&input.naming);
            let headline = Text::new(
                format!("dữ kiện `{}` được hỏi nhưng không quy định nào dùng đến", name.vi),
                format!("the input `{}` is asked but no rule uses it", name.en),
            );
            found.push(Diagnostic::new(codes::UNUSED_INPUT, input.naming.span, headline).help(Text::new(
                "bỏ dữ kiện này, hoặc viết quy định dùng đến nó",
                "leave the input out, or write the rule that uses it",
            )));
        }
    }
    let tested: BTreeSet<(EnumerationId, u16)> = plans.iter().flat_map(|plan| tested(program, plan)).collect();
    for (at, enumeration) in program.enumerations.iter().enumerate() {
        let id = EnumerationId(at);
        let is_tested = |value: usize| u16::try_from(value).is_ok_and(|value| tested.contains(&(id, value)));
        let others: Vec<&Naming> = enumeration
            .values
            .iter()
            .enumerate()
            .filter(|(value, _)| !is_tested(*value))
            .map(|(_, naming)| naming)
            .collect();
        // One value that is never named is what is left over; of two, the law does not know which is which.
        if others.len() < 2 || others.len() == enumeration.values.len() {
            continue;
        }
        let names: Vec<Text> = others.iter().map(|naming| program.called(naming)).collect();
        let joined = |form: fn(&Text) -> &str| names.iter().map(form).collect::<Vec<_>>().join("`, `");
        let headline = Text::new(
            format!("không quy định nào phân biệt các giá trị `{}`", joined(|name| &name.vi)),
            format!("no rule tells the values `{}` apart", joined(|name| &name.en)),
        );
        let span = others.first().map_or(enumeration.naming.span, |naming| naming.span);
        found.push(Diagnostic::new(codes::UNTESTED_VALUE, span, headline).help(Text::new(
            "gộp các giá trị này thành một, hoặc viết quy định phân biệt chúng",
            "make one value of them, or write the rule that tells them apart",
        )));
    }
    found
}

/// The values of enumerations that a plan compares something with.
fn tested(program: &Program, plan: &Plan) -> Vec<(EnumerationId, u16)> {
    let mut tested = Vec::new();
    for column in &plan.columns {
        match &column.op {
            Op::OneOf(one, values) => {
                for id in enumerations(program, plan, *one) {
                    tested.extend(values.iter().map(|value| (id, *value)));
                }
            }
            Op::Compare(_, left, right) => {
                for (one, other) in [(left, right), (right, left)] {
                    let Some(Op::Constant(Value::Choice(value))) = plan.column(*other).map(|column| &column.op) else {
                        continue;
                    };
                    tested.extend(enumerations(program, plan, *one).into_iter().map(|id| (id, *value)));
                }
            }
            _ => {}
        }
    }
    tested
}

/// The enumerations of the facts that a column takes its values from.
fn enumerations(program: &Program, plan: &Plan, column: ColumnId) -> BTreeSet<EnumerationId> {
    let mut found = BTreeSet::new();
    let mut todo = vec![column];
    while let Some(next) = todo.pop() {
        match plan.column(next).map(|column| &column.op) {
            Some(Op::Input(id)) => {
                if let Some(Type::Choice(id)) = program.inputs.get(id.0).map(|input| input.value_type) {
                    found.insert(id);
                }
            }
            Some(Op::Same(one) | Op::Follow(_, one)) => todo.push(*one),
            Some(Op::Cases { arms, otherwise, .. }) => todo.extend(arms.iter().map(|arm| arm.value).chain(*otherwise)),
            _ => {}
        }
    }
    found
}
