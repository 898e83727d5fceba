//! Lowers what an indicator measures: which things are counted, and among which.
//!
//! Receives the place of an indicator in the program; hands on a plan and the columns to count by. It counts nothing.

use ansinh_grammar::Diagnostic;

use super::{Days, Lowering, World, Worlds};
use crate::hir::{Program, Type};
use crate::plan::{ColumnId, EntityId, Plan};
use crate::value::{Date, Value};

/// The plan of one measure and its columns.
#[derive(Clone, Debug)]
pub struct Gauge {
    /// The plan.
    pub plan: Plan,
    /// What is counted.
    pub entity: EntityId,
    /// Which of them; nothing for all.
    pub counted: Option<ColumnId>,
    /// Among which of them; nothing for all.
    pub among: Option<ColumnId>,
    /// A column that is yes for everything.
    pub everything: ColumnId,
}

/// The plan of what an indicator measures on a day; nothing if it has no measure.
///
/// # Errors
/// As for [`super::lower`].
pub fn lower_measure(
    program: &Program,
    world: &World,
    on: Date,
    indicator: usize,
) -> Result<Option<Gauge>, Vec<Diagnostic>> {
    let worlds = Worlds::of(program, world, &Days::one(on))?;
    let mut lowering = Lowering::new(&worlds);
    let Some(measure) = lowering.program.indicators.get(indicator).and_then(|found| found.measure.as_ref()) else {
        return Ok(None);
    };
    lowering.links_and_inputs();
    let counted = measure.condition.as_ref().map(|condition| lowering.expr(condition));
    let among = measure.among.as_ref().map(|among| lowering.expr(among));
    let everything = lowering.constant(Value::YesNo(true), Type::YesNo);
    let plan = lowering.finish()?;
    // A condition that could not be lowered has left a complaint, so none is missing here.
    let (Some(counted), Some(among)) = (transposed(counted), transposed(among)) else {
        return Ok(None);
    };
    let entity = EntityId(measure.entity.0);
    Ok(everything.map(|everything| Gauge { plan, entity, counted, among, everything }))
}

const fn transposed(found: Option<Option<ColumnId>>) -> Option<Option<ColumnId>> {
    match found {
        None => Some(None),
        Some(None) => None,
        Some(column) => Some(column),
    }
}
