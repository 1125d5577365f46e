//! COPY into a table, in PostgreSQL's binary format: the fastest way to write many rows. For `load`.
//!
//! Values are encoded as the query macros encode them. The server looks at column types, checks and keys as ever.

use sqlx::{Encode, PgConnection, Postgres, encode::IsNull, postgres::PgArgumentBuffer};

/// Signature, no flags, no extension.
const HEADER: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// In place of a row's number of fields: the end.
const TRAILER: i16 = -1;
/// In place of a field's length: null.
const NULL: i32 = -1;

/// Rows on their way into one table.
#[derive(Debug)]
pub struct Rows {
    buffer: PgArgumentBuffer,
    /// Where the number of fields of the last row stands.
    row: Option<usize>,
    fields: i16,
}

impl Default for Rows {
    fn default() -> Rows {
        let mut buffer = PgArgumentBuffer::default();
        buffer.extend_from_slice(HEADER);
        Rows { buffer, row: None, fields: 0 }
    }
}

impl Rows {
    /// Begins a row; its fields follow in the order of the statement's columns.
    pub fn row(&mut self) -> &mut Self {
        self.end_row();
        self.row = Some(self.buffer.len());
        self.buffer.extend_from_slice(&[0; 2]);
        self
    }

    /// Adds a field to the row.
    ///
    /// # Errors
    /// When the value cannot be written.
    pub fn field<'q>(&mut self, value: impl Encode<'q, Postgres>) -> sqlx::Result<&mut Self> {
        let at = self.buffer.len();
        self.buffer.extend_from_slice(&[0; 4]);
        let length = match value.encode(&mut self.buffer).map_err(sqlx::Error::Encode)? {
            IsNull::Yes => NULL,
            IsNull::No => {
                i32::try_from(self.buffer.len() - at - 4).map_err(|error| sqlx::Error::Encode(error.into()))?
            }
        };
        put(&mut self.buffer, at, &length.to_be_bytes());
        self.fields += 1;
        Ok(self)
    }

    /// Sends the rows: `statement` is `copy … (columns) from stdin (format binary)`.
    ///
    /// # Errors
    /// When the database refuses a row or does not answer; it then took none.
    pub async fn copy(mut self, db: &mut PgConnection, statement: &str) -> sqlx::Result<()> {
        if self.row.is_none() {
            return Ok(());
        }
        self.end_row();
        self.buffer.extend_from_slice(&TRAILER.to_be_bytes());
        let mut copy = db.copy_in_raw(statement).await?;
        if let Err(error) = copy.send(self.buffer.as_slice()).await {
            copy.abort("the rows could not be sent").await?;
            return Err(error);
        }
        copy.finish().await?;
        Ok(())
    }

    fn end_row(&mut self) {
        if let Some(at) = self.row {
            put(&mut self.buffer, at, &self.fields.to_be_bytes());
        }
        self.fields = 0;
    }
}

/// Writes over bytes that were kept free.
fn put(buffer: &mut [u8], at: usize, bytes: &[u8]) {
    buffer.iter_mut().skip(at).zip(bytes).for_each(|(to, from)| *to = *from);
}
