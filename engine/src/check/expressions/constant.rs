//! Checks comparisons that begin with a value of an enumeration: the other side must tell which one is meant.
//!
//! Receives both sides as written; hands on typed operands, or says that nothing is compared. It knows no order.

use ansinh_grammar::Text;
use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::tree::{Expr as TreeExpr, ExprKind as TreeKind, QualifiedName};

use crate::check::checker::{Checker, Context};
use crate::check::names::wanted::Wanted;
use crate::check::types::words::shared;
use crate::codes;
use crate::hir::{EntityId, EnumerationId, Expr, Type};

/// Two typed operands and what they share; inner nothing where a complaint was made.
type Compared = Option<(Expr, Expr, Type)>;

impl Checker {
    /// A comparison whose left side is a value of an enumeration and nothing else; outer nothing for any other.
    pub(super) fn value_first(&mut self, left: &TreeExpr, right: &TreeExpr, context: &Context) -> Option<Compared> {
        let name = bare(left)?;
        let enumeration = self.enumeration_of(name)?;
        if let Some(other) = bare(right).filter(|other| self.enumeration_of(other).is_some()) {
            self.nothing_compared(name, other, enumeration, context);
            return Some(None);
        }
        let Some(second) = self.expr(right, context, None) else { return Some(None) };
        let first = self.expr(left, context, Some(second.value_type));
        let compared = first.and_then(|first| {
            let value_type = shared(first.value_type, second.value_type)?;
            Some((first, second, value_type))
        });
        Some(compared)
    }

    /// The enumeration that has a value of a name which stands for nothing else here.
    fn enumeration_of(&mut self, name: &QualifiedName) -> Option<EnumerationId> {
        if self.find(name, Wanted::Value).is_some() {
            return None;
        }
        let n_enumerations = self.program.enumerations.len();
        (0..n_enumerations).map(EnumerationId).find(|id| self.find_choice(name, Type::Choice(*id)).is_some())
    }

    /// Whether it is a name that some enumeration has a value of, and that stands for nothing else here.
    pub(super) fn is_value_of_any(&mut self, written: &TreeExpr) -> bool {
        bare(written).is_some_and(|name| self.enumeration_of(name).is_some())
    }

    fn nothing_compared(&mut self, left: &QualifiedName, right: &QualifiedName, id: EnumerationId, context: &Context) {
        let (one, other) = (left.joined(), right.joined());
        let enumeration = self.program.enumerations.get(id.0).map(|found| found.naming.clone()).unwrap_or_default();
        let headline = Text::new(
            format!("so sánh hai giá trị `{one}` và `{other}` với nhau: không xét dữ kiện nào"),
            format!("the values `{one}` and `{other}` are compared with each other: no fact is looked at"),
        );
        let mut found = Diagnostic::new(codes::TYPE_MISMATCH, left.span, headline)
            .saying(Text::new("đây là một giá trị, không phải dữ kiện", "this is a value, not a fact"))
            .label(enumeration.span, Text::new("giá trị của danh mục này", "a value of this enumeration"));
        if let Some(fact) = self.fact_of(id, context) {
            let mended = format!("{fact} = {other}");
            found = found
                .help(Text::new(format!("có phải là `{mended}`?"), format!("did you mean `{mended}`?")))
                .edit(left.span, fact);
        }
        self.report(found);
    }

    /// The only fact or definition of a type, as it is written of the subject.
    fn fact_of(&self, id: EnumerationId, context: &Context) -> Option<String> {
        let wanted = Type::Choice(id);
        let program = &self.program;
        let inputs = program.inputs.iter().map(|found| (&found.naming, found.entity, found.value_type));
        let definitions = program.definitions.iter().map(|found| (&found.naming, found.entity, found.value_type));
        let mut fitting = inputs.chain(definitions).filter(|(_, _, value_type)| *value_type == wanted);
        let (naming, entity, _) = fitting.next()?;
        if fitting.next().is_some() {
            return None;
        }
        let is_vietnamese = self.surface() == ansinh_grammar::Language::Vi;
        let name = |naming: &crate::hir::Naming| {
            naming.alias.clone().filter(|_| is_vietnamese).unwrap_or_else(|| naming.name.clone())
        };
        let of = self.keyword("of");
        let way = |from: EntityId| {
            let link = program.links.iter().find(|link| link.from == from && link.to == entity && !link.is_many)?;
            Some(format!(" {of} {}", name(&link.naming)))
        };
        let step = match context.entity? {
            own if own == entity => String::new(),
            own => way(own)?,
        };
        let whose = context.variable.as_ref().map_or_else(String::new, |variable| format!(" {of} {variable}"));
        Some(format!("{}{step}{whose}", name(naming)))
    }
}

/// A name that stands alone.
fn bare(expr: &TreeExpr) -> Option<&QualifiedName> {
    match &expr.kind {
        TreeKind::Path(path) if path.of.is_empty() && path.under.is_none() => Some(&path.name),
        _ => None,
    }
}
