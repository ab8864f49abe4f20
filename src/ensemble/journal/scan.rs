//! Looking for whole records in a file.

use crate::record::journal::{Checksum, Head, MARK, first_half};
use std::fs::File;
use std::io;

/// Bytes read at once.
const PIECE: usize = 1 << 16;

/// A file as long as it was when it was opened.
#[derive(Debug)]
pub(super) struct Scan<'a> {
    file: &'a File,
    length: u64,
    piece: Vec<u8>,
}

/// A record whose checksum is right, wherever it stands and whatever stands before it.
pub(super) struct Whole {
    pub head: Head,
    pub checksum: Checksum,
    /// The first byte after it.
    pub end: u64,
}

impl<'a> Scan<'a> {
    pub fn new(file: &'a File, length: u64) -> Self {
        Self { file, length, piece: vec![0; PIECE] }
    }

    /// The record at `offset`, if there is a whole one with the right checksum. The payload is not kept.
    pub fn whole_at(&mut self, offset: u64) -> io::Result<Option<Whole>> {
        let room = self.length.saturating_sub(offset);
        let mut bytes = [0; Head::LENGTH];
        if room < Head::LENGTH as u64 {
            return Ok(None);
        }
        read_at(self.file, &mut bytes, offset)?;
        let Some(head) = Head::parse(&bytes).filter(|head| head.whole() <= room) else {
            return Ok(None);
        };
        let mut hash = head.begin_checksum();
        let (mut at, mut left) = (offset + Head::LENGTH as u64, head.length as usize);
        while left > 0 {
            let piece = &mut self.piece[..left.min(PIECE)];
            read_at(self.file, piece, at)?;
            sha2::Digest::update(&mut hash, &*piece);
            at += piece.len() as u64;
            left -= piece.len();
        }
        let mut stored = Checksum::default();
        read_at(self.file, &mut stored, at)?;
        let checksum = first_half(hash);
        Ok((checksum == stored).then(|| Whole { head, checksum, end: offset + head.whole() }))
    }

    /// The first byte from `offset` on at which a whole record with the right checksum begins.
    pub fn next_whole(&mut self, offset: u64) -> io::Result<Option<u64>> {
        let mut piece = vec![0; PIECE];
        let mut at = offset;
        while self.length.saturating_sub(at) >= MARK.len() as u64 {
            let room = usize::try_from(self.length - at).unwrap_or(PIECE).min(PIECE);
            let piece = &mut piece[..room];
            read_at(self.file, piece, at)?;
            for (within, _) in piece.windows(MARK.len()).enumerate().filter(|(_, window)| *window == MARK) {
                let candidate = at + within as u64;
                if self.whole_at(candidate)?.is_some() {
                    return Ok(Some(candidate));
                }
            }
            // Pieces overlap, so that a mark on the seam is seen.
            at += (room - MARK.len() + 1) as u64;
        }
        Ok(None)
    }
}

/// Fills `buffer` from `offset` on, wherever the file was being written.
pub(super) fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> io::Result<()> {
    #[cfg(unix)]
    return std::os::unix::fs::FileExt::read_exact_at(file, buffer, offset);
    #[cfg(windows)]
    {
        let mut done = 0;
        while done < buffer.len() {
            match std::os::windows::fs::FileExt::seek_read(file, &mut buffer[done..], offset + done as u64)? {
                0 => return Err(io::ErrorKind::UnexpectedEof.into()),
                read => done += read,
            }
        }
        Ok(())
    }
}
