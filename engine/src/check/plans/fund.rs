//! Checks funds and which of them pay a benefit.
//!
//! Receives funds and shares as written; fills them in the program. On every day of a benefit that says who pays it,
//! the shares make the whole. It knows no amount.

use ansinh_grammar::diagnostic::Diagnostic;
use ansinh_grammar::{Span, Text, tree};

use crate::check::checker::Checker;
use crate::check::names::naming::{all_names, naming};
use crate::check::names::position::Positions;
use crate::check::names::symbol::Symbol;
use crate::check::names::wanted::Wanted;
use crate::check::periods::{Periods, days_text};
use crate::codes;
use crate::hir::{BenefitId, Days, Fund, FundId, FundLevel, Funding, Type};
use crate::value::{Date, Decimal, Value, add, subtract};

impl Checker {
    /// The name of a fund.
    pub(in crate::check) fn declare_fund(&mut self, fund: &tree::Fund) {
        let id = FundId(self.program.funds.len());
        let naming = naming(&fund.name, &fund.meta);
        self.program.funds.push(Fund { naming, level: None, citations: Vec::new() });
        self.add_name(&all_names(&fund.name, &fund.meta), Symbol::Fund(id), &[]);
    }

    /// The level and the sources of a fund.
    pub(in crate::check) fn fill_fund(&mut self, fund: &tree::Fund, at: &mut Positions) {
        let id = at.fund();
        let spans: Vec<Span> = fund.levels.iter().map(|(_, span)| *span).collect();
        self.said_once(&spans, &Text::new("cấp ngân sách", "the funding level"));
        let citations = self.citations(&fund.meta.sources);
        let level = fund.levels.first().map(|(level, _)| match level {
            tree::FundLevel::Central => FundLevel::Central,
            tree::FundLevel::Local => FundLevel::Local,
            tree::FundLevel::Mobilised => FundLevel::Mobilised,
        });
        if let Some(found) = self.program.funds.get_mut(id.0) {
            found.level = level;
            found.citations = citations;
        }
    }

    /// Complains where something that is said once is said again.
    pub(in crate::check) fn said_once(&mut self, spans: &[Span], what: &Text) {
        if let [first, second, ..] = spans {
            let headline = Text::new(format!("{} được nêu hai lần", what.vi), format!("{} is stated twice", what.en));
            self.report(
                Diagnostic::new(codes::SAID_TWICE, *second, headline)
                    .label(*first, Text::new("nêu lần đầu ở đây", "first stated here"))
                    .help(Text::new("giữ lại một lần", "keep one of the two")),
            );
        }
    }

    /// A fund by its name.
    pub(in crate::check) fn fund(&mut self, name: &tree::QualifiedName) -> Option<FundId> {
        match self.resolve(name, Wanted::Fund)? {
            Symbol::Fund(id) => Some(id),
            _ => None,
        }
    }

    /// Which funds pay a benefit.
    pub(in crate::check) fn fill_funding(&mut self, benefit: &tree::Benefit, id: BenefitId) {
        let mut funding = Vec::new();
        for funded in &benefit.funding {
            let days = self.days(funded.dated.validity.as_ref());
            let citations = self.citations(&funded.dated.sources);
            if let Some(shares) = self.shares(funded) {
                funding.push(Funding { days, shares, citations, span: funded.span });
            }
        }
        funding.sort_by_key(|found: &Funding| found.days.from);
        if funding.len() == benefit.funding.len() {
            self.check_funded_days(benefit, id, &funding);
        }
        if let Some(found) = self.program.benefits.get_mut(id.0) {
            found.funding = funding;
        }
    }

    fn shares(&mut self, funded: &tree::FundedBy) -> Option<Vec<(FundId, Decimal)>> {
        let mut shares: Vec<(FundId, Decimal, Span)> = Vec::new();
        let mut sum = Some(Decimal::ZERO);
        let mut is_sound = true;
        for share in &funded.shares {
            let fund = self.fund(&share.fund);
            let part = match self.quantity(&share.share) {
                Some((Value::Number(part), Type::Percent)) => Some(part),
                Some((Value::Number(part), found @ (Type::Integer | Type::Decimal))) => {
                    let complaint = self.plain_for_share(share.share.span, part, found);
                    self.report(complaint);
                    None
                }
                Some((_, found)) => {
                    let found = self.mismatch(share.share.span, found, Type::Percent);
                    self.report(found.help(Text::new("thêm dấu `%`", "add `%`")));
                    None
                }
                None => None,
            };
            let (Some(fund), Some(part)) = (fund, part) else {
                is_sound = false;
                continue;
            };
            if let Some((_, _, twin)) = shares.iter().find(|(other, ..)| *other == fund) {
                let spans = [*twin, share.fund.span];
                let name = share.fund.joined();
                self.said_once(
                    &spans,
                    &Text::new(format!("phần của nguồn `{name}`"), format!("the share of the fund `{name}`")),
                );
                is_sound = false;
            }
            sum = sum.and_then(|sum| add(sum, part));
            shares.push((fund, part, share.fund.span));
        }
        if is_sound && sum != Some(Decimal::ONE) {
            self.report_shares(funded.span, sum);
            is_sound = false;
        }
        is_sound.then(|| shares.into_iter().map(|(fund, part, _)| (fund, part)).collect())
    }

