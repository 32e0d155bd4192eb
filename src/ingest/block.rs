//! JSON Lines in blocks: whole lines at a time.

use std::io::{self, Read};

/// Bytes read at a time: small enough that the second look at a block finds it in the cache.
const BLOCK_BYTES: usize = 256 << 10;

/// Some whole lines of an input.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The lines; the last one of an input may lack its line feed.
    pub(crate) bytes: Vec<u8>,
    /// How many blocks came before.
    pub(crate) number: usize,
    /// Where the block begins in the input.
    pub(crate) offset: u64,
}

/// Cuts an input into blocks of whole lines.
#[derive(Debug)]
pub(crate) struct BlockReader<R> {
    input: R,
    tail: Vec<u8>,
    n_blocks: usize,
    offset: u64,
}

impl<R: Read> BlockReader<R> {
    /// A reader from the beginning of `input`.
    pub(crate) fn new(input: R) -> Self {
        Self { input, tail: Vec::new(), n_blocks: 0, offset: 0 }
    }

    /// Fills `block` with the next lines; false at the end of the input.
    ///
    /// A line longer than a block makes the block longer.
    ///
    /// # Errors
    /// Whatever the input fails with.
    pub(crate) fn next_block(&mut self, block: &mut Block) -> io::Result<bool> {
        block.bytes.clear();
        block.bytes.append(&mut self.tail);
        loop {
            let searched = block.bytes.len();
            block.bytes.reserve(BLOCK_BYTES);
            let n_read =
                self.input.by_ref().take(BLOCK_BYTES as u64).read_to_end(&mut block.bytes)?;
            if n_read == 0 {
                break;
            }
            if let Some(at) = memchr::memrchr(b'\n', &block.bytes[searched..]) {
                self.tail.extend_from_slice(&block.bytes[searched + at + 1..]);
                block.bytes.truncate(searched + at + 1);
                break;
            }
        }
        (block.number, block.offset) = (self.n_blocks, self.offset);
        self.n_blocks += 1;
        self.offset += block.bytes.len() as u64;
        Ok(!block.bytes.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_whole_lines_and_lose_nothing() {
        let mut input = Vec::new();
        for line in 0..3000_usize {
            input.extend(std::iter::repeat_n(b'x', line * 7919 % 700));
            input.push(b'\n');
            if line == 1500 {
                input.extend(std::iter::repeat_n(b'y', 3 * BLOCK_BYTES));
            }
        }
        input.extend_from_slice(b"no line feed");
        let (mut reader, mut block) = (BlockReader::new(&input[..]), Block::default());
        let mut joined = Vec::new();
        while reader.next_block(&mut block).unwrap() {
            assert_eq!(block.offset, joined.len() as u64);
            joined.extend_from_slice(&block.bytes);
            assert!(block.bytes.ends_with(b"\n") || joined.len() == input.len());
        }
        assert_eq!(joined, input);
    }
}
