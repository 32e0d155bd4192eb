//! Packed inputs, unpacked as they are read: gzip and zstd.

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::BlockDecodingStrategy::UptoBlocks;
use ruzstd::decoding::FrameDecoder;
use std::io::{self, BufRead, BufReader, Read};

/// How an input is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Gzip,
    Zstd,
}

/// The magic number of zstd frames (RFC 8878 section 3.1.1).
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];

/// Whether four bytes begin a frame that decoders pass over (RFC 8878 section 3.1.2).
fn is_skippable(magic: [u8; 4]) -> bool {
    matches!(magic, [0x50..=0x5F, 0x2A, 0x4D, 0x18])
}

impl Packing {
    /// How an input that begins with `head` is packed, if it is; its name does not count.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        match *head {
            [0x1F, 0x8B, ..] => Some(Self::Gzip),
            [a, b, c, d, ..] if [a, b, c, d] == ZSTD || is_skippable([a, b, c, d]) => {
                Some(Self::Zstd)
            }
            _ => None,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }
}

/// Reads what a packed input holds: all members or frames, checksums compared.
///
/// Memory: the window of the format, at most 100 MB however much the input claims.
pub(crate) struct Unpacked<R: Read> {
    packing: Packing,
    inner: Inner<R>,
}

enum Inner<R: Read> {
    Gzip(MultiGzDecoder<BufReader<R>>),
    Zstd(Box<Frames<R>>),
}

/// Bytes of the packed input read at a time.
const BUFFER: usize = 64 << 10;

impl<R: Read> Unpacked<R> {
    /// Unpacks `input`, which is read from its beginning.
    pub(crate) fn new(packing: Packing, input: R) -> Self {
        let input = BufReader::with_capacity(BUFFER, input);
        let inner = match packing {
            Packing::Gzip => Inner::Gzip(MultiGzDecoder::new(input)),
            Packing::Zstd => Inner::Zstd(Box::new(Frames {
                input,
                decoder: FrameDecoder::new(),
                is_open: false,
            })),
        };
        Self { packing, inner }
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.inner {
            Inner::Gzip(decoder) => decoder.read(buf),
            Inner::Zstd(frames) => frames.read(buf),
        };
        read.map_err(|error| {
            let packing = self.packing.as_str();
            let what = match error.kind() {
                io::ErrorKind::Interrupted => return error,
                io::ErrorKind::UnexpectedEof => "is cut off",
                _ => "is broken",
            };
            io::Error::new(error.kind(), format!("the {packing} data {what}"))
        })
    }
}

/// The frames of a zstd input, one after another.
struct Frames<R> {
    input: BufReader<R>,
    decoder: FrameDecoder,
    is_open: bool,
}

impl<R: Read> Frames<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if buf.is_empty() {
            return Ok(0);
        }
        loop {
            if !self.is_open && !self.next_frame()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                self.decode_block()?;
            }
            let n_read = self.decoder.read(buf)?;
            if n_read > 0 {
                return Ok(n_read);
            }
            let sums =
                (self.decoder.get_checksum_from_data(), self.decoder.get_calculated_checksum());
            if let (Some(stored), Some(counted)) = sums
                && stored != counted
            {
                return Err(io::ErrorKind::InvalidData.into());
            }
            self.is_open = false;
        }
    }

    fn decode_block(&mut self) -> io::Result<()> {
        let decoded = self.decoder.decode_blocks(&mut self.input, UptoBlocks(1));
        decoded.map(drop).map_err(|_| self.fault())
    }

    /// Opens the next frame; false at the end of the input.
    fn next_frame(&mut self) -> io::Result<bool> {
        loop {
            if self.input.fill_buf()?.is_empty() {
                return Ok(false);
            }
            let mut magic = [0; 4];
            self.input.read_exact(&mut magic)?;
            if is_skippable(magic) {
                let mut size = [0; 4];
                self.input.read_exact(&mut size)?;
                let size = u64::from(u32::from_le_bytes(size));
                if io::copy(&mut (&mut self.input).take(size), &mut io::sink())? < size {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                continue;
            }
            self.decoder.reset((&magic[..]).chain(&mut self.input)).map_err(|_| self.fault())?;
            self.is_open = true;
            return Ok(true);
        }
    }

    /// Why decoding failed: at the end of the input for the want of more, else for bad data.
    fn fault(&mut self) -> io::Error {
        match self.input.fill_buf() {
            Ok([]) => io::ErrorKind::UnexpectedEof.into(),
            Ok(_) => io::ErrorKind::InvalidData.into(),
            Err(error) => error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    /// What comes out, and the error it ends with.
    fn unpack(packed: &[u8]) -> (Vec<u8>, Option<String>) {
        let packing = Packing::of(packed).expect("packed");
        let mut out = Vec::new();
        let read = Unpacked::new(packing, packed).read_to_end(&mut out);
        (out, read.err().map(|error| error.to_string()))
    }

    #[test]
    fn all_members_come_out() {
        let text = b"The dam broke. ".repeat(20_000);
        let skippable = [&[0x51, 0x2A, 0x4D, 0x18, 3, 0, 0, 0][..], b"xyz"].concat();
        for packed in [
            [gzip(&text[..7]), gzip(b""), gzip(&text[7..])].concat(),
            [zstd(&text[..7]), zstd(b""), skippable.clone(), zstd(&text[7..])].concat(),
            [skippable, zstd(&text)].concat(),
        ] {
            assert_eq!(unpack(&packed), (text.clone(), None));
        }
        assert_eq!(Packing::of(b"The dam"), None);
        assert_eq!(Packing::of(b""), None);
    }

    #[test]
    fn faults_are_told_and_what_came_before_stays() {
        let text: Vec<u8> =
            (0..300_000_u32).flat_map(|n| n.wrapping_mul(n).to_le_bytes()).collect();
        for (pack, name) in [(gzip as fn(&[u8]) -> Vec<u8>, "gzip"), (zstd, "zstd")] {
            let packed = pack(&text);
            let (out, error) = unpack(&packed[..packed.len() / 2]);
            assert_eq!(error.as_deref(), Some(&*format!("the {name} data is cut off")));
            assert!(out.len() > 100_000 && text.starts_with(&out));
            let mut broken = packed.clone();
            let middle = broken.len() / 2;
            broken[middle..middle + 40].iter_mut().for_each(|byte| *byte ^= 0x5A);
            let (out, error) = unpack(&broken);
            assert!(error.is_some_and(|e| e.starts_with(&format!("the {name} data is"))));
            assert!(out.len() > 100_000 && out[..100_000] == text[..100_000]);
            let (out, error) = unpack(&[packed, b"garbage".to_vec()].concat());
            assert_eq!(out, text);
            assert!(error.is_some());
        }
    }
}
