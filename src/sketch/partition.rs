//! An append-only log of keys by article in many partitions, in memory or, past a budget, on disk.
//!
//! A record is four bytes: 24 bits of a key and 8 bits of how far its article is from that of the
//! record before it in the partition. Greater distances take a record of their own.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::Mutex;

use memmap2::MmapMut;

/// A temporary file that vanishes with its handle.
pub(crate) type SpillFile = File;

/// Opens an empty [`SpillFile`]; the engine hands it in.
pub(crate) type OpenSpill = fn() -> io::Result<SpillFile>;

/// Bits of a key.
pub(crate) const KEY_BITS: u32 = 24;
/// The distance of a record without a key: its key bits are the distance.
const FAR: u32 = 0xFF;
/// Bytes of a record.
const RECORD_BYTES: usize = 4;
/// Half-filled chunks of a thousand partitions are 2 MB.
const CHUNK_BYTES: usize = 4096;
/// Memory is asked for in pieces of so many chunks, 8 MB: some huge pages.
const SLAB_CHUNKS: usize = 2048;

/// A chunk of one partition.
#[derive(Debug, Clone, Copy)]
enum Chunk {
    /// By its number in the slabs.
    Memory(u32),
    /// By its number in the spill file.
    Disk(u64),
}

/// The end of a partition.
#[derive(Debug, Clone, Copy, Default)]
struct Head {
    /// Where the next record goes, in bytes over all slabs; a multiple of [`CHUNK_BYTES`] when
    /// there is no open chunk.
    next: u64,
    /// The article of the last record.
    article: u32,
}

/// Pairs of key and article in partitions; within one, in the order of writing.
///
/// Past the budget every chunk that fills up goes to one temporary file without a name, which
/// the system removes whatever happens to the process.
#[derive(Debug)]
pub(crate) struct PartitionLog {
    heads: Vec<Head>,
    full: Vec<Vec<Chunk>>,
    slabs: Vec<MmapMut>,
    n_chunks: usize,
    free: Vec<u32>,
    max_chunks: usize,
    open_spill: OpenSpill,
    spill: Option<Spill>,
    failure: Option<io::Error>,
}

#[derive(Debug)]
struct Spill {
    file: Mutex<File>,
    n_chunks: u64,
    buffer: Vec<u8>,
}

/// Bytes gathered before a write to the spill file.
const SPILL_BUFFER: usize = 64 * CHUNK_BYTES;

impl PartitionLog {
    /// An empty log of `n_partitions` that keeps at most about `max_bytes` in memory, and in any
    /// case one open chunk a partition.
    pub(crate) fn new(n_partitions: usize, max_bytes: usize, open_spill: OpenSpill) -> Self {
        Self {
            heads: vec![Head::default(); n_partitions],
            full: vec![Vec::new(); n_partitions],
            slabs: Vec::new(),
            n_chunks: 0,
            free: Vec::new(),
            max_chunks: max_bytes / CHUNK_BYTES,
            open_spill,
            spill: None,
            failure: None,
        }
    }

    /// Appends a key of an article to a partition; a failure to get memory or disk shows at the
    /// end.
    ///
    /// The key has 24 bits and the article is that of the last call or a later one.
    ///
    /// # Panics
    /// When there is no such partition.
    #[inline]
    pub(crate) fn push(&mut self, partition: usize, key: u32, article: u32) {
        let head = &mut self.heads[partition];
        let mut distance = article - std::mem::replace(&mut head.article, article);
        while distance >= FAR {
            let step = distance.min((1 << KEY_BITS) - 1);
            self.push_record(partition, step << 8 | FAR);
            distance -= step;
        }
        self.push_record(partition, key << 8 | distance);
    }

    #[inline]
    fn push_record(&mut self, partition: usize, record: u32) {
        let mut next = self.heads[partition].next;
        if next.is_multiple_of(CHUNK_BYTES as u64) {
            match self.next_chunk(partition) {
                Ok(chunk) => next = u64::from(chunk) * CHUNK_BYTES as u64,
                Err(error) => return self.failure = Some(error),
            }
        }
        let at = next as usize % (SLAB_CHUNKS * CHUNK_BYTES);
        let slab = &mut self.slabs[next as usize / (SLAB_CHUNKS * CHUNK_BYTES)];
        slab[at..at + RECORD_BYTES].copy_from_slice(&record.to_le_bytes());
        self.heads[partition].next = next + RECORD_BYTES as u64;
    }

