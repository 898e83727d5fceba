//! The printed form of a plan.
//!
//! Receives a plan; writes one line a column. It knows no evaluator.

use std::fmt;

use super::{Arm, Column, ColumnId, Kind, Number, Op, Plan, Unit};

impl fmt::Display for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let law = self.scenario.as_ref().map_or("current law", |scenario| &scenario.en);
        let known = self.known_on.map_or_else(String::new, |day| format!(" known on {day}"));
        writeln!(out, "plan on {}{known} under {law}", self.on)?;
        for (idx, column) in self.columns.iter().enumerate() {
            writeln!(out, "{}", Line { plan: self, idx, column })?;
        }
        for benefit in &self.benefits {
            writeln!(out, "benefit {} = {}", benefit.name, self.name_of(benefit.amount))?;
            for category in &benefit.categories {
                let (qualifies, amount) = (self.name_of(category.qualifies), self.name_of(category.amount));
                writeln!(out, "  {}: {amount} if {qualifies}, paid if {}", category.name, self.name_of(category.paid))?;
            }
        }
        Ok(())
    }
}

/// One column with its number.
struct Line<'p> {
    plan: &'p Plan,
    idx: usize,
    column: &'p Column,
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.plan.name_of(ColumnId(self.idx));
        let entity = self.column.entity.and_then(|id| self.plan.entities.get(id.0));
        let entity = entity.map_or(String::new(), |entity| format!(" of {}", entity.name));
        write!(out, "{name}{entity}: {} = {}", kind(&self.column.kind), self.plan.op_text(&self.column.op))?;
        if self.column.can_fault { out.write_str(" !") } else { Ok(()) }
    }
}

impl Plan {
    fn name_of(&self, id: ColumnId) -> String {
        match self.column(id) {
            Some(column) if !column.name.is_empty() => column.name.clone(),
            _ => format!("t{}", id.0),
        }
    }

    fn names_of(&self, ids: &[ColumnId]) -> String {
        ids.iter().map(|id| self.name_of(*id)).collect::<Vec<_>>().join(", ")
    }

    fn arms_text(&self, arms: &[Arm]) -> String {
        let arm = |arm: &Arm| {
            let value = self.name_of(arm.value);
            arm.guard.map_or(value.clone(), |guard| format!("{value} if {}", self.name_of(guard)))
        };
        arms.iter().map(arm).collect::<Vec<_>>().join("; ")
    }

    fn op_text(&self, op: &Op) -> String {
        let name = |id: &ColumnId| self.name_of(*id);
        let link = |id: &super::LinkId| self.links.get(id.0).map_or("?", |link| &link.name);
        match op {
            Op::Constant(value) => format!("{value:?}"),
            Op::Input(id) => format!("input {}", self.inputs.get(id.0).map_or("?", |input| &input.name)),
            Op::Same(one) => name(one),
            Op::Not(one) => format!("not {}", name(one)),
            Op::All(parts) => format!("all ({})", self.names_of(parts)),
            Op::Any(parts) => format!("any ({})", self.names_of(parts)),
            Op::Compare(comparison, left, right) => {
                format!("{} {} {}", name(left), comparison.symbol(), name(right))
            }
            Op::OneOf(one, values) => {
                format!("{} in {}", name(one), self.choices_text(*one, values))
            }
            Op::Add(left, right) => format!("{} + {}", name(left), name(right)),
            Op::Subtract(left, right) => format!("{} - {}", name(left), name(right)),
            Op::Multiply(left, right) => format!("{} * {}", name(left), name(right)),
            Op::Round(rounding, one, unit) => {
                format!("{} rounded {rounding:?} to {unit}", name(one))
            }
            Op::Positive(one) => format!("{} above zero", name(one)),
            Op::RoundQuotient(rounding, over, under, unit) => {
                format!("{} / {} rounded {rounding:?} to {unit}", name(over), name(under))
            }
            Op::MonthEdge(is_last, one) => {
                format!("{} day of month of {}", if *is_last { "last" } else { "first" }, name(one))
            }
            Op::ElapsedDays(from, to) => format!("full days from {} to {}", name(from), name(to)),
            Op::Each { policy, link: id, value, condition } => {
                let rest = condition.map_or(String::new(), |one| format!(" where {}", self.name_of(one)));
                format!("{} of {} for each in {}{rest}", policy.word(), name(value), link(id))
            }
            Op::IsPresent(one) => format!("{} is present", name(one)),
            Op::Required(one) => format!("{} if present", name(one)),
            Op::Elapsed { is_years, from, to } => {
                let what = if *is_years { "years" } else { "months" };
                format!("full {what} from {} to {}", name(from), name(to))
            }
            Op::Cases { policy, arms, otherwise } => {
                let rest = otherwise.map_or(String::new(), |rest| format!("; else {}", self.name_of(rest)));
                format!("{} of ({}{rest})", policy.word(), self.arms_text(arms))
            }
            Op::Chosen { cases, position } => format!("whether {} takes number {}", name(cases), position + 1),
            Op::Follow(id, one) => format!("{} of {}", name(one), link(id)),
            Op::Count(id, one) => {
                format!(
                    "count of {}{}",
                    link(id),
                    one.map_or(String::new(), |one| format!(" where {}", self.name_of(one)))
                )
            }
        }
    }

    fn choices_text(&self, id: ColumnId, values: &[u16]) -> String {
        let names: Vec<&str> = match self.column(id).map(|column| &column.kind) {
            Some(Kind::Choice(choices)) => values
                .iter()
                .filter_map(|value| choices.get(usize::from(*value)))
                .map(|choice| choice.name.as_str())
                .collect(),
            _ => Vec::new(),
        };
        format!("({})", names.join(", "))
    }
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::YesNo => "yes/no".to_owned(),
        Kind::Choice(_) => "choice".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Number(Number { unit, scale, low, high }) => format!("{}/{scale} [{low}, {high}]", unit_word(*unit)),
    }
}

fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::Count => "count",
        Unit::Plain => "number",
        Unit::Percent => "percent",
        Unit::Money => "dong",
        Unit::MoneyPerMonth => "dong/month",
        Unit::MoneyPerYear => "dong/year",
        Unit::Months => "months",
        Unit::Other(name) => &name.text().en,
    }
}
