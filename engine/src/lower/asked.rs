//! Lowers what tests and properties ask for by name.
//!
//! Receives subjects of tests and expressions; hands on plans whose subjects they are. It knows no fact.

use ansinh_grammar::{Diagnostic, Text};

use super::{Days, Lowering, World, Worlds};
use crate::hir::{DefinitionId, Expr, Law, Program, Subject, Type};
use crate::plan::{ColumnId, Plan};
use crate::value::Date;

/// The plan of some subjects only, as a test names them.
///
/// # Errors
/// As for [`super::lower()`].
pub fn lower_subjects(
    program: &Program,
    world: &World,
    on: Date,
    subjects: &[Subject],
) -> Result<Plan, Vec<Diagnostic>> {
    let laws = |subject: &Subject| if let Subject::Computed(it) = subject { it.laws.clone() } else { Vec::new() };
    let laws: Vec<Law> = subjects.iter().flat_map(laws).collect();
    let worlds = Worlds::looking_at(program, world, &Days::one(on), &laws)?;
    let mut lowering = Lowering::new(&worlds);
    lowering.links_and_inputs();
    for subject in subjects {
        let column = lowering.subject(subject);
        lowering.plan.subjects.extend(column);
    }
    lowering.finish()
}

/// The plan of some expressions about one thing, in their order, that look at some laws besides the one asked for;
/// and the expressions in words.
///
/// # Errors
/// As for [`super::lower()`].
pub fn lower_expressions(
    program: &Program,
    world: &World,
    on: Date,
    laws: &[Law],
    expressions: &[&Expr],
) -> Result<(Plan, Vec<Text>), Vec<Diagnostic>> {
    let worlds = Worlds::looking_at(program, world, &Days::one(on), laws)?;
    let mut lowering = Lowering::new(&worlds);
    lowering.links_and_inputs();
    for expression in expressions {
        let column = lowering.expr(expression);
        lowering.plan.subjects.extend(column);
    }
    let words = expressions.iter().map(|expression| lowering.phrase(expression)).collect();
    Ok((lowering.finish()?, words))
}

/// The last part of the name of a module whose definitions say which facts contradict each other.
const CONTRADICTIONS: &str = "contradictions";

/// The plan of what says that facts contradict each other: its subjects are certainly yes for whom that is so.
///
/// # Errors
/// As for [`super::lower()`].
pub fn lower_contradictions(program: &Program, on: Date) -> Result<Plan, Vec<Diagnostic>> {
    let worlds = Worlds::of(program, &World::default(), &Days::one(on))?;
    let is_of_them = |definition: &crate::hir::Definition| {
        let module = program.modules.get(definition.naming.span.file.0);
        let is_one = |module: &String| module.rsplit('.').next() == Some(CONTRADICTIONS);
        definition.value_type == Type::YesNo && module.is_some_and(is_one)
    };
    let mut lowering = Lowering::new(&worlds);
    lowering.links_and_inputs();
    for (at, _) in program.definitions.iter().enumerate().filter(|(_, definition)| is_of_them(definition)) {
        let column = lowering.definition(DefinitionId(at));
        lowering.plan.subjects.extend(column);
    }
    let mut plan = lowering.finish()?;
    // What is only taken for granted contradicts nothing.
    plan.inputs.iter_mut().for_each(|input| input.implied.clear());
    plan.links.iter_mut().for_each(|link| link.empty_when.clear());
    Ok(plan)
}

impl Lowering<'_> {
    /// The column of a test's subject.
    fn subject(&mut self, subject: &Subject) -> Option<ColumnId> {
        match subject {
            Subject::Parameter(id, _) => self.parameter(*id, None),
            Subject::Definition(id, _) => self.definition(*id),
            Subject::Input(id, _) => self.input(*id),
            Subject::Benefit(id, _) => self.benefit_amount_of(*id),
            Subject::QualifiesForBenefit(id, _) => self.qualifies_for_benefit(*id),
            Subject::Qualifies(categories, _) => self.qualifies_for_any(categories),
            Subject::Computed(computed) => self.expr(&computed.expr),
        }
    }
}