    fn report_shares(&mut self, span: Span, sum: Option<Decimal>) {
        let percent = |part: Decimal| {
            part.checked_mul(Decimal::ONE_HUNDRED).map_or_else(|| "?".to_owned(), |part| part.normalize().to_string())
        };
        let total = sum.map_or_else(|| "?".to_owned(), percent);
        let headline = Text::new(
            format!("tổng tỷ lệ của `chi từ` là {total}%, không phải 100%"),
            format!("the shares of `funded by` make {total}%, not 100%"),
        );
        let mut found = Diagnostic::new(codes::SHARES_NOT_WHOLE, span, headline);
        let missing = sum.and_then(|sum| subtract(Decimal::ONE, sum)).filter(|missing| missing.is_sign_positive());
        if let Some(missing) = missing {
            let missing = percent(missing);
            found = found.help(Text::new(
                format!("nêu ai chi {missing}% còn lại"),
                format!("say who pays the other {missing}%"),
            ));
        }
        self.report(found);
    }

    /// No day has two fundings, and no day of the benefit has none.
    fn check_funded_days(&mut self, benefit: &tree::Benefit, id: BenefitId, funding: &[Funding]) {
        let mut is_sound = true;
        for (first, second) in funding.iter().zip(funding.iter().skip(1)) {
            if first.days.overlaps(second.days) {
                self.report(two_fundings(first, second));
                is_sound = false;
            }
        }
        let days = self.program.benefits.get(id.0).map_or(Days::default(), |found| found.days);
        let all: Vec<Days> = funding.iter().map(|found| found.days).collect();
        if let (true, Some(gap)) = (is_sound && !all.is_empty(), first_gap(days, &all)) {
            let (vi, en) = gap_words(gap);
            let name = &benefit.name.text;
            let headline = Text::new(format!("`{name}` chưa nêu ai chi {vi}"), format!("nobody pays `{name}` {en}"));
            let mut found = Diagnostic::new(codes::SHARES_NOT_WHOLE, benefit.name.span, headline).note(Text::new(
                "vào mỗi ngày chế độ có hiệu lực, các nguồn phải chi đủ 100%",
                "on every day of a benefit its funds pay 100% of it",
            ));
            for other in funding {
                found = found.label(other.span, Text::new("chỉ nêu cho thời gian này", "said for these days only"));
            }
            self.report(found);
        }
    }
}

/// The complaint about two fundings of the same days, the earlier first.
fn two_fundings(first: &Funding, second: &Funding) -> Diagnostic {
    let both = Periods::of([first.days]).and(&Periods::of([second.days])).first().unwrap_or_default();
    let words = days_text(both);
    let headline =
        Text::new(format!("hai cách chi cùng áp dụng {}", words.vi), format!("two fundings apply {}", words.en));
    let found = Diagnostic::new(codes::OVERLAPPING_VALUES, second.span, headline)
        .label(first.span, Text::new("cách chi kia", "the other funding"));
    let end = second.days.from.and_then(Date::day_before);
    match end.filter(|end| first.days.from.is_none_or(|from| from <= *end)) {
        Some(end) => found.help(Text::new(
            format!("cho cách chi trước kết thúc ngày trước đó: `đến {end}`"),
            format!("end the earlier funding the day before: `to {end}`"),
        )),
        None => found.help(Text::new(
            "để mỗi ngày chỉ có một cách chi: sửa thời gian, hoặc bỏ một trong hai",
            "leave one funding on each day: change the days, or take one of the two out",
        )),
    }
}

/// The first days inside `days` that none of the others covers; the others are in order and do not overlap.
fn first_gap(days: Days, others: &[Days]) -> Option<Days> {
    // The first day that is not covered yet; nothing for the beginning of time.
    let mut open: Option<Date> = days.from;
    for other in others {
        if other.to.zip(open).is_some_and(|(to, open)| to < open) {
            continue;
        }
        if let Some(from) = other.from
            && open.is_none_or(|open| open < from)
        {
            let last = from.day_before();
            let to = days.to.map_or(last, |to| last.map(|last| last.min(to)));
            return (open.is_none() || open <= to).then_some(Days { from: open, to });
        }
        open = Some(other.to?.day_after()?);
    }
    (days.to.is_none_or(|to| open.is_none_or(|open| open <= to))).then_some(Days { from: open, to: days.to })
}

/// Some days in words.
pub(super) fn gap_words(gap: Days) -> (String, String) {
    match (gap.from, gap.to) {
        (Some(from), Some(to)) => (format!("từ {from} đến {to}"), format!("from {from} to {to}")),
        (Some(from), None) => (format!("từ {from}"), format!("from {from}")),
        (None, Some(to)) => (format!("đến hết {to}"), format!("up to {to}")),
        (None, None) => ("vào mọi ngày".to_owned(), "on any day".to_owned()),
    }
}
