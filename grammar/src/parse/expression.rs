//! Reads expressions.
//!
//! Receives pairs of the expression rules; hands on expression nodes. Precedence is one table.
//! It knows no types.

use std::sync::LazyLock;

use pest::pratt_parser::{Assoc, Op, PrattParser};

use super::reader::{Pair, Reader, children, first_keyword};
use super::{Rule, codes};
use crate::diagnostic::Diagnostic;
use crate::language::Text;
use crate::span::Span;
use crate::tree::{
    Aggregate, AggregateTarget, BinaryOperator, Conditional, Each, Expr, ExprKind, Membership, Path, Policy,
    Quantifier, QuantifierKind, Range, RoundingMode, TimeUnit, World,
};

/// The most operators and brackets on the way from the top of an expression to any part of it.
const MAX_DEPTH: usize = 320;
/// The most signs before one operand.
const MAX_PREFIXES: usize = 8;

/// Binding strength, loosest first.
static PRECEDENCE: LazyLock<PrattParser<Rule>> = LazyLock::new(|| {
    PrattParser::new()
        .op(Op::infix(Rule::disjunction, Assoc::Left))
        .op(Op::infix(Rule::conjunction, Assoc::Left))
        .op(Op::prefix(Rule::negation))
        .op(Op::infix(Rule::comparison, Assoc::Left) | Op::postfix(Rule::membership) | Op::postfix(Rule::presence))
        .op(Op::postfix(Rule::rounding))
        .op(Op::infix(Rule::plus_minus, Assoc::Left))
        .op(Op::infix(Rule::times_over, Assoc::Left))
        .op(Op::prefix(Rule::minus))
});

