//! Repeated shingles of a region, in memory or, past a budget, in a temporary file.

use super::sieve::Repeated;
use crate::sketch::{OpenSpill, SpillFile};
use std::io::{self, BufRead, Read, Seek, Write};

/// Parts in the order in which they came; shingles are numbered through.
#[derive(Debug)]
pub(crate) struct RepeatedStore {
    parts: Vec<Repeated>,
    file: Option<SpillFile>,
    n_in_memory: usize,
    n_shingles: u64,
    n_spilled: u64,
    max_bytes: usize,
    open_spill: OpenSpill,
}

impl RepeatedStore {
    /// An empty store that keeps at most about `max_bytes` in memory.
    pub(crate) fn new(max_bytes: usize, open_spill: OpenSpill) -> Self {
        Self {
            parts: Vec::new(),
            file: None,
            n_in_memory: 0,
            n_shingles: 0,
            n_spilled: 0,
            max_bytes,
            open_spill,
        }
    }

    /// Adds what later partitions gave.
    ///
    /// # Errors
    /// A failure to write the temporary file, or more shingles than numbers.
    pub(crate) fn push(&mut self, part: Repeated) -> io::Result<()> {
        self.n_shingles += part.n_articles.len() as u64;
        if self.n_shingles > u64::from(u32::MAX) {
            return Err(io::Error::other("more than 4294967295 repeated shingles"));
        }
        let n_bytes = part.n_bytes();
        if self.file.is_none() && self.n_in_memory.saturating_add(n_bytes) <= self.max_bytes {
            self.n_in_memory += n_bytes;
            self.parts.push(part);
            return Ok(());
        }
        if self.file.is_none() {
            self.file = Some((self.open_spill)()?);
            for part in std::mem::take(&mut self.parts) {
                self.write(&part)?;
            }
            self.n_in_memory = 0;
        }
        self.write(&part)
    }

    fn write(&mut self, part: &Repeated) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let lists = part.lists();
        let lens = lists.map(|list| list.len() as u32);
        let mut bytes = Vec::new();
        for list in [&lens[..]].into_iter().chain(lists) {
            for values in list.chunks(1 << 16) {
                bytes.clear();
                bytes.extend(values.iter().flat_map(|value| value.to_le_bytes()));
                file.write_all(&bytes)?;
                self.n_spilled += bytes.len() as u64;
            }
        }
        Ok(())
    }

    /// How many shingles.
    pub(crate) fn n_shingles(&self) -> u32 {
        self.n_shingles as u32
    }

    /// Bytes written to the temporary file.
    pub(crate) fn spilled_bytes(&self) -> u64 {
        self.n_spilled
    }

    /// Hands on all parts in order, each with the number of its first shingle.
    ///
    /// # Errors
    /// A failure to read the temporary file.
    pub(crate) fn for_each_part(&self, mut each: impl FnMut(u32, &Repeated)) -> io::Result<()> {
        let mut first = 0;
        for part in &self.parts {
            each(first, part);
            first += part.n_articles.len() as u32;
        }
        let Some(file) = &self.file else { return Ok(()) };
        let mut input = io::BufReader::with_capacity(1 << 18, file);
        input.rewind()?;
        let (mut part, mut bytes) = (Repeated::default(), Vec::new());
        let mut lens = Vec::new();
        while !input.fill_buf()?.is_empty() {
            read_list(&mut input, 3, &mut bytes, &mut lens)?;
            for (list, &len) in part.lists_mut().into_iter().zip(&lens) {
                read_list(&mut input, len as usize, &mut bytes, list)?;
            }
            each(first, &part);
            first += part.n_articles.len() as u32;
        }
        Ok(())
    }
}

/// Replaces `list` by the next `len` values.
fn read_list(
    input: &mut impl Read,
    len: usize,
    bytes: &mut Vec<u8>,
    list: &mut Vec<u32>,
) -> io::Result<()> {
    list.clear();
    list.reserve(len);
    while list.len() < len {
        bytes.resize((len - list.len()).min(1 << 16) * 4, 0);
        input.read_exact(bytes)?;
        list.extend(bytes.as_chunks::<4>().0.iter().map(|value| u32::from_le_bytes(*value)));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_back_in_order() {
        for max_bytes in [0, 1000, usize::MAX] {
            let mut store = RepeatedStore::new(max_bytes, tempfile::tempfile);
            for n in 0..50_u32 {
                let mut part = Repeated::default();
                for shingle in 0..n % 7 {
                    part.add(&[n, n + shingle + 1]);
                }
                part.own_repeats = vec![n; n as usize % 3];
                store.push(part).unwrap();
            }
            assert_eq!(store.spilled_bytes() > 0, max_bytes < usize::MAX);
            for _ in 0..2 {
                let (mut n_parts, mut n_shingles) = (0, 0);
                let check = |first: u32, part: &Repeated| {
                    assert_eq!(first, n_shingles);
                    assert_eq!(part.own_repeats, vec![n_parts; n_parts as usize % 3]);
                    let expected = (0..n_parts % 7).map(|at| vec![n_parts, n_parts + at + 1]);
                    assert!(part.iter().map(|(_, list)| list.to_vec()).eq(expected));
                    n_shingles += part.n_articles.len() as u32;
                    n_parts += 1;
                };
                store.for_each_part(check).unwrap();
                assert_eq!((n_parts, n_shingles), (50, store.n_shingles()));
            }
        }
    }
}
