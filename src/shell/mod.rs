//! Text to commands and objects back to text. Knows neither how a command is carried out nor what a session is.
