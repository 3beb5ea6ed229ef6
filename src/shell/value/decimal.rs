//! Numbers with a fraction, in fixed point so that every machine prints the same digits.

use std::fmt;

use super::Value;

/// Digits behind the point that are kept.
const PLACES: usize = 15;
/// One, in units of the last place.
const ONE: i128 = 1_000_000_000_000_000;
/// Digits that are shown; .NET shows as many of a double.
const SIGNIFICANT: usize = 15;

/// A number in fixed point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(i128);

impl From<i64> for Decimal {
    fn from(value: i64) -> Decimal {
        Decimal(i128::from(value) * ONE)
    }
}

impl Decimal {
    /// Nothing.
    pub const ZERO: Decimal = Decimal(0);

    /// Reads digits with at most one point among them; no sign.
    pub fn parse(text: &str) -> Option<Decimal> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(whole) || !digits(fraction) {
            return None;
        }
        let whole = whole.parse::<i64>().ok()?;
        let kept = &fraction[..fraction.len().min(PLACES)];
        let fraction = format!("{kept:0<PLACES$}").parse::<i128>().ok()?;
        Some(Decimal(i128::from(whole) * ONE + fraction))
    }

    /// The sum, unless it is too large.
    pub fn plus(self, other: Decimal) -> Option<Decimal> {
        self.0.checked_add(other.0).map(Decimal)
    }

    /// The difference, unless it is too large.
    pub fn minus(self, other: Decimal) -> Option<Decimal> {
        self.0.checked_sub(other.0).map(Decimal)
    }

    /// The product, unless it is too large.
    pub fn times(self, other: Decimal) -> Option<Decimal> {
        let product = if other.0 % ONE == 0 {
            self.0.checked_mul(other.0 / ONE)
        } else if self.0 % ONE == 0 {
            other.0.checked_mul(self.0 / ONE)
        } else {
            self.0.checked_mul(other.0).map(|product| product / ONE)
        };
        product.map(Decimal)
    }

    /// The quotient; none by zero.
    pub fn divided_by(self, other: Decimal) -> Option<Decimal> {
        let whole = self.0.checked_div(other.0)?;
        let rest = self.0.checked_rem(other.0)?;
        let fraction = match rest.checked_mul(ONE) {
            Some(scaled) => rounded_quotient(scaled, other.0)?,
            None => rest.checked_div(other.0 / ONE)?,
        };
        whole.checked_mul(ONE)?.checked_add(fraction).map(Decimal)
    }

    /// What a division leaves; none by zero.
    pub fn remainder(self, other: Decimal) -> Option<Decimal> {
        self.0.checked_rem(other.0).map(Decimal)
    }

    /// The whole number nearest to it, halves to the even one as .NET rounds.
    pub fn rounded(self) -> Option<i64> {
        let whole = self.0.div_euclid(ONE);
        let up = match (self.0.rem_euclid(ONE) * 2).cmp(&ONE) {
            std::cmp::Ordering::Less => false,
            std::cmp::Ordering::Equal => whole % 2 != 0,
            std::cmp::Ordering::Greater => true,
        };
        i64::try_from(whole + i128::from(up)).ok()
    }

    /// A whole number if it is one, else itself.
    pub fn into_value(self) -> Value {
        match i64::try_from(self.0 / ONE) {
            Ok(whole) if self.0 % ONE == 0 => Value::Int(whole),
            _ => Value::Decimal(self),
        }
    }
}

/// The quotient of whole numbers, halves away from zero.
fn rounded_quotient(dividend: i128, divisor: i128) -> Option<i128> {
    let quotient = dividend.checked_div(divisor)?;
    let rest = dividend.checked_rem(divisor)?;
    let up = rest.unsigned_abs() >= divisor.unsigned_abs().div_ceil(2);
    let away = if (dividend < 0) == (divisor < 0) { 1 } else { -1 };
    if up { quotient.checked_add(away) } else { Some(quotient) }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let whole_digits = match self.0.unsigned_abs() / ONE.unsigned_abs() {
            0 => 0,
            whole => whole.to_string().len(),
        };
        let places = SIGNIFICANT.saturating_sub(whole_digits);
        let unit = 10_u128.pow(u32::try_from(PLACES - places).unwrap_or(0));
        let rounded = (self.0.unsigned_abs() + unit / 2) / unit * unit;
        let (whole, fraction) = (rounded / ONE.unsigned_abs(), rounded % ONE.unsigned_abs());
        let digits = format!("{fraction:0PLACES$}");
        let digits = digits.trim_end_matches('0');
        let sign = if self.0 < 0 { "-" } else { "" };
        if digits.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{digits}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    #[test]
    fn digits_come_out_as_dot_net_prints_them() {
        let third = |n| Decimal::from(n).divided_by(Decimal::from(3)).unwrap().to_string();
        assert_eq!(third(10), "3.33333333333333");
        assert_eq!(third(1), "0.333333333333333");
        assert_eq!(third(-2), "-0.666666666666667");
        assert_eq!(number("2.50").to_string(), "2.5");
    }

    #[test]
    fn whole_results_are_whole_numbers() {
        assert_eq!(number("1.5").times(number("2")).unwrap().into_value(), Value::Int(3));
        assert_eq!(Decimal::from(i64::MAX).into_value(), Value::Int(i64::MAX));
        assert_eq!(number("2.5").rounded(), Some(2));
        assert_eq!(number("3.5").rounded(), Some(4));
    }

    #[test]
    fn what_does_not_fit_is_none() {
        assert_eq!(Decimal::from(1).divided_by(Decimal::ZERO), None);
        assert_eq!(Decimal::from(i64::MAX).times(Decimal::from(i64::MAX)), None);
    }
}
