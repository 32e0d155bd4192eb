//! Logistic regression with a ridge penalty, by Newton's method (IRLS).

/// One example: features, label, weight.
pub(crate) struct Example {
    pub(crate) features: Vec<f64>,
    pub(crate) is_positive: bool,
    pub(crate) weight: f64,
}

/// Weights and intercept.
pub(crate) struct Fitted {
    pub(crate) weights: Vec<f64>,
    pub(crate) intercept: f64,
}

impl Fitted {
    /// Weights and intercept in thousandths.
    pub(crate) fn as_integers(&self) -> (Vec<i64>, i64) {
        let mille = |x: &f64| (x * 1000.0).round() as i64;
        (self.weights.iter().map(mille).collect(), mille(&self.intercept))
    }
}

/// Penalty on squared weights; the intercept is free.
const RIDGE: f64 = 1.0;
const MAX_STEPS: usize = 50;

/// Fits `examples`, all of one length.
pub(crate) fn fit(examples: &[Example]) -> Fitted {
    let n = examples.first().map_or(0, |e| e.features.len()) + 1;
    let mut beta = vec![0.0; n];
    for _ in 0..MAX_STEPS {
        let (gradient, hessian) = derivatives(examples, &beta, n);
        let step = solve(hessian, gradient);
        let size: f64 = step.iter().map(|s| s.abs()).sum();
        beta.iter_mut().zip(&step).for_each(|(b, s)| *b += s);
        if size < 1e-9 {
            break;
        }
    }
    let intercept = beta.pop().unwrap_or_default();
    Fitted { weights: beta, intercept }
}

fn derivatives(examples: &[Example], beta: &[f64], n: usize) -> (Vec<f64>, Vec<Vec<f64>>) {
    let mut gradient: Vec<f64> = beta.iter().map(|b| -RIDGE * b).collect();
    let mut hessian = vec![vec![0.0; n]; n];
    gradient[n - 1] = 0.0;
    (0..n - 1).for_each(|i| hessian[i][i] = RIDGE);
    hessian[n - 1][n - 1] = 1e-9;
    for example in examples {
        let row: Vec<f64> = example.features.iter().copied().chain([1.0]).collect();
        let z: f64 = row.iter().zip(beta).map(|(x, b)| x * b).sum();
        let p = 1.0 / (1.0 + (-z).exp());
        let residual = f64::from(u8::from(example.is_positive)) - p;
        for i in 0..n {
            gradient[i] += example.weight * residual * row[i];
            for k in 0..n {
                hessian[i][k] += example.weight * p * (1.0 - p) * row[i] * row[k];
            }
        }
    }
    (gradient, hessian)
}

/// Gaussian elimination with partial pivoting.
fn solve(mut matrix: Vec<Vec<f64>>, mut rhs: Vec<f64>) -> Vec<f64> {
    let n = rhs.len();
    for column in 0..n {
        let pivot = (column..n)
            .max_by(|&i, &k| matrix[i][column].abs().total_cmp(&matrix[k][column].abs()))
            .unwrap_or(column);
        matrix.swap(column, pivot);
        rhs.swap(column, pivot);
        for row in column + 1..n {
            let factor = matrix[row][column] / matrix[column][column];
            let (above, below) = matrix.split_at_mut(row);
            for (x, y) in below[0][column..].iter_mut().zip(&above[column][column..]) {
                *x -= factor * y;
            }
            rhs[row] -= factor * rhs[column];
        }
    }
    for row in (0..n).rev() {
        let known: f64 = (row + 1..n).map(|k| matrix[row][k] * rhs[k]).sum();
        rhs[row] = (rhs[row] - known) / matrix[row][row];
    }
    rhs
}