impl Reader<'_> {
    /// An expression.
    pub(super) fn expr(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        if !self.is_shallow(&pair, span) {
            return None;
        }
        let n_operators = 1 + pair.clone().into_inner().count() / 2;
        self.depth += n_operators;
        let expr = self.climb(pair);
        self.depth -= n_operators;
        expr
    }

    /// Whether reading this expression stays within what every platform's stack can hold.
    fn is_shallow(&mut self, pair: &Pair<'_>, span: Span) -> bool {
        let mut n_prefixes = 0;
        let mut most_prefixes = 0;
        let mut n_parts = 0;
        for part in pair.clone().into_inner() {
            let is_prefix = matches!(part.as_rule(), Rule::negation | Rule::minus);
            n_prefixes = if is_prefix { n_prefixes + 1 } else { 0 };
            most_prefixes = most_prefixes.max(n_prefixes);
            n_parts += 1;
        }
        let is_shallow = most_prefixes <= MAX_PREFIXES && self.depth + n_parts / 2 < MAX_DEPTH;
        if !is_shallow {
            let headline = Text::new(
                "biểu thức này quá dài hoặc lồng nhau quá sâu",
                "this expression is too long or nested too deeply",
            );
            let found = Diagnostic::new(codes::NESTED_TOO_DEEPLY, span, headline).help(Text::new(
                "đặt tên cho một phần bằng `định nghĩa`, hoặc dùng danh sách `đủ các điều kiện (...)`",
                "give a part of it a name with `define`, or use a list `all of (...)`",
            ));
            self.report(found);
        }
        is_shallow
    }

    fn climb(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let reader = std::cell::RefCell::new(self);
        PRECEDENCE
            .map_primary(|primary| reader.borrow_mut().primary(primary))
            .map_prefix(|sign, operand| reader.borrow().prefix(&sign, operand?))
            .map_postfix(|operand, test| reader.borrow_mut().postfix(operand?, test))
            .map_infix(|left, operator, right| reader.borrow_mut().infix(left?, &operator, right?))
            .parse(pair.into_inner())
    }

    fn prefix(&self, sign: &Pair<'_>, operand: Expr) -> Option<Expr> {
        let span = self.span(sign).to(operand.span);
        let kind = match sign.as_rule() {
            Rule::negation => ExprKind::Not(Box::new(operand)),
            Rule::minus => ExprKind::Negate(Box::new(operand)),
            _ => return None,
        };
        Some(Expr { kind, span })
    }

    fn postfix(&mut self, operand: Expr, test: Pair<'_>) -> Option<Expr> {
        let span = operand.span.to(self.span(&test));
        let kind = match test.as_rule() {
            Rule::membership => ExprKind::In(Box::new(operand), Box::new(self.membership(test)?)),
            Rule::presence => ExprKind::Presence(Box::new(operand), first_keyword(&test)? == "present"),
            Rule::rounding => {
                let mode = rounding_mode(first_of(&test, &["down", "up", "nearest"])?)?;
                let unit = self.quantity(&children(test).next()?);
                ExprKind::Rounded(Box::new(operand), mode, unit)
            }
            _ => return None,
        };
        Some(Expr { kind, span })
    }

    fn infix(&mut self, left: Expr, sign: &Pair<'_>, right: Expr) -> Option<Expr> {
        let operator = match sign.as_rule() {
            Rule::disjunction => BinaryOperator::Or,
            Rule::conjunction => BinaryOperator::And,
            Rule::times_over if sign.as_str() == "*" => BinaryOperator::Multiply,
            Rule::times_over => BinaryOperator::Divide,
            Rule::plus_minus if sign.as_str() == "+" => BinaryOperator::Add,
            Rule::plus_minus => BinaryOperator::Subtract,
            _ => BinaryOperator::comparison(sign.as_str())?,
        };
        self.check_pairing(&left, operator, &right, self.span(sign));
        let span = left.span.to(right.span);
        if self.is_chained(&left, operator)
            && let ExprKind::Binary(_, _, middle) = &left.kind
        {
            // Refused, but read as it was meant, so that nothing further is said about it.
            let middle = middle.clone();
            let tail =
                Expr { span: middle.span.to(right.span), kind: ExprKind::Binary(operator, middle, Box::new(right)) };
            return Some(Expr { kind: ExprKind::Binary(BinaryOperator::And, Box::new(left), Box::new(tail)), span });
        }
        Some(Expr { kind: ExprKind::Binary(operator, Box::new(left), Box::new(right)), span })
    }

    fn primary(&mut self, pair: Pair<'_>) -> Option<Expr> {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::parentheses => self.expr(children(pair).next()?)?.kind,
            Rule::all_of => ExprKind::AllOf(self.exprs(pair)?),
            Rule::any_of => ExprKind::AnyOf(self.exprs(pair)?),
            Rule::quantifier => ExprKind::Quantifier(Box::new(self.quantifier(pair)?)),
            Rule::count => {
                let mut parts = children(pair);
                let variable = self.name(&parts.next()?);
                let collection = self.path(parts.next()?)?;
                let condition = parts.next().map(|condition| self.expr(condition));
                let condition = match condition {
                    Some(read) => Some(Box::new(read?)),
                    None => None,
                };
                ExprKind::Count(variable, collection, condition)
            }
            Rule::aggregate => ExprKind::Aggregate(self.aggregate(pair)?),
            Rule::elapsed => {
                let unit = match first_keyword(&pair)? {
                    "full_years" => TimeUnit::Years,
                    "full_days" => TimeUnit::Days,
                    _ => TimeUnit::Months,
                };
                let mut ends = children(pair).filter_map(|instant| children(instant).next());
                let from = self.primary(ends.next()?)?;
                let to = self.primary(ends.next()?)?;
                ExprKind::Elapsed(unit, Box::new(from), Box::new(to))
            }
            Rule::conditional => ExprKind::If(Box::new(self.conditional(pair)?)),
            Rule::month_edge => {
                let is_last = first_keyword(&pair)? == "last_day";
                ExprKind::MonthEdge(is_last, Box::new(self.primary(children(pair).next()?)?))
            }
            Rule::qualifies => ExprKind::Qualifies(self.path(pair)?),
            Rule::assessment_date => ExprKind::AssessmentDate,
            Rule::yes_no => ExprKind::YesNo(first_keyword(&pair)? == "yes"),
            Rule::date => ExprKind::Date(pair.as_str().to_owned()),
            Rule::quantity => ExprKind::Quantity(self.quantity(&pair)),
            Rule::path => ExprKind::Path(self.path(pair)?),
            _ => return None,
        };
        Some(Expr { kind, span })
    }

    fn exprs(&mut self, pair: Pair<'_>) -> Option<Vec<Expr>> {
        children(pair).map(|part| self.expr(part)).collect()
    }

    /// A value without conditions.
    pub(super) fn bound(&mut self, pair: Pair<'_>) -> Option<Expr> {
        self.expr(pair)
    }

    fn conditional(&mut self, pair: Pair<'_>) -> Option<Conditional> {
        let mut parts = children(pair);
        let condition = self.expr(parts.next()?)?;
        let then = self.expr(parts.next()?)?;
        let otherwise = self.expr(parts.next()?)?;
        Some(Conditional { condition, then, otherwise })
    }

    fn membership(&mut self, pair: Pair<'_>) -> Option<Membership> {
        let part = children(pair).next()?;
        if part.as_rule() == Rule::range {
            return Some(Membership::Range(Box::new(self.range(part)?)));
        }
        children(part).map(|bound| self.bound(bound)).collect::<Option<Vec<Expr>>>().map(Membership::Set)
    }

    /// A range.
    pub(super) fn range(&mut self, pair: Pair<'_>) -> Option<Range> {
        let mut is_over = false;
        let mut is_under = false;
        let mut ends = Vec::new();
        for part in children(pair) {
            match part.as_rule() {
                Rule::over => is_over = true,
                Rule::to_under => is_under = true,
                Rule::bound => ends.push(self.bound(part)?),
                _ => {}
            }
        }
        let mut ends = ends.into_iter();
        Some(Range { low: ends.next()?, is_over, high: ends.next()?, is_under })
    }

    fn quantifier(&mut self, pair: Pair<'_>) -> Option<Quantifier> {
        let kind = if first_keyword(&pair)? == "some" { QuantifierKind::Some } else { QuantifierKind::Every };
        let mut parts = children(pair);
        let variable = self.name(&parts.next()?);
        let collection = self.path(parts.next()?)?;
        let condition = self.expr(parts.next()?)?;
        Some(Quantifier { kind, variable, collection, condition })
    }

    fn aggregate(&mut self, pair: Pair<'_>) -> Option<Aggregate> {
        let mut parts = children(pair);
        let policy = policy(&parts.next()?)?;
        let target = parts.next()?;
        let span = self.span(&target);
        if let Some(members) = parts.next() {
            let each = self.each(target, members)?;
            return Some(Aggregate { policy, target: AggregateTarget::Each(Box::new(each)) });
        }
        let target = match target.as_rule() {
            Rule::list => AggregateTarget::List(self.exprs(target)?),
            Rule::all => AggregateTarget::All(span),
            _ => AggregateTarget::Group(self.path(target)?.name),
        };
        Some(Aggregate { policy, target })
    }

    /// A value of each of a collection: a name, or an expression in brackets.
    fn each(&mut self, value: Pair<'_>, members: Pair<'_>) -> Option<Each> {
        let value = match value.as_rule() {
            Rule::list => self.only_value(value)?,
            Rule::path => self.primary(value)?,
            _ => return self.not_a_value(&value),
        };
        let mut parts = children(members);
        let variable = self.name(&parts.next()?);
        let collection = self.path(parts.next()?)?;
        let condition = match parts.next() {
            Some(condition) => Some(self.expr(condition)?),
            None => None,
        };
        Some(Each { value, variable, collection, condition })
    }

    fn only_value(&mut self, list: Pair<'_>) -> Option<Expr> {
        if children(list.clone()).count() > 1 {
            return self.not_a_value(&list);
        }
        self.expr(children(list).next()?)
    }

    /// The complaint about several values before `for each`.
    fn not_a_value<T>(&mut self, pair: &Pair<'_>) -> Option<T> {
        let span = self.span(pair);
        let headline = Text::new("trước `với mỗi` cần đúng một giá trị", "exactly one value stands before `for each`");
        let found = Diagnostic::new(codes::UNEXPECTED, span, headline).help(Text::new(
            "viết một tên, hoặc một biểu thức trong ngoặc",
            "write a name, or one expression in brackets",
        ));
        self.report(found);
        None
    }

    /// A name, whose it is and under which law.
    pub(super) fn path(&self, pair: Pair<'_>) -> Option<Path> {
        let span = self.span(&pair);
        let mut under = None;
        let mut names = Vec::new();
        for part in children(pair) {
            match part.as_rule() {
                Rule::world => under = Some(self.world(part)),
                _ => names.push(self.qualified(&part)),
            }
        }
        let mut names = names.into_iter();
        Some(Path { name: names.next()?, of: names.collect(), under, span })
    }

    /// A world.
    pub(super) fn world(&self, pair: Pair<'_>) -> World {
        let span = self.span(&pair);
        children(pair).next().map_or(World::CurrentLaw(span), |name| World::Scenario(self.qualified(&name)))
    }
}

pub(super) fn first_of(pair: &Pair<'_>, tokens: &[&'static str]) -> Option<&'static str> {
    tokens.iter().copied().find(|token| super::reader::has_keyword(pair, token))
}

pub(super) fn rounding_mode(token: &str) -> Option<RoundingMode> {
    Some(match token {
        "down" => RoundingMode::Down,
        "up" => RoundingMode::Up,
        "nearest" => RoundingMode::Nearest,
        _ => return None,
    })
}

/// How several values make one.
pub(super) fn policy(pair: &Pair<'_>) -> Option<Policy> {
    Some(match first_keyword(pair)? {
        "only" => Policy::Only,
        "first" => Policy::First,
        "highest" => Policy::Highest,
        "lowest" => Policy::Lowest,
        "sum" => Policy::Sum,
        _ => return None,
    })
}