    /// Closes the full chunk of a partition, if it has one, and opens another.
    #[cold]
    #[inline(never)]
    fn next_chunk(&mut self, partition: usize) -> io::Result<u32> {
        let next = self.heads[partition].next;
        if next > 0 {
            let chunk = (next / CHUNK_BYTES as u64 - 1) as u32;
            if self.n_chunks <= self.max_chunks.saturating_sub(self.heads.len()) {
                self.full[partition].push(Chunk::Memory(chunk));
            } else {
                let number = self.write_chunk(chunk)?;
                self.full[partition].push(Chunk::Disk(number));
                self.free.push(chunk);
            }
            self.heads[partition].next = 0;
        }
        match self.free.pop() {
            Some(chunk) => Ok(chunk),
            None => self.add_chunk(),
        }
    }

    fn add_chunk(&mut self) -> io::Result<u32> {
        if self.n_chunks == self.slabs.len() * SLAB_CHUNKS {
            let slab = MmapMut::map_anon(SLAB_CHUNKS * CHUNK_BYTES)?;
            // Only speed depends on it, so a system that has no huge pages is as good.
            #[cfg(target_os = "linux")]
            drop(slab.advise(memmap2::Advice::HugePage));
            self.slabs.push(slab);
        }
        self.n_chunks += 1;
        u32::try_from(self.n_chunks - 1).map_err(|_| io::ErrorKind::OutOfMemory.into())
    }

    fn write_chunk(&mut self, chunk: u32) -> io::Result<u64> {
        if self.spill.is_none() {
            let file = Mutex::new((self.open_spill)()?);
            self.spill =
                Some(Spill { file, n_chunks: 0, buffer: Vec::with_capacity(SPILL_BUFFER) });
        }
        let bytes = chunk_bytes(&self.slabs, chunk);
        let Some(spill) = &mut self.spill else { return Err(io::ErrorKind::Other.into()) };
        spill.buffer.extend_from_slice(bytes);
        spill.n_chunks += 1;
        if spill.buffer.len() >= SPILL_BUFFER {
            spill.flush()?;
        }
        Ok(spill.n_chunks - 1)
    }

    /// Ends writing.
    ///
    /// # Errors
    /// The last failure to get memory or to write the spill file.
    pub(crate) fn finish(mut self) -> io::Result<Self> {
        if let Some(error) = self.failure.take() {
            return Err(error);
        }
        if let Some(spill) = &mut self.spill {
            spill.flush()?;
            spill.buffer = Vec::new();
        }
        Ok(self)
    }

    /// The number of partitions.
    pub(crate) fn n_partitions(&self) -> usize {
        self.heads.len()
    }

    /// The records of a partition in order, in pieces.
    ///
    /// `scratch` takes in what has to be read from disk.
    ///
    /// # Errors
    /// A failure to read the spill file.
    pub(crate) fn partition<'a>(
        &'a self,
        partition: usize,
        scratch: &'a mut Vec<u8>,
    ) -> io::Result<impl Iterator<Item = &'a [[u8; RECORD_BYTES]]> + Clone> {
        scratch.clear();
        if let Some(spill) = &self.spill {
            spill.read(&self.full[partition], scratch)?;
        }
        let mut from_disk = scratch.chunks_exact(CHUNK_BYTES);
        let full = self.full[partition].iter().map(move |chunk| match chunk {
            Chunk::Memory(chunk) => chunk_bytes(&self.slabs, *chunk),
            Chunk::Disk(_) => from_disk.next().unwrap_or_default(),
        });
        let open = self.open_bytes(partition);
        Ok(full.chain(std::iter::once(open)).map(|bytes| bytes.as_chunks().0))
    }

    fn open_bytes(&self, partition: usize) -> &[u8] {
        let Some(last) = self.heads[partition].next.checked_sub(1) else { return &[] };
        let chunk = last / CHUNK_BYTES as u64;
        let len = (last % CHUNK_BYTES as u64) as usize + 1;
        &chunk_bytes(&self.slabs, chunk as u32)[..len]
    }

    /// Bytes written to disk.
    pub(crate) fn spilled_bytes(&self) -> u64 {
        self.spill.as_ref().map_or(0, |spill| spill.n_chunks * CHUNK_BYTES as u64)
    }
}

