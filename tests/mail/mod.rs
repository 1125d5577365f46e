mod message;
mod smtp;
