//! Figures that look like one figure and a slip of the pen.

/// How much it tells that two figures of four digits or more look so.
pub(super) const STRONG: u32 = 8;

/// How much two figures look so, in bits: the same digits in another order, or but one that is
/// another. Figures that have nothing to do with each other look so the less often the longer
/// they are. Symmetric.
pub(super) fn slip_bits(x: f64, y: f64) -> u32 {
    // Of round figures only the digits before the noughts were chosen.
    let written = [x, y].map(|value| format!("{value}"));
    let noughts = |written: &String| written.len() - written.trim_end_matches('0').len();
    let n_noughts = noughts(&written[0]).min(noughts(&written[1]));
    let n_cut = if n_noughts > 1 { n_noughts } else { 0 };
    let digits = |written: &str| -> Vec<char> {
        let kept = &written[..written.len() - n_cut];
        kept.chars().filter(char::is_ascii_digit).collect()
    };
    let is_one_size = x.log10().floor() == y.log10().floor();
    let (mut x, mut y) = (digits(&written[0]), digits(&written[1]));
    if !is_one_size || x.len() != y.len() || x.len() < 2 {
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

/// Amounts from which two that are near each other are so by chance the less often the nearer they
/// are: they are of all sizes.
const LARGE: f64 = 1000.0;
/// By how much two amounts differ at most, and how much it tells that they are so near, in bits.
const NEAR: [(f64, u32); 2] = [(1.05, 5), (1.15, 4)];

/// How much it tells that two large amounts are near each other, in bits. Symmetric.
pub(super) fn near_bits(x: f64, y: f64) -> u32 {
    let (low, high) = (x.min(y), x.max(y));
    let bits = NEAR.iter().find(|(ratio, _)| high <= ratio * low).map_or(0, |(_, bits)| *bits);
    if low < LARGE { 0 } else { bits }
}

#[cfg(test)]
mod tests {
    use super::{near_bits, slip_bits};

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
            (400_000.0, 800_000.0, 0),
            (3400.0, 4300.0, 6),
            (6500.0, 6580.0, 8),
            (482.6e6, 682.6e6, 8),
            (12.0, 340.0, 0),
            (61.0, 88.0, 0),
        ] {
            assert_eq!(slip_bits(x, y), bits, "{x} {y}");
            assert_eq!(slip_bits(y, x), bits, "{y} {x}");
        }
    }

    #[test]
    fn near_figures() {
        for (x, y, bits) in
            [(3.5e9, 3.6e9, 5), (88e6, 98e6, 4), (312.0, 313.0, 0), (2400.0, 4200.0, 0)]
        {
            assert_eq!(near_bits(x, y), bits, "{x} {y}");
            assert_eq!(near_bits(y, x), bits, "{y} {x}");
        }
    }
}