/// Reads the records of one partition, piece by piece.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Records {
    article: u32,
}

impl Records {
    /// The key of a record, if it has one; does not need the records before it.
    #[inline(always)]
    pub(crate) fn key(record: [u8; RECORD_BYTES]) -> Option<u32> {
        let record = u32::from_le_bytes(record);
        (record & 0xFF != FAR).then_some(record >> 8)
    }

    /// The next record as key in the high half and article in the low half.
    #[inline(always)]
    pub(crate) fn next(&mut self, record: [u8; RECORD_BYTES]) -> Option<u64> {
        let record = u32::from_le_bytes(record);
        if record & 0xFF == FAR {
            self.article += record >> 8;
            return None;
        }
        self.article += record & 0xFF;
        Some(u64::from(record >> 8) << 32 | u64::from(self.article))
    }
}

fn chunk_bytes(slabs: &[MmapMut], chunk: u32) -> &[u8] {
    let at = chunk as usize % SLAB_CHUNKS * CHUNK_BYTES;
    &slabs[chunk as usize / SLAB_CHUNKS][at..at + CHUNK_BYTES]
}

impl Spill {
    fn flush(&mut self) -> io::Result<()> {
        let file = self.file.get_mut().map_err(|_| io::ErrorKind::Other)?;
        file.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Reads those of `chunks` that are on disk, one behind the other.
    fn read(&self, chunks: &[Chunk], bytes: &mut Vec<u8>) -> io::Result<()> {
        for chunk in chunks {
            if let Chunk::Disk(number) = chunk {
                let start = bytes.len();
                bytes.resize(start + CHUNK_BYTES, 0);
                let mut file = self.file.lock().map_err(|_| io::ErrorKind::Other)?;
                file.seek(SeekFrom::Start(number * CHUNK_BYTES as u64))?;
                file.read_exact(&mut bytes[start..])?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(log: &PartitionLog, partition: usize) -> Vec<u64> {
        let (mut records, mut scratch) = (Records::default(), Vec::new());
        let pieces = log.partition(partition, &mut scratch).unwrap();
        pieces.flatten().filter_map(|&record| records.next(record)).collect()
    }

    #[test]
    fn records_come_back_in_order_from_memory_and_disk() {
        for max_bytes in [usize::MAX, 10 * CHUNK_BYTES, 0] {
            let mut log = PartitionLog::new(4, max_bytes, tempfile::tempfile);
            for article in 0..50_000_u32 {
                log.push((article % 3) as usize, article * 7 % (1 << KEY_BITS), article);
            }
            let log = log.finish().unwrap();
            assert_eq!(log.spilled_bytes() == 0, max_bytes == usize::MAX);
            for at in 0..3 {
                let expected = (at as u64..50_000).step_by(3).map(|n| (n * 7) << 32 | n);
                assert!(read(&log, at).into_iter().eq(expected), "{max_bytes} {at}");
            }
            assert!(read(&log, 3).is_empty());
        }
    }

    #[test]
    fn a_full_last_chunk_is_not_lost() {
        let mut log = PartitionLog::new(1, usize::MAX, tempfile::tempfile);
        (0..CHUNK_BYTES as u32).for_each(|article| log.push(0, 5, article));
        assert_eq!(read(&log, 0).len(), CHUNK_BYTES);
    }

    #[test]
    fn far_articles_are_reached() {
        let mut log = PartitionLog::new(1, usize::MAX, tempfile::tempfile);
        let articles = [0, 0, 254, 508, 763, 20_000_000, 20_000_255, u32::MAX - 1, u32::MAX];
        articles.iter().for_each(|&article| log.push(0, 0xFF_FFFF, article));
        let expected: Vec<u64> = articles.iter().map(|&n| 0xFF_FFFF << 32 | u64::from(n)).collect();
        assert_eq!(read(&log, 0), expected);
    }
}
