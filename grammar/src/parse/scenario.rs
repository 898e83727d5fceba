//! Reads scenarios.
//!
//! Receives pairs; hands on nodes. It knows no types and no dates in force.

use super::Rule;
use super::reader::{Pair, Reader, children};
use crate::tree::{Dated, DatedValue, QualifiedName, Scenario, ScenarioEdit, When};

impl Reader<'_> {
    /// A draft that changes the law.
    pub(super) fn scenario(&mut self, pair: Pair<'_>) -> Option<Scenario> {
        let meta = self.meta(&pair)?;
        let mut parts = children(pair);
        let name = self.name(&parts.next()?);
        let mut scenario = Scenario { name, meta, validity: None, based_on: None, scope: None, edits: Vec::new() };
        for part in parts {
            match part.as_rule() {
                Rule::validity => scenario.validity = self.validity(&part),
                Rule::based_on => scenario.based_on = Some(self.qualified(&children(part).next()?)),
                Rule::scope => scenario.scope = Some(self.expr(children(part).next()?)?),
                Rule::set_parameter => {
                    let (target, value) = self.set_parameter(part)?;
                    scenario.edits.push(ScenarioEdit::SetParameter(target, Box::new(value)));
                }
                Rule::add_category => {
                    let target = children(part.clone()).find(|part| part.as_rule() == Rule::qname)?;
                    let target = self.qualified(&target);
                    let category = self.category(part)?;
                    scenario.edits.push(ScenarioEdit::AddCategory(target, Box::new(category)));
                }
                Rule::widen_condition => {
                    let (target, when) = self.widen_condition(part)?;
                    scenario.edits.push(ScenarioEdit::WidenCondition(target, Box::new(when)));
                }
                _ => {}
            }
        }
        Some(scenario)
    }

    fn set_parameter(&mut self, pair: Pair<'_>) -> Option<(QualifiedName, DatedValue)> {
        let dated = Dated { validity: None, ..self.dated(&pair)? };
        let mut parts = children(pair);
        let target = self.qualified(&parts.next()?);
        let validity = self.validity(&parts.next()?)?;
        let value = self.expr(parts.next()?)?;
        Some((target, DatedValue { validity, value, dated }))
    }

    fn widen_condition(&mut self, pair: Pair<'_>) -> Option<(QualifiedName, When)> {
        let span = self.span(&pair);
        let dated = self.dated(&pair)?;
        let mut parts = children(pair);
        let target = self.qualified(&parts.next()?);
        let condition = parts.find(|part| part.as_rule() == Rule::expr)?;
        Some((target, When { condition: self.expr(condition)?, dated, span }))
    }
}
