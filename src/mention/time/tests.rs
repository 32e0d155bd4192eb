//! Cases and properties of times.
