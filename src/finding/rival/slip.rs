//! Figures that look like one figure and a slip of the pen.

/// How much it tells that two figures of four digits or more look so.
pub(super) const STRONG: u32 = 8;

/// How much two figures look so, in bits: the same digits in another order, or but one that is
/// another. Figures that have nothing to do with each other look so the less often the longer
/// they are. Symmetric.
pub(super) fn slip_bits(x: f64, y: f64) -> u32 {
    let digits = |value: f64| -> Vec<char> {
        format!("{value}").chars().filter(char::is_ascii_digit).collect()
    };
    let (mut x, mut y) = (digits(x), digits(y));
    if x.len() != y.len() || x.len() < 2 {
        return 0;
    }
    let is_one_other = x.iter().zip(&y).filter(|(x, y)| x != y).count() == 1;
    x.sort_unstable();
    y.sort_unstable();
    match (x == y, is_one_other, x.len()) {
        (true, _, 2) => 6,
        (true, _, 3) => 7,
        (true, ..) => STRONG,
        (_, true, 2) => 2,
        (_, true, 3) => 5,
        (_, true, _) => STRONG,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::slip_bits;

    #[test]
    fn slips() {
        for (x, y, bits) in [
            (187.0, 178.0, 7),
            (48.0, 84.0, 6),
            (22.0, 27.0, 2),
            (19.0, 29.0, 2),
            (312.0, 392.0, 5),
            (6480.0, 6580.0, 8),
            (6480.0, 4680.0, 8),
            (4.8, 4.2, 2),
            (3.0, 5.0, 0),
            (12.0, 340.0, 0),
            (61.0, 88.0, 0),
        ] {
            assert_eq!(slip_bits(x, y), bits, "{x} {y}");
            assert_eq!(slip_bits(y, x), bits, "{y} {x}");
        }
    }
}
