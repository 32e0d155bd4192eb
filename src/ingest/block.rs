//! JSON Lines in blocks: whole lines at a time.

use std::io::{self, Read};

/// Bytes read at a time: small enough that the second look at a block finds it in the cache.
const BLOCK_BYTES: usize = 256 << 10;

/// A buffer that has held a line much longer than a block is not kept.
const MAX_KEPT_BYTES: usize = 16 * BLOCK_BYTES;

/// Some whole lines of an input.
#[derive(Debug, Default)]
pub(crate) struct Block {
    /// The lines; the last one of an input may lack its line feed.
    pub(crate) bytes: Vec<u8>,
    /// Where the block begins in the input.
    pub(crate) offset: u64,
    /// The block stands for one line that was too long to be held, and is empty.
    pub(crate) is_too_long: bool,
}

/// Cuts an input into blocks of whole lines.
#[derive(Debug)]
pub(crate) struct BlockReader<R> {
    input: R,
    max_line: usize,
    tail: Vec<u8>,
    offset: u64,
    failure: Option<io::Error>,
}

impl<R: Read> BlockReader<R> {
    /// A reader from the beginning of `input` that passes over lines of more than about
    /// `max_line` bytes, however long.
    pub(crate) fn new(input: R, max_line: u64) -> Self {
        let max_line = usize::try_from(max_line).unwrap_or(usize::MAX).max(BLOCK_BYTES);
        Self { input, max_line, tail: Vec::new(), offset: 0, failure: None }
    }

    /// Fills `block` with the next lines; false at the end of the input.
    ///
    /// A line longer than a block makes the block longer, up to the limit.
    ///
    /// # Errors
    /// Whatever the input fails with, once all whole lines before the fault have been given.
    pub(crate) fn next_block(&mut self, block: &mut Block) -> io::Result<bool> {
        if block.bytes.capacity() > MAX_KEPT_BYTES {
            block.bytes = Vec::new();
        }
        block.bytes.clear();
        block.bytes.append(&mut self.tail);
        (block.offset, block.is_too_long) = (self.offset, false);
        let mut searched = 0;
        loop {
            let n_read = self.read_some(&mut block.bytes);
            if let Some(at) = memchr::memrchr(b'\n', &block.bytes[searched..]) {
                self.tail.extend_from_slice(&block.bytes[searched + at + 1..]);
                block.bytes.truncate(searched + at + 1);
                break;
            }
            if n_read == 0 {
                if let Some(error) = self.failure.take() {
                    return Err(error);
                }
                break;
            }
            searched = block.bytes.len();
            if searched > self.max_line {
                self.skip_line(block);
                return Ok(true);
            }
        }
        self.offset += block.bytes.len() as u64;
        Ok(!block.bytes.is_empty())
    }

    /// Appends some bytes, and keeps a failure for later; nothing was appended at the end of the
    /// input or of what can be read of it.
    fn read_some(&mut self, bytes: &mut Vec<u8>) -> usize {
        if self.failure.is_some() {
            return 0;
        }
        let n_before = bytes.len();
        bytes.reserve(BLOCK_BYTES);
        let read = self.input.by_ref().take(BLOCK_BYTES as u64).read_to_end(bytes);
        self.failure = read.err();
        bytes.len() - n_before
    }

    /// Passes over the rest of the line of which the block is the beginning.
    fn skip_line(&mut self, block: &mut Block) {
        self.offset += block.bytes.len() as u64;
        block.is_too_long = true;
        block.bytes = Vec::new();
        let mut some = Vec::new();
        while self.read_some(&mut some) > 0 {
            let end = memchr::memchr(b'\n', &some).map_or(some.len(), |at| at + 1);
            self.offset += end as u64;
            if some[end - 1] == b'\n' {
                self.tail.extend_from_slice(&some[end..]);
                return;
            }
            some.clear();
        }
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
        let (mut reader, mut block) = (BlockReader::new(&input[..], 1 << 30), Block::default());
        let mut joined = Vec::new();
        while reader.next_block(&mut block).unwrap() {
            assert_eq!(block.offset, joined.len() as u64);
            joined.extend_from_slice(&block.bytes);
            assert!(block.bytes.ends_with(b"\n") || joined.len() == input.len());
        }
        assert_eq!(joined, input);
    }

    #[test]
    fn a_line_beyond_the_limit_is_passed_over() {
        let long = "y".repeat(5 * BLOCK_BYTES);
        let input = format!("a\nb\n{long}\nc\nd\n{long}");
        let mut reader = BlockReader::new(input.as_bytes(), 0);
        let (mut block, mut seen) = (Block::default(), Vec::new());
        while reader.next_block(&mut block).unwrap() {
            let at = block.offset as usize;
            assert!(input.as_bytes()[at..].starts_with(&block.bytes));
            seen.push(if block.is_too_long {
                "long".to_owned()
            } else {
                String::from_utf8(block.bytes.clone()).unwrap()
            });
        }
        assert_eq!(seen, ["a\nb\n", "long", "c\nd\n", "long"]);
    }

    #[test]
    fn lines_before_a_fault_are_given() {
        let fault = Unreadable;
        let mut reader = BlockReader::new(b"a\nb\nhalf".as_slice().chain(fault), 1 << 30);
        let mut block = Block::default();
        assert!(reader.next_block(&mut block).unwrap());
        assert_eq!(block.bytes, b"a\nb\n");
        assert!(reader.next_block(&mut block).is_err());
    }

    /// Fails at once.
    struct Unreadable;

    impl Read for Unreadable {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::InvalidData.into())
        }
    }
}
