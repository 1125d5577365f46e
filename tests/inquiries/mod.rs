//! Inquiries at the desk of a seller.

mod answering;
mod ended;
