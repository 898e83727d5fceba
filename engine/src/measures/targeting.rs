//! Whom a benefit reaches, and whom it misses.
//!
//! Receives counts and sums; hands on fractions. It does not know whom a benefit is meant for: the group is given.

use super::Ratio;

/// A benefit against a group it is held to: counts of people, and what they are paid.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Coverage {
    /// People of the group.
    pub group: u64,
    /// People of the group who are paid.
    pub group_paid: u64,
    /// Everybody.
    pub people: u64,
    /// Everybody who is paid.
    pub paid: u64,
    /// What the group is paid.
    pub group_amount: i128,
    /// What everybody is paid.
    pub amount: i128,
}

impl Coverage {
    /// Coverage: the part of the group that is paid.
    #[must_use]
    pub fn coverage(&self) -> Option<Ratio> {
        Ratio::new(i128::from(self.group_paid), i128::from(self.group))
    }

    /// Error of exclusion, or undercoverage: the part of the group that is not paid (Cornia and Stewart 1993).
    #[must_use]
    pub fn exclusion(&self) -> Option<Ratio> {
        Ratio::new(i128::from(self.group) - i128::from(self.group_paid), i128::from(self.group))
    }

    /// Error of inclusion, or leakage: the part of those paid who are not of the group (Cornia and Stewart 1993).
    #[must_use]
    pub fn inclusion(&self) -> Option<Ratio> {
        Ratio::new(i128::from(self.paid) - i128::from(self.group_paid), i128::from(self.paid))
    }

    /// The part of the money that goes to the group.
    #[must_use]
    pub fn share(&self) -> Option<Ratio> {
        Ratio::new(self.group_amount, self.amount)
    }

    /// The share of the money over the share of the people: 1 is what an equal payment to everybody would reach, more
    /// favours the group (Coady, Grosh and Hoddinott, Targeting of Transfers in Developing Countries, 2004).
    #[must_use]
    pub fn performance(&self) -> Option<Ratio> {
        let part = self.group_amount.checked_mul(i128::from(self.people))?;
        Ratio::new(part, self.amount.checked_mul(i128::from(self.group))?)
    }
}

#[cfg(test)]
mod tests {
    use super::Coverage;

    /// 20 poor of 100 people; 8 of them and 2 others are paid 10 each.
    #[test]
    fn by_hand() {
        let found = Coverage { group: 20, group_paid: 8, people: 100, paid: 10, group_amount: 80, amount: 100 };
        let percent = |ratio: Option<super::Ratio>| ratio.unwrap().percent(1).unwrap().to_string();
        assert_eq!(percent(found.coverage()), "40");
        assert_eq!(percent(found.exclusion()), "60");
        assert_eq!(percent(found.inclusion()), "20");
        assert_eq!(percent(found.share()), "80");
        // 80 % of the money for 20 % of the people.
        assert_eq!(percent(found.performance()), "400");
    }

    #[test]
    fn of_nobody_nothing_is_said() {
        let nobody = Coverage::default();
        assert_eq!((nobody.coverage(), nobody.inclusion(), nobody.share()), (None, None, None));
    }
}
