//! Work on as many threads as the current pool has.

use crate::error::{Error, Result};
use std::io;

/// The results of `work`, done once on every thread.
pub(super) fn on_threads<T: Send>(work: impl Fn() -> Result<T> + Sync) -> Result<Vec<T>> {
    let n_threads = rayon::current_num_threads();
    if n_threads <= 1 {
        return Ok(vec![work()?]);
    }
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..n_threads).map(|_| scope.spawn(&work)).collect();
        handles.into_iter().map(|h| h.join().unwrap_or_else(|_| Err(stopped()))).collect()
    })
}

/// A thread has panicked, and perhaps left something half done.
pub(super) fn stopped() -> Error {
    Error::io("a reading thread", io::ErrorKind::Other.into())
}
