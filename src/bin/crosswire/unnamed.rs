//! Files without a name until they are whole: whatever ends the process, nothing is left behind.

use std::fs::File;
use std::io::{self, Write};
#[cfg(not(target_os = "linux"))]
use std::path::Path;
use std::path::PathBuf;

/// A file in a folder that has no name there yet.
pub(crate) struct Unnamed {
    file: File,
    folder: PathBuf,
}

impl Write for Unnamed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(target_os = "linux")]
mod imp {
    use super::Unnamed;
    use rustix::fs::{AtFlags, CWD, OFlags, linkat};
    use std::fs::{File, OpenOptions};
    use std::io::{self, Seek};
    use std::os::fd::AsRawFd;
    use std::os::unix::fs::OpenOptionsExt;
    use std::path::Path;

    impl Unnamed {
        /// A new file, where the system and the file system have files without a name.
        pub(crate) fn new_in(folder: &Path) -> Option<Self> {
            let flags = i32::try_from(OFlags::TMPFILE.bits()).ok()?;
            let mut options = OpenOptions::new();
            options.read(true).write(true).custom_flags(flags).mode(0o666);
            let file = options.open(folder).ok()?;
            Some(Self { file, folder: folder.to_owned() })
        }

        /// Gives the file its name, in place of one that has it already.
        pub(crate) fn persist(mut self, path: &Path) -> io::Result<()> {
            match link(&self.file, path) {
                Ok(()) => Ok(()),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    // A name can only be taken over from another name.
                    let between = self.folder.join(format!(".crosswire-{}", std::process::id()));
                    link(&self.file, &between)?;
                    std::fs::rename(&between, path)
                        .inspect_err(|_| drop(std::fs::remove_file(&between)))
                }
                // Without /proc there is no link to an open file.
                Err(_) => {
                    let mut copy = tempfile::NamedTempFile::new_in(&self.folder)?;
                    self.file.rewind()?;
                    io::copy(&mut self.file, &mut copy)?;
                    copy.persist(path).map_err(|error| error.error).map(drop)
                }
            }
        }
    }

    fn link(file: &File, path: &Path) -> io::Result<()> {
        let open = format!("/proc/self/fd/{}", file.as_raw_fd());
        Ok(linkat(CWD, open, CWD, path, AtFlags::SYMLINK_FOLLOW)?)
    }
}

#[cfg(not(target_os = "linux"))]
impl Unnamed {
    pub(crate) fn new_in(_: &Path) -> Option<Self> {
        None
    }

    pub(crate) fn persist(self, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
